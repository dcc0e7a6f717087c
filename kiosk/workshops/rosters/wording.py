"""The lists of workshops in the words of a sheet of paper, in the language of the page."""

from collections.abc import Iterable
from typing import Any

from flask import g

from kiosk.web import clock
from kiosk.web.page import sentence
from kiosk.web.paper import macros, plain, typed
from kiosk.workshops.models import Workshop
from kiosk.workshops.roster import WALK_INS, Line, Roster
from kiosk.workshops.vocabulary import AGE_BANDS

WORDS = "workshops/words.html"
LINE = "workshops/staff/line.html"
AGES = "workshops/staff/ages.html"
SHEET = "workshops/staff/sheet_words.html"
COLUMNS = ("name", "seats", "code", "state", "here", "signature")


def one_list(workshop: Workshop, roster: Roster) -> dict[str, Any]:
    """The paper of one workshop."""
    return paper([of_workshop(workshop, roster)], title_of(workshop), is_day=False)


def day_lists(rosters: Iterable[tuple[Workshop, Roster]]) -> dict[str, Any]:
    """The paper of a day: what there is, then each list on a page of its own."""
    return paper([of_workshop(*both) for both in rosters], sheet_word("today"), is_day=True)


def paper(rosters: list[dict[str, Any]], title: str, *, is_day: bool) -> dict[str, Any]:
    """What `roster.typ` reads."""
    words: dict[str, Any] = {code: sheet_word(code) for code in (*COLUMNS, "ages", "none")}
    words["bands"] = [plain(macros(AGES).band(code)) for code in AGE_BANDS]
    facts = {"title": title, "lang": g.language.html, "foot": sheet_word("foot"), "walk-ins": WALK_INS}
    return {"rosters": rosters, "words": words, "is-day": is_day, **facts}


def of_workshop(workshop: Workshop, roster: Roster) -> dict[str, Any]:
    where = (workshop.place.title, workshop.room, workshop.partner)
    return {
        "title": typed(title_of(workshop)),
        "day": sentence(clock.day_in_words(workshop.starts_at.date())),
        "hours": plain(macros(WORDS).hours(workshop)),
        "where": [typed(part) for part in where if part],
        "totals": sheet_word("cancelled") if workshop.cancelled_at else plain(macros(LINE).expected(roster)),
        "rows": [row(line) for line in roster.lines if line.registration.state != "cancelled"],
    }


def row(line: Line) -> dict[str, Any]:
    one = line.registration
    state = plain(macros(LINE).status(line))
    code = f"{one.code[:3]} {one.code[3:]}"
    return {
        "name": typed(one.name, sheet_word("unreadable")),
        "seats": one.party,
        "code": code,
        "state": state,
        "came": line.people,
    }


def title_of(workshop: Workshop) -> str:
    return plain(macros(WORDS).title(workshop.course))


def sheet_word(code: str) -> str:
    return plain(macros(SHEET).word(code))
