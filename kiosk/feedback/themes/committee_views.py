"""The closed list of themes: write, translate, put in order, retire."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.models import Theme
from kiosk.feedback.refusals import ChangedMeanwhile, CommitteeRefused, TooManyThemes
from kiosk.feedback.themes.draft import FIELDS, faults, fields_in, tidied
from kiosk.feedback.themes.echo import ENOUGH, Echo, all_echoes, by_theme
from kiosk.feedback.themes.steps import is_overdue, standing
from kiosk.feedback.translation import TRANSLATIONS, lack, mark_in, old_sources, texts_in, write
from kiosk.feedback.vocabulary import MOST_THEMES
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.locale import LANGUAGES
from kiosk.web.page import render
from kiosk.web.transaction import writing

THEME = "<int(max=2147483647):id>"
DIRECTIONS = {"up": -1, "down": 1}
views = restricted(Blueprint("themes", __name__, url_prefix="/committee/themes"), "committee")


@views.get("")
def index() -> ResponseReturnValue:
    """The themes in use, with how much people speak of them, and those that were retired."""
    return list_page()


@views.get("/new")
def new() -> ResponseReturnValue:
    return form_page(dict.fromkeys(FIELDS, ""))


@views.post("")
def create() -> ResponseReturnValue:
    texts = tidied(request.form)
    if errors := faults(texts, needed=("title",)):
        return form_page(texts, errors=errors), 422
    try:
        with writing() as database:
            theme = Theme(position=place_left(database))
            write(theme, "fr", texts)
            database.add(theme)
            audited("theme.created", theme)
            id = theme.id
    except TooManyThemes as refusal:
        return form_page(texts, errors={refusal.field: refusal.code}), 422
    return redirect(url_for("theme_cards.show", id=id, done="theme_created"), 303)


@views.get(f"/{THEME}/edit")
def edit(id: int) -> ResponseReturnValue:
    theme = db.get_or_404(Theme, id)
    return form_page(texts_in(theme, FIELDS, "fr"), theme)


@views.post(f"/{THEME}")
def update(id: int) -> ResponseReturnValue:
    texts = tidied(request.form)
    if errors := faults(texts, needed=("title",)):
        return form_page(texts, db.get_or_404(Theme, id), errors), 422
    try:
        with writing():
            theme = db.get_or_404(Theme, id, with_for_update=True)
            known = texts_in(theme, FIELDS, "fr")
            check_unchanged(theme, "fr")
            write(theme, "fr", texts)
            audited("theme.changed", theme, {"changes": changes(known, texts)})
    except ChangedMeanwhile as refusal:
        return form_page(texts, db.get_or_404(Theme, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("theme_cards.show", id=id, done="theme_changed"), 303)


@views.get(f"/{THEME}/translations/<code>")
def edit_translation(id: int, code: str) -> ResponseReturnValue:
    """The French words, and beside them those of another language."""
    theme = db.get_or_404(Theme, id)
    return translation_page(theme, code, texts_in(theme, FIELDS, code))


@views.post(f"/{THEME}/translations/<code>")
def update_translation(id: int, code: str) -> ResponseReturnValue:
    texts = tidied(request.form)
    if errors := faults(texts):
        return translation_page(db.get_or_404(Theme, id), code, texts, errors), 422
    try:
        with writing():
            theme = db.get_or_404(Theme, id, with_for_update=True)
            check_unchanged(theme, translatable(code))
            write(theme, code, {field: texts[field] for field in fields_in(code)})
            audited("theme.translated", theme, {"language": code})
    except ChangedMeanwhile as refusal:
        return translation_page(db.get_or_404(Theme, id), code, texts, {refusal.field: refusal.code}), 422
    return redirect(url_for("theme_cards.show", id=id, done="theme_translated"), 303)


@views.post(f"/{THEME}/moves")
def create_move(id: int) -> ResponseReturnValue:
    """One place up or down; beyond the ends of the list there is none."""
    direction = DIRECTIONS.get(request.form.get("direction", ""))
    with writing() as database:
        themes = in_use(database)
        before = next((number for number, theme in enumerate(themes) if theme.id == id), None)
        if direction is None or before is None or before + direction not in range(len(themes)):
            raise NotFound
        theme = themes.pop(before)
        themes.insert(before + direction, theme)
        for position, one in enumerate(themes):
            one.position = position
        audited("theme.moved", theme)
    return redirect(url_for("themes.index", _anchor=f"theme-{id}"), 303)


@views.post(f"/{THEME}/retirement")
def retire(id: int) -> ResponseReturnValue:
    """No comment is given to it any more; what was said and answered stays."""
    with writing():
        theme = db.get_or_404(Theme, id, with_for_update=True)
        if theme.retired_at:
            raise NotFound
        theme.retired_at = clock.now()
        audited("theme.retired", theme)
    return redirect(url_for("themes.index", done="theme_retired", theme=id), 303)


@views.post(f"/{THEME}/return")
def restore(id: int) -> ResponseReturnValue:
    """Use it again, as the last one of the list."""
    try:
        with writing() as database:
            position = place_left(database)
            theme = db.get_or_404(Theme, id, with_for_update=True)
            if theme.retired_at is None:
                raise NotFound
            theme.retired_at, theme.position = None, position
            audited("theme.restored", theme)
    except TooManyThemes as refusal:
        return list_page(refusal), 422
    return redirect(url_for("themes.index", done="theme_restored"), 303)


def in_use(database: Session) -> list[Theme]:
    """The themes of the list, which nobody else changes until the transaction ends."""
    return list(database.scalars(Theme.listed().with_for_update()))


def place_left(database: Session) -> int:
    """The position behind the last theme. Raises TooManyThemes."""
    in_use(database)
    # Asked again: who waited for the others' lock has not seen what they have added.
    in_use_now = Theme.retired_at.is_(None)
    if (database.scalar(select(func.count()).where(in_use_now)) or 0) >= MOST_THEMES:
        raise TooManyThemes
    return (database.scalar(select(func.max(Theme.position)).where(in_use_now)) or 0) + 1


def check_unchanged(theme: Theme, code: str) -> None:
    """Raises ChangedMeanwhile where the form shows what is no longer there."""
    if request.form.get("seen") != mark_in(theme, FIELDS, code):
        raise ChangedMeanwhile


def translatable(code: str) -> str:
    if code not in TRANSLATIONS:
        raise NotFound
    return code


def list_page(refusal: CommitteeRefused | None = None) -> Response:
    shown = selectinload(Theme.texts), selectinload(Theme.steps)
    themes = db.session.scalars(Theme.listed().options(*shown)).all()
    retired = select(Theme).where(Theme.retired_at.is_not(None)).order_by(Theme.retired_at.desc(), Theme.id)
    return render(
        "feedback/committee/themes.html", themes=themes, retired=db.session.scalars(retired).all(), most=MOST_THEMES,
        echoes=by_theme(db.session.execute(all_echoes())), silence=Echo(), enough=ENOUGH, standing=standing,
        is_overdue=is_overdue, today=clock.now().date(), translations=TRANSLATIONS, lack=lack,
        fields_in=fields_in, errors={"main": refusal.code} if refusal else {}, locales=LANGUAGES,
    )  # fmt: skip


def form_page(texts: dict[str, str], theme: Theme | None = None, errors: dict[str, str] | None = None) -> Response:
    """The form; where somebody else was faster, beside what they have written."""
    mark, is_changed = mark_in(theme, FIELDS, "fr") if theme else "", "main" in (errors or {})
    return render(
        "feedback/committee/theme_form.html", texts=texts, theme=theme, errors=errors or {},
        theirs=texts_in(theme, FIELDS, "fr") if theme and is_changed else {},
        seen=mark if is_changed else request.form.get("seen", mark),
    )  # fmt: skip


def translation_page(theme: Theme, code: str, texts: dict[str, str], errors: dict[str, str] | None = None) -> Response:
    """The form; where somebody else was faster, beside what they have written."""
    is_changed = "main" in (errors or {})
    mark = mark_in(theme, FIELDS, translatable(code))
    return render(
        "feedback/committee/translation.html", subject=theme, code=code, texts=texts, errors=errors or {},
        fields=[field for field in fields_in(code) if getattr(theme, field)], language=LANGUAGES[code],
        theirs=texts_in(theme, FIELDS, code) if is_changed else {}, sources=old_sources(theme, FIELDS, code),
        seen=mark if is_changed else request.form.get("seen", mark),
        action=url_for("themes.update_translation", id=theme.id, code=code),
        back=url_for("theme_cards.show", id=theme.id), title=theme.title,
    )  # fmt: skip
