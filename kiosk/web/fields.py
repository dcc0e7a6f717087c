"""What stands in a field of a form, as what it means; nothing where it cannot be meant."""

import re
import unicodedata
from datetime import date, time

LONGEST_DAY = date(2200, 12, 31)


def plain(text: str | None) -> str:
    """What was typed, without what cannot be seen, and with single spaces."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text or "")
    return " ".join(seen.split())


def day_of(text: str) -> date | None:
    """A day as a browser sends it, or as people of the town write it: 24/11/2026."""
    written = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    try:
        day = date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= LONGEST_DAY.year else None


def time_of(text: str) -> time | None:
    """A time as a browser sends it, or as people write it: 14:00, 14h00, 14 h."""
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?", text, re.ASCII)
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None


def number_of(text: str, allowed: range) -> int | None:
    """A whole number within these."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return None
    number = int(text)
    return number if number in allowed else None


def lines(text: str) -> str:
    """What was typed in a field of several lines, without what cannot be seen and without empty ends."""
    return "\n".join(plain(line) for line in text.splitlines()).strip()
