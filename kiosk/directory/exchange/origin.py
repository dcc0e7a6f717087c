"""Where the places of a file come from, as its mapping may tell: the screen of the sources says it to everybody."""

from collections.abc import Mapping as Dictionary
from typing import Any, NamedTuple

from sqlalchemy import String

from kiosk.directory.exchange.dates import day
from kiosk.directory.exchange.links import link
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.texts import plain
from kiosk.directory.models import Source

LONGEST_TEXT = 200
"""A title or an attribution is one line on the screen."""
LIMITS = dict.fromkeys(("title", "attribution"), LONGEST_TEXT) | {
    c.name: c.type.length for c in Source.__table__.c if isinstance(c.type, String) and c.type.length
}
KEYS = (*LIMITS, "url", "dated_on")


class Origin(NamedTuple):
    """The source of the lines that name no other; `facts` are columns of `Source`, those that are known."""

    name: str
    facts: Dictionary[str, Any]


def facts(given: Dictionary[str, Any]) -> dict[str, Any]:
    """The columns of `Source` in a mapping; what is empty is not said. Raises UnusableFile `bad_mapping`."""
    if surplus := set(given) - set(KEYS):
        raise fault(min(surplus))
    return {key: fact(key, value) for key, value in given.items() if value not in ("", None)}


def fact(key: str, value: Any) -> Any:
    text = plain(value) if isinstance(value, str) else ""
    if key in LIMITS:
        found: Any = text if len(text) <= LIMITS[key] else ""
    else:
        found = link(text).url if key == "url" else day(text).value
    if not found:
        raise fault(key)
    return found


def fault(key: str) -> UnusableFile:
    return UnusableFile("bad_mapping", key=f"source.{key}")
