"""A line under official names as the values of a place.

Nothing is put right, dropped or doubted in silence. Codes of changes: spaces, markup, characters, capital, capitals,
leading_zero, separator, spelling, duplicate_value, phone, several_phones, email, link, date, shortened, decimal_comma,
swapped; and, from the layout of the file: encoding, column, mapped, hours, alternate_weeks, id_made.

Codes of warnings: missing, odd_name, formula, unknown_value, doubtful_postal_code, doubtful_insee_code, insee_mismatch,
other_department, doubtful_pivot, not_a_phone, not_an_email, not_a_link, dangerous_link, doubtful_date,
incomplete_position, not_a_number, null_position, abroad, other_region, other_commune, far_from_stop,
uncertain_hours; and, from the layout: to_confirm, unknown_column, missing_column, duplicate_column, second_value,
alternate_weeks, unclear_hours, short_line.

Codes of refusals: missing, nowhere, too_many_cells; and, from the plan of the import: too_long.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from kiosk.directory.exchange import contacts, readers
from kiosk.directory.exchange.dates import day
from kiosk.directory.exchange.own_columns import complete_own
from kiosk.directory.exchange.positions import locate
from kiosk.directory.exchange.readers import changed, warn
from kiosk.directory.exchange.rows import Remark, Row
from kiosk.directory.exchange.texts import shortened
from kiosk.directory.standard import COLUMNS, Column

Reader = Callable[[Row, str, str], Any]

# The limit of the standard for `presentation_resume`.
LONGEST_SUMMARY = 280
READERS: dict[str, Reader] = {
    "pivot": readers.pivot,
    "nom": readers.name,
    "commune": readers.commune,
    "code_postal": readers.postal_code,
    "code_insee": readers.insee_code,
    "typologie": readers.kind,
    "telephone": contacts.phone,
    "courriels": contacts.emails,
    "site_web": contacts.websites,
    "horaires": readers.opening_hours,
    "presentation_resume": readers.paragraphs,
    "presentation_detail": readers.paragraphs,
    "fiche_acces_libre": contacts.website,
    "prise_rdv": contacts.website,
}
ELSEWHERE = frozenset({"latitude", "longitude", "date_maj"})
REQUIRED = {"id": "external_id", "nom": "name", "commune": "commune"}
EXPECTED = {"adresse": "address", "code_postal": "postal_code"}


def reader(column: Column) -> Reader:
    if column.codes:
        return readers.choice
    return READERS.get(column.name) or (readers.several if column.is_multiple else readers.line)


PLAN = [
    (column.name, column.attribute, reader(column), () if column.is_multiple else "")
    for column in COLUMNS
    if column.name not in ELSEWHERE
]


def complete(row: Row, today: date | None = None) -> Row:
    """The row with all its values; a `date_maj` after `today` is doubted, when it is given."""
    for name, attribute, read, nothing in PLAN:
        raw = row.cells.get(name, "")
        row.values[attribute] = read(row, name, raw) if raw else nothing
    row.values["updated_on"] = updated_on(row, today)
    shorten_summary(row)
    complete_own(row, today)
    locate(row)
    check_department(row)
    check_required(row)
    return row


def updated_on(row: Row, today: date | None) -> date | None:
    raw = row.cells.get("date_maj", "").strip()
    if not raw:
        return None
    found = day(raw, today)
    if found.value:
        changed(row, "date", "date_maj", raw, found.value.isoformat())
    else:
        warn(row, found.fault, "date_maj", raw)
    return found.value


def shorten_summary(row: Row) -> None:
    """A summary that the standard finds too long goes into the description as a whole and stays as its beginning."""
    whole, description = row.values["summary"], row.values["description"]
    if len(whole) <= LONGEST_SUMMARY:
        return
    row.values["summary"] = shortened(whole, LONGEST_SUMMARY)
    changed(row, "shortened", "presentation_resume", whole, row.values["summary"])
    if whole not in description:
        row.values["description"] = f"{whole}\n\n{description}".strip()
        changed(row, "shortened", "presentation_detail", description, row.values["description"])


def check_department(row: Row) -> None:
    """Postal and INSEE code begin alike but in Corsica (20 and 2A, 2B) and for a few communes across a border."""
    postal_code, insee_code = row.values["postal_code"], row.values["insee_code"].replace("A", "0").replace("B", "0")
    if postal_code and insee_code and postal_code[:2] != insee_code[:2]:
        details = {"text": row.values["insee_code"], "postal_code": postal_code}
        row.warnings.append(Remark("other_department", "code_insee", details))


def check_required(row: Row) -> None:
    missing = [name for name, attribute in REQUIRED.items() if not row.values[attribute]]
    row.warnings += [Remark("missing", name, {}) for name, attribute in EXPECTED.items() if not row.values[attribute]]
    is_nowhere = not row.values["address"] and row.values["latitude"] is None
    if missing:
        row.refusal = row.refusal or Remark("missing", missing[0], {})
    elif is_nowhere:
        row.refusal = row.refusal or Remark("nowhere", "adresse", {})
