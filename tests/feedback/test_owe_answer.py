"""An answer that is owed stays owed until people are told something that they did not know."""

from datetime import timedelta

from sqlalchemy.orm import Session

from kiosk.feedback.models import Answer, Theme
from tests.feedback.conftest import NOW, Tapper
from tests.feedback.meeting import REVIEWS, THEMES, publish, say, step, the_open, theme_of, written
from tests.office import Colleague


def old_answer(member: Colleague, database: Session, theme: Theme) -> Answer:
    """One that was published a month ago."""
    answer = written(member, database, theme)
    answer.publish(None, "", NOW - timedelta(days=30))
    database.commit()
    return answer


def test_an_old_answer_that_is_published_again_answers_nobody(
    member: Colleague, database: Session, tapped: Tapper
) -> None:
    theme = theme_of(database)
    answer = old_answer(member, database, theme)
    say(database, tapped, theme, 5)
    review = f"{REVIEWS}/{the_open(member, database).id}"
    page = f"/committee/answers/{answer.id}"
    member.submit(page, f"{page}/withdrawal")
    publish(member, answer)
    member.submit(review, f"{review}/closing", 422)
    publish(member, written(member, database, theme))
    assert "est close" in member.submit(review, f"{review}/closing").text()


def test_what_is_read_after_the_answer_is_owed_one(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    old_answer(member, database, theme)
    earlier = NOW - timedelta(days=31)
    say(database, tapped, theme, 5, written_at=earlier, read_at=NOW, heard_at=NOW)
    review = f"{REVIEWS}/{the_open(member, database).id}"
    member.submit(review, f"{review}/closing", 422)


def test_an_answer_that_is_taken_back_answers_nobody(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 5)
    review = f"{REVIEWS}/{the_open(member, database).id}"
    answer = written(member, database, theme)
    publish(member, answer)
    member.submit(f"/committee/answers/{answer.id}", f"/committee/answers/{answer.id}/withdrawal")
    member.submit(review, f"{review}/closing", 422)


def test_an_answer_stays_with_the_review_at_which_it_was_given(member: Colleague, database: Session) -> None:
    answer = old_answer(member, database, theme_of(database))
    the_open(member, database)
    page = f"/committee/answers/{answer.id}"
    member.submit(page, f"{page}/withdrawal")
    publish(member, answer)
    database.rollback()
    assert answer.review_id is None and answer.published_at == NOW


def test_a_retired_theme_still_owes_its_answer(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 9)
    review, card = f"{REVIEWS}/{the_open(member, database).id}", f"{THEMES}/{theme.id}"
    member.submit(card, f"{card}/retirement")
    page = member.submit(review, f"{review}/closing", 422)
    assert "la réponse reste due" in page.text() and f"{card}/answers/new" in page.links()
    assert "retiré n’y change rien" in member.get(card).text() and "réponse attendue" in member.get(THEMES).text()
    step(member, theme, "deferred", why="Le budget vient en mars.")
    assert "est close" in member.submit(review, f"{review}/closing").text()
