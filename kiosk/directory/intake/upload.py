"""A file as it is sent in, before it is read."""

from datetime import datetime
from pathlib import PurePath
from typing import Any, NamedTuple, Self

from kiosk.directory.exchange.mapping import Mapping
from kiosk.directory.exchange.origin import Origin
from kiosk.directory.exchange.packing import packed
from kiosk.directory.exchange.rows import UnusableFile
from kiosk.directory.exchange.texts import plain
from kiosk.directory.intake.models import Intake
from kiosk.directory.intake.reading import mapping_in

MOST_BYTES = 20 * 1024 * 1024
MOST_MAPPING = 60 * 1024
LONGEST_NAME = 80


class Upload(NamedTuple):
    """`mapping` is the JSON of what the columns mean; `keep_as` the name under which to keep it."""

    file: str = ""
    content: bytes = b""
    source: str = ""
    mapping: str = ""
    keep_as: str = ""

    @classmethod
    def of(cls, files: Any, form: Any, saved: str) -> Self:
        """What was sent; `saved` is the content of the mapping that was chosen from the list."""
        file, own = files.get("file"), files.get("mapping_file")
        return cls(
            plain(PurePath(file.filename or "").name)[-200:] if file else "",
            file.read(MOST_BYTES + 1) if file else b"",
            plain(form.get("source", "")),
            (own.read(MOST_MAPPING + 1).decode("utf-8-sig", errors="replace") if own else "") or saved,
            plain(form.get("keep_as", "")),
        )

    def faults(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        if not self.file or not self.content:
            found["file"] = "no_file"
        elif len(self.content) > MOST_BYTES:
            found["file"] = "file_large"
        if len(self.source) > LONGEST_NAME:
            found["source"] = "name_long"
        if len(self.keep_as) > LONGEST_NAME:
            found["keep_as"] = "name_long"
        if self.keep_as and not self.mapping:
            found["mapping_file"] = "no_mapping"
        try:
            mapping_in(self.mapping)
        except UnusableFile:
            found["mapping_file"] = "bad_mapping"
        return found

    def origin(self) -> Origin:
        stem = PurePath(self.file).stem[:LONGEST_NAME]
        return (mapping_in(self.mapping) or Mapping()).origin(self.source or stem)

    def intake(self, who: str, now: datetime) -> Intake:
        origin = self.origin()
        facts = {name: packed(value) for name, value in origin.facts.items()}
        return Intake(
            file=self.file, content=self.content, mapping=self.mapping, source=origin.name, facts=facts, made_at=now,
            made_by=who,
        )  # fmt: skip
