"""The columns of one file, each with what is to become of its cells."""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import partial

from kiosk.directory.exchange.cells import with_formula
from kiosk.directory.exchange.half_days import HalfDay, hours, with_comment
from kiosk.directory.exchange.identifiers import Identifiers
from kiosk.directory.exchange.mapping import OFFICIAL, Mapping
from kiosk.directory.exchange.rows import Change, Remark, Row, UnusableFile
from kiosk.directory.exchange.table import Record
from kiosk.directory.exchange.texts import folded
from kiosk.directory.exchange.translations import Translator, translator
from kiosk.directory.standard import COLUMNS

REQUIRED = ("id", "nom", "commune")
MULTIPLE = frozenset(column.name for column in COLUMNS if column.is_multiple)
BY_FOLDED_NAME = {folded(column.name): column.name for column in COLUMNS}
ALTERNATE_WEEKS = re.compile(
    r"\bsemaines?\s+(?:im)?paires?\b|\b(?:une|1)\s+semaine\s+sur\s+(?:deux|2)\b|\b(?:15|quinze)\s+jours\b", re.I
)
LONGEST_QUOTE = 200

Step = Callable[[Row, str], None]


class Layout:
    """A mapping applied to the header of a file; `changes` and `warnings` concern the file as a whole."""

    def __init__(self, mapping: Mapping, header: list[str]) -> None:
        self.mapping = mapping
        self.changes: list[Change] = []
        self.warnings: list[Remark] = []
        self.identifiers = Identifiers()
        self.reached: set[str] = {*mapping.constants, *mapping.joined} | ({"id"} if mapping.id else set())
        self.names = {folded(name): name for name in self.mapped_names()}
        self.steps: dict[str, Step] = {name: self.step(name, header) for name in header}
        self.sources = {folded(name): name for name in reversed(header)}

    def check(self) -> None:
        """Raises UnusableFile `no_columns` when the file has nothing for a column that every place needs."""
        missing = [name for name in REQUIRED if name not in self.reached]
        if missing:
            raise UnusableFile("no_columns", columns=missing)
        if self.mapping.is_own:
            absent = [name for key, name in self.names.items() if key not in self.sources and "*" not in name]
            self.warnings += [Remark("missing_column", name, {}) for name in absent]

    def row(self, record: Record) -> Row:
        """The line under official names, not yet normalised."""
        row = Row(record.number, {})
        half_days = []
        for name, text in record.cells.items():
            text = with_formula(text.strip())
            if text and (day := self.day(name)):
                half_days.append(HalfDay(name, day, text))
            elif text:
                self.steps[name](row, text)
        self.finish(row, record, half_days)
        return row

    def finish(self, row: Row, record: Record, half_days: list[HalfDay]) -> None:
        self.join(row, record)
        for name, text in self.mapping.constants.items():
            (row.cells if name in OFFICIAL else row.extension).setdefault(name, text)
        if half_days:
            write_hours(row, half_days)
        if self.mapping.id and not row.cells.get("id"):
            self.identify(row, record)
        if weeks := [remark.details["text"] for remark in row.warnings if remark.code == "alternate_weeks"]:
            comment_hours(row, ", ".join(weeks))
        refuse_misplaced(row, record)

    def join(self, row: Row, record: Record) -> None:
        for column, joined in self.mapping.joined.items():
            texts = [self.source_text(record, name) for name in joined.sources]
            if any(texts):
                put(row, column, joined.separator.join(filter(None, texts)))

    def identify(self, row: Row, record: Record) -> None:
        parts = [row.cells.get(name) or self.source_text(record, name) for name in self.mapping.id]
        made = self.identifiers.made(parts, (row.cells.get(name, "") for name in ("latitude", "longitude")))
        if made:
            row.cells["id"] = made
            row.changes.append(Change("id_made", "id", "", made))

    def source_text(self, record: Record, name: str) -> str:
        return record.cells.get(self.sources.get(folded(name), name), "").strip()

    def day(self, name: str) -> str:
        return self.mapping.hours.get(self.names.get(folded(name), ""), "") if self.mapping.hours else ""

    def mapped_names(self) -> list[str]:
        joined = [name for join in self.mapping.joined.values() for name in join.sources]
        return [*self.mapping.columns, *self.mapping.values, *self.mapping.hours, *joined]

    def step(self, name: str, header: list[str]) -> Step:
        """What becomes of the cells of a column."""
        base, _, rank = name.rpartition("#")
        if base and rank.isdigit() and base in header:
            self.warnings.append(Remark("duplicate_column", base, {}))
            return self.step(base, [])
        official = BY_FOLDED_NAME.get(folded(name), "")
        listed = self.names.get(folded(name), "")
        targets = self.mapping.columns.get(listed) or ((official,) if official and not self.is_joined(listed) else ())
        if translation := translator(self.mapping, listed, targets) if targets else self.untargeted(listed):
            self.reached.update(translation.targets)
            return partial(translate, translation)
        if targets:
            return self.plain_step(name, targets[0])
        return ignore if self.is_ignored(name) else partial(report_unknown, name)

    def untargeted(self, listed: str) -> Translator | None:
        """The translation of a column whose values all say themselves where they go."""
        columns = {column for to in self.mapping.values.get(listed, {}).values() for column in to if column}
        return translator(self.mapping, listed, tuple(sorted(columns))) if columns else None

    def plain_step(self, name: str, target: str) -> Step:
        self.reached.add(target)
        if name != target and target in OFFICIAL:
            self.changes.append(Change("column", target, name, target))
        return partial(put_cell, target) if target in OFFICIAL else partial(put_extension, target)

    def is_joined(self, listed: str) -> bool:
        return any(listed in joined.sources for joined in self.mapping.joined.values())

    def is_ignored(self, name: str) -> bool:
        """Whether the column is known to be of no use by itself."""
        patterns = [*self.mapping.ignored, *self.mapping.hours, *self.mapping.id]
        is_listed = any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in patterns)
        return is_listed or self.is_joined(self.names.get(folded(name), ""))


def translate(translator: Translator, row: Row, text: str) -> None:
    translated = translator.translated(text)
    for column, value in (translated.cells or {translator.targets[0]: ""}).items():
        put(row, column, value)
        if value != text:
            row.changes.append(Change("mapped", column, text, value))
    for column, before, after in translated.doubtful:
        if after:
            row.warnings.append(Remark("to_confirm", column, {"text": before, "to": after}))
        else:
            row.warnings.append(Remark("unknown_value", column, {"text": before}))


def put_cell(column: str, row: Row, text: str) -> None:
    put(row, column, text)


def put(row: Row, column: str, text: str) -> None:
    """A second text is added where a column takes several, else reported and left out."""
    before = row.cells.get(column, "")
    if column not in OFFICIAL:
        put_extension(column, row, text)
    elif not before or not text or before == text:
        row.cells[column] = before or text
    elif column in MULTIPLE:
        row.cells[column] = f"{before}|{text}"
    else:
        row.warnings.append(Remark("second_value", column, {"text": quoted(text)}))


def put_extension(target: str, row: Row, text: str) -> None:
    row.extension[target] = f"{row.extension[target]}|{text}" if target in row.extension else text


def ignore(row: Row, text: str) -> None:
    """Nothing: the mapping says that the column is of no use."""


def report_unknown(name: str, row: Row, text: str) -> None:
    if ALTERNATE_WEEKS.search(text):
        row.warnings.append(Remark("alternate_weeks", "horaires", {"text": quoted(text), "column": name}))
    else:
        row.warnings.append(Remark("unknown_column", name, {"text": quoted(text)}))


def write_hours(row: Row, half_days: list[HalfDay]) -> None:
    found = hours(half_days)
    put(row, "horaires", found.text)
    table = "; ".join(f"{cell.column} : {cell.text}" for cell in half_days)
    row.changes.append(Change("hours", "horaires", table, found.text))
    row.warnings += [
        Remark("unclear_hours", "horaires", {"text": f"{cell.column} : {quoted(cell.text)}"}) for cell in found.unclear
    ]


def comment_hours(row: Row, weeks: str) -> None:
    """A rhythm of weeks that the notation cannot hold stays beside every rule, as a comment that makes it uncertain."""
    before = row.cells.get("horaires", "")
    row.cells["horaires"] = with_comment(before, weeks)
    row.changes.append(Change("alternate_weeks", "horaires", before, row.cells["horaires"]))


def refuse_misplaced(row: Row, record: Record) -> None:
    if record.surplus:
        row.refusal = Remark("too_many_cells", "", {"text": quoted(" | ".join(record.surplus))})
    elif record.is_short:
        row.warnings.append(Remark("short_line", "", {}))


def quoted(text: str) -> str:
    """The beginning of a text, for a report."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
