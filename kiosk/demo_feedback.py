"""Themes of which people speak, and two answers to them: examples that say so, in every language."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from kiosk.config import LOCALES, PACKAGE
from kiosk.extensions import db
from kiosk.feedback.models import Answer, AnswerText, Theme, ThemeStep, ThemeText

DATA = PACKAGE / "feedback" / "data" / "themes.json"
NOBODY = "Exemple"
TRANSLATIONS = tuple(locale for locale in LOCALES if locale != "fr")


def add_themes(now: datetime) -> None:
    """Fill an empty list of themes; one that somebody has begun is left as it is."""
    if db.session.scalar(select(Theme.id).limit(1)) is None:
        facts = json.loads(DATA.read_text(encoding="utf-8"))
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
            ThemeText(field=field, locale=locale, text=texts[locale])
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
        written_at=then, written_by=NOBODY, published_at=then, published_by=NOBODY,
        texts=[
            AnswerText(field=field, locale=locale, text=facts[field][locale])
            for field in ("said", "done") for locale in TRANSLATIONS
        ],
    )  # fmt: skip
