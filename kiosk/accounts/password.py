"""What a password must be: long, and nothing else (NIST SP 800-63B asks for no signs of any kind)."""

from kiosk.accounts.refusals import PasswordIsEmail, PasswordRepeatedWrong, PasswordTooLong, PasswordTooShort
from kiosk.accounts.spelling import normalized

SHORTEST, LONGEST = 12, 200


def ensure_strong(password: str, email: str, repeat: str | None = None) -> None:
    """Raises PasswordTooShort, PasswordTooLong, PasswordIsEmail, PasswordRepeatedWrong."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    if normalized(password) == normalized(email):
        raise PasswordIsEmail
    if repeat is not None and repeat != password:
        raise PasswordRepeatedWrong
