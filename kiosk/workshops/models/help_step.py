"""What can be done about a help request, one step after the other, and where each step leads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.models.workshop import LONGEST_NAME

Kind = Literal["taken", "released", "proposed", "called", "agreed", "declined", "done", "closed", "reopened"]
State = Literal["asked", "proposed", "agreed", "done", "closed"]

OPEN: frozenset[State] = frozenset(("asked", "proposed", "agreed"))
ENDED: frozenset[State] = frozenset(("done", "closed"))
LEADS_TO: Mapping[Kind, State] = {
    "proposed": "proposed", "agreed": "agreed", "declined": "asked", "done": "done", "closed": "closed",
    "reopened": "asked",
}  # fmt: skip
"""The state that a step leads to; the others leave it as it is."""
POSSIBLE: Mapping[Kind, frozenset[State]] = {
    "taken": OPEN, "released": OPEN, "called": OPEN | {"closed"}, "proposed": OPEN, "agreed": frozenset(("proposed",)),
    "declined": frozenset(("proposed", "agreed")), "done": OPEN, "closed": OPEN, "reopened": ENDED,
}  # fmt: skip
"""The states in which a step can be taken."""
OUTCOMES: Mapping[Kind, tuple[str, ...]] = {
    "called": ("reached", "message_left", "no_answer", "wrong_number"),
    "closed": ("not_needed", "helped_elsewhere", "unreachable", "not_here", "twice"),
}
"""What staff may say of a step, as codes: nobody writes down what the papers or the health of a person are about."""
WITHDRAWN = "withdrawn"
TOLD = {"reached", "message_left"}
REFUSALS = {"not_here"}
"""The ends that the person does not expect, and has to be told of; the others are their own wish, or theirs to find."""


class HelpStep(db.Model):
    """One thing that was done about a request. `by` is empty where the person who asked for help did it."""

    __tablename__ = "help_steps"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("help_requests.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(10))
    happened_at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(80), default="")
    user_id: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", ondelete="SET NULL"), index=True)
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    helper: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str] = mapped_column(String(80), default="")
    # The channel of the message that tells the person of it; empty where nobody does, or where it failed.
    told_by: Mapped[str] = mapped_column(String(5), default="")

    place: Mapped[Place | None] = relationship()
