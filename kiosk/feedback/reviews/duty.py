"""What the committee owes to those who spoke: an answer, or the reason why it comes later."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kiosk.feedback.models import Review, Theme
from kiosk.feedback.refusals import ReviewClosed, ReviewClosedToday, ReviewFollowed, ReviewOpen, ThemesUnanswered
from kiosk.feedback.themes.echo import Echo
from kiosk.feedback.themes.steps import DEFERRED


class Duty(NamedTuple):
    """A theme of which enough people have spoken since its last answer; `is_deferred` at this review."""

    theme: Theme
    echo: Echo
    is_deferred: bool


def duties(themes: Iterable[Theme], echoes: Mapping[int, Echo], review: Review) -> list[Duty]:
    """Those of most comments first."""
    owed = [(theme, echoes[theme.id]) for theme in themes if theme.id in echoes and echoes[theme.id].is_owed]
    owed.sort(key=lambda pair: -pair[1].unanswered)
    return [Duty(theme, echo, is_deferred(theme, review)) for theme, echo in owed]


def is_deferred(theme: Theme, review: Review) -> bool:
    return any(step.stage == DEFERRED and step.review_id == review.id for step in theme.steps)


def check_opening(last: Review | None, today: date) -> None:
    """The day after the last review was closed is the first of the next. Raises ReviewOpen, ReviewClosedToday."""
    if last and last.closed_at is None:
        raise ReviewOpen
    if last and last.closed_at and last.closed_at.date() >= today:
        raise ReviewClosedToday


def check_closing(review: Review, owed: Iterable[Duty]) -> None:
    """Raises ReviewClosed, ThemesUnanswered."""
    if review.closed_at:
        raise ReviewClosed
    if not all(duty.is_deferred for duty in owed):
        raise ThemesUnanswered


def check_reopening(review: Review, newest: Review) -> None:
    """A review can be opened again until the next one is. Raises ReviewFollowed."""
    if review.closed_at is None or review.id != newest.id:
        raise ReviewFollowed
