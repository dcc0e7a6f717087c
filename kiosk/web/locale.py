"""The language of a page: the first part of its address, never a guess."""

from typing import Any, NamedTuple

from babel import Locale
from flask import Flask, current_app, g, request
from werkzeug.routing import BaseConverter

from kiosk.config import LOCALES

DEFAULT = "fr"


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
    app.jinja_env.globals["languages"] = LANGUAGES


def choose_language() -> None:
    """Set `g.language` before anything is written, error pages included."""
    first = request.path.split("/", 2)[1]
    g.language = LANGUAGES.get(first) or LANGUAGES[DEFAULT]


def take_locale(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("locale", None)


def keep_locale(endpoint: str, values: dict[str, Any]) -> None:
    if "locale" not in values and "language" in g and current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values["locale"] = g.language.locale


def requested_locale() -> str:
    """What Flask-Babel asks for."""
    return str(g.language.babel) if "language" in g else DEFAULT
