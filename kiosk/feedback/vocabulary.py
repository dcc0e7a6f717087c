"""The codes of feedback. Pages put them into words."""

SERVICES = (
    "procedures", "everyday", "employment", "safety", "parenting", "creation", "understanding", "access", "purchase",
)  # fmt: skip
"""Kinds of help, as the directory calls them."""

KINDS = ("kiosk", "place", "workshop", "stop", "service")
"""What one can have an opinion of; a stop is a place where the bus stands."""

VALUES = (1, 2, 3)
"""Not good, so-so, very good: the three of the national tool (Je donne mon avis), so that both can be compared."""

QUESTION = 1
"""The version of the question and of its three answers: another wording is another question, counted apart."""

REASONS = ("staff", "clear", "time", "place", "screen", "language")
"""Why: the people, was it understandable, time, the place, the screen or the computers, my language."""

CHANNELS = ("kiosk", "qr", "group")
STATES = ("counted", "repeat", "burst", "test", "outside_hours")
ASIDE = STATES[1:]
"""What is kept and not counted, until somebody restores it with a reason."""

COMMENT_STATES = ("waiting", "public", "internal", "rejected")
KEPT_STATES = ("public", "internal")
"""What a moderator has read and kept, for everybody or for the committee."""
LANGUAGE_SOURCES = ("script", "words", "interface", "person")
STAGES = ("heard", "studied", "decided", "done", "impossible", "deferred")
"""What a theme has come to; `deferred` puts the answer off and leaves the stage before as it is."""

LONGEST_COMMENT = 250
MOST_THEMES = 12
