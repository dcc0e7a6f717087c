"""Files of places made for one test, and the commands that read and write them."""

import csv
import json
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.directory.commands import export_places, import_places
from kiosk.directory.models import Place
from kiosk.directory.standard import COLUMNS

DATA = Path(__file__).parents[1] / "data"
SHIPPED = Path(__file__).parents[2] / "kiosk" / "directory" / "data"
BAS_RHIN = SHIPPED / "places-bas-rhin.csv"
CHARENTE = DATA / "lieux-charente-2023-07.v1.csv"
FRANCE = DATA / "lieux-france-2022-12.v1.csv"
MULTIPLE_SOURCES = DATA / "lieux-multisources-2023-02.v0.json"
BUS = DATA / "bus-france-services-charente.brut.json"
USUAL = {
    "id": "1",
    "pivot": "43493312300029",
    "nom": "Maison des exemples",
    "commune": "Strasbourg",
    "code_postal": "67000",
    "code_insee": "67482",
    "adresse": "1 place de l'Exemple",
    "source": "essai",
    "date_maj": "2024-04-02",
    "services": "Accès internet et matériel informatique",
}


def official_file(path: Path, *lines: dict[str, str]) -> Path:
    """A file of the 32 columns; every line is a usual place but for the cells that are given."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [column.name for column in COLUMNS], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**USUAL, **line} for line in lines)
    return path


def run_import(app: Flask, path: Path, *options: str | Path) -> Result:
    return app.test_cli_runner().invoke(import_places, [str(path), *map(str, options)])


def imported(app: Flask, path: Path, *options: str | Path) -> dict[str, Any]:
    """The report of an import that was carried out."""
    target = path_of_report(app)
    result = run_import(app, path, "--report", target, *options)
    assert result.exit_code in (0, 1), result.output
    assert target.exists(), result.exception
    content: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return content


def path_of_report(app: Flask) -> Path:
    return Path(app.config["DATA_DIR"]) / "report.json"


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    return report["created"], report["updated"], report["unchanged"], report["refused"]


def codes(report: dict[str, Any], number: int = 0) -> list[str]:
    """The codes of the warnings of one line, by its rank in the report."""
    return [warning["code"] for warning in report["lines"][number]["warnings"]]


def exported(app: Flask, path: Path) -> Result:
    result = app.test_cli_runner().invoke(export_places, [str(path)])
    assert result.exit_code == 0, result.output
    return result


def number_of_places(database: Session) -> int:
    return database.scalar(select(func.count()).select_from(Place)) or 0


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
