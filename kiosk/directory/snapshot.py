"""The directory as this process serves it: the index in memory, renewed when the directory has changed."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import func, select

from kiosk.directory.index import DirectoryIndex, entries, entries_query
from kiosk.directory.models import DirectoryChange, Place
from kiosk.directory.opening import Schedule
from kiosk.extensions import db
from kiosk.web.locale import LANGUAGES

KEY = "directory"


def current_index(now: datetime) -> DirectoryIndex:
    """The index, with the places that are open at this minute under the facet `open`."""
    kept = current_app.extensions.setdefault(KEY, {})
    change = db.session.scalar(select(func.max(DirectoryChange.id))), current_app.config["PLACE"]
    if kept.get("change") != change:
        kept.update(change=change, index=read_index(), minute=None)
    minute = now.replace(second=0, microsecond=0)
    if kept["minute"] != minute:
        kept.update(minute=minute, opened=opened(kept["index"], now))
    index: DirectoryIndex = kept["opened"]
    return index


def read_index() -> DirectoryIndex:
    place = standing_place()
    origin = (place.latitude, place.longitude) if place and place.latitude and place.longitude else None
    return DirectoryIndex(entries(db.session.execute(entries_query())), origin, search_keywords())


def opened(index: DirectoryIndex, now: datetime) -> DirectoryIndex:
    """The index that also knows who is open, from the hours and from the notices of the day."""
    texts = {text for text in index.hours_texts if Schedule.parse(text).status(now).state == "open"}
    noticed = db.session.scalars(Place.noticed(now.date())).unique().all()
    states = {place.id: place.status(now).state == "open" for place in noticed}
    return index.with_open(
        texts, (id for id, is_open in states.items() if is_open), (id for id, is_open in states.items() if not is_open)
    )


def standing_place() -> Place | None:
    """The place where this kiosk stands, as the setting `KIOSK_PLACE` names it."""
    source, _, external_id = current_app.config["PLACE"].partition(":")
    return db.session.scalar(Place.named(source, external_id))


def search_keywords() -> Mapping[str, list[str]]:
    """Words of every language that find the places of a facet, as the catalogues have them."""
    keywords: dict[str, list[str]] = {}
    for language in LANGUAGES.values():
        with force_locale(str(language.babel)):
            for line in render_template("directory/keywords.txt").splitlines():
                facet, _, words = line.partition("=")
                keywords.setdefault(facet.strip(), []).append(words)
    return keywords
