"""What the import and the export say to staff: each code as one plain sentence, and the summaries of the commands."""

import errno
from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import Domain, format_date, format_decimal
from sqlalchemy.exc import SQLAlchemyError

from kiosk.directory.exchange.exporting import Export, Reason
from kiosk.directory.exchange.importing import Line, Plan
from kiosk.directory.exchange.rows import Remark, UnusableFile
from kiosk.web.locale import N_

STAFF = Domain(domain="staff")
MOST_LINES_TOLD = 5
MEGABYTE = 1024 * 1024


SENTENCES = {
    # What a person should check.
    "abroad": N_("To check: the coordinates %(text)s are not in France. They were left out."),
    "alternate_weeks": N_(
        "To check: “%(text)s”. Odd and even weeks cannot be noted as opening hours; they stand beside them as a remark."
    ),
    "dangerous_link": N_("This link was left out because it could do harm: %(text)s"),
    "doubtful_date": N_("To check: “%(text)s” cannot be a date of update. It was left out."),
    "doubtful_insee_code": N_("To check: “%(text)s” is not an INSEE code. It was left out."),
    "doubtful_pivot": N_("To check: “%(text)s” is neither a SIRET nor an RNA number. It was left out."),
    "doubtful_postal_code": N_("To check: “%(text)s” is not a postal code. It was left out."),
    "duplicate": N_(
        "This place stands in the file more than once. Line %(line)s was kept: it is newer or more complete."
    ),
    "duplicate_column": N_("This column stands in the file twice."),
    "far_from_stop": N_(
        "To check: the stop “%(stop)s”, named like the street, is %(km)s km away from these coordinates."
    ),
    "formula": N_("To check: this text begins like a formula: “%(text)s”."),
    "incomplete_position": N_("To check: of the coordinates, only “%(text)s” is given. It was left out."),
    "insee_mismatch": N_("To check: the INSEE code %(text)s is not that of %(commune)s."),
    "missing_column": N_("The mapping speaks of this column, but the file does not have it."),
    "not_a_link": N_("To check: “%(text)s” is not a web address. It was left out."),
    "not_a_number": N_("To check: the coordinates “%(text)s” are not numbers. They were left out."),
    "not_a_phone": N_("To check: “%(text)s” is not a French telephone number. It was left out."),
    "not_an_email": N_("To check: “%(text)s” is not an e-mail address. It was left out."),
    "null_position": N_("The coordinates 0; 0 stand for nothing. They were left out."),
    "odd_name": N_("To check: “%(text)s” looks odd for the name of a place."),
    "older": N_("What is stored is newer (%(stored)s), so this line changes nothing."),
    "other_commune": N_("To check: the coordinates are %(km)s km away from %(commune)s."),
    "other_commune_actual": N_("To check: the coordinates are in %(actual)s, not in %(commune)s."),
    "other_department": N_(
        "To check: the INSEE code %(text)s and the postal code %(postal_code)s are of two departments."
    ),
    "other_region": N_("To check: the coordinates are far away from the postal code %(postal_code)s."),
    "second_value": N_("Only one value fits here. This one was left out: “%(text)s”."),
    "shared_id": N_(
        "Line %(line)s (source %(source)s) has the same identifier. These are two places, and both were kept."
    ),
    "short_line": N_("This line has fewer cells than there are columns; the missing ones were taken as empty."),
    "staff_edit": N_("To check: staff wrote “%(kept)s”, the file says “%(text)s”. What staff wrote was kept."),
    "to_confirm": N_("To check: “%(text)s” was taken for “%(to)s”."),
    "uncertain_hours": N_("To check: these hours are not certain, and visitors are told to call: “%(text)s”."),
    "unclear_hours": N_("To check: these hours were not understood: “%(text)s”."),
    "unknown_column": N_("This column is not known, so this was left out: “%(text)s”."),
    "unknown_value": N_("“%(text)s” is not in the list of the standard. It was left out."),
    # Why a line was refused, or what it lacks.
    "missing": N_("This information is missing, and every place needs it."),
    "nowhere": N_("There is neither an address nor coordinates: nobody could find this place."),
    "too_long": N_("This text is too long: at most %(limit)s characters."),
    "too_many_cells": N_("This line has more cells than there are columns. Too many: “%(text)s”."),
}
FAILURES = {
    "archive": N_("This file is an archive (%(kind)s): unpack it first, or save the table as CSV."),
    "bad_mapping": N_("The mapping file is not right near “%(key)s”."),
    "bad_mapping_file": N_("The mapping file %(file)s is missing or is not JSON."),
    "binary": N_("This file is not a text: save the table as CSV."),
    "empty": N_("The file is empty."),
    "interrupted": N_("Reading this file was interrupted: send it again."),
    "extra_file": N_("The file beside it, %(name)s, cannot be read: repair it or take it away."),
    "no_columns": N_("The file has no column for: %(columns)s."),
    "no_mapping": N_("This format needs a mapping file: add --mapping FILE.json."),
    "no_rows": N_("The file has a heading but no line."),
    "not_found": N_("There is no file %(file)s."),
    "not_json": N_("This file is not a JSON list of places."),
    "report_is_file": N_("The report would overwrite the file: choose another name."),
    "too_large_cell": N_("Line %(line)s has a cell that is too large: at most %(limit)s characters."),
    "too_large_columns": N_("Line %(line)s has too many columns: at most %(limit)s."),
    "too_large_file": N_("The file is too large: at most %(megabytes)s MB."),
    "too_large_line": N_("Line %(line)s is too long: at most %(limit)s characters."),
    "truncated": N_("The file is not whole: its end is missing."),
    "unreadable": N_("%(file)s cannot be read: it is not a file, or access is denied."),
}
REASONS = {
    "example": N_("examples"),
    "share_alike": N_("licence ODbL, which must not be mixed with the Licence Ouverte"),
    "column": N_("the standard requires “%(field)s”"),
}  # fmt: skip


CAUSES = {
    errno.EACCES: N_("access is denied"),
    errno.EISDIR: N_("this is a folder"),
    errno.ENOENT: N_("this folder does not exist"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENOTDIR: N_("this folder does not exist"),
    errno.EROFS: N_("this disk is read-only"),
}


def sentence(remark: Remark) -> str:
    """A warning or a refusal, in the language of the moment."""
    code = "other_commune_actual" if remark.code == "other_commune" and remark.details.get("actual") else remark.code
    return told(SENTENCES[code], remark.details)


def failure(error: UnusableFile) -> str:
    """Why a whole file could not be used, and that nothing has changed."""
    variant = "file" if error.code == "bad_mapping" and "file" in error.details else error.details.get("what")
    code = f"{error.code}_{variant}" if variant else error.code
    details = error.details | {"megabytes": error.details.get("limit", 0) // MEGABYTE}
    return unchanged(told(FAILURES[code], details))


def database_failure(error: SQLAlchemyError) -> str:
    cause = str(getattr(error, "orig", None) or error).splitlines()[0]
    return unchanged(STAFF.gettext("The database did not accept this: %(cause)s.", cause=cause))


def file_failure(error: OSError) -> str:
    cause = CAUSES.get(error.errno or 0)
    details = {"file": error.filename or "", "cause": STAFF.gettext(cause) if cause else str(error.strerror or error)}
    return unchanged(STAFF.gettext("%(file)s cannot be written: %(cause)s.", **details))


def unchanged(reason: str) -> str:
    return str(STAFF.gettext("%(reason)s Nothing was changed.", reason=reason))


def reading() -> str:
    return str(STAFF.gettext("Reading"))


def import_summary(file: str, plan: Plan, is_trial: bool) -> Iterator[str]:
    """The lines that end an import."""
    counts = plan.counts()
    warnings = sum(len(line.warnings) for line in plan.lines)
    yield STAFF.gettext("%(file)s: %(rows)s lines read.", file=file, rows=len(plan.lines))
    yield STAFF.gettext("Places added: %(number)s", number=counts["created"])
    yield STAFF.gettext("Places updated: %(number)s", number=counts["updated"])
    yield STAFF.gettext("Lines that change nothing: %(number)s", number=counts["unchanged"])
    yield STAFF.gettext("Lines refused: %(number)s", number=counts["refused"])
    yield STAFF.gettext("Remarks to read in the report: %(number)s", number=warnings)
    yield from refusals([line for line in plan.lines if line.refusal])
    if is_trial:
        yield STAFF.gettext("This was a trial: nothing was written.")


def refusals(lines: list[Line]) -> Iterator[str]:
    """The first refused lines."""
    for line in lines[:MOST_LINES_TOLD]:
        if line.refusal:
            details = {"line": line.number, "field": line.refusal.field, "reason": sentence(line.refusal)}
            yield STAFF.gettext("Line %(line)s refused (%(field)s): %(reason)s", **details)
    if len(lines) > MOST_LINES_TOLD:
        yield STAFF.gettext("And %(number)s more: see the report.", number=len(lines) - MOST_LINES_TOLD)


def export_summary(file: str, export: Export) -> Iterator[str]:
    """The lines that end an export."""
    yield STAFF.gettext("%(file)s: %(number)s places.", file=file, number=len(export.lines))
    for reason, number in sorted(export.left_out.items()):
        yield STAFF.gettext("Left out: %(number)s (%(reason)s).", number=number, reason=left_out(reason))


def left_out(reason: Reason) -> str:
    return told(REASONS[reason.code], {"field": reason.field})


def told(message: str, details: dict[str, Any]) -> str:
    """The translated message with its details as people write them."""
    return str(STAFF.gettext(message)) % {name: shown(value) for name, value in details.items()}


def shown(value: Any) -> str:
    if isinstance(value, date):
        return str(format_date(value))
    if isinstance(value, float):
        return str(format_decimal(value))
    return ", ".join(value) if isinstance(value, list) else str(value)
