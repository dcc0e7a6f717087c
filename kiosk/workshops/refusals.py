"""Why nobody can sign up for a workshop at this moment, and why a workshop cannot be planned so."""

from collections.abc import Sequence
from typing import Any


class SignUpRefused(ValueError):
    """Nobody can sign up for this workshop at this moment; the subclass says why."""


class NotYetOpen(SignUpRefused):
    """Sign-up has not begun."""


class SignUpOver(SignUpRefused):
    """Sign-up has ended, or the workshop has begun."""


class WorkshopCancelled(SignUpRefused):
    """The workshop does not take place."""


class WorkshopFull(SignUpRefused):
    """There are not enough free seats, and nobody said why there should be more."""


class AddressShared(SignUpRefused):
    """As many people as may share a telephone or an e-mail address have signed up with it."""


class ReturnRefused(ValueError):
    """This seat cannot be given back any more; the subclass says why."""


class WorkshopOver(ReturnRefused):
    """The workshop has ended."""


class SeatInUse(ReturnRefused):
    """Its holder has been checked in."""


class SeatAwaited(ReturnRefused):
    """Somebody would have it at once and for good, and whoever gives it back has not been asked yet."""


class StepRefused(ValueError):
    """This step about a help request cannot be taken now; the subclass says why."""


class StepOutOfTurn(StepRefused):
    """Meanwhile somebody else has gone on, or there is nothing to do or to undo."""


class ProposalOver(StepRefused):
    """The hour that was proposed has come before anybody agreed."""


class PlanRefused(ValueError):
    """A workshop cannot be planned so; `code` says why, `field` is what has to be changed."""

    code = ""
    field = "start"


class TimeSkipped(PlanRefused):
    """On that night the clocks leave this time out."""

    code = "time_skipped"


class TimeTwice(PlanRefused):
    """On that night the clocks show this time twice."""

    code = "time_twice"


class AlreadyOver(PlanRefused):
    """What is over, or would be over at once, cannot be planned."""

    code, field = "over", "day"


class SeatsTaken(PlanRefused):
    """More people have a seat than there would be seats."""

    code, field = "seats_taken", "capacity"


class ReasonMissing(PlanRefused):
    """People want to know why a workshop does not take place."""

    code, field = "reason", "reason"


class AlreadyCancelled(PlanRefused):
    """Somebody else has cancelled it before."""

    code, field = "already_cancelled", "reason"


class NotCancelled(PlanRefused):
    """Somebody else has taken the cancellation back before."""

    code, field = "not_cancelled", "main"


class SeriesKnown(PlanRefused):
    """A series has workshops of these courses in these places at these times already: `series_id`."""

    code, field = "series_known", "dates"

    def __init__(self, series_id: int) -> None:
        super().__init__()
        self.series_id = series_id


class CourseInUse(PlanRefused):
    """A course that has workshops stays, so that what was held can be counted."""

    code, field = "course_in_use", "main"


class ChangedMeanwhile(PlanRefused):
    """Somebody else has changed it since the form was opened."""

    code, field = "changed_meanwhile", "main"


class NotWarned(ValueError):
    """Something speaks against what is planned, and whoever plans it has not read it yet: `warnings`."""

    def __init__(self, warnings: Sequence[Any]) -> None:
        super().__init__()
        self.warnings = warnings
