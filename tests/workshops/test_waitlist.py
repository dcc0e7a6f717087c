"""Signing up, giving back and coming again in any order: seats and ranks stay true."""

from datetime import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Registration, Workshop
from kiosk.workshops.refusals import SignUpOver
from kiosk.workshops.returning import restore
from tests.workshops.conftest import NOW, new_workshop

KEY = "a key for tests"
AFTER = datetime(2101, 1, 1, tzinfo=NOW.tzinfo)


class Waitlist(RuleBasedStateMachine):
    """One workshop with few seats, in a database."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self.workshop = new_workshop()
        self.session.add(self.workshop)
        self.session.flush()
        self.promoted: list[Registration] = []

    def teardown(self) -> None:
        self.session.rollback()

    def known(self, number: int, state: str) -> Registration | None:
        found = [one for one in self.workshop.registrations if one.state == state]
        return found[number % len(found)] if found else None

    @rule(party=st.integers(1, 3))
    def somebody_signs_up(self, party: int) -> None:
        fits = len(self.workshop.free_seats) >= party
        registration = self.workshop.register("Nr", Contact(), party, key=KEY, now=NOW)
        self.session.add(registration)
        assert (registration.state == "seated") == fits

    @rule(number=st.integers(0, 99), state=st.sampled_from(("seated", "waiting")))
    def somebody_gives_back(self, number: int, state: str) -> None:
        registration = self.known(number, state)
        if registration:
            self.note(self.workshop.cancel_registration(registration, "holder", NOW))
            self.promoted = [one for one in self.promoted if one is not registration]

    @rule(number=st.integers(0, 99))
    def somebody_comes_back(self, number: int) -> None:
        registration = self.known(number, "cancelled")
        if registration:
            restore(registration, None, NOW)

    @rule(capacity=st.integers(1, 12))
    def the_room_changes(self, capacity: int) -> None:
        taken = self.workshop.capacity - len(self.workshop.free_seats)
        self.note(self.workshop.resize(capacity, NOW))
        assert self.workshop.capacity == max(capacity, taken)

    @precondition(lambda self: self.workshop.waiting)
    @rule()
    def nobody_moves_once_it_has_begun(self) -> None:
        assert self.workshop.promote(AFTER) == []

    def note(self, promoted: list[Registration]) -> None:
        assert not [one for one in promoted if one in self.promoted], "promoted twice"
        self.promoted += promoted

    @invariant()
    def every_seat_is_taken_once(self) -> None:
        self.session.flush()
        seated = [one for one in self.workshop.registrations if one.state == "seated"]
        taken = self.workshop.capacity - len(self.workshop.free_seats)
        assert taken == sum(one.party for one in seated) <= self.workshop.capacity
        assert all(len(one.seats) == one.party for one in seated)

    @invariant()
    def ranks_have_no_gap(self) -> None:
        ranks = [self.session.scalars(one.ahead()).one() + 1 for one in self.workshop.waiting]
        assert ranks == list(range(1, len(ranks) + 1))

    @invariant()
    def no_free_seat_is_lost(self) -> None:
        free = len(self.workshop.free_seats)
        assert not [one for one in self.workshop.waiting if one.party <= free]


def test_seats_and_ranks_stay_true_whatever_happens(database: Session) -> None:
    class Here(Waitlist):
        session = database

    run_state_machine_as_test(Here, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))


def test_nobody_comes_back_after_the_workshop() -> None:
    workshop: Workshop = new_workshop()
    registration = workshop.register("Nr", Contact(), 1, key=KEY, now=NOW)
    workshop.cancel_registration(registration, "holder", NOW)
    with pytest.raises(SignUpOver):
        restore(registration, None, AFTER)
