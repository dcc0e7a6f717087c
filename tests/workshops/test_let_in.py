"""People without a seat at the door, by the rules alone; and every deed taken back."""

from datetime import timedelta

import pytest

from kiosk.workshops.admission import Newcomer, early_bearer, let_in, sign_up, sign_up_bearer, take_back
from kiosk.workshops.models import Attendance, Card, Registration, Workshop
from kiosk.workshops.refusals import SignUpOver, WorkshopCancelled, WorkshopFull
from kiosk.workshops.scanning import Answer, mark
from tests.workshops.door import KEY, TUESDAY_AFTERNOON, gesture, registered, scan, workshop

DAY_BEFORE = TUESDAY_AFTERNOON - timedelta(days=1)


def waiting(afternoon: Workshop) -> Registration:
    """Somebody for whom there is no seat."""
    while afternoon.free_seats:
        registered(afternoon, "Marie")
    return registered(afternoon, "Bo")


def kept(answer: Answer) -> Attendance:
    assert answer.attendance
    return answer.attendance


def undone(attendance: Attendance) -> Answer:
    """The last deed is undone by whoever sees it."""
    return take_back(attendance, attendance.client_id, gesture(client_id="undo"))


def test_who_waits_gets_a_seat_that_is_free() -> None:
    afternoon = workshop()
    bo = waiting(afternoon)
    afternoon.seats[0].registration = None
    answer = let_in(bo, None, "", gesture())
    assert (answer.outcome, answer.signal, bo.state) == ("let_in", "green", "seated")


def test_who_waits_gets_no_seat_that_is_taken() -> None:
    bo = waiting(workshop())
    answer = let_in(bo, None, "", gesture())
    assert (answer.outcome, answer.signal, answer.attendance, bo.state) == ("full", "orange", None, "waiting")


def test_staff_add_a_seat_with_a_reason() -> None:
    afternoon = workshop()
    bo = waiting(afternoon)
    assert let_in(bo, None, "comes with her interpreter", gesture()).outcome == "let_in"
    assert [(seat.number, seat.added_by, seat.reason) for seat in bo.seats] == [
        (3, "Camille", "comes with her interpreter")
    ]


def test_letting_in_is_taken_back_with_the_seat_that_was_added() -> None:
    afternoon = workshop()
    bo = waiting(afternoon)
    answer = undone(kept(let_in(bo, None, "a guest", gesture())))
    assert (answer.outcome, bo.state, afternoon.capacity) == ("taken_back", "waiting", 2)
    assert kept(answer).status == "unknown"


def test_checking_in_is_taken_back_without_losing_the_seat() -> None:
    samira = registered(workshop())
    answer = undone(kept(scan(samira)))
    assert (kept(answer).status, kept(answer).people, samira.state) == ("unknown", 0, "seated")


def test_taking_back_returns_to_what_was_noted_before() -> None:
    samira = registered(workshop())
    excused = kept(mark(samira, None, "excused", None, gesture(client_id="call")))
    undone(kept(scan(samira, attendance=excused)))
    assert excused.status == "excused"


def test_taking_back_twice_takes_back_once() -> None:
    attendance = kept(scan(registered(workshop())))
    for _ in range(2):
        assert undone(attendance).outcome == "taken_back"
    assert attendance.status == "unknown"


def test_a_scan_that_was_taken_back_and_is_sent_again_stays_taken_back() -> None:
    samira = registered(workshop())
    attendance = kept(scan(samira))
    undone(attendance)
    assert scan(samira, attendance=attendance).outcome == "taken_back"
    assert scan(samira, attendance=attendance, client_id="second").outcome == "checked_in"


def test_who_comes_without_a_ticket_is_in_at_once() -> None:
    afternoon = workshop()
    answer = sign_up(afternoon, Newcomer("Dora", 2), KEY, gesture())
    assert (answer.outcome, kept(answer).status, kept(answer).people) == ("signed_up", "seen", 2)
    assert answer.registration and answer.registration.registered_by == "Camille"


def test_the_door_does_not_go_over_capacity_without_a_reason() -> None:
    afternoon = workshop(capacity=1)
    with pytest.raises(WorkshopFull):
        sign_up(afternoon, Newcomer("Dora", 2), KEY, gesture())
    answer = sign_up(afternoon, Newcomer("Dora", 2, "two sisters"), KEY, gesture())
    assert (answer.outcome, afternoon.capacity) == ("signed_up", 2)


def test_a_seat_that_was_added_goes_away_with_the_sign_up_taken_back() -> None:
    afternoon = workshop(capacity=1)
    registered(afternoon)
    answer = undone(kept(sign_up(afternoon, Newcomer("Dora", 1, "a guest"), KEY, gesture())))
    assert answer.registration
    assert (answer.registration.state, afternoon.capacity) == ("cancelled", 1)


def test_before_the_day_who_is_signed_up_by_staff_is_not_in_yet() -> None:
    afternoon = workshop(capacity=1)
    first, second = (sign_up(afternoon, Newcomer(name), KEY, gesture(DAY_BEFORE)) for name in ("Dora", "Emil"))
    assert [one.registration.state for one in (first, second) if one.registration] == ["seated", "waiting"]
    assert kept(first).status == "unknown"


def test_nobody_is_signed_up_for_what_is_over_or_cancelled() -> None:
    afternoon = workshop()
    with pytest.raises(SignUpOver):
        sign_up(afternoon, Newcomer("Dora"), KEY, gesture(TUESDAY_AFTERNOON + timedelta(days=1)))
    afternoon.cancelled_at = TUESDAY_AFTERNOON
    with pytest.raises(WorkshopCancelled):
        sign_up(afternoon, Newcomer("Dora"), KEY, gesture())


def test_the_bearer_of_a_card_needs_no_name() -> None:
    card = Card.new(1, "Camille", key=KEY, now=DAY_BEFORE)
    answer = sign_up_bearer(workshop(), card, "", KEY, gesture())
    assert answer.registration
    assert (answer.registration.name, answer.registration.source) == (card.code, "card")


def test_a_card_is_never_signed_up_twice() -> None:
    card = Card.new(1, "Camille", key=KEY, now=DAY_BEFORE)
    assert card.request_digest(7) == card.request_digest(7) != card.request_digest(8)


def test_before_the_day_a_card_with_a_seat_is_told_so() -> None:
    answer = early_bearer(scan(registered(workshop()), DAY_BEFORE))
    assert (answer.outcome, answer.signal) == ("has_seat", "orange")


def test_before_the_day_a_card_that_waits_is_told_so() -> None:
    assert early_bearer(scan(waiting(workshop()), DAY_BEFORE)).outcome == "waiting"


def test_what_somebody_else_has_done_since_is_not_undone() -> None:
    samira = registered(workshop())
    attendance = kept(scan(samira))
    mark(samira, attendance, "noshow", None, gesture(client_id="second", by="Marie"))
    assert take_back(attendance, "first", gesture(client_id="undo")).outcome == "changed_meanwhile"
    assert (attendance.status, attendance.noted_by) == ("noshow", "Marie")


def test_absence_is_noted_when_the_door_is_open_and_excuses_at_any_time() -> None:
    samira = registered(workshop())
    assert mark(samira, None, "noshow", None, gesture(DAY_BEFORE)).outcome == "too_early"
    assert mark(samira, None, "excused", None, gesture(DAY_BEFORE)).outcome == "noted"
    assert mark(samira, None, "noshow", None, gesture(TUESDAY_AFTERNOON + timedelta(days=1))).outcome == "noted"
