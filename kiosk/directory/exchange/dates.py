"""Days, however they are written."""

import re
from datetime import date
from typing import NamedTuple

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?")
FRENCH = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4})(?: .*)?")
# 1969-12-31 and 1970-01-01 are an empty date of a computer; no place of digital mediation is older than the web.
OLDEST = date(1990, 1, 1)


class Day(NamedTuple):
    """A day, or none and the code of its fault."""

    value: date | None
    fault: str = ""


def day(text: str, today: date | None = None) -> Day:
    """The day that is written, unless nobody can believe it: before 1990 or after `today`."""
    match = ISO.fullmatch(text) or FRENCH.fullmatch(text)
    try:
        found = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        found = None
    if found is None or found < OLDEST or (today and found > today):
        return Day(None, "doubtful_date")
    return Day(found)
