"""Codes of six figures that an application on a telephone makes (TOTP, RFC 6238)."""

from functools import cache
from typing import Any

from flask_security import Totp

ISSUER = "Fil rouge"
TOLERANCE = 30  # seconds by which a telephone's clock may be wrong


class Authenticator(Totp):
    """Secrets are encrypted where they are kept; a code that has been used is of no use to whoever saw it typed."""

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.totp_counter = tmatch.counter

    def is_right(self, typed: str, secret: str, user: Any) -> bool:
        """Whether the application shows this code now; spaces do not count."""
        return bool(self.verify_totp("".join(typed.split()), secret, user, window=TOLERANCE))


@cache
def authenticator(key: str) -> Authenticator:
    """With the application's secret key."""
    return Authenticator({"1": key}, ISSUER)
