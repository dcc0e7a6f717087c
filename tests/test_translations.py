"""The catalogues are complete, agree with their messages, and count as the languages do."""

import re
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kiosk.config import ROOT
from kiosk.web.locale import LANGUAGES

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
FRENCH, EASY_FRENCH = (ROOT / "translations" / name / "LC_MESSAGES" / "messages.po" for name in ("fr", "fr@falc"))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
COUNTS = (0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 19, 20, 21, 22, 25, 99, 100, 101, 102, 103, 111, 121, 1000)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(path: Path) -> list[Message]:
    return [message for message in catalogue(path) if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def locale_of(path: Path) -> str:
    return path.parent.parent.name


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{locale_of(path)}-{path.stem}")
def test_every_message_is_translated_and_none_is_doubtful(path: Path) -> None:
    assert not [message.id for message in messages(path) if message.fuzzy or not all(forms(message.string))]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{locale_of(path)}-{path.stem}")
def test_translations_have_the_placeholders_of_their_message(path: Path) -> None:
    for message in messages(path):
        expected = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            missing = expected - set(PLACEHOLDER.findall(form))
            assert missing <= ({"num"} if len(forms(message.id)) > 1 else set()), form
            assert set(PLACEHOLDER.findall(form)) <= expected, form


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{locale_of(path)}-{path.stem}")
def test_numbers_take_the_form_that_their_language_wants(path: Path) -> None:
    header = catalogue(path).plural_expr
    rule = c2py(header)
    cldr = Locale.parse(locale_of(path)).plural_form
    by_form: dict[int, set[str]] = {}
    for count in COUNTS:
        by_form.setdefault(rule(count), set()).add(cldr(count))
    assert all(len(names) == 1 for names in by_form.values()), by_form
    assert len({next(iter(names)) for names in by_form.values()}) == len(by_form)


def test_every_language_of_the_kiosk_has_a_catalogue_but_the_one_of_the_messages() -> None:
    have = {locale_of(path) for path in CATALOGUES if path.stem == "messages"}
    assert have == {str(language.babel) for language in LANGUAGES.values()} - {"en"}


def test_easy_french_is_a_sibling_of_french_and_not_its_copy() -> None:
    french, easy = ({str(m.id): forms(m.string) for m in messages(path)} for path in (FRENCH, EASY_FRENCH))
    assert sum(easy[key] != french[key] for key in french) > len(french) / 4


def test_easy_french_has_short_sentences() -> None:
    texts = [form for message in messages(EASY_FRENCH) if not message.context for form in forms(message.string)]
    sentences = [sentence for text in texts for sentence in re.split(r"[.!?:;]\s", text)]
    too_long = [sentence for sentence in sentences if len(sentence.split()) > 15]
    assert not too_long


@pytest.mark.parametrize("path", [path for path in CATALOGUES if locale_of(path) in ("fr", "fr@falc")], ids=str)
def test_no_line_of_french_begins_with_a_sign_that_ends_a_sentence(path: Path) -> None:
    said = [form for message in messages(path) for form in forms(message.string)]
    assert not [form for form in said if re.search(" [:;!?»]|« ", form)]
