"""What the columns of a file of its own mean, as staff write it down in a JSON file.

Only what differs from the national standard is said: a column that bears an official name needs no line. Names
are compared without case, accents and punctuation. Every key may be left out; this example uses them all:

    {
      "about": "Any text. For people.",

      "columns": {                          name in the file → official name (several: the value goes where it is known)
        "ville": "commune",
        "publics": ["publics_specifiquement_adresses", "prise_en_charge_specifique"],
        "langues": "languages",             our own columns: languages, is_step_free, to_bring, checked_on, checked_by
        "ordinateurs": "equipment.computer"  and equipment of any kind; the cell holds the number, or yes or no
      },
      "constants": {"typologie": "BIB"},    for every line that says nothing else
      "source": {                           where the lines come from, for the screen of the sources
        "name": "mairie-exemple",             and for every line that names no other
        "title": "Lieux de la commune",
        "attribution": "Mairie d'Exemple",
        "licence": "Licence Ouverte 2.0",
        "url": "https://mairie.example",
        "dated_on": "2026-01-15"
      },

      "separators": {"code_typo": "-"},     what stands between several values; usually | or ;
      "values": {                           value in the file → official value
        "code_typo": {
          "TL": {"typologie": "TIERS_LIEUX"},                              into another column, or into several
          "M": "MUNI",                                                     into the column's own
          "I": null                                                        nothing of the standard: left out
        }
      },
      "doubtful": {"code_typo": ["M"]},     values whose translation a person should confirm, line by line

      "joined": {"adresse": {"from": ["numero", "voie"], "with": " "}},
      "hours": {"lundi matin": "Mo", "lundi après-midi": "Mo"},            “9h-12h”, “8h30-12h”, “-” for closed
      "id": ["nom", "commune"],             where lines have no identifier: made of these, unique within the file
      "ignored": ["departement", "result_*"]                               known, and of no use here
    }
"""

import json
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from kiosk.directory.exchange.origin import Origin, facts
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.texts import plain
from kiosk.directory.standard import COLUMNS

OFFICIAL = frozenset(column.name for column in COLUMNS)
OWN = frozenset({"languages", "is_step_free", "to_bring", "checked_on", "checked_by"})
EQUIPMENT = "equipment."
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MAX_BYTES = 1024 * 1024

Translation = Dictionary[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class Joined:
    """Columns of the file that make one official column together."""

    sources: tuple[str, ...]
    separator: str


@dataclass(frozen=True)
class Mapping:
    """The meaning of a file's columns; with nothing in it, that of the national standard.

    `values` holds a translation by column and value: official columns with what they get, nothing for a value left
    out, and under the key "" a text for the column's own target.
    """

    columns: Dictionary[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Dictionary[str, str] = field(default_factory=dict)
    source: Dictionary[str, Any] = field(default_factory=dict)
    separators: Dictionary[str, str] = field(default_factory=dict)
    values: Dictionary[str, Dictionary[str, Translation]] = field(default_factory=dict)
    doubtful: Dictionary[str, tuple[str, ...]] = field(default_factory=dict)
    joined: Dictionary[str, Joined] = field(default_factory=dict)
    hours: Dictionary[str, str] = field(default_factory=dict)
    id: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    is_own: bool = False

    def origin(self, name: str) -> Origin:
        """What is known of the source; `name` where the mapping gives none."""
        return Origin(
            plain(self.constants.get("source", "")) or name, {k: v for k, v in self.source.items() if k != "name"}
        )


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises UnusableFile `bad_mapping` with `key`, where in it the fault lies."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(path.name)
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableFile("bad_mapping", key="", file=path.name) from error
    return mapping_of(content)


def mapping_of(content: Any) -> Mapping:
    """The mapping that a parsed JSON document describes. Raises UnusableFile `bad_mapping`."""
    known = {name.name for name in fields(Mapping)} - {"is_own"}
    given = expect(content, dict, "")
    if surplus := set(given) - known - {"about"}:
        raise UnusableFile("bad_mapping", key=min(surplus))
    source = facts(section(given, "source"))
    return Mapping(
        columns={name: targets(value, name) for name, value in section(given, "columns").items()},
        constants=constants(section(given, "constants"), source.get("name", "")),
        source=source,
        separators={name: expect(value, str, name) for name, value in section(given, "separators").items() if value},
        values={name: translations(value, name) for name, value in section(given, "values").items()},
        doubtful={name: texts(value, name) for name, value in section(given, "doubtful").items()},
        joined={target(name, "joined"): join(value, name) for name, value in section(given, "joined").items()},
        hours={name: day(value, name) for name, value in section(given, "hours").items()},
        id=texts(given.get("id", []), "id"),
        ignored=texts(given.get("ignored", []), "ignored"),
        is_own=True,
    )


def constants(given: dict[str, Any], source: str) -> dict[str, str]:
    """The source's name is a constant too; two names would be a riddle."""
    found = {target(name, "constants"): expect(value, str, name) for name, value in given.items()}
    if source and found.setdefault("source", source) != source:
        raise UnusableFile("bad_mapping", key="source.name")
    return found


def section(given: dict[str, Any], key: str) -> dict[str, Any]:
    return expect(given.get(key, {}), dict, key)


def expect(value: Any, kind: type[T], key: str) -> T:
    if not isinstance(value, kind):
        raise UnusableFile("bad_mapping", key=key)
    return value


def texts(value: Any, key: str) -> tuple[str, ...]:
    return tuple(expect(item, str, key) for item in expect(value, list, key))


def targets(value: Any, key: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else texts(value, key)
    if not names:
        raise UnusableFile("bad_mapping", key=key)
    return tuple(target(name, key) for name in names)


def target(name: str, key: str) -> str:
    """An official column or one of our own."""
    if name in OFFICIAL or name in OWN or (name.startswith(EQUIPMENT) and len(name) > len(EQUIPMENT)):
        return name
    raise UnusableFile("bad_mapping", key=key)


def translations(value: Any, key: str) -> dict[str, Translation]:
    return {name: translation(item, key) for name, item in expect(value, dict, key).items()}


def translation(value: Any, key: str) -> Translation:
    if value is None or isinstance(value, str):
        return {"": value} if value else {}
    return {target(name, key): expect(item, str, key) for name, item in expect(value, dict, key).items()}


def join(value: Any, key: str) -> Joined:
    given = expect(value, dict, key)
    return Joined(texts(given.get("from"), key), expect(given.get("with", " "), str, key))


def day(value: Any, key: str) -> str:
    if value not in DAYS:
        raise UnusableFile("bad_mapping", key=key)
    return str(value)
