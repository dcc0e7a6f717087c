"""A course as it is typed, before it is one."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any, Self

from kiosk.config import LOCALES
from kiosk.web.fields import lines, plain
from kiosk.workshops.models import Course, CourseText
from kiosk.workshops.vocabulary import LEVELS, TOPICS

TEXTS = ("title", "summary", "outline", "to_bring", "audience")
TRANSLATIONS = tuple(locale for locale in LOCALES if locale != "fr")
FEES = ("free", "conditional", "paying")
EQUIPMENT = ("computer", "tablet", "printer", "scanner", "headphones", "wifi")
SPOKEN = ("fr", "gsw", "de", "en", "ar", "tr", "uk", "ru", "es", "pt", "it", "ro", "pl", "sq", "fa", "ps", "so", "fsl")
LONGEST_TITLE, LONGEST_TEXT = 120, 4000


@dataclass(frozen=True)
class CourseDraft:
    """What was typed in French, and what was chosen."""

    texts: Mapping[str, str]
    topic: str = ""
    level: str = "beginner"
    fee: str = "free"
    languages: tuple[str, ...] = ("fr",)
    equipment: tuple[str, ...] = ()
    needs_subscription: bool = False

    @classmethod
    def of(cls, typed: Mapping[str, str], languages: Iterable[str], equipment: Iterable[str]) -> Self:
        """What was typed, tidied; codes that do not exist are left out."""
        return cls(
            tidied(typed), typed.get("topic", ""), typed.get("level", ""), typed.get("fee", ""),
            known(languages, SPOKEN), known(equipment, EQUIPMENT), "needs_subscription" in typed,
        )  # fmt: skip

    @classmethod
    def of_course(cls, course: Course) -> Self:
        texts = {name: getattr(course, name) for name in TEXTS}
        chosen = (course.topic, course.level, course.fee)
        return cls(texts, *chosen, course.languages, course.equipment, course.needs_subscription)

    @property
    def mark(self) -> str:
        """The same for equal drafts only."""
        return sha256(repr(astuple(self)).encode()).hexdigest()

    @property
    def facts(self) -> dict[str, Any]:
        """All of it, field by field."""
        return {**self.texts, **{name: value for name, value in vars(self).items() if name != "texts"}}

    def errors(self) -> dict[str, str]:
        """What is wrong, by field."""
        errors = long_texts(self.texts)
        if not self.texts["title"]:
            errors["title"] = "title"
        choices = (("topic", self.topic, TOPICS), ("level", self.level, LEVELS), ("fee", self.fee, FEES))
        errors |= {name: name for name, code, codes in choices if code not in codes}
        return errors if self.languages else {**errors, "languages": "languages"}

    def write(self, course: Course) -> None:
        """Give the course these words and choices."""
        for name, text in self.texts.items():
            setattr(course, name, text)
        course.topic, course.level, course.fee = self.topic, self.level, self.fee
        course.languages, course.equipment = self.languages, self.equipment
        course.needs_subscription = self.needs_subscription


def translate(course: Course, locale: str, texts: Mapping[str, str]) -> None:
    """Give the course these words in another language; an empty text is one that is missing."""
    kept = [text for text in course.texts if text.locale != locale]
    known = {text.field: text for text in course.texts if text.locale == locale}
    for field, words in texts.items():
        if words:
            text = known.get(field) or CourseText(field=field, locale=locale)
            text.text = words
            kept.append(text)
    course.texts = kept


def texts_in(course: Course, locale: str) -> dict[str, str]:
    """What the course says in another language."""
    return {field: course.translated(field, locale) or "" for field in TEXTS}


def mark_in(course: Course, locale: str) -> str:
    """The same as long as neither the French nor the other language has changed."""
    words = [(field, getattr(course, field), text) for field, text in texts_in(course, locale).items()]
    return sha256(repr(words).encode()).hexdigest()


def missing(course: Course, locale: str) -> list[str]:
    """The fields that have French words and none in this language."""
    return [field for field in TEXTS if getattr(course, field) and not course.translated(field, locale)]


def tidied(typed: Mapping[str, str]) -> dict[str, str]:
    return {name: (plain if name == "title" else lines)(typed.get(name, "")) for name in TEXTS}


def long_texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {
        name: "long" for name, text in texts.items() if len(text) > (LONGEST_TITLE if name == "title" else LONGEST_TEXT)
    }


def known(codes: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    chosen = set(codes)
    return tuple(code for code in allowed if code in chosen)
