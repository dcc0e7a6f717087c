"""Reading a file that was sent in: its lines, and what each would do, are written down for staff to look through."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.orm import Session

from kiosk.directory.exchange.importing import Line, planned
from kiosk.directory.exchange.mapping import Mapping, mapping_of
from kiosk.directory.exchange.packing import packed
from kiosk.directory.exchange.reading import rows
from kiosk.directory.exchange.rows import Row, UnusableFile
from kiosk.directory.intake.lines import group_of, packed_row, told
from kiosk.directory.intake.models import Intake, IntakeLine

LINES_A_STEP = 500


def read_intake(engine: Engine, id: int, today: date) -> None:
    """Read the whole file, then write down its lines; one that cannot be used says why."""
    writer = engine.execution_options(sqlite_begin="IMMEDIATE")
    try:
        with Session(engine) as session:
            intake = session.get_one(Intake, id)
            found = rows_of(intake, today, partial(counted, writer, id))
            session.rollback()  # compared with what is stored now, not when the reading began
            lines = compared(intake, found, session.connection())
        with Session(writer) as session, session.begin():
            write_lines(session, session.get_one(Intake, id), lines)
    except UnusableFile as error:
        close(writer, id, {"code": error.code, "details": {name: packed(v) for name, v in error.details.items()}})
    except BaseException:
        close(writer, id, {"code": "interrupted", "details": {}})
        raise


def rows_of(intake: Intake, today: date, watched: Callable[[Iterable[Row]], Iterator[Row]]) -> list[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(intake.file).suffix.lower()[:10]}"
        path.write_bytes(intake.content or b"")
        return list(watched(rows(path, mapping=mapping_in(intake.mapping), today=today)))


def mapping_in(text: str) -> Mapping | None:
    """Raises UnusableFile `bad_mapping`."""
    if not text:
        return None
    try:
        return mapping_of(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise UnusableFile("bad_mapping", key="") from error


def counted(writer: Engine, id: int, found: Iterable[Row]) -> Iterator[Row]:
    """The rows; after every few hundred, staff see how many there are."""
    for number, row in enumerate(found, 1):
        if number % LINES_A_STEP == 0:
            with writer.begin() as connection:
                connection.execute(update(Intake).where(Intake.id == id).values(done=number))
        yield row


def compared(intake: Intake, found: list[Row], connection: Connection) -> list[dict[str, Any]]:
    """What each line would do; others may write meanwhile."""
    contents = {row.number: (packed_row(row), row.values.get("name", "")) for row in found}
    plan = planned(found, intake.source, connection)
    return [described(intake.id, line, *contents[line.number]) for line in plan.lines]


def described(id: int, line: Line, row: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "intake_id": id,
        "number": line.number,
        "group": group_of(line),
        "name": name or line.id,
        "row": row,
        "told": told(line),
        # What is doubtful is neither made nor put in the place of what is known unless somebody says so.
        "is_chosen": group_of(line) in ("created", "changed"),
        "is_overriding": False,
    }


def write_lines(session: Session, intake: Intake, lines: list[dict[str, Any]]) -> None:
    if lines:
        session.execute(insert(IntakeLine), lines)
    intake.state, intake.done, intake.content = "ready", len(lines), None


def close(writer: Engine, id: int, fault: dict[str, Any]) -> None:
    values = {"state": "unusable", "fault": json.dumps(fault), "content": None}
    with writer.begin() as connection:
        connection.execute(update(Intake).where(Intake.id == id).values(values))
