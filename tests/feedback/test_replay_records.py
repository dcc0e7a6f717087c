"""The same records again and again, by several screens at once, while the server dies: each counts once."""

import os
import random
import signal
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.devices.models import Kiosk
from kiosk.feedback.models import Conflict, Tap
from tests.feedback.outboxes import SECRET, replay, shared_out, written_records
from tests.feedback.sending import totals
from tests.workshops.crowd import served

NOW = datetime.now(UTC)


def expected(values: list[int]) -> tuple[int, int, int, int]:
    return values.count(1), values.count(2), values.count(3), 0


def test_fifty_records_replayed_three_times_by_four_screens_are_fifty(
    database_url: str, tmp_path: Path, session: Session
) -> None:
    records = written_records(50, NOW)
    enrol(session)
    with served(database_url, tmp_path) as (port, _):
        statuses = replay(port, records, clients=4, times=3)
    assert set(statuses) <= {200, 201} and statuses[201] == 50
    last = {record["id"]: record["value"] for record in sorted(records, key=lambda one: one["revision"])}
    assert session.scalar(select(func.count(Tap.id))) == 50
    assert totals(session) == expected([*last.values()])
    assert not session.scalar(select(func.count(Conflict.id)))


def test_a_thousand_records_survive_a_server_that_is_killed_again_and_again(
    database_url: str, tmp_path: Path, session: Session
) -> None:
    records = [record for record in written_records(1000, NOW) if record["revision"] == 1]
    enrol(session)
    done = Event()
    with served(database_url, tmp_path) as (port, process):
        killer = Thread(target=kill_workers, args=(process, done))
        killer.start()
        statuses = shared_out(port, records, clients=4)
        done.set()
        killer.join()
    assert set(statuses) <= {200, 201} and statuses.total() == 1000
    assert session.scalar(select(func.count(Tap.id))) == 1000
    assert totals(session) == expected([record["value"] for record in records])


def enrol(session: Session) -> None:
    """The tablet from which they come."""
    session.add(Kiosk.enrolled("Accueil", None, SECRET, "Camille", NOW))
    session.commit()


def kill_workers(master: int, done: Event) -> None:
    """Now and then all the workers die at once, in the middle of whatever they do; the master starts others."""
    chance = random.Random(11)
    children = Path(f"/proc/{master}/task/{master}/children")
    while not done.wait(chance.uniform(0.3, 1.5)):
        for worker in children.read_text().split():
            os.kill(int(worker), signal.SIGKILL)
