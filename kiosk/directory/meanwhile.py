"""Two people at one place: what somebody has typed, over what another one has kept since the form was opened."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.exchange.cells import readable
from kiosk.directory.revisions.models import RevisionEntry
from kiosk.directory.revisions.record import FOLLOWING, Record
from kiosk.directory.sheet import Sheet

# Nobody reads these on the page of a place.
UNSEEN = FOLLOWING | {"id", "edits", "merges"}
MOST_LOOKED_AT = 50
OTHERS = ("languages", "other_languages", "equipment", "step_free", "to_bring", "is_position_doubtful")


class Meanwhile(NamedTuple):
    """What the form shows then: the sheet, and by field what stands there now."""

    sheet: Sheet
    theirs: dict[str, str]

    @classmethod
    def of(cls, session: Session, record: Record, mark: str, typed: Sheet, today: date) -> Self:
        """Where nothing was typed, the other's words; nobody knows where if the form is older than what is kept."""
        before = opened(session, record.values["id"], mark)
        if before is None:
            wanted, _ = typed.wanted(record, today)
            return cls(typed, said(record, {name for name in wanted if wanted[name] != record.known(name)}))
        names = {name for name in (*record.values, *record.parts) if before.known(name) != record.known(name)}
        return cls(over(typed, Sheet.of(before), Sheet.of(record)), said(record, names))


def opened(session: Session, id: int, mark: str) -> Record | None:
    """The place as it was when it had this mark; None where no revision has kept it."""
    kept = select(RevisionEntry.before).where(RevisionEntry.place_id == id).order_by(RevisionEntry.revision_id.desc())
    found = (Record.parse(content) for content in session.scalars(kept.limit(MOST_LOOKED_AT)) if content)
    return next((record for record in found if record.mark == mark), None)


def said(record: Record, names: set[str]) -> dict[str, str]:
    """What stands in these fields, as staff read it."""
    return {name: readable(name, record.known(name)) for name in sorted(names - UNSEEN)}


def over(typed: Sheet, before: Sheet, now: Sheet) -> Sheet:
    """What was typed; what it has left as it was `before` is as it is now."""
    known = before.texts["opening_hours"]
    has_other_hours = typed.hours.kept(known) != known
    hours = typed if has_other_hours else now
    texts = {name: newer(text, before.texts[name], now.texts[name]) for name, text in typed.texts.items()}
    return replace(
        typed,
        texts=texts | {"opening_hours": hours.texts["opening_hours"]},
        hours=hours.hours,
        choices={
            name: codes if set(codes) != set(before.choices[name]) else now.choices[name]
            for name, codes in typed.choices.items()
        },
        **{name: newer(getattr(typed, name), getattr(before, name), getattr(now, name)) for name in OTHERS},
    )


def newer(typed: Any, before: Any, now: Any) -> Any:
    return now if typed == before else typed
