"""When feedback is forgotten: what was rejected soon, what was read in time, the counts never."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from kiosk.feedback.models import Comment

REJECTED_FOR = timedelta(days=30)
COMMENTS_FOR = timedelta(days=365)


def erase(session: Session, now: datetime) -> int:
    """How many comments were erased, with their translations: of the rejected, and of those that are old.

    The session must be one that writes; the caller commits.
    """
    is_rejected = (Comment.state == "rejected") & (Comment.read_at <= now - REJECTED_FOR)
    is_old = Comment.written_at <= now - COMMENTS_FOR
    return len(session.scalars(delete(Comment).where(or_(is_rejected, is_old)).returning(Comment.id)).all())
