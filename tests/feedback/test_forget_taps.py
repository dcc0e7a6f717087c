"""After a day nobody knows the second any more; after two years nobody knows the tap. The numbers stay."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment, GroupRound, Tap
from kiosk.feedback.retention import erase, is_due
from kiosk.upkeep import work_once
from tests.feedback.conftest import NOW, Tapper
from tests.feedback.sending import taps, totals
from tests.workshops.conftest import new_workshop

SECOND = timedelta(seconds=17)


def test_after_a_day_only_the_minute_is_left(tapped: Tapper, database: Session) -> None:
    old = tapped(captured_at=NOW - timedelta(hours=24) - SECOND, gap_ms=4200).captured_at
    new = tapped(captured_at=NOW - timedelta(hours=23) + SECOND, gap_ms=4200).captured_at
    assert is_due(database, NOW) and erase(database, NOW).seconds == 1
    database.commit()
    assert [(one.captured_at, one.gap_ms) for one in taps(database)] == [
        (old.replace(second=0), None), (new, 4200),
    ]  # fmt: skip
    assert not is_due(database, NOW)


def test_the_last_answer_of_a_group_is_known_to_the_minute(database: Session) -> None:
    workshop = new_workshop()
    database.add(workshop)
    database.flush()
    group = GroupRound.opened(workshop.id, 8, "Camille", NOW - timedelta(hours=26))
    group.close(NOW - timedelta(hours=25) - SECOND)
    database.add(group)
    for _ in range(2):
        erase(database, NOW)
        database.commit()
    assert group.closed_at == NOW - timedelta(hours=25)


def test_after_two_years_only_the_numbers_are_left(tapped: Tapper, database: Session) -> None:
    for days in (729, 730, 1100):
        tapped(captured_at=NOW - timedelta(days=days))
    assert erase(database, NOW).taps == 2
    database.commit()
    assert len(taps(database)) == 1 and totals(database) == (0, 0, 3, 0)


def test_what_was_said_beside_an_old_tap_goes_with_it(tapped: Tapper, database: Session) -> None:
    tap = tapped(captured_at=NOW - timedelta(days=800))
    facts = {"language": "fr", "language_source": "interface", "state": "public"}
    database.add(Comment(tap_id=tap.id, text="Trop long", written_at=NOW, **facts))
    database.commit()
    erase(database, NOW)
    database.commit()
    assert database.scalar(select(func.count(Comment.id))) == 0


@pytest.mark.parametrize("hours", [1, 25])
def test_the_worker_sees_to_it(app: Flask, tapped: Tapper, database: Session, hours: int) -> None:
    tapped(captured_at=NOW - timedelta(hours=hours))
    with app.app_context():
        said = [line for line in work_once() if line.startswith("Avis")]
    assert len(said) == (hours > 24)
    assert database.scalars(select(Tap.is_exact)).all() == [hours < 24]
