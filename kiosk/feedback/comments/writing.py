"""A comment as it is first written down: nothing of what is masked has ever been in the record."""

from datetime import datetime

from kiosk.feedback.comments.language import language_of
from kiosk.feedback.comments.masking import masked, typed
from kiosk.feedback.models import Comment, Tap
from kiosk.feedback.vocabulary import LONGEST_COMMENT


class CommentEmpty(Exception):
    """There is nothing to read in it."""


class CommentLong(Exception):
    """It has more than LONGEST_COMMENT characters."""


def written(text: str, interface_locale: str, tap: Tap, now: datetime) -> Comment:
    """What somebody has typed beside their tap, masked, in the language it seems to be in, to be read by a person.

    The record is new and in no session. Raises `CommentEmpty` and `CommentLong`.
    """
    words = typed(text)
    if not words:
        raise CommentEmpty
    if len(words) > LONGEST_COMMENT:
        raise CommentLong
    hidden = masked(words)
    language, source = language_of(hidden, interface_locale)
    return Comment(
        tap_id=tap.id, text=hidden, language=language, language_source=source, written_at=now, state="waiting"
    )
