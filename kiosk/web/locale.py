"""The language of a page: the first part of its address, never a guess."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from babel import Locale
from babel.messages.mofile import read_mo
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, request
from flask_babel import get_translations
from werkzeug.routing import BaseConverter

from kiosk.config import LOCALES

DEFAULT = "fr"
# The back office has no language in its addresses: its people work in French, or choose English for themselves.
OFFICE = frozenset(("sign-in", "sign-out", "office-language", "invitations", "account", "staff", "committee", "admin"))
OFFICE_LOCALES = ("fr", "en")
OFFICE_COOKIE = "office-language"


class Language(NamedTuple):
    """One language of the kiosk: how it greets, what it calls itself, what HTML and Babel call it."""

    locale: str
    greeting: str
    name: str
    short_name: str
    html: str
    babel: Locale

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return self.babel.text_direction


# Every language speaks for itself on the screen where one chooses it, so these words are never translated.
LANGUAGES = {
    language.locale: language
    for language in (
        Language("fr", "Bonjour", "Français", "Français", "fr", Locale.parse("fr")),
        Language("fr-falc", "Bonjour", "Français facile à lire", "Facile", "fr", Locale.parse("fr@falc")),
        Language("de", "Guten Tag", "Deutsch", "Deutsch", "de", Locale.parse("de")),
        Language("en", "Hello", "English", "English", "en", Locale.parse("en")),
        Language("ar", "مرحبًا", "العربية", "العربية", "ar", Locale.parse("ar")),
        Language("tr", "Merhaba", "Türkçe", "Türkçe", "tr", Locale.parse("tr")),
        Language("uk", "Вітаю", "Українська", "Українська", "uk", Locale.parse("uk")),
    )
}
assert tuple(LANGUAGES) == LOCALES


class LocaleConverter(BaseConverter):
    """Accepts the kiosk's locales and nothing else, so that an unknown one is an address that does not exist."""

    regex = "|".join(sorted(LOCALES, key=len, reverse=True))


def init_app(app: Flask) -> None:
    app.url_map.converters["locale"] = LocaleConverter
    app.before_request(choose_language)
    app.url_value_preprocessor(take_locale)
    app.url_defaults(keep_locale)
    app.jinja_env.globals["languages"] = complete_languages(Path(app.config["BABEL_TRANSLATION_DIRECTORIES"]))
    # The extension for translations gives this method to the environment while the program runs.
    cast(Any, app.jinja_env).install_gettext_callables(
        lambda text: catalogue().ugettext(text),
        lambda *forms: catalogue().ungettext(*forms),
        newstyle=True,
        pgettext=lambda *text: catalogue().upgettext(*text),
        npgettext=lambda *forms: catalogue().unpgettext(*forms),
    )


def complete_languages(translations: Path) -> dict[str, Language]:
    """The languages that a screen may offer: those in which every sentence has been translated.

    Messages are English, so that English is always complete; French is what everything falls back on.
    """
    needed = compiled_messages(translations, LANGUAGES[DEFAULT])
    return {
        locale: language
        for locale, language in LANGUAGES.items()
        if locale in (DEFAULT, "en") or needed <= compiled_messages(translations, language)
    }


def compiled_messages(translations: Path, language: Language) -> set[tuple[str | None, str]]:
    path = translations / str(language.babel) / "LC_MESSAGES" / "messages.mo"
    if not path.exists():
        return set()
    with path.open("rb") as file:
        return {(message.context, str(message.id)) for message in read_mo(file) if message.id}


def choose_language() -> None:
    """Set `g.language` before anything is written, error pages included."""
    g.is_office = is_office_address(request.path)
    chosen = request.cookies.get(OFFICE_COOKIE, "") if g.is_office else request.path.split("/", 2)[1]
    locales = OFFICE_LOCALES if g.is_office else LOCALES
    g.language = LANGUAGES[chosen if chosen in locales else DEFAULT]


def is_office_address(address: str) -> bool:
    """Whether the address belongs to the people who work here."""
    return re.split(r"[/?#]", f"{address}/")[1] in OFFICE


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """What is rendered inside the block is in this language, whatever the page's own."""
    with current_app.app_context():
        g.language = language
        yield


def N_(message: str) -> str:  # noqa: N802, the name that gettext's tools look for
    """A message for the catalogue, translated where it is used."""
    return message


def take_locale(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("locale", None)


def keep_locale(endpoint: str, values: dict[str, Any]) -> None:
    if "locale" not in values and "language" in g and current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values["locale"] = g.language.locale


def catalogue() -> NullTranslations:
    """The words in the language of the page, found once a page: Flask-Babel looks for them at every word."""
    if "catalogue" not in g:
        is_office = g.get("is_office", False)
        folder = current_app.config["BABEL_TRANSLATION_DIRECTORIES"]
        g.catalogue = office_catalogue(folder, str(g.language.babel)) if is_office else get_translations()
    found: NullTranslations = g.catalogue
    return found


@cache
def office_catalogue(folder: str, locale: str) -> NullTranslations:
    """The words of residents and those of staff together."""
    words, office_words = (Translations.load(folder, [locale], domain) for domain in ("messages", "staff"))
    if isinstance(words, Translations) and isinstance(office_words, Translations):
        words.merge(office_words)
    return words


def requested_locale() -> str:
    """What Flask-Babel asks for."""
    return str(g.language.babel) if "language" in g else DEFAULT
