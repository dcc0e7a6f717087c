"""What a place says about itself, in the languages of residents, with the French beside it."""

from hashlib import sha256
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.config import LOCALES
from kiosk.directory.exchange.parts import Facts
from kiosk.directory.exchange.texts import plain
from kiosk.directory.models import Place
from kiosk.directory.revisions.ledger import noted
from kiosk.directory.staff_views import ID, found
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing

FIELDS = ("summary", "description", "to_bring")
OTHERS = tuple(locale for locale in LOCALES if locale != "fr")
LONGEST_TEXT = 4000
views = restricted(Blueprint("place_texts", __name__, url_prefix="/staff/places"), "staff")


@views.get(f"/{ID}/texts")
def edit(id: int) -> ResponseReturnValue:
    place = db.get_or_404(Place, id)
    return page_of(place, texts_of(place))


@views.post(f"/{ID}/texts")
def update(id: int) -> ResponseReturnValue:
    """Keep the texts in one language; an empty one means that residents read the French."""
    typed = {field: plain(request.form.get(field, ""), is_multiline=True) for field in FIELDS}
    if errors := {field: "text_long" for field, text in typed.items() if len(text) > LONGEST_TEXT}:
        page: Any = page_of(db.get_or_404(Place, id), typed, errors)
        return page, 422
    with writing() as database:
        record = found(database, id)
        place = database.get_one(Place, id)
        if request.form.get("seen") != mark_of(place):
            page = page_of(place, typed, {FIELDS[0]: "translated_meanwhile"}, theirs=texts_of(place))
            return page, 422
        write = record.written({"texts": replaced(record.parts["texts"], requested_locale(), typed)})
        if write:
            revision = noted(database, [write], "place.translated", clock.now(), {"locale": requested_locale()})
        else:
            audited("place.unchanged", place)
    done = revision.id if write else None
    return redirect(url_for("place_texts.edit", id=id, locale=requested_locale(), done=done), 303)


def requested_locale() -> str:
    locale = request.values.get("locale", "")
    return locale if locale in OTHERS else OTHERS[0]


def texts_of(place: Place) -> dict[str, str]:
    """What the place says in the language that is asked for."""
    return {field: place.translated(field, requested_locale()) or "" for field in FIELDS}


def mark_of(place: Place) -> str:
    """The same as long as neither the French nor the other language has changed."""
    words = [(field, getattr(place, field), text) for field, text in texts_of(place).items()]
    return sha256(repr(words).encode()).hexdigest()


def replaced(texts: Facts, locale: str, typed: dict[str, str]) -> Facts:
    others = {fact for fact in texts if fact[0] not in FIELDS or fact[1] != locale}
    return frozenset(others | {(field, locale, text) for field, text in typed.items() if text})


def page_of(
    place: Place, typed: dict[str, str], errors: dict[str, str] | None = None, theirs: dict[str, str] | None = None
) -> ResponseReturnValue:
    """The form; `theirs` is what others have written since it was opened."""
    return render(
        "directory/staff/texts.html", place=place, typed=typed, errors=errors or {}, locales=OTHERS,
        locale=requested_locale(), theirs=theirs or {},
        seen=mark_of(place) if theirs else request.form.get("seen", mark_of(place)),
    )  # fmt: skip
