"""What whoever reads a comment decides about it, as the form was sent."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Self

from kiosk.feedback.comments.language import LANGUAGES
from kiosk.feedback.comments.masking import masked, typed
from kiosk.feedback.models import Comment
from kiosk.feedback.vocabulary import COMMENT_STATES

REASONS = ("name", "insult", "unclear", "advertising", "other")
"""Why a comment is rejected; `other` is said in words."""
LONGEST_REASON = 200
LONGEST_READ = 4 * LONGEST_REASON


class Decision(NamedTuple):
    """`theme` is the id of a theme or empty; `reason` is a code of REASONS, `because` the words of `other`."""

    state: str
    language: str
    theme: str
    reason: str = ""
    because: str = ""

    @classmethod
    def of(cls, comment: Comment) -> Self:
        """As it stands."""
        known = comment.rejected_because
        theme = "" if comment.theme_id is None else str(comment.theme_id)
        reason = known if known in REASONS or not known else "other"
        return cls(comment.state, comment.language, theme, reason, "" if known in REASONS else known)

    def sent(self, form: Mapping[str, str], themes: Collection[int]) -> Self:
        """The same with what the form says; what it does not say, and what cannot be chosen, stays."""
        wanted = {name: form[name] for name in self._fields if name in form}
        known = {"state": COMMENT_STATES, "language": LANGUAGES, "reason": ("", *REASONS),
                 "theme": ("", *map(str, themes))}  # fmt: skip
        chosen = {name: one for name, one in wanted.items() if name not in known or one in known[name]}
        # Whoever says why may quote.
        return self._replace(**chosen)._replace(
            because=masked(typed(chosen.get("because", self.because)[:LONGEST_READ]))
        )

    @property
    def errors(self) -> dict[str, str]:
        """What is missing, by field."""
        if self.state == "rejected" and not (self.reason and self.words):
            return {"because" if self.reason else "reason": "reason"}
        return {"because": "long"} if len(self.words) > LONGEST_REASON else {}

    @property
    def words(self) -> str:
        """What is kept of why: a code, or words."""
        return self.because if self.reason == "other" else self.reason

    @property
    def theme_id(self) -> int | None:
        """None for what is rejected: it counts for nothing."""
        return int(self.theme) if self.theme and self.state != "rejected" else None
