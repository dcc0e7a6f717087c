"""In which language a comment is written."""

import pytest

from kiosk.config import LOCALES
from kiosk.feedback.comments.language import LANGUAGES, SMALL_WORDS, language_of
from kiosk.feedback.vocabulary import LANGUAGE_SOURCES
from kiosk.web.search import fold

TEXTS = {
    "fr": "Le personnel est très gentil mais il y a trop de bruit",
    "de": "Die Leute sind sehr nett, aber es ist zu laut",
    "en": "The people are very kind but it is too noisy",
    "tr": "Çalışanlar çok iyi ama salon biraz gürültülü ve küçük",
    "ar": "الموظفون لطفاء جدا لكن المكان ضيق",
    "uk": "Працівники дуже привітні, але надто гучно",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_found_whatever_the_screen_spoke(language: str) -> None:
    source = "script" if language in ("ar", "uk") else "words"
    assert {language_of(TEXTS[language], locale) for locale in LOCALES} == {(language, source)}


@pytest.mark.parametrize("text", ["", "Merci beaucoup", "شكرا جزيلا", "مرحبا ⟦number⟧ ⟦mail⟧ ⟦url⟧"])
def test_a_short_text_is_in_the_language_of_the_screen(text: str) -> None:
    assert language_of(text, "de") == ("de", "interface")
    assert language_of(text, "fr-falc") == ("fr", "interface")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le bus est en retard", ("fr", "words")),
        ("Le bus est en panne", ("de", "interface")),
        ("Дуже гучно у залі 12", ("uk", "script")),
        ("Дуже гучно у залі 1", ("de", "interface")),
    ],
)
def test_from_twenty_signs_on_the_words_tell_the_language(text: str, expected: tuple[str, str]) -> None:
    assert (len(text) == 20) == (expected[1] != "interface")
    assert language_of(text, "de") == expected


@pytest.mark.parametrize(
    "text", ["Internet computer smartphone tablet", "12345 67890 12345 67890", "ქართული ენა ძალიან ლამაზია"]
)
def test_what_cannot_be_told_is_in_the_language_of_the_screen(text: str) -> None:
    assert len(text) >= 20
    assert language_of(text, "tr") == ("tr", "interface")


def test_every_language_of_the_kiosk_can_be_found() -> None:
    assert {locale.partition("-")[0] for locale in LOCALES} == set(LANGUAGES) == set(TEXTS)
    assert {"script", "words", "interface"} < set(LANGUAGE_SOURCES)


def test_small_words_are_written_as_they_are_compared() -> None:
    assert all(fold(words) == words for words in SMALL_WORDS.values())
