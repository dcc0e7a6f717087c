"""What languages are called: never by their codes, whatever the language of the page."""

import pytest
from flask import Flask, g

from kiosk.directory.exchange.own_columns import MORE_LANGUAGES
from kiosk.web.language_names import NAMES, language_name
from kiosk.web.locale import LANGUAGES
from kiosk.workshops.courses.draft import SPOKEN
from kiosk.workshops.help_requests.answers import LANGUAGES as ASKED_FOR

KNOWN = sorted({*SPOKEN, *ASKED_FOR, *NAMES, *MORE_LANGUAGES.values()})


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_language_that_can_be_spoken_has_a_name(app: Flask, locale: str) -> None:
    with app.test_request_context():
        g.language = LANGUAGES[locale]
        assert not [code for code in KNOWN if language_name(code) == code]


@pytest.mark.parametrize(("locale", "name"), [("fr", "langue des signes française (LSF)"), ("de", "Französische Geb")])
def test_sign_language_is_named(app: Flask, locale: str, name: str) -> None:
    with app.test_request_context():
        g.language = LANGUAGES[locale]
        assert language_name("fsl").startswith(name)


def test_a_code_that_nobody_has_named_is_another_language(app: Flask) -> None:
    with app.test_request_context():
        g.language = LANGUAGES["fr"]
        assert language_name("xx") == "une autre langue"
