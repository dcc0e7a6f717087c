"""What the committee types: texts without what cannot be seen, and days."""

import re
import unicodedata
from datetime import date

LAST_YEAR = 2200


def line(text: str) -> str:
    """What was typed, without what cannot be seen, and with single spaces."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(seen.split())


def lines(text: str) -> str:
    """The same of a field of several lines, without empty ends."""
    return "\n".join(line(part) for part in text.splitlines()).strip()


def day_of(text: str) -> date | None:
    """A day as a browser sends it, or as people of the town write it: 24/11/2026. None where it is neither."""
    written = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text, re.ASCII)
    try:
        day = date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= LAST_YEAR else None
