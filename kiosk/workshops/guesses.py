"""How many wrong secrets of tickets and slips are borne before an address has to wait.

A whole médiathèque stands behind one address: only wrong ones count, and a right one opens even while one has to wait.
The address is kept by the limiter alone, for the minute that it counts.
"""

from limits import parse

from kiosk.extensions import limiter

WRONG_TOKENS = parse("30/minute")
PAUSE = 60  # seconds until all the wrong ones of this moment are forgotten


def is_one_too_many(address: str) -> bool:
    """Whether there were too many wrong secrets from this address before this one, which counts as well."""
    return not limiter.limiter.hit(WRONG_TOKENS, "token", address)
