"""The committee's review: what came, what is owed, opening and closing."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.models import Comment, CommentTranslation, Review
from kiosk.feedback.reviews.draw import draw
from tests.feedback.conftest import NOW, Tapper, Waiting
from tests.feedback.meeting import LATER, REVIEWS, THEMES, opened, publish, say, send, step, the_open, theme_of, written
from tests.office import Colleague


def closed(member: Colleague, database: Session, review: Review, status: int = 200) -> str:
    """What the page says."""
    page = f"{REVIEWS}/{review.id}"
    answer = member.submit(page, f"{page}/closing", status)
    database.rollback()
    return answer.text()


def test_a_review_shows_what_came(member: Colleague, database: Session, tapped: Tapper) -> None:
    for value, count in ((3, 18), (2, 7), (1, 5)):
        for _ in range(count):
            tapped(value)
    tapped(3, state="burst")
    tapped(1, state="repeat")
    text = member.get(f"{REVIEWS}/{the_open(member, database).id}").text()
    for part in ("60 %", "entre 42 et 75", "Note sur 107,2", "Avis30", "Écartés2", "1 beaucoup en peu", "1 touchés"):
        assert part in text, (part, text)


def test_without_any_feedback_a_review_says_so(member: Colleague, database: Session) -> None:
    text = member.get(f"{REVIEWS}/{the_open(member, database).id}").text()
    assert "Aucun avis n’est arrivé" in text and "Aucun commentaire n’avait été lu" in text


def test_a_review_looks_at_what_came_since_the_last_one(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    for _ in range(40):
        tapped(1, captured_at=NOW)
    first = the_open(member, database)
    closed(member, database, first)
    for _ in range(30):
        tapped(3, captured_at=NOW + LATER)
    wait_until(member, NOW + LATER)
    review = the_open(member, database)
    text = member.get(f"{REVIEWS}/{review.id}").text()
    assert "du 25/11/2026 au 05/01/2027" in text and "Avis30" in text
    assert "Autant de jours avant0 % (40)" in text and "Mieux qu’avant" in text


def test_too_few_are_not_compared(member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting) -> None:
    for _ in range(29):
        tapped(1)
    closed(member, database, the_open(member, database))
    for _ in range(40):
        tapped(3, captured_at=NOW + LATER)
    wait_until(member, NOW + LATER)
    text = member.get(f"{REVIEWS}/{the_open(member, database).id}").text()
    assert "il en faut 30 de chaque côté" in text


def test_the_five_themes_of_which_people_speak_most_are_named(
    member: Colleague, database: Session, tapped: Tapper
) -> None:
    for number in range(1, 7):
        say(database, tapped, theme_of(database, f"Thème {number}"), number)
        say(database, tapped, None, state="waiting")
    page = member.get(f"{REVIEWS}/{the_open(member, database).id}")
    [heard] = page.all("ol", class_="review-heard")
    names = [page.text(one) for one in heard.iter("a")]
    assert names == [f"Thème {number}" for number in (6, 5, 4, 3, 2)] and "6 commentaires" in page.text(heard)


def test_ten_comments_are_drawn_that_a_moderator_has_read(member: Colleague, database: Session, tapped: Tapper) -> None:
    read = [*say(database, tapped, None, 12), *say(database, tapped, None, 5, state="internal")]
    for state in ("waiting", "rejected"):
        say(database, tapped, None, 20, state=state, text=f"Pas lu {state}")
    review = the_open(member, database)
    assert review.drawn == tuple(map(str, draw(review.seed, [one.id for one in read])))
    page = member.get(f"{REVIEWS}/{review.id}")
    assert (len(page.all("li", class_="said")), len(review.pool)) == (10, 17)
    assert "Pas lu" not in page.text() and review.seed in page.text()


def test_what_is_rejected_later_leaves_a_gap(member: Colleague, database: Session, tapped: Tapper) -> None:
    say(database, tapped, None, 12)
    review = the_open(member, database)
    gone = database.get_one(Comment, int(review.drawn[0]))
    gone.state, gone.text = "rejected", "Un nom"
    database.commit()
    say(database, tapped, None, 30, text="Venu après")
    text = member.get(f"{REVIEWS}/{review.id}").text()
    assert text.count("Aucun autre ne le remplace") == 1 and text.count("Parole") == 9
    assert "Venu après" not in text and "Un nom" not in text


def test_a_checked_translation_stands_beside_the_original(member: Colleague, database: Session, tapped: Tapper) -> None:
    [one, other] = [comment.id for comment in say(database, tapped, None, 2, text="شكرا جزيلا", language="ar")]
    known = {"locale": "fr", "translated_by": 1, "translated_at": NOW}
    database.add(CommentTranslation(comment_id=one, text="Merci beaucoup", checked_by=2, checked_at=NOW, **known))
    database.add(CommentTranslation(comment_id=other, text="Pas relu", **known))
    database.commit()
    page = member.get(f"{REVIEWS}/{the_open(member, database).id}")
    assert "Merci beaucoup" in page.text() and "Pas relu" not in page.text()
    assert [one.get("dir") for one in page.all("blockquote", lang="ar")] == ["rtl", "rtl"]


def test_silent_places_are_named(member: Colleague, database: Session, tapped: Tapper, library: Place) -> None:
    source = library.origin
    other = Place(external_id="2", name="Médiathèque du Port", commune="Strasbourg", origin=source)
    database.add(other)
    database.commit()
    heard = library.id
    database.rollback()
    tapped(place_id=heard, captured_at=NOW - LATER)
    database.add(Review(held_on=NOW.date(), seed="x", opened_at=NOW - timedelta(days=9), opened_by="",
                        closed_at=NOW - timedelta(days=9)))  # fmt: skip
    database.commit()
    text = member.get(f"{REVIEWS}/{the_open(member, database).id}").text()
    assert "il n’en vient plus : Médiathèque du Parc" in text.replace("\u00a0", " ")
    assert "1 lieu dont aucun avis n’est jamais venu" in text


def test_a_review_waits_for_an_answer_to_what_people_speak_of(
    member: Colleague, database: Session, tapped: Tapper
) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 5)
    review = the_open(member, database)
    page = member.submit(f"{REVIEWS}/{review.id}", f"{REVIEWS}/{review.id}/closing", 422)
    assert "ne peut pas encore être close" in page.text() and f"{THEMES}/{theme.id}" in page.links()
    assert "Répondre plus tard" in page.text() and f"{THEMES}/{theme.id}#main-step" in page.html
    database.rollback()
    assert review.closed_at is None


def test_four_comments_ask_for_no_answer(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 4)
    say(database, tapped, theme, 9, state="rejected")
    review = the_open(member, database)
    assert "est close" in closed(member, database, review) and review.closed_by


def test_an_answer_lets_the_review_be_closed(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 5)
    review = the_open(member, database)
    answer = written(member, database, theme)
    closed(member, database, review, 422)
    publish(member, answer)
    assert "est close" in closed(member, database, review)
    assert "Un atelier le mardi à 18 h." in member.get(f"{REVIEWS}/{review.id}").text()


def test_to_put_off_lets_this_review_be_closed_and_not_the_next(
    member: Colleague, database: Session, tapped: Tapper, wait_until: Waiting
) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 5)
    review = the_open(member, database)
    step(member, theme, "deferred", why="Le budget vient en mars.")
    assert "est close" in closed(member, database, review)
    assert "Le budget vient en mars." in member.get(f"{REVIEWS}/{review.id}").text()
    wait_until(member, NOW + LATER)
    closed(member, database, the_open(member, database), 422)


def test_one_review_is_open_at_a_time(member: Colleague, database: Session) -> None:
    review = the_open(member, database)
    assert "déjà ouverte" in send(member, REVIEWS, 422, held_on="2026-12-01").text()
    database.rollback()
    assert database.scalars(select(Review)).all() == [review]


def test_a_closing_is_taken_back_until_the_next_review(
    member: Colleague, database: Session, wait_until: Waiting
) -> None:
    first = the_open(member, database)
    closed(member, database, first)
    page = f"{REVIEWS}/{first.id}"
    old = member.submit(page, f"{page}/reopening")
    assert "rouverte" in old.text()
    closed(member, database, first)
    wait_until(member, NOW + LATER)
    opened(member, database)
    assert "reste close" in send(member, f"{page}/reopening", 422).text()
    assert f"{page}/reopening" not in member.get(page).html


def test_the_next_review_is_opened_the_day_after(member: Colleague, database: Session, wait_until: Waiting) -> None:
    first = the_open(member, database)
    closed(member, database, first)
    assert "à partir de demain" in send(member, REVIEWS, 422, held_on="2026-12-01").text()
    assert f"{REVIEWS}/{first.id}/reopening" in member.get(f"{REVIEWS}/{first.id}").html
    wait_until(member, NOW + timedelta(days=1))
    assert the_open(member, database).id != first.id


def test_a_review_of_no_day_says_so(member: Colleague, database: Session, library: Place) -> None:
    database.add(Review(held_on=NOW.date(), seed="x", opened_at=NOW, opened_by="", since=NOW))
    database.commit()
    [review] = database.scalars(select(Review))
    text = member.get(f"{REVIEWS}/{review.id}").text()
    assert "Rien n’a encore pu arriver" in text and "aucun avis n’est jamais venu" not in text
    assert "la même journée" in closed(member, database, review)


@pytest.mark.parametrize("day", ["", "hier", "2026-02-30", "1999-01-01"])
def test_a_review_needs_a_day(member: Colleague, database: Session, day: str) -> None:
    page = member.submit(REVIEWS, REVIEWS, 422, held_on=day)
    assert page.all("p", id="held_on-error")
    assert not database.scalars(select(Review)).all()


def test_the_day_of_an_open_review_is_changed_and_its_draw_stays(
    member: Colleague, database: Session, tapped: Tapper
) -> None:
    say(database, tapped, None, 20)
    review = the_open(member, database)
    drawn, page = review.drawn, f"{REVIEWS}/{review.id}"
    member.submit(page, page, held_on="01/12/2026")
    database.rollback()
    assert (review.held_on.isoformat(), review.drawn) == ("2026-12-01", drawn)


def test_past_reviews_are_listed(member: Colleague, database: Session) -> None:
    closed(member, database, the_open(member, database))
    assert "Mardi 24 novembre 2026" in member.get(REVIEWS).text()
