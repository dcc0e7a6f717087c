"""What is masked is said in plain words wherever a comment is read, in its translation too."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment, CommentTranslation
from tests.client import Page, Visitor
from tests.feedback.conftest import NOW, Commenter, kept
from tests.feedback.meeting import REVIEWS, THEMES, the_open, theme_of
from tests.office import Colleague


@pytest.fixture
def comment(commented: Commenter) -> Comment:
    """Public, with a number in it and in its checked translation."""
    one = commented("اتصلوا بي على ٠٦ ١٢ ٣٤ ٥٦ ٧٨ شكرا جزيلا لكم", "ar")
    one.decide("public", "", "Camille", NOW)
    facts = {"translated_by": 1, "translated_at": NOW, "checked_by": 2, "checked_at": NOW}
    one.translations = [CommentTranslation(locale="fr", text="Appelez ⟦number⟧ merci", **facts)]
    kept(one)
    return one


def are_said(page: Page) -> bool:
    """Whether the number is said to be hidden in both texts, and no mask is shown as it is stored."""
    return page.text().replace("\u00a0", " ").count("caché : un numéro") == 2 and "⟦" not in page.html


def test_everybody_reads_what_is_hidden_in_both_texts(app: Flask, comment: Comment) -> None:
    assert are_said(Visitor(app).get("/fr/results/words"))


def test_a_review_says_what_is_hidden_in_both_texts(member: Colleague, comment: Comment, database: Session) -> None:
    assert are_said(member.get(f"{REVIEWS}/{the_open(member, database).id}"))


def test_a_theme_says_what_is_hidden_in_both_texts(member: Colleague, comment: Comment, database: Session) -> None:
    comment.theme_id = theme_of(database).id
    kept(comment)
    assert are_said(member.get(f"{THEMES}/{comment.theme_id}"))
