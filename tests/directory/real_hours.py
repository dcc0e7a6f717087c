"""The opening hours of real places, as their sources wrote them, and moments to ask about."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.config import TOWN

DATA = Path(__file__).parents[1] / "data"
LIBRARIES = Path(__file__).parents[2] / "kiosk" / "directory" / "data" / "libraries-osm.csv"


def france() -> list[str]:
    """The 4,249 texts of `lieux-france-2022-12.v1.csv`."""
    return texts_of(DATA / "lieux-france-2022-12.v1.csv")


def several_sources() -> list[str]:
    """The 2,820 texts of `lieux-multisources-2023-02.v0.json`."""
    rows = json.loads((DATA / "lieux-multisources-2023-02.v0.json").read_text(encoding="utf-8"))
    return [row["horaires"] for row in rows if (row.get("horaires") or "").strip()]


def library(name: str) -> str:
    """The text of one library of Strasbourg and around."""
    with LIBRARIES.open(encoding="utf-8", newline="") as file:
        return next(row["horaires"] for row in csv.DictReader(file) if name in row["nom"])


def texts_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["horaires"] for row in csv.DictReader(file) if row["horaires"].strip()]


def local(moment: str) -> datetime:
    """`2026-03-04 10:00`, on the clock of Strasbourg."""
    return datetime.fromisoformat(moment).replace(tzinfo=TOWN)


def every_half_hour(day: str, days: int = 7) -> Iterator[datetime]:
    """The moments of a week from midnight on."""
    return (local(day) + timedelta(minutes=30 * step) for step in range(48 * days))
