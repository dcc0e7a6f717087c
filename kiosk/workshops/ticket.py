"""The secrets of tickets: 128 bits that only the paper or the phone holds, and a short code for people."""

import secrets
from base64 import b32encode
from hashlib import sha256
from hmac import compare_digest, digest

TOKEN_BYTES = 16
TOKEN_LENGTH = 26  # letters A to Z and figures 2 to 7, which a QR code packs well
# Without 0 O, 1 I L, 5 S, 2 Z, 8 B and U, which are read or heard as one another; the codes of one workshop are few.
CODE_SIGNS = "34679ACDEFGHJKMNPQRTVWXY"
CODE_LENGTH = 6


def new_seed() -> str:
    """What a registration keeps so that its ticket can be printed again; worth nothing without the kiosk's key."""
    return secrets.token_hex(TOKEN_BYTES)


def token_of(seed: str, key: str) -> str:
    """The secret of a ticket, 26 signs: the same for the same seed, and not to be had without the kiosk's key."""
    secret = digest(key.encode(), f"ticket {seed}".encode(), "sha256")[:TOKEN_BYTES]
    return b32encode(secret).decode().rstrip("=")


def digest_of(token: str) -> str:
    """What the database keeps of a token, in hexadecimal; capitals and small letters are the same."""
    return sha256(token.upper().encode()).hexdigest()


def is_genuine(token: str, kept: str) -> bool:
    """Whether the token is the one whose digest was kept, compared in constant time."""
    return compare_digest(digest_of(token), kept)


def new_code() -> str:
    """Six signs to read aloud and to type: they find a ticket among those of one workshop, and open nothing alone."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
