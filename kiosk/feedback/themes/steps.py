"""The way of a theme: heard → studied → decided → done or not possible. Whoever goes back says why."""

from datetime import date, datetime
from typing import NamedTuple

from kiosk.feedback.models import Review, Theme, ThemeStep
from kiosk.feedback.refusals import NoReviewOpen, NothingNew, ReasonMissing, StepSettled

DECIDED, DEFERRED = "decided", "deferred"
PLACES = {"heard": 0, "studied": 1, "decided": 2, "done": 3, "impossible": 3}
"""The stages that a theme can have, and how far on its way each is."""
ENDS = ("done", "impossible")


class Wish(NamedTuple):
    """What the committee wants to note about a theme."""

    stage: str
    note: str = ""
    owner: str = ""
    due_on: date | None = None


def standing(theme: Theme) -> Wish:
    """Where the theme is now, who sees to it and until when; what was put off is where it was."""
    step = next((step for step in reversed(theme.steps) if step.stage != DEFERRED), None)
    return Wish(step.stage, step.note, step.owner, step.due_on) if step else Wish("heard")


def is_overdue(theme: Theme, today: date) -> bool:
    """Whether the day has passed until which something was to be done."""
    now = standing(theme)
    return now.due_on is not None and now.due_on < today and now.stage not in ENDS


def take(theme: Theme, wish: Wish, review: Review | None, by: str, now: datetime) -> ThemeStep:
    """Note the step, at this meeting if one is under way. Raises ReasonMissing, NothingNew, NoReviewOpen."""
    check(standing(theme), wish, review)
    step = ThemeStep(**wish._asdict(), review=review, taken_at=now, taken_by=by)
    theme.steps.append(step)
    return step


def check(before: Wish, wish: Wish, review: Review | None) -> None:
    """Raises what speaks against the step."""
    is_for_meeting = wish.stage == DEFERRED or (wish.stage == DECIDED != before.stage)
    if is_for_meeting and review is None:
        raise NoReviewOpen
    is_back = wish.stage != DEFERRED and is_going_back(before.stage, wish.stage)
    if not wish.note and (is_back or wish.stage in ("impossible", DEFERRED)):
        raise ReasonMissing
    if not wish.note and before._replace(note="") == wish:
        raise NothingNew


def lacking(wish: Wish) -> list[str]:
    """The fields that the step needs and that are empty: who decides says who sees to it, and until when."""
    return [field for field in ("owner", "due_on") if wish.stage == DECIDED and not getattr(wish, field)]


def is_going_back(before: str, after: str) -> bool:
    """Whether this is no step further; to stay is no step back."""
    return before != after and PLACES[after] <= PLACES[before]


def undoable(theme: Theme, newest: Review | None) -> ThemeStep | None:
    """The last step, as long as no meeting has made it final; `newest` is the review that was opened last."""
    step = theme.steps[-1] if theme.steps else None
    if step is None or (step.review is not None and step.review.closed_at is not None):
        return None
    is_before_meeting = step.review is None and newest is not None and newest.opened_at > step.taken_at
    return None if is_before_meeting else step


def undo(theme: Theme, newest: Review | None) -> ThemeStep:
    """Take the last step away. Raises StepSettled."""
    step = undoable(theme, newest)
    if step is None:
        raise StepSettled
    theme.steps.remove(step)
    return step
