"""What months, places, languages and times of day are called, in the language of the page."""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import Select, select
from sqlalchemy.orm import load_only

from kiosk.directory.models import Place, PlaceMerge
from kiosk.extensions import db
from kiosk.feedback.figures.counts import ON_PAPER
from kiosk.feedback.figures.publication import BANDS
from kiosk.feedback.models.count import NO_HOUR, NO_PLACE
from kiosk.feedback.vocabulary import KINDS
from kiosk.web import clock
from kiosk.web.locale import LANGUAGES
from kiosk.web.paper import macros, plain

WORDS = "feedback/figure_words.html"
TITLE = load_only(Place.name, Place.commune)


def names(dimension: str, codes: Iterable[str] = ()) -> dict[str, str]:
    """What the values of a list are called; of places, those with these codes."""
    if dimension == "place":
        return place_names(codes)
    if dimension == "month":
        return {}
    words = macros(WORDS)
    paper = plain(words.on_paper())
    if dimension == "language":
        return {code: language.name for code, language in LANGUAGES.items()} | {ON_PAPER: paper}
    if dimension == "kind":
        return {code: plain(words.kind(code)) for code in KINDS}
    return {str(start): plain(words.band(*band)) for start, band in bands()} | {str(NO_HOUR): paper}


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """The titles of places by their ids, in the order of the alphabet."""
    ids = {int(code) for code in codes}
    titles = titles_of(select(Place).where(Place.id.in_(ids)))
    gone = dict.fromkeys(sorted(ids - titles.keys()), plain(macros(WORDS).old_place()))
    return {str(id): name for id, name in {**titles, **gone, NO_PLACE: no_place()}.items()}


def all_place_names() -> dict[str, str]:
    """The same of all places of the directory that stand for themselves."""
    titles = titles_of(select(Place).where(Place.apart()))
    return {str(id): name for id, name in {**titles, NO_PLACE: no_place()}.items()}


def kept_place(id: int) -> int:
    """The place that stands for this one: itself, unless it was found to be another one."""
    merge = db.session.get(PlaceMerge, id)
    return merge.kept_id if merge else id


def titles_of(wanted: Select[Place]) -> dict[int, str]:
    found = {place.id: place.title for place in db.session.scalars(wanted.options(TITLE))}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def no_place() -> str:
    return plain(macros(WORDS).no_place())


def bands() -> list[tuple[int, tuple[str, str]]]:
    """When each time of day begins, and between which hours it is, in words; the first and the last one are open."""
    hours = [clock.time_in_words(time(start)) if start else "" for start in BANDS[:-1]]
    return list(zip(BANDS, zip(hours, [*hours[1:], ""], strict=True), strict=False))


def hour_names() -> dict[str, str]:
    """Each hour of the day, and papers."""
    hours = {str(hour): clock.time_in_words(time(hour)) for hour in range(NO_HOUR)}
    return {**hours, str(NO_HOUR): plain(macros(WORDS).on_paper())}


def month_name(month: date) -> str:
    return plain(macros(WORDS).month(month))
