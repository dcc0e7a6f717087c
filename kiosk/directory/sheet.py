"""A place as staff type it: what the fields show, and what becomes of what was typed in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, Self

from kiosk.directory.exchange.importing import too_long
from kiosk.directory.exchange.normalization import LONGEST_SUMMARY, complete
from kiosk.directory.exchange.own_columns import languages
from kiosk.directory.exchange.parts import Facts
from kiosk.directory.exchange.rows import Remark, Row
from kiosk.directory.exchange.texts import plain
from kiosk.directory.hours.entry import Entry
from kiosk.directory.revisions.record import Record
from kiosk.directory.standard import COLUMNS

EQUIPMENT = ("computer", "tablet", "printer", "scanner", "headphones", "wifi")
LANGUAGES = ("fr", "gsw", "de", "en", "ar", "tr", "uk", "ru", "es", "pt", "it", "ro", "pl", "sq", "ka", "fa")
ANSWERS = {"yes": True, "no": False, "": None}
CHOICES = {column.attribute: column.codes for column in COLUMNS if column.codes}
TEXTS = {
    column.attribute: column
    for column in COLUMNS
    if not column.codes and column.attribute not in ("external_id", "source", "updated_on")
}
FIELDS = {column.name: column.attribute for column in COLUMNS}
MOST_COUNTED = 999
# What an import would leave out and say so, a form gives back.
FAULTS = frozenset({
    "abroad", "dangerous_link", "doubtful_insee_code", "doubtful_pivot", "doubtful_postal_code", "incomplete_position",
    "not_a_count", "not_a_link", "not_a_number", "not_a_phone", "not_an_email", "null_position", "second_value",
    "unknown_value",
})  # fmt: skip


class Form(Protocol):
    """What is read of a form that was sent."""

    def get(self, name: str, default: str, /) -> str: ...
    def getlist(self, name: str, /) -> Sequence[str]: ...


@dataclass
class Sheet:
    """Texts by field, codes by field, and what was counted by kind of equipment."""

    texts: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    hours: Entry
    languages: tuple[str, ...] = ()
    other_languages: str = ""
    equipment: dict[str, str] = field(default_factory=dict)
    step_free: str = ""
    to_bring: str = ""
    is_position_doubtful: bool = False

    @classmethod
    def of(cls, record: Record) -> Self:
        """What the fields show of a place."""
        values, spoken = record.values, tuple(sorted(code for (code,) in record.parts["languages"]))
        return cls(
            {name: shown(values[name]) for name in TEXTS},
            {name: values[name] for name in CHOICES},
            Entry.of(values["opening_hours"]),
            tuple(code for code in spoken if code in LANGUAGES),
            ", ".join(code for code in spoken if code not in LANGUAGES),
            {kind: str(count or "") for kind, count in sorted(record.parts["equipment"], key=repr)},
            {True: "yes", False: "no", None: ""}[values["is_step_free"]],
            values["to_bring"],
            values["is_position_doubtful"],
        )

    @classmethod
    def typed(cls, form: Form) -> Self:
        """What was typed and ticked; what no form of ours sends is left out."""
        hours = Entry.typed(form).with_room(form.get("add", ""))
        return cls(
            {name: typed(form, name) for name in TEXTS} | {"opening_hours": hours.notation()},
            {name: tuple(code for code in codes if code in form.getlist(name)) for name, codes in CHOICES.items()},
            hours,
            tuple(code for code in LANGUAGES if code in form.getlist("languages")),
            typed(form, "other_languages"),
            {kind: typed(form, f"count-{kind}") for kind in form.getlist("equipment") if len(kind) <= 20},
            form.get("step_free", "") if form.get("step_free", "") in ANSWERS else "",
            typed(form, "to_bring"),
            form.get("is_position_doubtful", "") == "yes",
        )

    def wanted(self, record: Record, today: date) -> tuple[dict[str, Any], dict[str, Remark]]:
        """The columns and parts that this sheet changes, and what cannot be meant, by field.

        A field that still shows what is stored stays as it is stored, even where nobody would write it so today.
        """
        before = Sheet.of(record)
        self.texts["opening_hours"] = self.hours.kept(before.texts["opening_hours"])
        row = self.row(today)
        changed = {name for name, text in self.texts.items() if text != before.texts[name]}
        wanted: dict[str, Any] = {name: row.values[name] for name in changed}
        wanted |= {name: codes for name, codes in self.choices.items() if set(codes) != set(before.choices[name])}
        wanted |= {"is_step_free": ANSWERS[self.step_free], "is_position_doubtful": self.is_position_doubtful}
        wanted |= {"to_bring": plain(self.to_bring, is_multiline=True)} if self.to_bring != before.to_bring else {}
        wanted |= {"languages": self.spoken(row), "equipment": self.counted(row)}
        return wanted, self.faults(row, changed, wanted)

    def row(self, today: date) -> Row:
        cells = {TEXTS[name].name: cell(name, text) for name, text in self.texts.items() if text}
        return complete(Row(1, {"id": "1", **cells}), today)

    def spoken(self, row: Row) -> Facts:
        others = languages(row, self.other_languages) if self.other_languages else ()
        return frozenset((code,) for code in (*self.languages, *others))

    def counted(self, row: Row) -> Facts:
        """How many there are; nothing typed: there are some, and nobody has counted them."""
        found: set[tuple[str, int | None]] = set()
        for kind, text in self.equipment.items():
            if text and not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_COUNTED):
                row.warnings.append(Remark("not_a_count", "equipment", {"text": text}))
            else:
                found.add((kind, int(text) if text else None))
        return frozenset(found)

    def faults(self, row: Row, changed: set[str], wanted: dict[str, Any]) -> dict[str, Remark]:
        blamed = {"equipment", "languages", *changed}
        said = [one for one in row.warnings if one.code in FAULTS and FIELDS.get(one.field, one.field) in blamed]
        if "summary" in changed and len(plain(self.texts["summary"], is_multiline=True)) > LONGEST_SUMMARY:
            said.append(Remark("too_long", "presentation_resume", {"limit": LONGEST_SUMMARY}))
        said += [Remark(code, name, {}) for name, code in self.hours.faults().items()]
        said += filter(None, (row.refusal, too_long({name: wanted.get(name) for name in changed})))
        return {FIELDS.get(one.field, one.field): one for one in reversed(said)}


def shown(value: Any) -> str:
    """Several values stand on a line each."""
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)


def typed(form: Form, name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()


def cell(name: str, text: str) -> str:
    return "|".join(text.split("\n")) if TEXTS[name].is_multiple else text
