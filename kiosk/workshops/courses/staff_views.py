"""Courses: find, write, translate, delete."""

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited, changes
from kiosk.web.locale import LANGUAGES
from kiosk.web.page import render
from kiosk.web.search import fold, words
from kiosk.web.transaction import writing
from kiosk.workshops.courses.draft import (
    EQUIPMENT,
    FEES,
    SPOKEN,
    TEXTS,
    TRANSLATIONS,
    CourseDraft,
    long_texts,
    mark_in,
    missing,
    texts_in,
    tidied,
    translate,
)
from kiosk.workshops.models import Course, Workshop
from kiosk.workshops.planning.neighbours import warnings_by_id
from kiosk.workshops.refusals import ChangedMeanwhile, CourseInUse
from kiosk.workshops.vocabulary import LEVELS, TOPICS

COURSE = "<int(max=2147483647):id>"
LONGEST_QUERY = 100
views = restricted(Blueprint("courses", __name__, url_prefix="/staff/courses"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """All courses, by words and by topic."""
    query, topic = request.args.get("q", "")[:LONGEST_QUERY].strip(), request.args.get("topic", "")
    known = db.session.scalars(
        select(Course).options(selectinload(Course.texts)).order_by(Course.title, Course.id)
    ).all()
    fitting = [course for course in known if has_words(course, query) and topic in ("", course.topic)]
    return render(
        "workshops/staff/courses.html", courses=fitting, total=len(known), query=query, topic=topic,
        topics=sorted({course.topic for course in known}), coming=dict(db.session.execute(coming()).all()),
        translations=TRANSLATIONS, missing=missing,
    )  # fmt: skip


@views.get("/new")
def new() -> ResponseReturnValue:
    return form_page(CourseDraft(texts=dict.fromkeys(TEXTS, "")))


@views.post("")
def create() -> ResponseReturnValue:
    draft = typed()
    if errors := draft.errors():
        return form_page(draft, errors=errors), 422
    with writing() as database:
        course = Course()
        draft.write(course)
        database.add(course)
        audited("course.created", course)
        id = course.id
    return redirect(url_for("courses.show", id=id, done="course_added"), 303)


@views.get(f"/{COURSE}")
def show(id: int) -> ResponseReturnValue:
    """One course, the state of its translations, its next workshops."""
    return course_page(db.get_or_404(Course, id))


@views.get(f"/{COURSE}/edit")
def edit(id: int) -> ResponseReturnValue:
    course = db.get_or_404(Course, id)
    return form_page(CourseDraft.of_course(course), course)


@views.post(f"/{COURSE}")
def update(id: int) -> ResponseReturnValue:
    draft = typed()
    if errors := draft.errors():
        return form_page(draft, db.get_or_404(Course, id), errors), 422
    try:
        with writing():
            course = db.get_or_404(Course, id, with_for_update=True)
            known = CourseDraft.of_course(course)
            if request.form.get("seen") != known.mark:
                raise ChangedMeanwhile
            draft.write(course)
            audited("course.changed", course, {"changes": changes(known.facts, draft.facts)})
    except ChangedMeanwhile as refusal:
        return form_page(draft, db.get_or_404(Course, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("courses.show", id=id, done="course_changed"), 303)


@views.post(f"/{COURSE}/deletion")
def destroy(id: int) -> ResponseReturnValue:
    """Only a course of which no workshop was ever planned."""
    try:
        with writing() as database:
            course = db.get_or_404(Course, id)
            if database.scalar(select(Workshop.id).where(Workshop.course_id == id).limit(1)):
                raise CourseInUse
            audited("course.deleted", course)
            database.delete(course)
    except CourseInUse as refusal:
        return course_page(db.get_or_404(Course, id), {refusal.field: refusal.code}), 422
    return redirect(url_for("courses.index", done="course_removed"), 303)


@views.get(f"/{COURSE}/translations/<code>")
def edit_translation(id: int, code: str) -> ResponseReturnValue:
    """The French words, and beside them those of another language."""
    course = db.get_or_404(Course, id)
    return translation_page(course, code, texts_in(course, code))


@views.post(f"/{COURSE}/translations/<code>")
def update_translation(id: int, code: str) -> ResponseReturnValue:
    texts = tidied(request.form)
    if errors := long_texts(texts):
        return translation_page(db.get_or_404(Course, id), code, texts, errors), 422
    with writing():
        course = db.get_or_404(Course, id, with_for_update=True)
        if request.form.get("seen") != mark_in(course, translatable(code)):
            return translation_page(course, code, texts, {TEXTS[0]: "translated_meanwhile"}, is_changed=True), 422
        translate(course, code, texts)
        audited("course.translated", course, {"language": code})
    return redirect(url_for("courses.show", id=id, done="course_translated"), 303)


def typed() -> CourseDraft:
    return CourseDraft.of(request.form, request.form.getlist("languages"), request.form.getlist("equipment"))


def has_words(course: Course, query: str) -> bool:
    """Whether every word of the query begins or is part of what the course says in French."""
    text = fold(f"{course.title} {course.summary} {course.outline}")
    return all(word in text for word in words(query))


def coming() -> Select[int, int]:
    """How many workshops are still to come, by course."""
    is_coming = (Workshop.ends_at > clock.now(), Workshop.cancelled_at.is_(None))
    return select(Workshop.course_id, func.count()).where(*is_coming).group_by(Workshop.course_id)


def translatable(code: str) -> str:
    if code not in TRANSLATIONS:
        raise NotFound
    return code


def form_page(draft: CourseDraft, course: Course | None = None, errors: dict[str, str] | None = None) -> Response:
    return render(
        "workshops/staff/course_form.html", draft=draft, course=course, errors=errors or {}, topics=TOPICS,
        levels=LEVELS, fees=FEES, all_equipment=EQUIPMENT, spoken=SPOKEN, seen=request.form.get("seen", draft.mark),
    )  # fmt: skip


def course_page(course: Course, errors: dict[str, str] | None = None) -> Response:
    now = clock.now()
    upcoming = select(Workshop).where(Workshop.course_id == course.id, Workshop.ends_at > now)
    workshops = db.session.scalars(upcoming.order_by(Workshop.starts_at).limit(5)).all()
    return render(
        "workshops/staff/course.html", course=course, errors=errors or {}, translations=TRANSLATIONS, fields=TEXTS,
        workshops=workshops, warnings=warnings_by_id(db.session(), workshops, now), locales=LANGUAGES,
        is_used=db.session.scalar(select(Workshop.id).where(Workshop.course_id == course.id).limit(1)) is not None,
    )  # fmt: skip


def translation_page(
    course: Course, code: str, texts: dict[str, str], errors: dict[str, str] | None = None, is_changed: bool = False
) -> Response:
    """The form; with `is_changed`, beside what others have written since it was opened."""
    mark = mark_in(course, translatable(code))
    return render(
        "workshops/staff/translation.html", course=course, code=code, texts=texts, errors=errors or {},
        fields=[field for field in TEXTS if getattr(course, field)], locales=LANGUAGES,
        theirs=texts_in(course, code) if is_changed else {},
        seen=mark if is_changed else request.form.get("seen", mark),
    )  # fmt: skip
