from datetime import date, time

import pytest
from flask import Flask, g

from kiosk.web.clock import day_in_words, now, time_in_words, weekday_name
from kiosk.web.locale import LANGUAGES

DAYS = {
    "fr": ("mardi 24 novembre", "10 h 05", "9 h"),
    "fr-falc": ("mardi 24 novembre", "10 heures 05", "9 heures"),
    "de": ("Dienstag, 24. November", "10:05 Uhr", "9:00 Uhr"),
    "en": ("Tuesday 24 November", "10:05 AM", "9:00 AM"),
    "ar": ("الثلاثاء 24 نوفمبر", "10:05", "09:00"),
    "tr": ("24 Kasım Salı", "10:05", "09:00"),
    "uk": ("вівторок, 24 листопада", "10:05", "09:00"),
}


@pytest.mark.parametrize("locale", DAYS)
def test_a_day_and_a_time_read_as_one_says_them(app: Flask, locale: str) -> None:
    with app.app_context():
        g.language = LANGUAGES[locale]
        words = (day_in_words(date(2026, 11, 24)), time_in_words(time(10, 5)), time_in_words(time(9)))
    assert words == DAYS[locale]


def test_the_first_of_a_month_is_premier_in_french(app: Flask) -> None:
    with app.app_context():
        g.language = LANGUAGES["fr"]
        assert day_in_words(date(2026, 12, 1)) == "mardi 1er décembre"


def test_weekdays_count_from_monday(app: Flask) -> None:
    with app.app_context():
        g.language = LANGUAGES["de"]
        assert [weekday_name(number) for number in (0, 6)] == ["Montag", "Sonntag"]


def test_the_clock_is_the_one_of_the_town(app: Flask) -> None:
    with app.app_context():
        assert str(now().tzinfo) == "Europe/Paris"
