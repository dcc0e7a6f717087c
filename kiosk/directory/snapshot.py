"""The directory as this process serves it: the index in memory, renewed when the directory has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from flask import current_app, g, render_template, request
from sqlalchemy import select

from kiosk.changes import newest
from kiosk.directory.finder.index import DirectoryIndex, Entry, entries, entries_query
from kiosk.directory.hours.opening import HORIZON, Schedule, Status
from kiosk.directory.hours.timetable import DAY
from kiosk.directory.models import DirectoryChange, Place, PlaceMerge
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.locale import LANGUAGES, speaking

KEY = "directory"
NEWEST_CHANGE = select(newest(DirectoryChange.id))
renewal = Lock()


class Standing(NamedTuple):
    """The place where this kiosk stands; `position` is its latitude and longitude, where they are known."""

    id: int
    name: str
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Snapshot:
    """The directory after one of its changes, as it is during one minute: its index knows who is `open`.

    `by_hours` is what each text of opening hours means now; `by_notice` the places where a notice may say otherwise.
    """

    change: tuple[int | None, str]
    place: Standing | None
    index: DirectoryIndex
    minute: datetime
    by_hours: Mapping[str, Status]
    by_notice: Mapping[int, Status]

    def statuses(self, places: Iterable[Entry]) -> dict[int, Status]:
        """Open, closed or not certain, by the ids of the places."""
        return {place.id: self.by_notice.get(place.id) or self.by_hours[place.opening_hours] for place in places}


def standing_place() -> Standing | None:
    """The place where this kiosk stands, as the setting `KIOSK_PLACE` names it."""
    return current_directory(clock.now()).place


def directory_state(now: datetime) -> tuple[tuple[int | None, str], datetime] | None:
    """What is another one when a list of places has something else to say; None where somebody searches by words."""
    directory = current_directory(now)
    return None if request.args.get("q") else (directory.change, directory.minute)


def current_directory(now: datetime) -> Snapshot:
    """What this process keeps in mind, looked at once a request and renewed by one thread while the others wait."""
    if "directory" not in g:
        change = newest_change(), current_app.config["PLACE"]
        minute = now.replace(second=0, microsecond=0)
        with renewal:
            kept: Snapshot | None = current_app.extensions.get(KEY)
            if kept is None or kept.change != change:
                kept = read_directory(change, minute)
            elif kept.minute != minute:
                kept = at_minute(kept, minute)
            current_app.extensions[KEY] = g.directory = kept
    found: Snapshot = g.directory
    return found


def newest_change() -> int | None:
    # Every page asks this, most of them nothing else: a session would cost them as much again.
    with db.engine.connect() as connection:
        return connection.scalar(NEWEST_CHANGE)


def read_directory(change: tuple[int | None, str], minute: datetime) -> Snapshot:
    place = named_place(change[1])
    rows = db.session.execute(entries_query())
    index = DirectoryIndex(entries(rows), place.position if place else None, search_keywords())
    return at_minute(Snapshot(change, place, index, minute, {}, {}), minute)


def named_place(name: str) -> Standing | None:
    source, _, external_id = name.partition(":")
    place = db.session.scalar(Place.named(source, external_id))
    if place is None:
        return None
    if merge := db.session.get(PlaceMerge, place.id):
        place = db.session.get_one(Place, merge.kept_id)
    north, east = place.latitude, place.longitude
    return Standing(place.id, place.name, None if north is None or east is None else (north, east))


def at_minute(kept: Snapshot, minute: datetime) -> Snapshot:
    """The same with what the hours and the notices say at this minute."""
    by_hours = {text: Schedule.parse(text).status(minute) for text in kept.index.hours_texts}
    days = minute.date() - DAY, minute.date() + HORIZON * DAY
    by_notice = {place.id: place.status(minute) for place in db.session.scalars(Place.noticed(*days)).unique()}
    index = kept.index.with_open(
        [text for text, status in by_hours.items() if status.state == "open"],
        [id for id, status in by_notice.items() if status.state == "open"],
        [id for id, status in by_notice.items() if status.state != "open"],
    )
    return replace(kept, index=index, minute=minute, by_hours=by_hours, by_notice=by_notice)


def search_keywords() -> Mapping[str, list[str]]:
    """Words of every language that find the places of a facet, as the catalogues have them."""
    keywords: dict[str, list[str]] = {}
    for language in LANGUAGES.values():
        with speaking(language):
            for line in render_template("directory/keywords.txt").splitlines():
                facet, _, words = line.partition("=")
                keywords.setdefault(facet.strip(), []).append(words)
    return keywords
