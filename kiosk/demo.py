"""One believable town to try everything with: the real places of Strasbourg, two plain examples, and workshops."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_security import hash_password
from flask_security.utils import verify_and_update_password
from sqlalchemy import select

from kiosk.accounts.models import User
from kiosk.accounts.tokens import new_code
from kiosk.config import PACKAGE, kept_secret
from kiosk.demo_feedback import add_opinions, add_themes
from kiosk.demo_workshops import add_month
from kiosk.directory.exchange.importing import planned
from kiosk.directory.exchange.mapping import read_mapping
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.writing import write
from kiosk.directory.models import Equipment, Notice, Place, PlaceText, Source, SpokenLanguage
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.search import fold
from kiosk.web.transaction import writing

DATA = PACKAGE / "directory" / "data"


# `.example` is nobody's (RFC 2606).
PEOPLE = {
    "equipe@fil-rouge.example": ("Équipe (exemple)", "staff"),
    "comite@fil-rouge.example": ("Comité (exemple)", "committee"),
    "admin@fil-rouge.example": ("Administration (exemple)", "admin"),
}


def load(app: Flask) -> None:
    """Fill an empty directory, and a programme in which nothing is to come; what people wrote is left as it is."""
    with app.app_context():
        connection = db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        if db.session.scalar(select(Place.id).limit(1)) is None:
            for name, mapping in (("places-bas-rhin.csv", None), ("libraries-osm.csv", "libraries-osm.mapping.json")):
                found = list(rows(DATA / name, mapping=read_mapping(DATA / mapping) if mapping else None))
                write(planned(found, name, connection), connection, f"demo {name}", clock.now())
            complete_sources()
            add_facts()
            add_examples(clock.now().date())
        add_month(app.config["SECRET_KEY"], clock.now())
        add_themes(clock.now())
        db.session.flush()
        add_opinions(clock.now())
        db.session.commit()


def add_people(app: Flask) -> None:
    """Somebody for each role. They need no second factor, and are let in only where the demonstration is on."""
    with app.app_context(), writing() as database:
        for email, (name, role) in PEOPLE.items():
            user = database.scalar(User.named(email))
            if user is None:
                user = User(email=email, name=name, created_at=clock.now(), is_demo=True)
                user.give_roles([role], admins=())
                database.add(user)
            if not user.password or not verify_and_update_password(password(app), user):
                user.password = hash_password(password(app))


def password(app: Flask) -> str:
    """Made at the first start and kept in the data folder: no installation has that of another one."""
    return kept_secret(app.config["DATA_DIR"] / "demo-password", new_code)


def sign_in_lines(app: Flask) -> str:
    """How to sign in as each of them."""
    names = "\n".join(f"  {email}" for email in PEOPLE)
    return f"Pour essayer /sign-in, avec le mot de passe {password(app)} :\n{names}"


def complete_sources() -> None:
    """Who must be named beside the data, and the licence."""
    for facts in read("sources.json"):
        dated_on = date.fromisoformat(facts["dated_on"]) if facts["dated_on"] else None
        db.session.merge(Source(**{**facts, "dated_on": dated_on}))
    for number, fact in enumerate(read("facts.json"), start=1):
        db.session.merge(Source(name=f"fact-{number}", title=fact["about"], attribution=fact["cited"]))


def add_facts() -> None:
    """What published sources say of services, beyond the files of places."""
    for fact in read("facts.json"):
        named = Place.name.startswith(fact["name_starts"])
        for place in db.session.scalars(select(Place).where(Place.source == fact["source"], named)):
            if is_concerned(place, fact):
                place.services = tuple(dict.fromkeys((*place.services, *fact["services"])))
                place.fees = place.fees or tuple(fact.get("fees", ()))


def is_concerned(place: Place, fact: dict[str, Any]) -> bool:
    """Whether the place belongs to the network that the fact is about, by its operator or its site."""
    sites, operators = fact.get("sites", ()), fact.get("operators", ())
    on_site = any(site in address for site in sites for address in place.websites)
    return not (sites or operators) or on_site or place.parent_structure in operators


def add_examples(today: date) -> None:
    for facts in read("examples.json"):
        db.session.add(example(facts, today))


def example(facts: dict[str, Any], today: date) -> Place:
    """A place that does not exist and says so."""
    texts = facts.pop("texts", {})
    notice = facts.pop("notice", None)
    place = Place(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
        | {
            "source": "exemple",
            "is_example": True,
            "search_text": fold(" ".join((facts["name"], facts["commune"], facts["address"], facts["summary"]))),
            "languages": [SpokenLanguage(code=code) for code in facts["languages"]],
            "equipment": [Equipment(kind=kind, count=count) for kind, count in facts["equipment"].items()],
            "texts": [
                PlaceText(field=field, locale=locale, text=text)
                for field, by_locale in texts.items()
                for locale, text in by_locale.items()
            ],
        }
    )
    if notice:
        days = {
            name: today + timedelta(days=notice.pop(day))
            for name, day in (("starts_on", "from_day"), ("ends_on", "to_day"))
        }
        place.notices.append(Notice(**notice, **days))
    return place


def read(name: str) -> Any:
    """A file of the package's data."""
    return json.loads(Path(DATA / name).read_text(encoding="utf-8"))
