"""The queue of help requests: who needs what, who takes care of it, when they meet."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.locale import LANGUAGES as OF_KIOSK
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.workshops.contact import Contact
from kiosk.workshops.forms import PersonForm
from kiosk.workshops.help_requests.answers import HOURS, LANGUAGES, NEEDS, QUESTIONS, WEEKS, Answers
from kiosk.workshops.help_requests.draft import Proposal
from kiosk.workshops.help_requests.holder_views import known_of
from kiosk.workshops.help_requests.nearby import places_helping
from kiosk.workshops.help_requests.public_views import requested_answers, standing
from kiosk.workshops.help_requests.queue import STAGES, Filters, stage_of
from kiosk.workshops.help_requests.warnings import warnings_of_meeting
from kiosk.workshops.messages.news import news, news_key
from kiosk.workshops.messages.notices import sendable
from kiosk.workshops.models import Actor, HelpRequest, HelpStep, Message
from kiosk.workshops.models.help_step import OUTCOMES, POSSIBLE
from kiosk.workshops.planning.staff_views import read_warnings
from kiosk.workshops.planning.warnings import check_warned
from kiosk.workshops.refusals import NotWarned, StepOutOfTurn, StepRefused

PAGE_SIZE = 25
ID = "<int(max=2147483647):id>"
views = restricted(Blueprint("help_queue", __name__, url_prefix="/staff/help-requests"), "staff")
Change = Callable[[HelpRequest, Actor], tuple[HelpStep, dict[str, Any]]]
"""What to do, and what it answers: the step that was taken or undone, and the details for the audit log."""


@views.get("")
def index() -> ResponseReturnValue:
    """The requests that fit, those that nobody has taken first."""
    filters = Filters.parse(request.args)
    everything = db.session.scalars(HelpRequest.listed()).all()
    found = filters.queue(everything, current_user.id)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    return render(
        "workshops/staff/help_requests/index.html", filters=filters, total=len(found), page=number, pages=pages,
        found=found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], is_empty=not everything, stage_of=stage_of,
        stages=STAGES, needs=NEEDS, all_languages=LANGUAGES, now=clock.now(),
        places={str(one.place_id): one.place for one in everything if one.place},
    )  # fmt: skip


@views.get("/new")
def new() -> ResponseReturnValue:
    """Asking for somebody who does not do it alone."""
    return form_page(requested_answers(request.args), PersonForm(formdata=None), {})


@views.post("")
def create() -> ResponseReturnValue:
    answers, form = requested_answers(request.form), PersonForm()
    form.validate()
    wrong = {question: "choice" for question in QUESTIONS if not getattr(answers, question)}
    if errors := wrong | {name: str(codes[0]) for name, codes in form.errors.items()}:
        return form_page(answers, form, errors), 422
    with writing() as database:
        key, contact = current_app.config["SECRET_KEY"], Contact.parse(form.contact.data)
        made = HelpRequest.new(answers.wish, form.name.data, contact, key=key, now=clock.now())
        made.source, made.asked_by, made.locale = "staff", current_user.name, locale_of(answers.language)
        database.add(made)
        audited("help_request.created", made)
    return redirect(url_for("help_queue.show", id=made.id), 303)


@views.get(f"/{ID}")
def show(id: int) -> ResponseReturnValue:
    return page(id)


@views.get(f"/{ID}/slip")
def slip(id: int) -> ResponseReturnValue:
    """The slip for somebody who has no telephone to keep it, in the language in which it was asked for."""
    help_request = known(id)
    token = help_request.token(current_app.config["SECRET_KEY"])
    back = url_for("help_queue.show", id=id)
    # Nobody's visit ends here by itself: the paper is printed by staff.
    g.language, g.is_personal = OF_KIOSK[help_request.locale], True
    return render("workshops/help_requests/slip.html", back=back, is_office=True, **known_of(help_request, token))


@views.post(f"/{ID}/proposals")
def create_proposal(id: int) -> ResponseReturnValue:
    """A place, a day, an hour and somebody who helps."""
    draft = Proposal.of(request.form)
    errors = draft.errors(clock.now())
    place = db.session.get(Place, draft.place_id) if draft.place_id else None
    if place is None:
        errors = {"place": "choice", **errors}
    if errors or place is None:
        return page(id, draft=draft, errors=errors), 422
    facts: dict[str, Any] = {"place_id": place.id, "starts_at": draft.starts_at, "helper": draft.helper}

    def change(help_request: HelpRequest, actor: Actor) -> tuple[HelpStep, dict[str, Any]]:
        step = help_request.take_step("proposed", actor, clock.now(), **facts)
        check_warned(warnings_of_meeting(help_request, place, facts["starts_at"]), read_warnings())
        return step, {"place": place.title, "starts_at": facts["starts_at"].isoformat()}

    try:
        return changed(id, "help_request.proposed", change)
    except NotWarned as refusal:
        return page(id, draft=draft, warnings=refusal.warnings), 422


@views.post(f"/{ID}/steps")
def create_step(id: int) -> ResponseReturnValue:
    """Everything else that can be done about it; what came of a call, and why it is closed, are chosen from a list."""
    kind = next((kind for kind in POSSIBLE if kind != "proposed" and kind == request.form.get("kind")), None)
    if kind is None:
        raise NotFound
    outcome = request.form.get("outcome", "")
    if outcome not in OUTCOMES.get(kind, ("",)):
        return page(id, errors={f"{kind}-outcome": "choice"}), 422

    def change(help_request: HelpRequest, actor: Actor) -> tuple[HelpStep, dict[str, Any]]:
        step = help_request.take_step(kind, actor, clock.now(), outcome=outcome)
        return step, {"outcome": outcome} if outcome else {}

    return changed(id, f"help_request.{kind}", change)


@views.post(f"/{ID}/reversal")
def undo(id: int) -> ResponseReturnValue:
    """Take the last step back."""

    def change(help_request: HelpRequest, actor: Actor) -> tuple[HelpStep, dict[str, Any]]:
        step = help_request.undo(actor, clock.now())
        return step, {"step": step.kind}

    return changed(id, "help_request.undone", change)


def changed(id: int, action: str, change: Change) -> ResponseReturnValue:
    """Change a request while nobody else does; back to its page, or the page with the reason why not."""
    try:
        with writing() as database:
            help_request: HelpRequest | None = database.scalar(HelpRequest.locked(id))
            if help_request is None:
                raise NotFound
            if request.form.get("after") != str(help_request.last_number):
                raise StepOutOfTurn
            key = news_key(help_request)
            step, detail = change(help_request, actor())
            tell(help_request, step, key)
            audited(action, help_request, detail)
    except StepRefused as refusal:
        return page(id, errors={"state": type(refusal).__name__}), 409
    return redirect(url_for("help_queue.show", id=id), 303)


def tell(help_request: HelpRequest, step: HelpStep, key: str) -> None:
    """Write what the person must be told; what nobody has sent yet of a step that is undone is never sent.

    `key` is that of the news before the step was taken or undone.
    """
    is_taken_back = step.undone_at is not None and key != news_key(help_request)
    unsent = db.session.scalar(Message.unsent(key)) if is_taken_back else None
    if unsent:
        db.session.delete(unsent)
    else:
        db.session.add_all(news(help_request, step, clock.now(), sendable(current_app.config)))


def actor() -> Actor:
    return Actor(current_user.name, current_user.id)


def known(id: int) -> HelpRequest:
    """Raises NotFound, also for what was forgotten."""
    help_request: HelpRequest | None = db.session.get(HelpRequest, id)
    if help_request is None or help_request.forgotten_at:
        raise NotFound
    return help_request


def locale_of(language: str) -> str:
    """The language in which the slip is printed."""
    return next((locale for locale in LOCALES if OF_KIOSK[locale].html == language), LOCALES[0])


def form_page(answers: Answers, form: PersonForm, errors: dict[str, str]) -> Response:
    offered = {"need": NEEDS, "language": LANGUAGES, "week": WEEKS, "hours": HOURS}
    return render(
        "workshops/staff/help_requests/new.html", answers=answers, form=form, errors=errors, offered=offered,
        places=db.session.scalars(places_helping(origin=standing())).all(),
    )  # fmt: skip


def page(id: int, **context: Any) -> Response:
    """One request: what is asked for, what can be done next, what was done."""
    help_request = known(id)
    place_id, first_name = help_request.place_id, current_user.name.split()[0]
    draft = Proposal(place=str(place_id or ""), helper=first_name)
    facts = {"draft": draft, "errors": {}, "warnings": (), **context}
    return render(
        "workshops/staff/help_requests/show.html", help_request=help_request, proposal=help_request.proposal,
        undoable=help_request.undoable(actor()), stage=stage_of(help_request), outcomes=OUTCOMES, now=clock.now(),
        places=db.session.scalars(places_helping(help_request.need, help_request.place or standing())).all(), **facts,
    )  # fmt: skip
