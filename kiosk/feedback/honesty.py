"""What is kept without being counted: repetitions, bursts, tests, taps while the place is closed.

Nothing is blocked and nothing is deleted; staff may restore any of it with a reason (rule R3 of the feedback research).
The answer depends on what the taps are, never on the order in which they arrive; only where a screen has measured no
gap, it takes the tap that is there.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

SHORTEST_GAP = timedelta(seconds=5)
"""A second tap sooner than this, without “new person”, is the same person's."""

WINDOW = timedelta(seconds=60)
MOST_IN_WINDOW = 6
"""More than these in one window on one screen about one thing, and all of them are set aside."""

CLOCK_TOLERANCE = timedelta(hours=24)
LONGEST_WAIT = timedelta(days=90)
"""A record that says it has waited longer than this on its screen has a wrong date."""


def first_state(
    channel: str, *, is_test: bool, is_closed: bool, gap: timedelta | None, is_new_person: bool, has_answered: bool
) -> str:
    """The state of a tap by itself. `gap` is the time since the tap before on the same screen, None for the first.

    At the end of a workshop people answer one after the other on one screen, and at home one may answer at night;
    `has_answered` says that this telephone has an opinion of today already, which it can change.
    """
    if is_test:
        return "test"
    if channel == "qr" and has_answered:
        return "repeat"
    if channel != "kiosk":
        return "counted"
    if is_closed:
        return "outside_hours"
    is_repeat = gap is not None and gap < SHORTEST_GAP and not is_new_person
    return "repeat" if is_repeat else "counted"


def burst(moments: Sequence[datetime]) -> list[int]:
    """Of these moments, in their order, the positions of those that are in a window too full."""
    windows = [range(start, end_of_window(moments, start)) for start in range(len(moments))]
    return sorted({position for window in windows if len(window) > MOST_IN_WINDOW for position in window})


def end_of_window(moments: Sequence[datetime], start: int) -> int:
    """The position behind the last moment that is less than a window after the one at `start`."""
    late = (position for position, moment in enumerate(moments) if moment >= moments[start] + WINDOW)
    return next(late, len(moments))


def captured(told: datetime | None, sent_at: datetime | None, now: datetime) -> tuple[datetime, bool]:
    """When it was tapped, by our clock, and whether the screen's clock is doubtful; then it is now.

    A screen that says what time it has shows how wrong its clock is, so that what waited for days keeps its day.
    """
    if told is None:
        return now, False
    if sent_at is None:
        is_doubtful = abs(now - told) > CLOCK_TOLERANCE
        return (now, True) if is_doubtful else (min(told, now), False)
    is_doubtful = abs(now - sent_at) > CLOCK_TOLERANCE or not sent_at - LONGEST_WAIT <= told <= sent_at
    return (now, True) if is_doubtful else (min(told + (now - sent_at), now), False)


def to_the_minute(moment: datetime) -> datetime:
    """What is kept longer than a day says no seconds."""
    return moment.replace(second=0, microsecond=0)
