"""Writing a word beside a tap."""

import pytest
from sqlalchemy.orm import Session

from kiosk.feedback.comments.writing import CommentEmpty, CommentLong, written
from kiosk.feedback.models import Comment
from kiosk.feedback.vocabulary import LONGEST_COMMENT
from tests.feedback.conftest import NOW, Tapper


def test_it_waits_for_a_reader_with_its_number_masked(tapped: Tapper, database: Session) -> None:
    database.add(written("Appelez-moi au 06\u200b 12 34 56 78, il y a trop de bruit", "ar", tapped(1), NOW))
    database.commit()
    comment = database.query(Comment).one()
    assert comment.text == "Appelez-moi au ⟦number⟧, il y a trop de bruit"
    assert (comment.state, comment.language, comment.language_source) == ("waiting", "fr", "words")
    assert comment.written_at == NOW


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b\u2067\u200e", "\u3164"])
def test_nothing_readable_is_refused(tapped: Tapper, text: str) -> None:
    with pytest.raises(CommentEmpty):
        written(text, "fr", tapped(1), NOW)


def test_as_much_as_fits_is_taken_and_one_sign_more_is_refused(tapped: Tapper) -> None:
    assert written(f"  {'x' * LONGEST_COMMENT}\n", "fr", tapped(1), NOW).text == "x" * LONGEST_COMMENT
    with pytest.raises(CommentLong):
        written("x" * (LONGEST_COMMENT + 1), "fr", tapped(1), NOW)
