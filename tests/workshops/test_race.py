"""Two hundred people tap at the same moment for eight seats. Nobody is told something untrue."""

import os
import signal
from collections import Counter
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.workshops.models import Registration, Seat, Workshop
from tests.workshops.conftest import new_workshop
from tests.workshops.crowd import Answer, answers, race, served

SEATS, CROWD = 8, 200
TRUTH = Counter([Answer("seated")] * SEATS + [Answer("waiting", rank) for rank in range(1, CROWD - SEATS + 1)])


@pytest.fixture
def workshop(session: Session) -> Workshop:
    """Eight seats, in the year 2100: the clock of this server is not stopped."""
    workshop = new_workshop()
    session.add(workshop)
    session.commit()
    return workshop


def test_eight_get_seats_and_the_others_their_rank(
    database_url: str, tmp_path: Path, session: Session, workshop: Workshop
) -> None:
    with served(database_url, tmp_path) as (port, _):
        residents, _ = race(port, workshop.id, CROWD)
        assert Counter(answers(residents)) == TRUTH
    assert number_of_seats_taken(session) == SEATS


def test_the_race_notices_when_nothing_guards_the_seats(
    database_url: str, tmp_path: Path, session: Session, workshop: Workshop
) -> None:
    with served(database_url, tmp_path, "tests.workshops.unguarded:unguarded()") as (port, _):
        residents, _ = race(port, workshop.id, CROWD)
        assert Counter(answers(residents)) != TRUTH


def test_a_server_that_dies_in_the_middle_leaves_nothing_half_done(
    database_url: str, tmp_path: Path, session: Session, workshop: Workshop
) -> None:
    with served(database_url, tmp_path) as (port, process):
        race(port, workshop.id, CROWD, Timer(0.3, os.killpg, (process, signal.SIGKILL)).start)
    seated = session.scalars(select(Seat.registration_id).where(Seat.registration_id.is_not(None))).all()
    registered = session.scalars(select(Registration.position).order_by(Registration.position)).all()
    assert len(seated) == len(set(seated)) == min(SEATS, len(registered))
    assert list(registered) == list(range(1, len(registered) + 1))


def number_of_seats_taken(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Seat).where(Seat.registration_id.is_not(None))) or 0
