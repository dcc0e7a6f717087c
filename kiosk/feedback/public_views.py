"""What residents think, in one tap: a question, three faces, thank you. All that follows is optional."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID, uuid4

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound, TooManyRequests

from kiosk.config import LOCALES
from kiosk.extensions import db
from kiosk.feedback.door import About, about, is_crowd, rewrite, write_down
from kiosk.feedback.forms import TapForm, changed
from kiosk.feedback.models import GroupRound, Tap
from kiosk.feedback.record import Record, RecordUnreadable
from kiosk.feedback.recording import tap_of
from kiosk.feedback.telephones import cookie_of, own_tap, remembered
from kiosk.feedback.vocabulary import QUESTION, REASONS, VALUES
from kiosk.web import clock
from kiosk.web.access import belongs_to, sent_to
from kiosk.web.locale import DEFAULT
from kiosk.web.page import render
from kiosk.web.visit import belong_to_visit, end_visit, mark_personal

views = Blueprint("feedback", __name__, url_prefix="/<locale:locale>")
short_views = Blueprint("feedback_codes", __name__)
belong_to_visit(views, "show", "next_person")


@views.get("/feedback/<touchpoint>")
def new(touchpoint: str) -> ResponseReturnValue:
    """One question, three faces; a telephone that has answered today finds its answer instead."""
    it = about(touchpoint)
    group = requested_group(it)
    if (own := own_tap(it.subject)) and not group:
        return redirect(url_for("feedback.show", touchpoint=it.code, id=own.id), 303)
    if group and not group.is_open(clock.now()):
        return render("feedback/closed.html", about=it)
    return render("feedback/new.html", about=it, group=group, client_id=str(uuid4()), **words())


@views.post("/feedback/<touchpoint>/taps")
def create(touchpoint: str) -> ResponseReturnValue:
    """The tap counts, before anything else is asked."""
    it, form = about(touchpoint), TapForm(request.form)
    if is_crowd():
        raise TooManyRequests
    with sound_form():
        record = form.record(it.subject, g.visit, language(), is_test=belongs_to("staff"))
        own = earlier(record)
        outcome = rewrite(it, own.id, partial(changed, value=form.value)) if own else write_down(record)
    if outcome.tap is None:
        return redirect(url_for("feedback.new", touchpoint=it.code, group=form.fields.get("group")), 303)
    response = redirect(url_for("feedback.show", touchpoint=it.code, id=outcome.tap.id), 303)
    return remembered(response, outcome.tap) if outcome.code == "created" else response


@views.get("/feedback/<touchpoint>/taps/<uuid:id>")
def show(touchpoint: str, id: UUID) -> ResponseReturnValue:
    """Thank you; and, for whoever likes, another face, a reason, a word."""
    it = about(touchpoint)
    tap = tap_of(db.session(), id, it.subject)
    if tap is None:
        # It was erased: nobody has done anything wrong.
        return sent_to(url_for("feedback.new", touchpoint=it.code))
    return render("feedback/show.html", about=it, tap=tap, **words())


@views.post("/feedback/<touchpoint>/taps/<uuid:id>")
def update(touchpoint: str, id: UUID) -> ResponseReturnValue:
    """Another face, or a reason more or less."""
    it = about(touchpoint)
    with sound_form():
        outcome = rewrite(it, id, TapForm(request.form).change)
    if outcome.tap is None:
        return sent_to(url_for("feedback.new", touchpoint=it.code))
    return redirect(url_for("feedback.show", touchpoint=touchpoint, id=id), 303)


@views.post("/feedback/<touchpoint>/taps/<uuid:id>/withdrawal")
def create_withdrawal(touchpoint: str, id: UUID) -> ResponseReturnValue:
    """As if it had never been said."""
    it = about(touchpoint)
    rewrite(it, id, partial(changed, value=None))
    response = redirect(url_for("feedback.new", touchpoint=it.code, withdrawn=1), 303)
    response.delete_cookie(cookie_of(it.subject))
    return response


@views.get("/feedback/<touchpoint>/next")
def next_person(touchpoint: str) -> ResponseReturnValue:
    """The same question for somebody else, who finds nothing of the person before."""
    it, group = about(touchpoint), request.args.get("group")
    return end_visit(redirect(url_for("feedback.new", touchpoint=it.code, group=group, new=1), 303))


@views.get("/outbox")
def outbox() -> ResponseReturnValue:
    """What this screen has not sent yet, for staff; its browser alone knows."""
    return render("feedback/outbox.html")


@short_views.get("/F/<touchpoint>")
@short_views.get("/f/<touchpoint>")
def open_on_phone(touchpoint: str) -> ResponseReturnValue:
    """The address in a QR code on a wall, which cannot know who scans it: the telephone's language, if we speak it."""
    locale = request.accept_languages.best_match(LOCALES, DEFAULT)
    it = about(touchpoint)
    return mark_personal(redirect(url_for("feedback.new", locale=locale, touchpoint=it.code), 303))


@contextmanager
def sound_form() -> Iterator[None]:
    """Raises BadRequest for a form that no page of ours sends."""
    try:
        yield
    except RecordUnreadable as error:
        raise BadRequest from error


def earlier(record: Record) -> Tap | None:
    """What the form changes: its own answer, to which somebody came back, or what the telephone has said today."""
    same = tap_of(db.session(), record.id, record.subject)
    if same:
        return same if same.value != record.value else None
    # In a group the telephone goes from hand to hand.
    return None if record.group else own_tap(record.subject)


def requested_group(it: About) -> GroupRound | None:
    """The round that the address names. Raises NotFound for one of something else."""
    code = request.args.get("group")
    if code is None:
        return None
    group: GroupRound = db.one_or_404(GroupRound.named(code))
    if it.workshop is None or group.workshop_id != it.workshop.id:
        raise NotFound
    return group


def language() -> str:
    locale: str = g.language.locale
    return locale


def words() -> dict[str, object]:
    """What both pages offer."""
    return {"values": VALUES, "reasons": REASONS, "question": QUESTION}
