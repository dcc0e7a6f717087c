"""What nobody will take back any more is forgotten: the changes, and the files that were looked through."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk import upkeep
from kiosk.directory.intake.models import Intake, IntakeLine
from kiosk.directory.revisions.models import KEPT_FOR, Revision, RevisionEntry
from tests.conftest import TUESDAY_MORNING
from tests.directory.exchange import official_file
from tests.directory.keeping import edit, place, stored
from tests.directory.test_look_through_import import upload
from tests.office import colleague


@pytest.fixture
def changed(app: Flask, tmp_path: Path, database: Session) -> None:
    """A place that was changed, and a file that waits."""
    stored(app, tmp_path, {})
    person = colleague(app, "staff")
    edit(person, place(database).id, name="Maison du fil")
    database.rollback()  # what comes next is read anew
    upload(person, official_file(tmp_path / "lieux.csv", {"id": "2", "nom": "Nouveau"}))


def purge(app: Flask, monkeypatch: pytest.MonkeyPatch, later: timedelta) -> str:
    monkeypatch.setitem(app.config, "FROZEN_NOW", TUESDAY_MORNING + later)
    return app.test_cli_runner().invoke(upkeep.purge).output


@pytest.mark.usefixtures("changed")
def test_old_changes_and_files_are_forgotten_and_the_place_stays(
    app: Flask, database: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = purge(app, monkeypatch, KEPT_FOR)
    assert said.endswith("Annuaire : 1 changements et 1 fichiers anciens.\n")
    kinds = (Revision.id, RevisionEntry.place_id, Intake.id, IntakeLine.number)
    assert [database.scalars(select(kind)).all() for kind in kinds] == [[]] * 4
    assert place(database).name == "Maison du fil"


@pytest.mark.usefixtures("changed")
def test_what_can_still_be_taken_back_stays(app: Flask, database: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Annuaire" not in purge(app, monkeypatch, KEPT_FOR - timedelta(seconds=1))
    assert database.scalars(select(Revision.id)).all() and database.scalars(select(IntakeLine.number)).all()
