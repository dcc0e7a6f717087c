"""Cells of telephone numbers, mail and web addresses as the values of a place."""

from kiosk.directory.exchange.links import BETWEEN_LINKS, BETWEEN_MAILS, Link, link, mail
from kiosk.directory.exchange.phones import numbers
from kiosk.directory.exchange.readers import changed, warn
from kiosk.directory.exchange.rows import Row


def phone(row: Row, field: str, raw: str) -> str:
    """The first number of the cell."""
    found = numbers(raw)
    if not found:
        warn(row, "not_a_phone", field, raw)
        return ""
    changed(row, "phone" if len(found) == 1 else "several_phones", field, raw, found[0])
    return found[0]


def emails(row: Row, field: str, raw: str) -> tuple[str, ...]:
    """The addresses of the cell; a cell that only makes sense with its spaces is judged as a whole."""
    parts = [part for part in BETWEEN_MAILS.split(raw.strip()) if "@" in part] or [raw]
    found = tuple(address for part in parts if (address := judged(row, field, part, mail(part))))
    if found:
        changed(row, "email", field, raw, "|".join(found))
    return tuple(dict.fromkeys(found))


def websites(row: Row, field: str, raw: str) -> tuple[str, ...]:
    parts = [part for part in BETWEEN_LINKS.split(raw.strip()) if part.strip()]
    found = tuple(dict.fromkeys(url for part in parts if (url := judged(row, field, part, link(part)))))
    if found:
        changed(row, "link", field, raw, "|".join(found))
    return found


def website(row: Row, field: str, raw: str) -> str:
    """The first address of the cell."""
    found = websites(row, field, raw)
    for surplus in found[1:]:
        warn(row, "second_value", field, surplus)
    return found[0] if found else ""


def judged(row: Row, field: str, text: str, found: Link) -> str:
    if found.fault:
        warn(row, found.fault, field, text)
    return found.url
