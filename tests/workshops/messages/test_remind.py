"""The reminder: the day before at 17:00, whatever the clocks do that night."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.config import TOWN
from kiosk.workshops.models import Registration, Workshop
from tests.workshops.conftest import NOW, Planner
from tests.workshops.messages.conftest import MAIL, MOBILE, TELEPHONE, Library, calls, events
from tests.workshops.messages.servers import Gateway, MailServer

# Both changes of the clock, at 9 that morning: 17:00 the day before is 17 hours earlier, or 15.
CHANGES = {
    "autumn": (datetime(2026, 10, 25, 9, tzinfo=TOWN), datetime(2026, 10, 24, 15, tzinfo=UTC)),
    "winter": (datetime(2026, 11, 25, 14, tzinfo=TOWN), datetime(2026, 11, 24, 16, tzinfo=UTC)),
    "spring": (datetime(2027, 3, 28, 9, tzinfo=TOWN), datetime(2027, 3, 27, 16, tzinfo=UTC)),
    "after midnight": (datetime(2027, 3, 28, 0, 30, tzinfo=TOWN), datetime(2027, 3, 27, 16, tzinfo=UTC)),
    "the evening after": (datetime(2026, 10, 25, 23, tzinfo=TOWN), datetime(2026, 10, 24, 15, tzinfo=UTC)),
}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("change", CHANGES)
def test_the_reminder_comes_at_five_the_day_before(
    library: Library, plan: Planner, mail: MailServer, change: str
) -> None:
    starts_at, reminded_at = CHANGES[change]
    library.app.config["FROZEN_NOW"] = starts_at - timedelta(days=9)
    library.join(plan(starts_at))
    library.work()
    assert library.work(reminded_at - SECOND) == []
    assert library.work(reminded_at) == ["1 messages envoyés"]
    assert library.work(reminded_at + SECOND) == []
    assert "Premiers pas" in mail.subjects()[1]


def test_who_signs_up_later_is_reminded_at_once(library: Library, plan: Planner, gateway: Gateway) -> None:
    workshop = plan(NOW + timedelta(hours=3))
    library.join(workshop, MOBILE)
    assert library.work() == ["2 messages envoyés"]
    assert library.work() == []


def test_who_can_only_be_called_is_on_the_list_that_morning(library: Library, plan: Planner, database: Session) -> None:
    starts_at = NOW.replace(hour=14) + timedelta(days=3)
    workshop = plan(starts_at)
    library.join(workshop, TELEPHONE)
    library.join(workshop, "", "Marie")
    morning = (starts_at - timedelta(days=1)).replace(hour=9, minute=0)
    for moment, expected in ((morning - SECOND, 0), (morning, 1), (morning + SECOND, 1)):
        library.work(moment)
        assert calls(database) == [("Samira", "reminder")] * expected


def test_who_has_just_signed_up_by_telephone_is_not_called(
    library: Library, workshop: Workshop, database: Session
) -> None:
    library.join(workshop, TELEPHONE)
    library.work()
    assert events(database) == []


def test_nobody_is_reminded_of_what_will_not_be(library: Library, plan: Planner, database: Session) -> None:
    full, off, past = plan(capacity=1), plan(), plan(NOW + timedelta(hours=1))
    library.join(full, "", "seated")
    library.join(full, MAIL, "waiting")
    library.join(off)
    library.give_back(library.join(past, MAIL, "gone"))
    library.change(off, "cancelled_workshop", cancelled_at=NOW)
    library.work(NOW.replace(hour=18))
    assert "reminder" not in [event for _, event in events(database)]


def test_a_workshop_that_is_moved_to_another_day_is_reminded_of_again(
    library: Library, plan: Planner, mail: MailServer
) -> None:
    workshop = plan()
    library.join(workshop)
    library.work(NOW.replace(hour=18))
    moved = workshop.starts_at + timedelta(days=7)
    library.change(workshop, "changed_workshop", starts_at=moved, ends_at=moved + timedelta(hours=2))
    library.work()
    library.work(moved - timedelta(days=1) + timedelta(hours=4))
    assert len(mail.received) == 4


def test_workers_that_meet_remind_once(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    library.join(workshop)
    database.execute(update(Registration).values(locale="de"))
    database.commit()
    for _ in range(3):
        library.work(NOW.replace(hour=18))
    assert events(database) == [("Samira", "reminder"), ("Samira", "signed_up")]
