"""Group mode: how many people are there, the screen that goes from hand to hand, and how many of them have answered."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.groups import response
from kiosk.feedback.models import GroupRound, Subject, Tap
from kiosk.feedback.models.group import MOST_PRESENT
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.address import public_address
from kiosk.web.audit import audited
from kiosk.web.fields import number_of
from kiosk.web.locale import DEFAULT
from kiosk.web.page import render
from kiosk.web.qr import qr_code
from kiosk.web.session import sign_out
from kiosk.web.transaction import writing
from kiosk.web.visit import end_visit
from kiosk.workshops.models import Attendance, Workshop

GROUP = "<int(max=2147483647):id>/group"
PRESENT = range(1, MOST_PRESENT + 1)
views = restricted(Blueprint("groups", __name__, url_prefix="/staff/workshops"), "staff")


class RoundRefused(Exception):
    """A round is open already, or it is too late; `code` says which, and `running` is the one that is open."""

    def __init__(self, code: str, running: GroupRound | None = None) -> None:
        super().__init__(code)
        self.code, self.running = code, running


@views.get(f"/{GROUP}")
def new(id: int) -> ResponseReturnValue:
    """How many people are there? Those on the list who came, unless somebody counts others."""
    workshop = db.get_or_404(Workshop, id)
    present = dict(db.session.execute(Attendance.present([id])).all()).get(id)
    return question_page(workshop, present=str(present or ""))


@views.post(f"/{GROUP}")
def create(id: int) -> ResponseReturnValue:
    """The round begins."""
    workshop, present = db.get_or_404(Workshop, id), number_of(request.form.get("present", ""), PRESENT)
    if present is None:
        return question_page(workshop, {"present": "present"}, present=request.form.get("present", "")[:9]), 422
    try:
        with writing() as database:
            check_free(database.scalars(Workshop.locked(id)).one())
            opened = GroupRound.opened(id, present, current_user.name, clock.now())
            database.add(opened)
            database.flush()
            audited("group.opened", opened, {"present": present})
    except RoundRefused as refusal:
        return question_page(workshop, {"present": refusal.code}, present=str(present), running=refusal.running), 409
    return redirect(url_for("groups.show", id=id, code=opened.code), 303)


@views.get(f"/{GROUP}/<code>")
def show(id: int, code: str) -> ResponseReturnValue:
    """The address of the screen that goes round, and how many have answered; once it is over, what they said."""
    return round_page(known(id, code))


@views.post(f"/{GROUP}/<code>/end")
def close(id: int, code: str) -> ResponseReturnValue:
    """All who wanted to answer have."""
    with writing() as database:
        one = database.scalar(GroupRound.locked(known(id, code).code)) or not_found()
        one.close(clock.now())
        audited("group.closed", one)
    return redirect(url_for("groups.show", id=id, code=code), 303)


@views.post(f"/{GROUP}/<code>/reversal")
def reopen(id: int, code: str) -> ResponseReturnValue:
    """It was closed too early, or more people are there than somebody thought."""
    one, typed = known(id, code), request.form.get("present", "")
    present = number_of(typed, range(answers(one).answers + 1, MOST_PRESENT + 1))
    if present is None:
        return round_page(one, {"present": "more"}, present=typed[:9]), 422
    try:
        with writing() as database:
            workshop = database.scalars(Workshop.locked(id)).one()
            one = database.scalar(GroupRound.locked(code)) or not_found()
            check_free(workshop, one)
            one.reopen(present)
            audited("group.reopened", one, {"present": present})
    except RoundRefused as refusal:
        return round_page(known(id, code), {"present": refusal.code}, present=typed[:9]), 409
    return redirect(url_for("groups.show", id=id, code=code), 303)


@views.post(f"/{GROUP}/<code>/screen")
def hand_over(id: int, code: str) -> ResponseReturnValue:
    """This screen goes round: it leaves the back office, so that nobody reads there what only staff may."""
    with writing():
        one = known(id, code)
        audited("group.handed_over", one)
    sign_out()
    return end_visit(redirect(address_of(one), 303))


def known(id: int, code: str) -> GroupRound:
    """Raises NotFound, also for the round of another workshop."""
    one = db.session.scalar(GroupRound.named(code))
    return one if one and one.workshop_id == id else not_found()


def not_found() -> GroupRound:
    raise NotFound


def check_free(workshop: Workshop, reopened: GroupRound | None = None) -> None:
    """Raises RoundRefused where nobody can be asked now, or where they are being asked already."""
    now = clock.now()
    others = [one for one in rounds_of(workshop.id) if one is not reopened and one.is_open(now)]
    if others:
        raise RoundRefused("open", others[0])
    if reopened is not None and not reopened.is_young(now):
        raise RoundRefused("late")
    if reopened is None and not response.is_askable(workshop, now):
        raise RoundRefused("not_now")


def rounds_of(workshop_id: int) -> list[GroupRound]:
    return list(db.session.scalars(GroupRound.of_workshop(workshop_id)))


def answers(one: GroupRound) -> response.Response:
    return response.Response.of(one.present, db.session.scalars(select(Tap.value).where(Tap.group_id == one.id)))


def address_of(one: GroupRound) -> str:
    """The question, for the people of this round, each anew, also on a telephone that was somebody's own before."""
    subject = Subject("workshop", str(one.workshop_id))
    return url_for("feedback.next_person", locale=DEFAULT, touchpoint=subject.code, group=one.code, visit=None)


def question_page(workshop: Workshop, errors: dict[str, str] | None = None, **context: Any) -> Response:
    now, rounds = clock.now(), rounds_of(workshop.id)
    return render(
        "feedback/staff/group_new.html", workshop=workshop, errors=errors or {}, now=now,
        is_askable=response.is_askable(workshop, now), rounds=[(one, answers(one)) for one in rounds],
        **{"running": next((one for one in rounds if one.is_open(now)), None), **context},
    )  # fmt: skip


def round_page(one: GroupRound, errors: dict[str, str] | None = None, present: str = "") -> Response:
    now, address, found = clock.now(), public_address(address_of(one)), answers(one)
    return render(
        "feedback/staff/group.html", round=one, workshop=one.workshop, response=found, now=now,
        is_open=one.is_open(now), is_young=one.is_young(now), errors=errors or {}, address=address, qr_code=qr_code,
        present=present or str(max(one.present, found.answers + 1)),
    )  # fmt: skip
