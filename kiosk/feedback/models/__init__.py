"""The records of feedback: taps and their counts, comments, themes, what the committee decided, what was answered."""

from kiosk.feedback.models.comment import Comment, CommentTranslation
from kiosk.feedback.models.count import DayCount, MonthCount, ReasonCount
from kiosk.feedback.models.group import GroupRound
from kiosk.feedback.models.tally import PaperEntry, PaperTally
from kiosk.feedback.models.tap import Conflict, Tap, Withdrawal
from kiosk.feedback.models.theme import Answer, AnswerText, Review, Theme, ThemeStep, ThemeText
from kiosk.feedback.models.touchpoint import Subject, Touchpoint

__all__ = [
    "Answer",
    "AnswerText",
    "Comment",
    "CommentTranslation",
    "Conflict",
    "DayCount",
    "GroupRound",
    "MonthCount",
    "PaperEntry",
    "PaperTally",
    "ReasonCount",
    "Review",
    "Subject",
    "Tap",
    "Theme",
    "ThemeStep",
    "ThemeText",
    "Touchpoint",
    "Withdrawal",
]
