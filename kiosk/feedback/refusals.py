"""Why the committee cannot do this now: `code` says why, `field` is where the form has to be changed."""


class CommitteeRefused(ValueError):
    """What the page puts into words by its code."""

    code = ""
    field = "main"


class TooManyThemes(CommitteeRefused):
    """Twelve themes are in use; residents and moderators would not find their way among more."""

    code, field = "too_many", "title"


class ChangedMeanwhile(CommitteeRefused):
    """Somebody else has changed it since the page was opened."""

    code = "changed_meanwhile"


class ReasonMissing(CommitteeRefused):
    """What is not possible, put off or taken back must be explained."""

    code, field = "reason", "note"


class NothingNew(CommitteeRefused):
    """The step would leave all as it is, and says nothing."""

    code, field = "nothing_new", "note"


class NoReviewOpen(CommitteeRefused):
    """What is decided or put off is so at a meeting, not between two."""

    code = "no_review"


class StepSettled(CommitteeRefused):
    """There is no step, or the meeting that took it is over."""

    code = "step_settled"


class ReviewOpen(CommitteeRefused):
    """One review after the other."""

    code, field = "review_open", "held_on"


class ReviewClosedToday(CommitteeRefused):
    """A review looks at whole days, and the last one has had this day."""

    code, field = "closed_today", "held_on"


class ReviewClosed(CommitteeRefused):
    """It is closed already."""

    code = "review_closed"


class ReviewFollowed(CommitteeRefused):
    """The next review has begun where this one ended, or this one is open."""

    code = "review_followed"


class ThemesUnanswered(CommitteeRefused):
    """Themes of which people spoke much must be answered or put off before the review is closed."""

    code, field = "unanswered", "duties"
