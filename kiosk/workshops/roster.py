"""Who is expected at a workshop and who came, as a list, as totals and as a file."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from kiosk.web.search import fold
from kiosk.workshops.models import Attendance, Registration, Workshop
from kiosk.workshops.models.workshop import HOLDER

WALK_INS = 4
"""Lines on paper for those who come without a ticket."""
COLUMNS = ("name", "seats", "people", "status", "state", "code", "channel", "noted_at")


class Line(NamedTuple):
    """One registration and what is known of it."""

    registration: Registration
    attendance: Attendance | None

    @property
    def status(self) -> str:
        """As in RDV Service Public: `unknown`, `seen`, `excused`, `noshow`, and `revoked` by the house."""
        noted = self.attendance.status if self.attendance else "unknown"
        if self.registration.cancelled_at:
            return "excused" if self.registration.cancelled_by == HOLDER or self.is_returned else "revoked"
        # As there, whoever was excused before stays so when the house cancels the workshop.
        return "revoked" if self.registration.workshop.cancelled_at and noted != "excused" else noted

    @property
    def is_returned(self) -> bool:
        """Whether somebody of the staff has written down that the person gave the seat back."""
        return self.attendance is not None and self.attendance.status == "excused"

    @property
    def people(self) -> int:
        """How many of them came."""
        return self.attendance.people if self.attendance and self.status == "seen" else 0

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The line of a file that a spreadsheet opens."""
        one, noted = self.registration, self.attendance
        moment = noted.noted_at.isoformat(timespec="minutes") if noted else ""
        return one.name, one.party, self.people, self.status, one.state, one.code, one.channel, moment


class Roster(NamedTuple):
    """The lines in the order of names; who gave the seat back comes last."""

    lines: tuple[Line, ...]
    capacity: int

    @classmethod
    def of(cls, workshop: Workshop, attendances: Mapping[int, Attendance]) -> Self:
        """The workshop's list; `attendances` by the id of their registration."""
        lines = [Line(one, attendances.get(one.id)) for one in workshop.registrations]
        return cls(tuple(sorted(lines, key=order)), workshop.capacity)

    def of_state(self, state: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.registration.state == state)

    @property
    def expected(self) -> int:
        """The people who have a seat."""
        return sum(line.registration.party for line in self.of_state("seated"))

    @property
    def present(self) -> int:
        """The people who came."""
        return sum(line.people for line in self.lines)

    def people_with(self, status: str) -> int:
        """The people who have a seat and this status."""
        return party_of(line for line in self.of_state("seated") if line.status == status)

    @property
    def waiting(self) -> int:
        return party_of(self.of_state("waiting"))


def order(line: Line) -> tuple[bool, str, int]:
    return line.registration.cancelled_at is not None, fold(line.registration.name), line.registration.id


def party_of(lines: Iterable[Line]) -> int:
    """The number of people in these registrations."""
    return sum(line.registration.party for line in lines)
