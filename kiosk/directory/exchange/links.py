"""Web and mail addresses that can do no harm."""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
PORT = re.compile(r"[^/:]+\.[^/:]+:\d+(/|$)")
HOST = re.compile(r"(?=.{4,253}$)[^\W_](?:[\w-]*\w)?(?:\.[^\W_](?:[\w-]*\w)?)*\.[^\W\d_]{2,}")
HARMLESS = "/?#[]@!$&'()*+,;=:%~-._"
BETWEEN_LINKS = re.compile(r"\|+|[\s,;]+(?=https?:|www\.)", re.I)
BETWEEN_MAILS = re.compile(r"[\s,;|]+")
MAIL = re.compile(r"[\w][\w.+'&%=-]{0,63}@[^\W_](?:[\w-]*\w)?(?:\.[^\W_](?:[\w-]*\w)?)*\.[A-Za-z]{2,24}")


class Link(NamedTuple):
    """An address that may be followed, or why there is none (`dangerous_link`, `not_a_link`, `not_an_email`)."""

    url: str
    fault: str = ""


def link(text: str) -> Link:
    """A web address with its scheme; only http and https may ever be followed."""
    # Browsers skip white space and control signs inside a scheme: what they would run is judged, not what is read.
    tight = re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff\ud800-\udfff]", "", text)
    scheme = SCHEME.match(tight)
    if scheme and scheme[1].lower() not in ("http", "https") and not PORT.match(tight):
        return Link("", "dangerous_link")
    address = text.strip() if scheme and not PORT.match(tight) else f"http://{text.strip().lstrip('/')}"
    return checked(address.replace("&amp;", "&"))


def checked(address: str) -> Link:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Link("", "not_a_link")
    if "@" in parts.netloc:
        return Link("", "dangerous_link")
    if "\\" in address or not HOST.fullmatch(host) or len(address) > 2000:
        return Link("", "not_a_link")
    tail = address.partition("//")[2]
    return Link(f"{parts.scheme}://{''.join(quoted(sign) for sign in tail)}")


def quoted(sign: str) -> str:
    return sign if sign.isalnum() or sign in HARMLESS else quote(sign, safe="", errors="replace")


def mail(text: str) -> Link:
    """A mail address, without `mailto:` and the name around it."""
    address = re.sub(r"^mailto:", "", text.strip(" <>()\"'"), flags=re.I)
    return Link(address) if len(address) <= 254 and MAIL.fullmatch(address) else Link("", "not_an_email")
