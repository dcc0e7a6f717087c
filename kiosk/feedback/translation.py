"""Words of themes and answers in every language: French stands in the record itself, the others beside it."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sqlalchemy import inspect

from kiosk.config import LOCALES
from kiosk.feedback.models import Answer, Theme

TRANSLATIONS = tuple(locale for locale in LOCALES if locale != "fr")
Record = Theme | Answer


def texts_in(record: Record, fields: Sequence[str], locale: str) -> dict[str, str]:
    """What stands there in this language, if it is old too; empty where nobody has translated it."""
    if locale == "fr":
        return {field: getattr(record, field) for field in fields}
    found = {field: record.text(field, locale) for field in fields}
    return {field: text.text if text else "" for field, text in found.items()}


def old_sources(record: Record, fields: Sequence[str], locale: str) -> dict[str, str]:
    """The French that the words of this language translate, by field, where it has changed since."""
    texts = [record.text(field, locale) for field in fields]
    present = [text for text in texts if text and getattr(record, text.field)]
    return {text.field: text.source for text in present if text.source != getattr(record, text.field)}


def lack(record: Record, fields: Sequence[str], locale: str) -> str:
    """What has French words needs others in this language: `missing` if any is, else `old` if any is; else empty."""
    texts = texts_in(record, fields, locale)
    if any(getattr(record, field) and not texts[field] for field in fields):
        return "missing"
    return "old" if old_sources(record, fields, locale) else ""


def write(record: Record, locale: str, texts: Mapping[str, str]) -> None:
    """Give the record these words; an empty text in another language than French is one that is missing."""
    if locale == "fr":
        for field, words in texts.items():
            setattr(record, field, words)
        return
    kind = inspect(type(record)).relationships["texts"].mapper.class_
    known = {text.field: text for text in record.texts if text.locale == locale}
    for field, words in texts.items():
        text = known.get(field)
        if text is None and words:
            record.texts.append(kind(field=field, locale=locale, text=words, source=getattr(record, field)))
        elif text is not None and words:
            text.text, text.source = words, getattr(record, field)
        elif text is not None:
            record.texts.remove(text)


def mark_in(record: Record, fields: Sequence[str], locale: str) -> str:
    """The same as long as neither the French nor the words of this language have changed, nor, in French, the kind."""
    kind = getattr(record, "is_refusal", None) if locale == "fr" else None
    facts = texts_in(record, fields, "fr"), texts_in(record, fields, locale), kind
    return sha256(repr(facts).encode()).hexdigest()
