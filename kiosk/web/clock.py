"""The one place that reads the clock, and how moments are written in each language."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from flask import current_app, g

from kiosk.config import TOWN

DAY_PATTERNS = {"de": "EEEE, d. MMMM", "tr": "d MMMM EEEE", "uk": "EEEE, d MMMM"}
CLOCK_PATTERNS = {
    "fr": "H 'h' mm",
    "fr@falc": "H 'heures' mm",
    "de": "H:mm 'Uhr'",
    "en": "h:mm a",
    "ar": "HH:mm",
    "tr": "HH:mm",
    "uk": "HH:mm",
}


def now() -> datetime:
    """This moment in Strasbourg; `FROZEN_NOW` in the configuration stops the clock for demonstrations and tests."""
    frozen: datetime | None = current_app.config.get("FROZEN_NOW")
    return (frozen or datetime.now(UTC)).astimezone(TOWN)


def day_in_words(day: date) -> str:
    """“Tuesday 24 November”, in the language of the page."""
    return _day_in_words(day, g.language.babel)


def time_in_words(moment: time | datetime) -> str:
    """“10 h 05”, “10:05 Uhr”, “10:05 AM”, in the language of the page."""
    return _time_in_words(moment.time() if isinstance(moment, datetime) else moment, g.language.babel)


def weekday_name(weekday: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """The name of a weekday (0 is Monday) as it stands inside a sentence; `abbreviated` for a narrow column."""
    return str(get_day_names(width, "format", g.language.babel)[weekday])


# Babel's formatting costs about 0.1 ms a call, more than everything else a row of a list needs.
@lru_cache(maxsize=1024)
def _day_in_words(day: date, locale: Locale) -> str:
    text = format_date(day, DAY_PATTERNS.get(locale.language, "EEEE d MMMM"), locale)
    return text.replace(" 1 ", " 1er ") if locale.language == "fr" else text


@lru_cache(maxsize=2048)
def _time_in_words(moment: time, locale: Locale) -> str:
    text = format_time(moment, CLOCK_PATTERNS[str(locale)], locale=locale)
    return text.removesuffix(" 00") if locale.language == "fr" else text
