"""The directory as this process serves it: the index in memory, renewed when the directory has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from flask import current_app, g, render_template
from flask_babel import force_locale
from sqlalchemy import func, select

from kiosk.directory.index import DirectoryIndex, entries, entries_query
from kiosk.directory.models import DirectoryChange, Place
from kiosk.directory.opening import Schedule
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.locale import LANGUAGES

KEY = "directory"
renewal = Lock()


class Standing(NamedTuple):
    """The place where this kiosk stands; `position` is its latitude and longitude, where they are known."""

    id: int
    name: str
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Snapshot:
    """The directory after one of its changes, as it is during one minute."""

    change: tuple[int | None, str]
    minute: datetime
    place: Standing | None
    index: DirectoryIndex


def current_index(now: datetime) -> DirectoryIndex:
    """The index, with the places that are open at this minute under the facet `open`."""
    return snapshot(now).index


def standing_place() -> Standing | None:
    """The place where this kiosk stands, as the setting `KIOSK_PLACE` names it."""
    return snapshot(clock.now()).place


def snapshot(now: datetime) -> Snapshot:
    """What this process keeps in mind, looked at once a request and renewed by one thread while the others wait."""
    if "directory" not in g:
        change = db.session.scalar(select(func.max(DirectoryChange.id))), current_app.config["PLACE"]
        minute = now.replace(second=0, microsecond=0)
        with renewal:
            kept: Snapshot | None = current_app.extensions.get(KEY)
            if kept is None or kept.change != change:
                kept = read_directory(change, minute)
            elif kept.minute != minute:
                kept = replace(kept, minute=minute, index=opened(kept.index, minute))
            current_app.extensions[KEY] = g.directory = kept
    found: Snapshot = g.directory
    return found


def read_directory(change: tuple[int | None, str], minute: datetime) -> Snapshot:
    place = named_place(change[1])
    rows = db.session.execute(entries_query())
    index = DirectoryIndex(entries(rows), place.position if place else None, search_keywords())
    return Snapshot(change, minute, place, opened(index, minute))


def named_place(name: str) -> Standing | None:
    source, _, external_id = name.partition(":")
    place = db.session.scalar(Place.named(source, external_id))
    if place is None:
        return None
    is_known = place.latitude is not None and place.longitude is not None
    return Standing(place.id, place.name, (place.latitude, place.longitude) if is_known else None)


def opened(index: DirectoryIndex, now: datetime) -> DirectoryIndex:
    """The index that also knows who is open, from the hours and from the notices of the day."""
    texts = {text for text in index.hours_texts if Schedule.parse(text).status(now).state == "open"}
    noticed = db.session.scalars(Place.noticed(now.date())).unique().all()
    states = {place.id: place.status(now).state == "open" for place in noticed}
    return index.with_open(
        texts, (id for id, is_open in states.items() if is_open), (id for id, is_open in states.items() if not is_open)
    )


def search_keywords() -> Mapping[str, list[str]]:
    """Words of every language that find the places of a facet, as the catalogues have them."""
    keywords: dict[str, list[str]] = {}
    for language in LANGUAGES.values():
        with force_locale(str(language.babel)):
            for line in render_template("directory/keywords.txt").splitlines():
                facet, _, words = line.partition("=")
                keywords.setdefault(facet.strip(), []).append(words)
    return keywords
