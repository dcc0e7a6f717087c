"""Telephone numbers, written as they are dialled from anywhere."""

import re
from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

# The overseas regions by the beginning of their national numbers; all else is numbered as metropolitan France.
REGIONS = {
    "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT", "0590": "GP", "0690": "GP",
    "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ", "0696": "MQ", "0697": "MQ",
}  # fmt: skip
# The national standard knows these and no other (pattern of `telephone`).
COUNTRY_CODES = (33, 590, 594, 262, 596, 269, 687, 689, 508, 681)
USUAL = re.compile(r"\+33[1-79]\d{8}")
# A converter of the national map writes Mayotte, +262 269, with the prefix of the Comoros.
MAYOTTE = re.compile(r"^\+269(?=(?:269|639)\d{6}$)")
BETWEEN = re.compile(r"[/;,|\n]|\s(?:ou|et|puis)\s|\s-\s", re.I)


@lru_cache(maxsize=8192)
def numbers(text: str) -> tuple[str, ...]:
    """The valid French numbers of a text, as +33…, in their order and once each."""
    if USUAL.fullmatch(text):
        return (text,)
    found = [number(part) for part in BETWEEN.split(text)[:20]]
    return tuple(dict.fromkeys(filter(None, found))) or matched(text[:200])


def number(text: str) -> str:
    compact = MAYOTTE.sub("+262", re.sub(r"[\s.()\-\u2010-\u2015\xa0]", "", text))
    region = REGIONS.get(compact[:4], "FR")
    try:
        parsed = parse(compact, region)
    except NumberParseException:
        return ""
    is_french = parsed.country_code in COUNTRY_CODES and is_valid_number(parsed)
    return format_number(parsed, PhoneNumberFormat.E164) if is_french else ""


def matched(text: str) -> tuple[str, ...]:
    matches = (match.number for match in PhoneNumberMatcher(text, "FR"))
    return tuple(dict.fromkeys(
        format_number(found, PhoneNumberFormat.E164) for found in matches if found.country_code in COUNTRY_CODES
    ))  # fmt: skip
