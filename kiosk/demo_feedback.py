"""Opinions, themes of which people speak, and two answers to them: examples that say so."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from kiosk.config import LOCALES, PACKAGE
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.feedback.counting import Standing, move
from kiosk.feedback.models import Answer, AnswerText, Comment, Tap, Theme, ThemeStep, ThemeText, Touchpoint
from kiosk.feedback.vocabulary import KEPT_STATES, QUESTION, REASONS, VALUES

DATA = PACKAGE / "feedback" / "data"
NOBODY = "Exemple"
DAYS = 120
TRANSLATIONS = tuple(locale for locale in LOCALES if locale != "fr")


def add_themes(now: datetime) -> None:
    """Fill an empty list of themes; one that somebody has begun is left as it is."""
    if db.session.scalar(select(Theme.id).limit(1)) is None:
        facts = read("themes.json")
        themes = {one["id"]: example(one, position, now) for position, one in enumerate(facts["themes"])}
        for one in facts["answers"]:
            themes[one["theme"]].answers.append(answer(one, now))
        db.session.add_all(themes.values())


def example(facts: dict[str, Any], position: int, now: datetime) -> Theme:
    """A theme with its words in every language, and what became of it."""
    words = {field: {locale: joined(text) for locale, text in facts[field].items()} for field in ("title", "keywords")}
    return Theme(
        title=words["title"]["fr"], keywords=words["keywords"]["fr"], position=position, is_example=True,
        steps=[step(one, now) for one in facts["steps"]],
        texts=[
            ThemeText(field=field, locale=locale, text=texts[locale], source=texts["fr"])
            for field, texts in words.items() for locale in TRANSLATIONS if locale in texts
        ],
    )  # fmt: skip


def joined(text: str | list[str]) -> str:
    """One text; keywords stand with commas between."""
    return text if isinstance(text, str) else ", ".join(text)


def step(facts: dict[str, Any], now: datetime) -> ThemeStep:
    due = facts.get("due_in_days")
    return ThemeStep(
        stage=facts["stage"], note=facts.get("note", ""), owner=facts.get("owner", ""), taken_by=NOBODY,
        taken_at=now - timedelta(days=facts["days_ago"]), due_on=now.date() + timedelta(days=due) if due else None,
    )  # fmt: skip


def answer(facts: dict[str, Any], now: datetime) -> Answer:
    """An answer that nobody has given and that says so, as if published some days ago."""
    then = now - timedelta(days=facts["days_ago"])
    return Answer(
        said=facts["said"]["fr"], done=facts["done"]["fr"], is_refusal=facts["is_refusal"], is_example=True,
        written_at=then, written_by=NOBODY, published_at=then, published_by=NOBODY, answered_at=then,
        texts=[
            AnswerText(field=field, locale=locale, text=facts[field][locale], source=facts[field]["fr"])
            for field in ("said", "done") for locale in TRANSLATIONS
        ],
    )  # fmt: skip


def add_opinions(now: datetime) -> None:
    """Fill an empty box of opinions, about places that do not exist: of real ones nobody has said anything here."""
    places = db.session.scalars(select(Place).where(Place.is_example).order_by(Place.name)).all()
    if places and db.session.scalar(select(Touchpoint.id).limit(1)) is None:
        taps = list(example_taps(places, now))
        db.session.add_all(taps)
        db.session.flush()
        move(db.session(), (), [Standing.of(tap) for tap in taps])
        newest = [tap for tap in reversed(taps) if tap.is_counted]
        for facts in read("opinions.json")["comments"]:
            tap = next(one for one in newest if one.value == facts["value"])
            newest.remove(tap)
            db.session.add(example_comment(facts, tap, now))


def example_taps(places: Sequence[Place], now: datetime) -> Iterator[Tap]:
    """Some a day for four months, in hours at which people come, always the same ones."""
    chance = Random(1)
    touchpoints = [Touchpoint(code="kiosk", kind="kiosk")]
    touchpoints += [Touchpoint(code=f"place-{place.id}", kind="place") for place in places]
    for days_ago in range(DAYS, 0, -1):
        day = now - timedelta(days=days_ago)
        for _ in range(chance.randrange(2, 7)):
            moment = day.replace(hour=chance.randrange(9, 18), minute=chance.randrange(60), second=0, microsecond=0)
            yield example_tap(chance, touchpoints, places, moment)


def example_tap(chance: Random, touchpoints: list[Touchpoint], places: Sequence[Place], moment: datetime) -> Tap:
    number = chance.randrange(len(places))
    touchpoint = touchpoints[0] if chance.random() < 0.4 else touchpoints[1 + number]
    state = chance.choices(("counted", "repeat", "outside_hours"), (95, 3, 2))[0]
    return Tap(
        id=UUID(int=chance.getrandbits(128), version=4), touchpoint=touchpoint, place_id=places[number].id,
        question=QUESTION, value=chance.choices(VALUES, (15, 25, 60))[0], channel="kiosk", digest="",
        reasons=(chance.choice(REASONS),) if chance.random() < 0.4 else (), is_exact=False, state=state,
        language=chance.choices(LOCALES, (60, 6, 6, 4, 12, 8, 4))[0], captured_at=moment, received_at=moment,
    )  # fmt: skip


def example_comment(facts: dict[str, Any], tap: Tap, now: datetime) -> Comment:
    """A word that nobody has said, read by nobody, with the theme of its file."""
    then = now - timedelta(days=facts["days_ago"])
    themes = {theme.title: theme for theme in db.session.scalars(Theme.listed())}
    is_read = facts["state"] != "waiting"
    return Comment(
        tap_id=tap.id, text=facts["text"], language=facts["language"], language_source="words", written_at=then,
        state=facts["state"], read_at=then if is_read else None, read_by=NOBODY if is_read else "",
        heard_at=then if facts["state"] in KEPT_STATES else None, theme=themes.get(facts["theme"]),
    )  # fmt: skip


def read(name: str) -> Any:
    """A file of the package's data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))
