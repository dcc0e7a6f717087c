"""Many opinions at once, as numbers."""

from datetime import date

from sqlalchemy.orm import Session

from kiosk.feedback.counting import Facts, Numbers, Standing, move

OCTOBER, SEPTEMBER = date(2026, 10, 5), date(2026, 9, 5)
"""The two months before the one of the tests."""


def count(
    database: Session, bad: int = 0, fair: int = 0, good: int = 0, aside: int = 0, *,
    day: date = OCTOBER, place: int = -1, kind: str = "kiosk", language: str = "fr", hour: int = 10,
    reasons: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """So many of each answer, in October, at the kiosk of no place, in French, at ten, unless told otherwise."""
    facts = Facts(day, place, kind, language, hour)
    move(database, (), [Standing(facts, Numbers(bad, fair, good, aside), reasons)])
    database.commit()
