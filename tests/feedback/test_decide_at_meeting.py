"""What is decided about a theme is decided at a meeting, by somebody who sees to it, until a day."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.models import ThemeStep
from tests.feedback.meeting import DECISION, REVIEWS, THEMES, send, stages, step, the_open, theme_of
from tests.office import Colleague


def test_nothing_is_decided_between_two_meetings(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    assert "Ouvrez d’abord une revue" in step(member, theme, "decided", 422, **DECISION).text()
    assert not stages(database, theme)
    for stage in ("studied", "done"):
        step(member, theme, stage)
    step(member, theme, "impossible", why="Pas de budget")
    assert stages(database, theme) == ["studied", "done", "impossible"]


def test_a_decision_names_its_meeting(member: Colleague, database: Session) -> None:
    theme, review = theme_of(database), the_open(member, database)
    step(member, theme, "decided", 200, **DECISION)
    database.rollback()
    assert database.scalars(select(ThemeStep.review_id)).all() == [review.id]
    assert "Accueil, jusqu’au 24/12/2026" in member.get(f"{REVIEWS}/{review.id}").text()


@pytest.mark.parametrize(
    ("absent", "wrong"),
    [(("owner",), ["owner"]), (("due_on",), ["due_on"]), (("owner", "due_on"), ["due_on", "owner"])],
)
def test_a_decision_says_who_and_until_when(
    member: Colleague, database: Session, absent: tuple[str, ...], wrong: list[str]
) -> None:
    theme = theme_of(database)
    the_open(member, database)
    page = step(member, theme, "decided", 422, **DECISION | dict.fromkeys(absent, ""))
    found = sorted(name.removesuffix("-error") for name in page.ids() if name.endswith("-error"))
    assert found == wrong and not stages(database, theme)


def test_an_old_page_is_old_after_a_step_was_undone(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    page = f"{THEMES}/{theme.id}"
    old = step(member, theme, "studied").all("input", name="after")[0].get("value", "")
    member.submit(page, f"{page}/steps/reversal")
    step(member, theme, "impossible", why="Pas de budget")
    assert "Quelqu’un d’autre" in send(member, f"{page}/steps", 422, after=old, stage="done").text()
    assert stages(database, theme) == ["impossible"]
