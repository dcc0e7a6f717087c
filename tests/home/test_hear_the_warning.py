"""The idle warning is read aloud from a file: a recording by staff, or one that the program made."""

import re
import shutil
import wave
from pathlib import Path

import pytest
from flask import Flask

from kiosk.config import LOCALES
from kiosk.web.speech import MEDIA_TYPES, render_speech, speech_file
from kiosk.web.voice import VOICES, VoiceMissing, read_aloud
from tests.client import Visitor

LIMIT = 250_000  # bytes


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, without any sound."""
    monkeypatch.setitem(app.config, "DATA_DIR", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def rendered(prepared_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the program has read everything aloud."""
    folder = tmp_path_factory.mktemp("rendered")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(prepared_app.config, "DATA_DIR", folder)
        render_speech(prepared_app)
    return folder


@pytest.fixture
def spoken(folder: Path, rendered: Path) -> Path:
    """A copy of it, to do anything with."""
    return shutil.copytree(rendered, folder, dirs_exist_ok=True)


def recorded(folder: Path, locale: str, suffix: str = ".mp3") -> Path:
    """A recording that staff have put there."""
    path = folder / "recordings" / locale / f"idle{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"A voice of the house.")
    return path


def address(app: Flask, locale: str) -> str:
    """Where the warning of a page says that its sound is."""
    return Visitor(app).get(f"/{locale}/help").all("dialog")[0].get("data-idle-speech", "")


def fetched(app: Flask, path: str) -> tuple[int, str, bytes]:
    """The status, the media type and the content."""
    with app.test_client().get(path) as answer:
        return answer.status_code, answer.mimetype or "", answer.data


@pytest.mark.parametrize("locale", VOICES)
def test_the_program_reads_the_warning_aloud(spoken: Path, locale: str) -> None:
    path = spoken / "audio" / locale / "idle.wav"
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 11025)
        assert 4 < sound.getnframes() / sound.getframerate() < 20
        frames = sound.readframes(sound.getnframes())
    assert len(set(frames)) > 100
    assert path.stat().st_size < LIMIT


@pytest.mark.parametrize("locale", VOICES)
def test_what_is_read_aloud_is_what_is_written(app: Flask, spoken: Path, locale: str) -> None:
    page = Visitor(app).get(f"/{locale}/help")
    parts = [part for part in page.all("dialog")[0].iter() if part.tag.endswith(("h2", "p"))]
    written = " ".join(page.text(part) for part in parts if not part.get("aria-hidden"))
    assert (spoken / "audio" / locale / "idle.txt").read_text() == written


def test_easy_french_has_words_of_its_own(spoken: Path) -> None:
    assert (spoken / "audio/fr/idle.wav").read_bytes() != (spoken / "audio/fr-falc/idle.wav").read_bytes()


def test_arabic_waits_for_a_person(app: Flask, spoken: Path) -> None:
    assert [locale for locale in LOCALES if not speech_file(spoken, locale)] == ["ar"]
    assert not address(app, "ar")
    recorded(spoken, "ar")
    assert address(app, "ar")


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_recording_by_staff_wins_and_stays(app: Flask, spoken: Path, suffix: str) -> None:
    path = recorded(spoken, "fr", suffix)
    render_speech(app)
    assert fetched(app, address(app, "fr")) == (200, MEDIA_TYPES[suffix], path.read_bytes())


def test_what_staff_have_recorded_is_not_read_aloud(app: Flask, folder: Path) -> None:
    recorded(folder, "de")
    render_speech(app)
    assert not (folder / "audio" / "de" / "idle.wav").exists()


def test_nothing_is_read_aloud_twice_unless_the_words_change(app: Flask, spoken: Path) -> None:
    french, german = spoken / "audio/fr/idle.wav", spoken / "audio/de/idle.wav"
    for path in (french, german):
        path.write_bytes(b"As it was.")
    german.with_suffix(".txt").write_text("Other words.")
    render_speech(app)
    assert (french.read_bytes(), german.read_bytes()[:4]) == (b"As it was.", b"RIFF")


def test_the_sound_is_kept_until_another_replaces_it(app: Flask, spoken: Path) -> None:
    first = address(app, "uk")
    with app.test_client().get(first) as answer:
        assert re.search(r"max-age=\d{8}", answer.headers["Cache-Control"])
    assert fetched(app, first) == (200, "audio/wav", (spoken / "audio/uk/idle.wav").read_bytes())
    recorded(spoken, "uk")
    assert fetched(app, first)[0] == 404
    assert fetched(app, address(app, "uk"))[0] == 200


@pytest.mark.parametrize("locale", VOICES)
def test_the_question_with_three_faces_is_read_aloud_too(app: Flask, spoken: Path, locale: str) -> None:
    page = Visitor(app).get(f"/{locale}/feedback/kiosk")
    (button,) = [one for one in page.all("button") if "data-listen" in one.attrib]
    sound = (spoken / "audio" / locale / "faces.wav").read_bytes()
    assert fetched(app, button.get("data-listen", "")) == (200, "audio/wav", sound)
    words = (spoken / "audio" / locale / "faces.txt").read_text()
    assert all(page.text(one) in words for one in page.all("button") if one.get("name") == "value")


@pytest.mark.parametrize(
    "path",
    [
        "/fr/audio/idle-1",
        "/fr/audio/faces-1",
        "/fr/audio/other-1",
        "/ar/audio/idle-",
        "/fr/audio/idle-..",
        "/xx/audio/idle-1",
    ],
)
def test_where_there_is_no_sound_the_address_is_unknown(app: Flask, folder: Path, path: str) -> None:
    assert fetched(app, path)[0] == 404
    assert not address(app, "fr")


def test_a_voice_that_is_not_there_is_named() -> None:
    with pytest.raises(VoiceMissing, match="martian"):
        read_aloud("Are you still there?", "martian")
