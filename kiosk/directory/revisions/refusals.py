"""Why a change cannot be taken back."""


class NotUndone(Exception):
    """`code` names why, for the templates."""

    code = ""


class AlreadyUndone(NotUndone):
    code = "already_undone"


class ChangedSince(NotUndone):
    """A place was changed again: taking this change back would take that one back, too."""

    code = "changed_since"


class InUse(NotUndone):
    """A place that would go away is needed: workshops take place there, or another place was merged into it."""

    code = "in_use"
