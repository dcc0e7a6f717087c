"""Opinions on paper: cards and sheets to print, and numbers that count once two people have found the same."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.counting import Numbers, add_papers
from kiosk.feedback.door import about
from kiosk.feedback.models import PaperTally, Touchpoint
from kiosk.feedback.models.tally import TallyClosed
from kiosk.feedback.recording import touched
from kiosk.feedback.subjects import Choice, things_of
from kiosk.feedback.tallies.counts import Counts
from kiosk.feedback.tallies.draft import NOWHERE, Draft
from kiosk.feedback.tallies.wording import card_words, sheet_words
from kiosk.feedback.vocabulary import QUESTION
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.fields import plain
from kiosk.web.locale import DEFAULT, LANGUAGES
from kiosk.web.page import render
from kiosk.web.paper import printed
from kiosk.web.transaction import writing

TALLY = "<int(max=2147483647):id>"
PAGE_SIZE = 25
LONGEST_REASON = 200
views = restricted(Blueprint("tallies", __name__, url_prefix="/staff/tallies"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """Every bundle of papers, the newest first."""
    tallies = db.session.scalars(PaperTally.listed()).all()
    pages = max(1, -(-len(tallies) // PAGE_SIZE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    shown = tallies[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    things = things_of(db.session(), {one.touchpoint.code for one in shown})
    return render("feedback/staff/tallies.html", tallies=shown, things=things, page=number, pages=pages)


@views.get("/new")
def new() -> ResponseReturnValue:
    """A new bundle: what it is about, and what one has counted."""
    return form_page(Draft.parse(request.args), Counts.of(None), {})


@views.post("")
def create() -> ResponseReturnValue:
    """The first person has counted."""
    draft, counts, choice = Draft.parse(request.form), Counts.parse(request.form), known_choice()
    errors = draft.errors(choice.codes, [place.id for place in choice.places], clock.now().date()) | counts.errors
    if errors or not draft.subject or not draft.days:
        return form_page(draft, counts, errors), 422
    place_id = choice.place_of(draft.subject, draft.place_id)
    if (same := alike(draft, place_id)) and not request.form.get("others"):
        return form_page(draft, counts, {"others": "same"}, same), 409
    with writing() as database:
        first, last = draft.days
        tally = PaperTally(place_id=place_id, question=QUESTION, first_on=first, last_on=last)
        tally.touchpoint = touched(database, draft.subject)
        tally.enter(current_user.id, current_user.name, counts.numbers, clock.now())
        database.add(tally)
        database.flush()
        audited("tally.entered", tally)
    return redirect(url_for("tallies.show", id=tally.id, done="entered"), 303)


@views.get(f"/{TALLY}")
def show(id: int) -> ResponseReturnValue:
    """One bundle: to count it, to count it again, to see what came of it."""
    return tally_page(db.get_or_404(PaperTally, id))


@views.post(f"/{TALLY}/entries")
def create_entry(id: int) -> ResponseReturnValue:
    """Somebody has counted, without knowing what the other found; where both agree, it counts, once."""
    counts = Counts.parse(request.form)
    if counts.errors:
        return tally_page(db.get_or_404(PaperTally, id), counts.errors, counts), 422
    try:
        with writing() as database:
            tally = database.scalar(PaperTally.locked(id)) or not_found()
            tally.enter(current_user.id, current_user.name, counts.numbers, clock.now())
            if tally.settle(clock.now()):
                add_papers(database, tally, Numbers(*counts.numbers))
            audited(f"tally.{'entered' if tally.state == 'waiting' else tally.state}", tally)
    except TallyClosed:
        return tally_page(db.get_or_404(PaperTally, id), {"state": "closed"}), 409
    return redirect(url_for("tallies.show", id=id, done=tally.state), 303)


@views.post(f"/{TALLY}/withdrawal")
def withdraw(id: int) -> ResponseReturnValue:
    """They do not count, for a reason: such as papers that were counted twice."""
    reason = plain(request.form.get("reason", ""))
    if not reason or len(reason) > LONGEST_REASON:
        errors = {"reason": "long" if reason else "reason"}
        return tally_page(db.get_or_404(PaperTally, id), errors, reason=reason), 422
    try:
        with writing() as database:
            tally = database.scalar(PaperTally.locked(id)) or not_found()
            tally.withdraw(reason, current_user.name, clock.now())
            count(tally, -1)
            audited("tally.withdrawn", tally, {"reason": reason})
    except TallyClosed:
        return tally_page(db.get_or_404(PaperTally, id), {"state": "closed"}), 409
    return redirect(url_for("tallies.show", id=id, done="withdrawn"), 303)


@views.post(f"/{TALLY}/reversal")
def reinstate(id: int) -> ResponseReturnValue:
    """They are what they were before somebody took them back."""
    try:
        with writing() as database:
            tally = database.scalar(PaperTally.locked(id)) or not_found()
            tally.reinstate()
            count(tally, 1)
            audited("tally.reinstated", tally)
    except TallyClosed:
        return tally_page(db.get_or_404(PaperTally, id), {"state": "closed"}), 409
    return redirect(url_for("tallies.show", id=id, done="reinstated"), 303)


@views.get("/papers")
def papers() -> ResponseReturnValue:
    """What to print: for what, and in which language."""
    return render("feedback/staff/papers.html", choice=known_choice(), about=request.args.get("about", ""))


@views.get("/card.pdf")
def card() -> ResponseReturnValue:
    """The card to tick, A5, in the language that the address names, else in French."""
    it = about(request.args.get("about", "kiosk"))
    language = LANGUAGES.get(request.args.get("locale", ""), LANGUAGES[DEFAULT])
    return printed("card", card_words(it, language), f"card-{it.code}-{language.locale}")


@views.get("/sheet.pdf")
def sheet() -> ResponseReturnValue:
    """The tally sheet, A4: strokes, and room for two people to write what they have counted."""
    it = about(request.args.get("about", "kiosk"))
    return printed("tally", sheet_words(it), f"tally-{it.code}")


def not_found() -> PaperTally:
    raise NotFound


def known_choice() -> Choice:
    return Choice.known(db.session(), clock.now())


def alike(draft: Draft, place_id: int | None) -> PaperTally | None:
    """The bundle that this seems to be, entered before; its second person should confirm that one."""
    code = draft.subject.code if draft.subject else ""
    touchpoint_id = db.session.scalar(select(Touchpoint.id).where(Touchpoint.code == code))
    if touchpoint_id is None or not draft.days:
        return None
    known: PaperTally | None = db.session.scalar(PaperTally.overlapping(touchpoint_id, place_id, *draft.days).limit(1))
    return known


def count(tally: PaperTally, sign: int) -> None:
    """Add the numbers of papers that are counted to all the others, or take them away."""
    if tally.counted_at and tally.agreed:
        numbers = Numbers(*tally.agreed)
        add_papers(db.session(), tally, numbers if sign > 0 else numbers.negative())


def form_page(draft: Draft, counts: Counts, errors: dict[str, str], same: PaperTally | None = None) -> Response:
    return render(
        "feedback/staff/tally_new.html", draft=draft, counts=counts, errors=errors, same=same, choice=known_choice(),
        today=clock.now().date(), nowhere=NOWHERE,
    )  # fmt: skip


def tally_page(
    tally: PaperTally, errors: dict[str, str] | None = None, counts: Counts | None = None, reason: str = ""
) -> Response:
    own: Any = tally.entry_of(current_user.id)
    return render(
        "feedback/staff/tally.html", tally=tally, own=own, counts=counts or Counts.of(own), errors=errors or {},
        reason=reason, things=things_of(db.session(), [tally.touchpoint.code]),
    )  # fmt: skip
