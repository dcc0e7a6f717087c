"""The inbox: a person reads every comment before anybody else does, and says where it belongs."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.exceptions import NotFound

from kiosk.extensions import db
from kiosk.feedback.comments.decision import REASONS, Decision
from kiosk.feedback.comments.inbox import PAGE_SIZE, Inbox
from kiosk.feedback.comments.keywords import proposed
from kiosk.feedback.comments.language import LANGUAGES
from kiosk.feedback.comments.names import listed
from kiosk.feedback.models import Comment, Theme
from kiosk.feedback.vocabulary import COMMENT_STATES
from kiosk.web import clock
from kiosk.web.access import restricted
from kiosk.web.audit import audited
from kiosk.web.page import render
from kiosk.web.transaction import writing

ID = "<int(max=2147483647):id>"
LAST_PAGE = 100_000
LONGEST_NAMES = 500
views = restricted(Blueprint("comments", __name__, url_prefix="/staff/comments"), "staff")


@views.get("")
def index() -> ResponseReturnValue:
    """The first comment of a page of the list, to be read."""
    inbox = Inbox.parse(request.args)
    start = (min(max(request.args.get("page", 1, int), 1), LAST_PAGE) - 1) * PAGE_SIZE
    first = db.session.scalar(inbox.listed().offset(start).limit(1)) or db.session.scalar(inbox.listed().limit(1))
    return page_of(first, inbox)


@views.get(f"/{ID}")
def show(id: int) -> ResponseReturnValue:
    comment = db.get_or_404(Comment, id)
    return page_of(comment, inbox_of(comment))


@views.post(f"/{ID}/decisions")
def create_decision(id: int) -> ResponseReturnValue:
    """Where it belongs, in which language it is, what it is about; on to the next one that waits."""
    with writing() as database:
        comment = held(database, id)
        inbox, before = inbox_of(comment), Decision.of(comment)
        decision = before.sent(request.form, [theme.id for theme in themes_for(comment)])
        if is_late(comment):
            page: Any = page_of(comment, inbox, decision, is_late=True)
            return page, 409
        if decision.errors:
            page = page_of(comment, inbox, decision, errors=decision.errors)
            return page, 422
        keep(comment, before, decision)
        has_left = inbox.state == "waiting" != comment.state
        goal = database.scalar(inbox.following(comment).limit(1)) if has_left else comment
        address = address_of(goal, inbox, done=id)
    return redirect(address, 303)


@views.post(f"/{ID}/masks")
def create_mask(id: int) -> ResponseReturnValue:
    """Hide a name, in the text and in its translations; it is written down nowhere."""
    names = request.form.get("names", "").strip()[:LONGEST_NAMES]
    with writing() as database:
        comment = held(database, id)
        if is_late(comment):
            page: Any = page_of(comment, inbox_of(comment), names=names, is_late=True)
            return page, 409
        missing = comment.missing(names)
        found = [name for name in listed(names) if name not in missing]
        count = comment.hide(names)
        if count:
            audited("comment.masked", comment, {"count": count})
        if missing or not count:
            errors = {"names": "some_not_there" if count else "not_there" if names else "no_names"}
            # Names stand in no address: what was hidden is said here, and what was not stays in the field.
            page = page_of(comment, inbox_of(comment), errors=errors, names=", ".join(missing), found=found)
            return page, 200 if count else 422
    return redirect(url_for("comments.show", id=id, hidden=count, **chosen_language()), 303)


@views.app_template_global("waiting_comments")
def count_waiting() -> int:
    """How many comments nobody has read yet."""
    if "waiting_comments" not in g:
        g.waiting_comments = db.session.scalar(select(func.count()).where(Comment.state == "waiting")) or 0
    number: int = g.waiting_comments
    return number


def held(database: Session, id: int) -> Comment:
    """The comment, which nobody else changes until the transaction ends."""
    comment: Comment | None = database.scalar(Comment.locked(id))
    if comment is None:
        raise NotFound
    return comment


def is_late(comment: Comment) -> bool:
    """Whether somebody has changed it since the form was opened."""
    return request.form.get("seen") != comment.mark


def keep(comment: Comment, before: Decision, decision: Decision) -> None:
    """Write down what was decided. The audit log says what and never the words, neither theirs nor the reader's."""
    if (decision.state, decision.words) != (before.state, before.words):
        comment.decide(decision.state, decision.words, current_user.name, clock.now())
    detail = {"reason": decision.reason} if decision.state == "rejected" else {}
    if decision.language != before.language:
        comment.language, comment.language_source = decision.language, "person"
        detail["language"] = decision.language
    if decision.theme_id != comment.theme_id:
        theme = db.session.get(Theme, decision.theme_id) if decision.theme_id else None
        comment.theme = theme
        detail["theme"] = theme.title if theme else ""
    is_same = decision.state == before.state
    action = "described" if is_same else "reopened" if decision.state == "waiting" else "decided"
    audited(f"comment.{action}", comment, detail | {"outcome": decision.state})


def inbox_of(comment: Comment) -> Inbox:
    """Where this comment is found, in the language that the address asks for."""
    inbox = Inbox.parse(request.args)._replace(state=comment.state)
    return inbox if inbox.language in ("", comment.language) else inbox._replace(language="")


def chosen_language() -> dict[str, Any]:
    language = Inbox.parse(request.args).language
    return {"language": language} if language else {}


def address_of(comment: Comment | None, inbox: Inbox, **other: Any) -> str:
    if comment is None:
        return url_for("comments.index", **inbox.arguments(**other))
    return url_for("comments.show", id=comment.id, **chosen_language(), **other)


def themes_for(comment: Comment) -> list[Theme]:
    """The themes in use, and the comment's own even if it is no longer."""
    themes = list(db.session.scalars(Theme.listed().options(selectinload(Theme.texts))))
    return themes if comment.theme is None or comment.theme in themes else [*themes, comment.theme]


def page_of(
    comment: Comment | None, inbox: Inbox, decision: Decision | None = None, errors: dict[str, str] | None = None, *,
    names: str = "", found: Sequence[str] = (), is_late: bool = False,
) -> Response:  # fmt: skip
    """The comment with the form, as it stands or as it was sent, and the ones beside it in the list."""
    done = request.args.get("done", type=int)
    counts: dict[str, int] = dict(list(db.session.execute(inbox.counts())))
    facts = reading(comment, inbox, decision) if comment else {}
    return render(
        "feedback/staff/comments.html", inbox=inbox, comment=comment, errors=errors or {}, is_late=is_late,
        names=names, found=found, hidden=request.args.get("hidden", 0, int),
        states=COMMENT_STATES, spoken=LANGUAGES, reasons=REASONS,
        counts=counts, pages=max(1, -(-counts.get(inbox.state, 0) // PAGE_SIZE)),
        done=db.session.get(Comment, done) if done and done <= 2147483647 else None, **facts,
    )  # fmt: skip


def reading(comment: Comment, inbox: Inbox, decision: Decision | None) -> dict[str, Any]:
    themes = themes_for(comment)
    fitting = proposed(comment.text, themes) if comment.state == "waiting" else []
    shown = decision or Decision.of(comment)
    if fitting and not shown.theme and "theme" not in request.form:
        shown = shown._replace(theme=str(fitting[0].id))
    number = db.session.scalar(inbox.number_before(comment)) or 0
    start = number - number % PAGE_SIZE
    skipped = max(start - 1, 0)
    around = db.session.scalars(inbox.listed().offset(skipped).limit(PAGE_SIZE + 2)).all()
    here = number - skipped
    return {
        "decision": shown, "themes": themes, "fitting": fitting, "number": number + 1,
        "lines": around[start - skipped :][:PAGE_SIZE],
        "before": around[here - 1] if 0 < here <= len(around) else None,
        "after": around[here + 1] if here + 1 < len(around) else None,
        "page": start // PAGE_SIZE + 1, "start": start + 1,
    }  # fmt: skip
