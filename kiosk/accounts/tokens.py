"""Secrets that a person carries: made here, and kept only as a digest."""

import secrets
from hashlib import sha256

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Figures and letters that cannot be taken for one another."""


def new_token() -> str:
    """256 random bits, for an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Fifteen signs in groups of five, to be typed from paper: 74 random bits."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(3))


def digest(secret: str) -> str:
    """What is stored. The secrets are long and random, so that a plain hash cannot be reversed by trying."""
    return sha256(secret.encode()).hexdigest()


def code_digest(typed: str) -> str:
    """The digest of a code however it was typed: capitals, spaces and hyphens do not count."""
    return digest("".join(sign for sign in typed.lower() if sign in SIGNS))
