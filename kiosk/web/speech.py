"""What a screen says aloud as files of sound, for the many whose browser has no voice.

In the data folder, `recordings/<locale>/idle.*` is for staff and never written; `audio/<locale>/` is the program's,
which reads aloud what nobody has recorded and notes beside it what it read. The words are in `templates/spoken/`.
"""

from itertools import product
from pathlib import Path

from flask import Flask, current_app, g, render_template

from kiosk.web.locale import LANGUAGES, Language, speaking
from kiosk.web.voice import VOICES, read_aloud

MEDIA_TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4", ".wav": "audio/wav"}
"""What a recording may be; not every system knows them all."""

SPEECHES = ("idle", "faces")
"""The warning of an idle screen, and the question with three faces."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals["speech_version"] = speech_version


def speech_version(name: str) -> str:
    """Stands in the address of this language's file and changes when the file does; empty where there is none."""
    file = speech_file(current_app.config["DATA_DIR"], g.language.locale, name)
    return f"{file.stat().st_mtime_ns:x}" if file else ""


def speech_file(data_dir: Path, locale: str, name: str = "idle") -> Path | None:
    """What is played: a recording by staff, else what was read aloud, else nothing."""
    recordings = (recording(data_dir, locale, suffix, name) for suffix in MEDIA_TYPES)
    files = [*recordings, rendering(data_dir, locale, name)]
    return next((file for file in files if file.is_file()), None)


def recording(data_dir: Path, locale: str, suffix: str = ".mp3", name: str = "idle") -> Path:
    """Where staff put their own."""
    return data_dir / "recordings" / locale / f"{name}{suffix}"


def rendering(data_dir: Path, locale: str, name: str) -> Path:
    return data_dir / "audio" / locale / f"{name}.wav"


def render_speech(app: Flask) -> None:
    """Read aloud what nobody has recorded and what has other words than before. Raises VoiceMissing and OSError."""
    with app.app_context():
        for (locale, voice), name in product(VOICES.items(), SPEECHES):
            file = rendering(app.config["DATA_DIR"], locale, name)
            words = words_in(LANGUAGES[locale], name)
            if speech_file(app.config["DATA_DIR"], locale, name) in (None, file) and not is_current(file, words):
                write(file, read_aloud(words, voice), words)


def words_in(language: Language, name: str) -> str:
    with speaking(language):
        return " ".join(render_template(f"spoken/{name}.txt").split())


def is_current(file: Path, words: str) -> bool:
    told = file.with_suffix(".txt")
    return file.is_file() and told.is_file() and told.read_text(encoding="utf-8") == words


def write(file: Path, sound: bytes, words: str) -> None:
    """The sound at one stroke, since it may be played meanwhile; its words last, so that half a work is done again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    unfinished.write_bytes(sound)
    unfinished.replace(file)
    file.with_suffix(".txt").write_text(words, encoding="utf-8")
