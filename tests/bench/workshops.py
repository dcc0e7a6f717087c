"""Workshops against the floor, on both databases and behind two workers: list, race for the last seat, check-ins."""

import secrets
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from kiosk import demo
from kiosk.app import create_app
from kiosk.extensions import db
from kiosk.schema import upgrade
from kiosk.web import clock
from kiosk.workshops.contact import Contact
from kiosk.workshops.models import Seat, Workshop
from tests import postgres
from tests.bench import floor_workshops
from tests.bench.devices import Device, FloorDevice, checked_in
from tests.bench.figures import Line, alone, at_least_ratio, at_most, at_most_ratio, compared
from tests.bench.load import load
from tests.bench.server import memory_of
from tests.office import add_user
from tests.workshops.crowd import Answer, Resident, answers, race, served

CLIENTS, CROWD, SEATS, TICKETS = 8, 200, 8, 800
FLOOR = "tests.bench.floor_workshops:create_app()"
TRUTH = Counter([Answer("seated")] * SEATS + [Answer("waiting", rank) for rank in range(1, CROWD - SEATS + 1)])
MEMORY = 200  # MB, of all processes


def sqlite_lines(folder: Path, rounds: int, seconds: float, races: int) -> list[Line]:
    """Every line on SQLite. Raises WrongRace when somebody was told something untrue."""
    urls = (f"sqlite:///{folder / name}.sqlite" for name in ("workshops", "floor"))
    return lines("SQLite", Databases(*urls), folder, Effort(rounds, seconds, races))


def postgres_lines(folder: Path, rounds: int, seconds: float, races: int) -> list[Line]:
    """The same on PostgreSQL, whose haste is that of the tests."""
    with postgres.running() as address:
        urls = (postgres.new_database(address) for _ in range(2))
        return lines("PostgreSQL", Databases(*urls), folder, Effort(rounds, seconds, races))


class Databases(NamedTuple):
    """Empty ones, for the kiosk and for the floor."""

    ours: str
    plain: str


class Effort(NamedTuple):
    rounds: int
    seconds: float
    races: int


def lines(name: str, databases: Databases, folder: Path, effort: Effort) -> list[Line]:
    ours, plain = databases
    app = create_app({"SQLALCHEMY_DATABASE_URI": ours}, {"KIOSK_DATA_DIR": str(folder)})
    with app.app_context():
        upgrade()
    demo.load(app)
    floor_workshops.fill(plain)
    with (
        served(ours, folder, secret_key=app.config["SECRET_KEY"]) as (port, process),
        served(plain, folder, FLOOR) as (floor_port, floor_process),
    ):
        load(f"http://127.0.0.1:{port}", ["/en/workshops"], CLIENTS, 1, 100)
        memory = memory_of(process), memory_of(floor_process)
        return [
            alone(f"mémoire au repos, {name}", "MB", *memory, at_most(MEMORY, "MB")),
            list_line(name, port, floor_port, effort.rounds, effort.seconds),
            race_line(name, app, port, floor_port, effort.races),
            check_in_line(name, app, port, floor_port),
        ]


def list_line(name: str, port: int, floor_port: int, rounds: int, seconds: float) -> Line:
    pairs = []
    for _ in range(rounds):
        ours, plain = (
            load(f"http://127.0.0.1:{one}", ["/en/workshops"], CLIENTS, seconds, 10**6).throughput
            for one in (port, floor_port)
        )
        pairs.append((ours, plain))
    return compared(f"liste des ateliers, {name}", "pages/s", pairs, at_least_ratio(0.5))


class WrongRace(Exception):
    """A seat too many or too few, a rank twice or missing, or an answer that was no answer."""


def race_line(name: str, app: Flask, port: int, floor_port: int, races: int) -> Line:
    """How long 200 wait together; each race must end with eight seats and the ranks from 1 to 192."""
    pairs = []
    for number in range(1, races + 1):
        residents, ours = race(port, new_workshop(app), CROWD)
        check(app, residents)
        _, plain = race(floor_port, number, CROWD)
        pairs.append((ours, plain))
    slowest = max(ours / plain for ours, plain in pairs)
    line = compared(f"{races} courses de {CROWD}, {name}", "s", pairs, at_most_ratio(5), 2)
    return line if slowest <= 5 else compared(f"{line.name} (pire : {slowest:.1f} ×)", "s", pairs, at_most_ratio(5), 2)


def check(app: Flask, residents: list[Resident]) -> None:
    told = Counter(answers(residents))
    taken = select(Seat).where(Seat.workshop_id == residents[0].workshop, Seat.registration_id.is_not(None))
    with app.app_context():
        seats = len(db.session.scalars(taken).all())
    if told != TRUTH or seats != SEATS:
        raise WrongRace(told - TRUTH, seats)


def new_workshop(app: Flask) -> int:
    """A workshop of eight seats, tomorrow."""
    with app.app_context():
        model = db.session.scalars(select(Workshop).limit(1)).one()
        start = clock.now() + timedelta(days=1)
        facts = {"course_id": model.course_id, "place_id": model.place_id}
        workshop = Workshop.planned(starts_at=start, ends_at=start + timedelta(hours=2), **facts)
        db.session.add(workshop)
        db.session.commit()
        return workshop.id


def check_in_line(name: str, app: Flask, port: int, floor_port: int) -> Line:
    """Check-ins a second by eight devices at once."""
    email = add_user(app, "staff", email=f"{secrets.token_hex(4)}@mediatheque.example")
    mine = checked_in([Device(port).sign_in(email) for _ in range(CLIENTS)], tickets(app))
    plainly = checked_in([FloorDevice(floor_port) for _ in range(CLIENTS)], floor_tickets(floor_port))
    return alone(f"pointages, {name}", "par s", mine, plainly, at_least_ratio(0.4))


def tickets(app: Flask) -> list[tuple[int, str]]:
    """The tickets of full workshops that are about to begin, each with the workshop that is open on the scanner."""
    workshops = [new_workshop(app) for _ in range(TICKETS // SEATS)]
    return [(id, f"HTTP://KIOSK/T/{token}") for id in workshops for token in tickets_of(app, id)]


def tickets_of(app: Flask, id: int) -> list[str]:
    with app.app_context():
        now, key = clock.now(), app.config["SECRET_KEY"]
        workshop = db.session.get_one(Workshop, id)
        workshop.starts_at = now + timedelta(minutes=5)
        made = [workshop.register(f"Nr {number}", Contact(), 1, key=key, now=now) for number in range(SEATS)]
        db.session.add_all(made)
        db.session.commit()
        return [one.token(key) for one in made]


def floor_tickets(port: int) -> list[tuple[int, str]]:
    residents = [Resident(port, 25, f"Nr {number}").open_form() for number in range(TICKETS)]
    for resident in residents:
        resident.send()
    return [(25, resident.ticket.removeprefix("/t/").partition("?")[0]) for resident in residents]
