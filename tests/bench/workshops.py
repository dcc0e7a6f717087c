"""Workshops against the floor, on both databases and behind two workers: list, race for the last seat, check-ins."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from kiosk import demo
from kiosk.app import create_app
from kiosk.extensions import db
from kiosk.schema import upgrade
from kiosk.workshops.models import Seat
from tests import postgres
from tests.bench import floor_workshops
from tests.bench.check_ins import answer_line, check_in_line
from tests.bench.figures import Line, alone, at_least_ratio, at_most, at_most_ratio, compared
from tests.bench.load import load
from tests.bench.server import memory_of
from tests.bench.stock import SEATS, new_workshop
from tests.workshops.crowd import Answer, Resident, answers, race, served

CLIENTS, CROWD = 8, 200
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
            check_in_line(name, app, port, floor_port, effort.rounds),
            answer_line(name, app, port, floor_port),
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
