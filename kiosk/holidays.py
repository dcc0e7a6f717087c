"""The public holidays of Alsace: those of France, Good Friday and the second day of Christmas."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays


def is_public_holiday(day: date) -> bool:
    """Whether the law of Alsace and Moselle makes this day a public holiday."""
    return day in public_holidays(day.year)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The days of one year, from the package `holidays`, subdivision 6AE (Collectivité européenne d'Alsace)."""
    return frozenset(country_holidays("FR", subdiv="6AE", years=year))
