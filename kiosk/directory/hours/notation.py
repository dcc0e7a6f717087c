"""Which texts in the OpenStreetMap notation of opening hours can be believed.

The parser of `opening_hours` accepts more than a kiosk may repeat: ranges without an end, hours that begin
at four in the morning because somebody meant four in the afternoon, school holidays that it never matches,
odd weeks that come twice in a row at the end of 2026. Only the forms below are read; the rest is refused.
Notation: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from itertools import combinations, pairwise
from typing import NamedTuple

Span = tuple[int, int]  # minutes since midnight of the day on which it begins; an end after 1440 is the next night

WHOLE_DAY = 24 * 60
NIGHT = 5 * 60  # nothing begins before this minute of the day and no night lasts longer
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY_DAY = "Mo-Su"
BY_APPOINTMENT = '"Sur rendez-vous"'
"""A remark, as the notation writes it: a place's own texts are French."""
LONGEST_TEXT = 1000  # characters; the longest real one that makes sense has 241

_CLOCK = r"\d{1,2}:\d\d"
_RANGE = rf"{_CLOCK}\s*-\s*{_CLOCK}"
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_NTH = r"\[-?[1-5](?:[,-][1-5])*\]"
_DAYS = rf"(?:{_DAY}-{_DAY}|{_DAY}{_NTH}|{_DAY}|PH)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_RULE = re.compile(
    rf"(?P<season>(?:{_MONTH}|\d{{4}}\b)(?:{_MONTH}|\b\d{{1,2}}\b(?!:\d)|\b\d{{4}}\b|[ ,-])*)?(?(season):?)\s*"
    rf"(?:(?P<days>{_DAYS}(?:,\s*{_DAYS})*)\s+)?"
    rf"(?P<hours>\b{_RANGE}(?:,\s*{_RANGE})*|off|closed)"
)
# A comma after a time or `off` and before a name adds a rule; any other comma continues a list.
_SEPARATOR = re.compile(r"\s*;\s*|(?:(?<=:\d\d)|(?<=off)|(?<=closed))\s*(,)\s*(?=[A-Z])")


class HoursNotUnderstood(ValueError):
    """The text cannot be believed; the message is the part that could not be read."""


class Rule(NamedTuple):
    """One rule of a text. `named` are its weekdays that stand alone, outside a range such as `Mo-Fr`."""

    season: str
    days: frozenset[int]
    named: frozenset[int]
    spans: tuple[Span, ...]
    is_for_holidays: bool
    is_addition: bool

    def contradicts(self, earlier: "Rule") -> frozenset[int]:
        """Weekdays that the earlier rule set apart and that this one, coming later, takes back by being wider.

        `Mo-Th 09:00-17:00; We 09:00-12:00` is how exceptions are written. `Tu,Fr 13:00-18:00; We-Sa 10:30-18:00`
        is not: the standard lets the later rule win on Friday, which its author had just named.
        """
        common = self.days & earlier.days
        if self.is_addition or not self.spans or self.spans == earlier.spans:
            return frozenset()
        if self.season != earlier.season:
            return frozenset() if self.season else common
        if self.days >= earlier.days:
            return common
        return frozenset() if self.days < earlier.days else common & earlier.named


def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of a text, in their order. Raises `HoursNotUnderstood`."""
    if len(text) > LONGEST_TEXT:
        raise HoursNotUnderstood(text[:LONGEST_TEXT])
    parts = _SEPARATOR.split(text)
    commas = [None, *parts[1::2]]
    rules = tuple(read_rule(part, comma is not None) for part, comma in zip(parts[::2], commas, strict=True))
    if not any(rule.spans and rule.days for rule in rules):
        raise HoursNotUnderstood(text)
    return rules


def doubtful_weekdays(rules: tuple[Rule, ...]) -> frozenset[int]:
    """Weekdays on which the rules contradict each other, 0 being Monday."""
    return frozenset().union(*(later.contradicts(earlier) for earlier, later in combinations(rules, 2)))


def night_end(rules: tuple[Rule, ...]) -> int:
    """Minutes after midnight at which every night of the text ends, 0 where none is worked.

    Raises `HoursNotUnderstood` where a span that ends at midnight could not be told from one that goes on.
    """
    ends = {end - WHOLE_DAY for rule in rules for _, end in rule.spans if end >= WHOLE_DAY}
    if len(ends) > 1:
        raise HoursNotUnderstood("more than one end of the night")
    return ends.pop() if ends else 0


def until_midnight(text: str) -> str:
    """The same text with every night ended at midnight."""
    return re.sub(_RANGE, lambda match: evening_of(match[0]), text)


def evening_of(text: str) -> str:
    return f"{text.partition('-')[0].strip()}-24:00" if span_of(text)[1] > WHOLE_DAY else text


def read_rule(part: str, is_addition: bool) -> Rule:
    if part == "24/7":
        return Rule("", frozenset(range(7)), frozenset(), ((0, WHOLE_DAY),), True, is_addition)
    match = _RULE.fullmatch(part)
    if match is None:
        raise HoursNotUnderstood(part)
    items = re.findall(_DAYS, match["days"] or EVERY_DAY)
    season = " ".join(filter(None, [match["season"], *re.findall(_NTH, match["days"] or "")]))
    weekdays = [weekdays_of(item) for item in items if item != "PH"]
    alone = [days for days in weekdays if len(days) == 1]
    return Rule(
        season=season,
        days=frozenset().union(*weekdays),
        named=frozenset().union(*alone),
        spans=spans_of(match["hours"]),
        is_for_holidays="PH" in items,
        is_addition=is_addition,
    )


def weekdays_of(item: str) -> frozenset[int]:
    first, _, last = re.sub(_NTH, "", item).partition("-")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return frozenset(day % 7 for day in range(start, end + 1 + 7 * (end < start)))


def spans_of(hours: str) -> tuple[Span, ...]:
    spans = tuple(sorted(span_of(text) for text in re.findall(_RANGE, hours)))
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise HoursNotUnderstood(hours)
    return spans


def span_of(text: str) -> Span:
    start, end = (int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d+):(\d+)", text))
    end += WHOLE_DAY * (end < start)
    is_whole_day = start == 0 and end == WHOLE_DAY
    if not is_whole_day and not NIGHT <= start < end <= WHOLE_DAY + NIGHT:
        raise HoursNotUnderstood(text)
    return start, end
