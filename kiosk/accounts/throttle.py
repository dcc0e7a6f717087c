"""How many wrong answers are borne before one has to wait. Nobody is ever locked out.

A whole médiathèque stands behind one address, so that an address may be wrong often; one account at one address may
not. The wait grows with the number of wrong answers and ends after an hour. A browser where the person has signed in
before is counted apart: whoever guesses from elsewhere cannot slow it down.
"""

from collections.abc import Sequence
from typing import NamedTuple

from limits import RateLimitItem, parse_many

from kiosk.extensions import limiter

ATTEMPTS = {
    "pair": parse_many("5/minute; 10/10minutes; 20/hour"),
    "device": parse_many("10/minute; 40/hour"),
    "address": parse_many("60/minute; 300/hour"),
    "account": parse_many("200/hour"),
    "code": parse_many("5/minute; 10/10minutes; 20/hour"),
}
"""Wrong answers by what they have in common: an account at an address, at a known browser, an address, an account."""

LONGEST = 254  # signs of an address that are told apart


class Counter(NamedTuple):
    """What is counted together."""

    kind: str
    name: str

    @property
    def limits(self) -> Sequence[RateLimitItem]:
        return ATTEMPTS[self.kind]


def password_counters(email: str, address: str, device: str | None) -> list[Counter]:
    """What a wrong password counts for; `device` is the digest of a browser that this person has used before."""
    email = email[:LONGEST]
    if device:
        return [Counter("device", f"{email}/{device}")]
    return [Counter("pair", f"{email}/{address}"), Counter("address", address), Counter("account", email)]


def code_counters(email: str, device: str | None) -> list[Counter]:
    """What a wrong code counts for: whoever knows the password may not try all codes from many addresses."""
    return [Counter("code", f"{email}/{device or 'elsewhere'}")]


def own_counters(email: str) -> list[Counter]:
    """What a wrong password counts for when one is signed in: somebody may sit before a screen that was left open."""
    return [Counter("code", f"{email}/signed in")]


def free_at(counters: Sequence[Counter]) -> float:
    """The moment, in seconds of the epoch, from which one may try; 0 when one may now."""
    full = [
        limiter.limiter.get_window_stats(limit, counter.kind, counter.name).reset_time
        for counter in counters
        for limit in counter.limits
        if not limiter.limiter.test(limit, counter.kind, counter.name)
    ]
    return max(full, default=0)


def count_wrong(counters: Sequence[Counter]) -> None:
    for counter in counters:
        for limit in counter.limits:
            limiter.limiter.hit(limit, counter.kind, counter.name)


def forget_wrong(counters: Sequence[Counter]) -> None:
    """The right answer came: this person begins anew. Addresses are not forgiven, they may be somebody else's."""
    for counter in counters:
        for limit in counter.limits:
            if counter.kind in ("pair", "device", "code"):
                limiter.limiter.clear(limit, counter.kind, counter.name)
