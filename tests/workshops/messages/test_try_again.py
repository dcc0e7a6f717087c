"""What happens when a server does not want a message, when two workers meet, and when one dies."""

import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from threading import Event, Thread, Timer

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.bootstrap import ROOT
from kiosk.extensions import db
from kiosk.workshops.messages.outbox import begin_writing
from kiosk.workshops.models import Message, Workshop
from kiosk.workshops.models.message import LEASE, PAUSES
from tests.workshops.conftest import NOW, Planner
from tests.workshops.messages.conftest import MAIL, MOBILE, Library, calls, only_message
from tests.workshops.messages.servers import Gateway, MailServer, waiting

BUSY, UNKNOWN = "450 Busy, come back later", "550 No such person"
MINUTE = timedelta(minutes=1)
PATIENCE = 5  # seconds that SQLite waits for another writer


def test_the_pauses_grow_and_then_somebody_must_call(
    library: Library, plan: Planner, mail: MailServer, database: Session
) -> None:
    library.join(plan(NOW + timedelta(days=20)))
    mail.answers[MAIL] = BUSY
    moment = NOW
    for pause in PAUSES:
        assert library.work(moment) == ["1 à réessayer"]
        assert only_message(database).next_try_at == moment + pause
        assert library.work(moment + pause - MINUTE / 60) == []
        moment += pause
    assert library.work(moment) == ["1 échecs, à appeler"]
    assert calls(database) == [("Samira", "signed_up")]
    assert library.work(moment + timedelta(days=1)) == []


def test_what_would_arrive_too_late_is_said_by_telephone(
    library: Library, plan: Planner, mail: MailServer, database: Session
) -> None:
    library.join(plan(NOW + 20 * MINUTE))
    mail.answers[MAIL] = BUSY
    for minutes in (0, 1, 6):
        library.work(NOW + minutes * MINUTE)
    assert calls(database) == [("Samira", "reminder"), ("Samira", "signed_up")]


def test_the_pauses_are_those_that_were_promised() -> None:
    assert [int(pause / MINUTE) for pause in PAUSES] == [1, 5, 30, 120, 720]


def test_a_message_that_is_late_still_arrives_once(library: Library, workshop: Workshop, mail: MailServer) -> None:
    mail.answers["DATA"] = BUSY
    library.join(workshop)
    library.work()
    mail.answers.clear()
    for minutes in (1, 2, 60):
        library.work(NOW + minutes * MINUTE)
    assert len(mail.received) == 1


@pytest.mark.parametrize("goodbye", ["421 Closing", "500 What?", "goodbye"])
def test_what_a_server_took_is_sent_however_it_says_goodbye(
    library: Library, workshop: Workshop, mail: MailServer, goodbye: str
) -> None:
    mail.answers["QUIT"] = goodbye
    library.join(workshop)
    assert library.work() == ["1 messages envoyés"]
    assert library.work(NOW + MINUTE) == []
    assert len(mail.received) == 1


@pytest.mark.parametrize("refused", [MAIL, "DATA"])
def test_a_recipient_who_does_not_exist_is_not_tried_again(
    library: Library, workshop: Workshop, mail: MailServer, database: Session, refused: str
) -> None:
    mail.answers[refused] = UNKNOWN
    library.join(workshop)
    assert library.work() == ["1 échecs, à appeler"]
    assert only_message(database).last_error == UNKNOWN
    assert calls(database) == [("Samira", "signed_up")]


def test_one_bad_recipient_keeps_nobody_else_waiting(library: Library, workshop: Workshop, mail: MailServer) -> None:
    mail.answers["unknown@exemple.fr"] = UNKNOWN
    for name in ("unknown", "a", "b"):
        library.join(workshop, f"{name}@exemple.fr")
    library.work()
    assert mail.recipients() == ["a@exemple.fr", "b@exemple.fr"]


def test_servers_that_are_away_are_waited_for(library: Library, workshop: Workshop, database: Session) -> None:
    library.app.config |= {"SMTP_URL": "smtp://127.0.0.1:9", "SMS_URL": "http://127.0.0.1:9/"}
    library.join(workshop)
    library.join(workshop, MOBILE)
    assert library.work() == ["2 à réessayer"]
    assert calls(database) == []


def test_two_workers_at_once_send_each_message_once(
    library: Library, plan: Planner, mail: MailServer, gateway: Gateway
) -> None:
    for _ in range(2):
        workshop = plan(capacity=20)
        for number in range(6):
            library.join(workshop, f"{workshop.id}-{number}@exemple.fr", "Samira")
            library.join(workshop, f"06 39 98 00 {workshop.id % 10}{number}")
    workers = [Thread(target=library.work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = Counter(mail.recipients() + [one["id"] for one in gateway.received])
    assert len(sent) == 24 and set(sent.values()) == {1}


def test_a_worker_that_is_killed_leaves_its_message_to_the_next(
    library: Library, plan: Planner, mail: MailServer, database: Session
) -> None:
    library.join(plan(NOW.replace(year=2100)))
    # The worker of the command line lives by the real clock.
    database.execute(update(Message).values(next_try_at=NOW.replace(year=2000)))
    database.commit()
    kill_while_sending(library, mail)
    assert (only_message(database).sent_at, only_message(database).attempts) == (None, 1)
    assert_sent_after_the_lease(library, mail, database)


def kill_while_sending(library: Library, mail: MailServer) -> None:
    """The server has the whole message and has not answered yet; then it forgets it."""
    has_begun, may_end = Event(), Event()
    mail.on_data, mail.answers["DATA"] = waiting(has_begun, may_end), BUSY
    with started_worker(library) as process:
        assert has_begun.wait(30)
        process.kill()
    may_end.set()


def started_worker(library: Library) -> "subprocess.Popen[bytes]":
    """`kiosk worker` on the same database, a process of its own."""
    config = library.app.config
    settings = {
        "KIOSK_DATABASE_URL": str(config["SQLALCHEMY_DATABASE_URI"]), "KIOSK_DATA_DIR": str(config["DATA_DIR"]),
        "KIOSK_SMTP_URL": config["SMTP_URL"], "KIOSK_MAIL_FROM": config["MAIL_FROM"], "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "kiosk.cli", "worker", "--once"]
    return subprocess.Popen(command, env=os.environ | settings, cwd=config["DATA_DIR"], stderr=subprocess.DEVNULL)


def assert_sent_after_the_lease(library: Library, mail: MailServer, database: Session) -> None:
    mail.answers.clear()
    mail.on_data = lambda: None
    ends_at = only_message(database).next_try_at
    assert ends_at
    for moment in (ends_at - MINUTE, ends_at, ends_at + LEASE):
        library.work(moment)
    assert len(mail.received) == 1


def test_a_worker_whose_lease_has_ended_changes_nothing(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    """A slow server: a second worker sends the message meanwhile, and the first one is refused in the end."""
    library.join(workshop)
    mail.answers["DATA"] = UNKNOWN
    mail.on_data = lambda: take_over(database)
    library.work()
    message = only_message(database)
    assert (message.sent_at, message.attempts, calls(database)) == (NOW, 2, [])


def take_over(database: Session) -> None:
    database.execute(update(Message).values(sent_at=NOW, next_try_at=None, attempts=2))
    database.commit()
    assert database.scalars(select(Message)).one().sent_at


def test_what_was_sent_is_written_down_however_long_the_database_is_busy(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    library.join(workshop)
    mail.on_data = lambda: keep_busy(library, PATIENCE + 1)
    assert library.work() == ["1 messages envoyés"]
    assert library.work(NOW + LEASE) == []
    assert only_message(database).sent_at == NOW


def keep_busy(library: Library, seconds: float) -> None:
    """Somebody else writes for so long, from now on."""
    with library.app.app_context():
        other = Session(db.engine)
    begin_writing(other)
    other.execute(select(Message).with_for_update()).all()
    Timer(seconds, other.close).start()
