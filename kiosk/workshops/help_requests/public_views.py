"""Asking for help in person: one question a screen, the answers in the address, then a name."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import uuid4

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.page import render
from kiosk.web.transaction import writing
from kiosk.web.visit import belong_to_visit
from kiosk.workshops.contact import Contact
from kiosk.workshops.forms import PersonForm
from kiosk.workshops.help_requests.answers import (
    ANYWHERE,
    HOURS,
    NEEDS,
    QUESTIONS,
    Answers,
    answered_by,
    languages_from,
    weeks_at,
)
from kiosk.workshops.help_requests.nearby import places_helping
from kiosk.workshops.models import HelpRequest

CHOICES_PER_SCREEN = {"fr-falc": 4}
NEAREST = 3
views = Blueprint("help_requests", __name__, url_prefix="/<locale:locale>")
belong_to_visit(views, "new")


@views.get("/help-requests/new")
def new() -> ResponseReturnValue:
    """The next question; once all are answered, who asks. The directory's own choices count as answers."""
    answers = requested_answers({**answered_by(request.args.getlist("with")), **request.args})
    if question := answers.missing:
        return question_page(question, answers)
    return person_page(answers, PersonForm(client_id=str(uuid4())))


@views.post("/help-requests")
def create() -> ResponseReturnValue:
    """The request; the same form sent again leads to the same slip."""
    answers, form = requested_answers(request.form), PersonForm()
    if question := answers.missing:
        return question_page(question, answers), 422
    if not form.validate():
        return person_page(answers, form), 422
    try:
        with writing():
            made = asked(answers, form)
    except IntegrityError:  # two taps at the same moment: the other one has made it
        made = db.session.scalars(HelpRequest.of_form(digest_of_form(answers, form))).one()
    return redirect(url_for("help_slips.show", token=made.token(current_app.config["SECRET_KEY"])), 303)


def requested_answers(arguments: Mapping[str, str]) -> Answers:
    """The answers, without a place that does not exist."""
    answers = Answers.parse(arguments)
    is_unknown = answers.place_id is not None and db.session.get(Place, answers.place_id) is None
    return answers.having("place", "") if is_unknown else answers


def question_page(question: str, answers: Answers) -> Response:
    """One question and its choices: as many as one screen can hold, the others behind the last of them."""
    places = offered_places(answers) if question == "place" else {}
    choices = offered_choices(question, places)
    size = CHOICES_PER_SCREEN.get(g.language.locale, 6)
    part = max(request.args.get("part", 1, int), 1)
    shown = choices[(part - 1) * (size - 1) :]
    if not shown:
        raise NotFound
    has_more = len(shown) > size
    return render(
        "workshops/help_requests/question.html", question=question, answers=answers, part=part, places=places,
        choices=shown[: size - 1] if has_more else shown, has_more=has_more, standing_id=standing_id(),
        step=QUESTIONS.index(question),
    )  # fmt: skip


def offered_choices(question: str, places: dict[str, Place]) -> tuple[str, ...]:
    """The answers that a screen offers to a question."""
    if question == "language":
        return languages_from(g.language.html)
    if question == "place":
        return (*places, ANYWHERE)
    return {"need": NEEDS, "week": weeks_at(clock.now()), "hours": HOURS}[question]


def offered_places(answers: Answers) -> dict[str, Place]:
    """The place of this kiosk, and the nearest others that help with it, by their answer."""
    here = standing()
    nearest = db.session.scalars(places_helping(answers.need, here).limit(NEAREST + 1))
    others = [place for place in nearest if place is not here][: CHOICES_PER_SCREEN.get(g.language.locale, 5) - 2]
    return {str(place.id): place for place in ([here] if here else []) + others}


def standing() -> Place | None:
    """The place where this kiosk stands."""
    source, _, external_id = current_app.config["PLACE"].partition(":")
    place: Place | None = db.session.scalar(Place.standing_for(source, external_id))
    return place


def standing_id() -> int | None:
    """The id of the place where this kiosk stands; nobody's own telephone stands there."""
    here = None if g.is_personal else standing()
    return here.id if here else None


def person_page(answers: Answers, form: PersonForm) -> Response:
    place = db.session.get(Place, answers.place_id) if answers.place_id else None
    return render("workshops/help_requests/new.html", answers=answers, form=form, place=place)


def asked(answers: Answers, form: PersonForm) -> HelpRequest:
    """The request that this form makes, made once."""
    request_digest = digest_of_form(answers, form) if form.client_id.data else None
    known: HelpRequest | None = db.session.scalar(HelpRequest.of_form(request_digest)) if request_digest else None
    if known:
        return known
    key, contact = current_app.config["SECRET_KEY"], Contact.parse(form.contact.data)
    made: HelpRequest = HelpRequest.new(answers.wish, form.name.data, contact, key=key, now=clock.now())
    made.request_digest, made.locale = request_digest, g.language.locale
    made.source = "phone" if g.is_personal else "kiosk"
    db.session.add(made)
    return made


def digest_of_form(answers: Answers, form: PersonForm) -> str:
    """One form of one visit with its words: a page that two people got from one cache is not one request."""
    parts = (form.client_id.data, g.visit, answers.wish, form.name.data, form.contact.data)
    return sha256(repr(parts).encode()).hexdigest()


@views.app_template_global()
def own_language_name(code: str) -> str:
    """What a language calls itself; empty where it is not one of those that Babel knows."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return ""
    return locale.get_language_name(code) or ""
