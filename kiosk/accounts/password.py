"""What a password must be: long, not what others choose too, and nothing else (NIST SP 800-63B, 3.1.1.2)."""

import re
from importlib import import_module

from kiosk.accounts.refusals import (
    PasswordIsEmail,
    PasswordRepeatedWrong,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
)
from kiosk.accounts.spelling import normalized

SHORTEST, LONGEST = 12, 200
HOUSE = ("fil rouge", "filrouge", "strasbourg", "mediatheque", "médiathèque", "eurometropole", "numerique")
"""What comes to everybody's mind here."""
LEAST_SCORE = 2
"""Of zxcvbn's 0 to 4: below, less than a million guesses are enough."""
LONGEST_LOOK = 72
"""Signs that are looked at: what is longer than that takes long to judge, and nobody guesses it."""


def ensure_strong(password: str, email: str, repeat: str | None = None) -> None:
    """Raises PasswordTooShort, PasswordTooLong, PasswordIsEmail, PasswordTooCommon, PasswordRepeatedWrong."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    if normalized(password) == normalized(email):
        raise PasswordIsEmail
    if is_common(password, email):
        raise PasswordTooCommon
    if repeat is not None and repeat != password:
        raise PasswordRepeatedWrong


def is_common(password: str, email: str) -> bool:
    """Whether it is made of what many choose, or of the person's address."""
    # Its lists of words take 15 MB: a process on which nobody chooses a password goes without.
    judged = import_module("zxcvbn").zxcvbn(password[:LONGEST_LOOK], [*HOUSE, *re.split(r"[\W_]+", email)])
    return bool(judged["score"] < LEAST_SCORE)
