"""The idle warning as a file of sound, for the many screens whose browser has no voice.

In the data folder, `recordings/<locale>/idle.*` is for staff and never written; `audio/<locale>/` is the program's,
which reads aloud what nobody has recorded and notes beside it what it read.
"""

from pathlib import Path

from flask import Flask, current_app, g, render_template

from kiosk.web.locale import LANGUAGES, Language, speaking
from kiosk.web.voice import VOICES, read_aloud

MEDIA_TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4", ".wav": "audio/wav"}
"""What a recording may be; not every system knows them all."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals["speech_version"] = speech_version


def speech_version() -> str:
    """Stands in the address of this language's file and changes when the file does; empty where there is none."""
    file = speech_file(current_app.config["DATA_DIR"], g.language.locale)
    return f"{file.stat().st_mtime_ns:x}" if file else ""


def speech_file(data_dir: Path, locale: str) -> Path | None:
    """What is played: a recording by staff, else what was read aloud, else nothing."""
    files = [*(recording(data_dir, locale, suffix) for suffix in MEDIA_TYPES), rendering(data_dir, locale)]
    return next((file for file in files if file.is_file()), None)


def recording(data_dir: Path, locale: str, suffix: str = ".mp3") -> Path:
    """Where staff put their own."""
    return data_dir / "recordings" / locale / f"idle{suffix}"


def rendering(data_dir: Path, locale: str) -> Path:
    return data_dir / "audio" / locale / "idle.wav"


def render_speech(app: Flask) -> None:
    """Read aloud what nobody has recorded and what has other words than before. Raises VoiceMissing and OSError."""
    with app.app_context():
        for locale, voice in VOICES.items():
            file = rendering(app.config["DATA_DIR"], locale)
            words = words_in(LANGUAGES[locale])
            if speech_file(app.config["DATA_DIR"], locale) in (None, file) and not is_current(file, words):
                write(file, read_aloud(words, voice), words)


def words_in(language: Language) -> str:
    with speaking(language):
        return " ".join(render_template("idle.txt").split())


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
