"""The commands of the directory: import a file of places, export the official one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from kiosk.directory.exchange import wording
from kiosk.directory.exchange.exporting import exported, write_files
from kiosk.directory.exchange.extras import completed
from kiosk.directory.exchange.holding import hold_rows
from kiosk.directory.exchange.importing import Plan, planned
from kiosk.directory.exchange.mapping import Mapping, read_mapping
from kiosk.directory.exchange.origin import Origin
from kiosk.directory.exchange.reading import detected_format, rows
from kiosk.directory.exchange.report import report, write_report
from kiosk.directory.exchange.rows import Row, UnusableFile
from kiosk.directory.exchange.writing import describe, write
from kiosk.extensions import db
from kiosk.web import clock

FORMATS = ("auto", "v0", "v1", "mapping")
SOME_REFUSED = 1
PATH = click.Path(path_type=Path)


class Failure(click.ClickException):
    """Nothing was done; the message says why in one line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)


@click.command("import-places")
@click.argument("file", type=PATH)
@click.option(
    "--source", metavar="NOM", help="D'où viennent les lieux, si les lignes ne le disent pas (sinon le nom du fichier)."
)
@click.option("--format", type=click.Choice(FORMATS), default="auto", show_default=True, help="Format du fichier.")
@click.option("--mapping", type=PATH, metavar="FICHIER.json", help="Ce que veulent dire les colonnes du fichier.")
@click.option("--dry-run", is_flag=True, help="Dire ce qui se passerait, sans rien écrire.")
@click.option("--report", "target", type=PATH, metavar="FICHIER.json", help="Y écrire ce que devient chaque ligne.")
@with_appcontext
def import_places(
    file: Path, source: str | None, format: str, mapping: Path | None, dry_run: bool, target: Path | None
) -> None:
    """Importe les lieux de FILE, CSV ou JSON.

    Code de sortie : 0 fait, 1 des lignes refusées, 2 fichier inutilisable et rien de changé.
    """
    with said_plainly():
        meaning = read_mapping(mapping) if mapping else None
        origin = (meaning or Mapping()).origin(source or file.stem)
        known = detected_format(file, meaning) if format == "auto" else format
        found = read(file, origin.name, known, meaning)
        plan = carried_out(found, file, origin, known, dry_run, target)
    for line in wording.import_summary(file.name, plan, dry_run):
        click.echo(line)
    sys.exit(SOME_REFUSED if plan.counts()["refused"] else 0)


def read(file: Path, source: str, format: str, mapping: Mapping | None) -> list[Row]:
    """All the rows of the file, before anything is written."""
    found = completed(rows(file, format, mapping, today=clock.now().date()), file, source)
    with click.progressbar(found, label=wording.reading(), file=sys.stderr, update_min_steps=100) as bar:
        return list(bar)


def carried_out(found: list[Row], file: Path, origin: Origin, format: str, dry_run: bool, target: Path | None) -> Plan:
    """Plan, write and report in one transaction: a report that cannot be written leaves the database as it was."""
    connection = db.session.connection(execution_options={} if dry_run else {"sqlite_begin": "IMMEDIATE"})
    if not dry_run:
        hold_rows(connection, found, origin.name)
    plan = planned(found, origin.name, connection)
    if not dry_run:
        write(plan, connection, f"import-places {file.name}", clock.now())
        describe(origin, connection)
    if target:
        refuse_to_overwrite(file, target)
        # Half of a surrogate pair can stand in a JSON file; what replaces it here is its JSON escape.
        with target.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            write_report(report(plan, file.name, origin.name, format), stream)
    db.session.commit()
    return plan


def refuse_to_overwrite(file: Path, target: Path) -> None:
    if target.exists() and target.samefile(file):
        raise UnusableFile("report_is_file")


@click.command("export-places")
@click.argument("file", type=PATH)
@with_appcontext
def export_places(file: Path) -> None:
    """Écrit les lieux dans FILE.csv, selon le standard national, et le reste dans FILE.extra.csv."""
    with said_plainly():
        export = exported(db.session.connection())
        write_files(export, file)
    for line in wording.export_summary(file.name, export):
        click.echo(line)


@contextmanager
def said_plainly() -> Iterator[None]:
    """What can be expected to go wrong, as one line and exit code 2."""
    try:
        yield
    except UnusableFile as error:
        raise Failure(wording.failure(error)) from error
    except SQLAlchemyError as error:
        raise Failure(wording.database_failure(error)) from error
    except OSError as error:
        raise Failure(wording.file_failure(error)) from error
