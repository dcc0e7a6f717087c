"""What somebody who asks for help has answered so far: the choices in the address, one question after the other."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self

from kiosk.workshops.models import Wish

UNKNOWN = "unknown"
NEEDS = (
    "procedures", "everyday", "employment", "safety", "parenting", "creation", "understanding", "access", "purchase",
    UNKNOWN,
)  # fmt: skip
"""The services of the national standard, by the directory's codes, and not to know."""

OTHER = "other"
LANGUAGES = ("fr", "ar", "tr", "en", "de", "uk", "ru", "ro", "sq", "es", "pt", "it", "fsl", OTHER)
"""In which one may ask to be helped (ISO 639; `fsl` is French sign language), and any other one."""

WEEKS = ("this", "next", "any")
HOURS = ("morning", "afternoon", "any")
ANYWHERE = "anywhere"
PLACE = re.compile(rf"{ANYWHERE}|[1-9]\d{{0,8}}", re.ASCII)
QUESTIONS = ("week", "hours", "need", "language", "place")
"""As they are asked: to begin with the time says that this is an appointment, and not a list of places."""
CODES: Mapping[str, Collection[str]] = {"need": NEEDS, "language": LANGUAGES, "week": WEEKS, "hours": HOURS}
SATURDAY = 5


@dataclass(frozen=True)
class Answers:
    """A code for each question that was answered, empty for the others; `place` is an id, or `anywhere`."""

    need: str = ""
    language: str = ""
    week: str = ""
    hours: str = ""
    place: str = ""

    @classmethod
    def parse(cls, arguments: Mapping[str, str]) -> Self:
        """The answers in raw arguments; what no screen offers counts as not said."""
        said = {question: arguments.get(question, "") for question in QUESTIONS}
        return cls(**{question: answer for question, answer in said.items() if is_answer(question, answer)})

    @property
    def missing(self) -> str | None:
        """The first question without an answer."""
        return next((question for question in QUESTIONS if not getattr(self, question)), None)

    @property
    def place_id(self) -> int | None:
        return int(self.place) if self.place.isdecimal() else None

    @property
    def wish(self) -> Wish:
        """All the answers, once none is missing."""
        return Wish(self.need, self.language, self.week, self.hours, self.place_id)

    def having(self, question: str, answer: str) -> Self:
        return replace(self, **{question: answer})

    def before(self, question: str | None) -> Self | None:
        """The answers as they were before the question that precedes this one; None before the first."""
        position = QUESTIONS.index(question) if question else len(QUESTIONS)
        return self.having(QUESTIONS[position - 1], "") if position else None

    def arguments(self) -> dict[str, Any]:
        """The arguments of an address, without those that say nothing."""
        return {question: answer for question, answer in asdict(self).items() if answer}


def is_answer(question: str, text: str) -> bool:
    return text in CODES[question] if question in CODES else PLACE.fullmatch(text) is not None


def languages_from(language: str) -> tuple[str, ...]:
    """The languages, that of the page first and French next."""
    return tuple(dict.fromkeys((language, *LANGUAGES)))


def weeks_at(now: datetime) -> tuple[str, ...]:
    """The weeks that one can still choose: on a Saturday, this week is over."""
    return WEEKS[1:] if now.weekday() >= SATURDAY else WEEKS


def answered_by(facets: Iterable[str]) -> dict[str, str]:
    """What somebody who comes from the list of places has chosen there: `service:access`, `language:ar`."""
    families = {"service": "need", "language": "language"}
    parted = (facet.partition(":") for facet in facets)
    return {families[family]: code for family, _, code in parted if family in families}
