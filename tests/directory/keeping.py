"""Staff who keep the directory true: the pages they fill in, and what comes of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from kiosk.directory.models import DirectoryChange, Place
from tests.client import Page
from tests.directory.exchange import official_file, run_import
from tests.office import Colleague


def stored(app: Flask, folder: Path, *lines: dict[str, str]) -> None:
    """Places that a file has brought; each line is a usual place but for the cells that are given."""
    # The changes of an emptied database are numbered from 1 again: what the last test left in mind is forgotten.
    app.extensions.pop("directory", None)
    result = run_import(app, official_file(folder / "first.csv", *lines))
    assert result.exit_code == 0, result.output


def place(database: Session, /, **facts: Any) -> Place:
    """The one place of these facts, as it is now."""
    database.rollback()
    return database.scalars(select(Place).filter_by(**facts)).one()


def fields_of(page: Page, action: str) -> dict[str, list[str]]:
    """What a browser would send of a form that nobody has touched."""
    form = next(one for one in page.all("form") if urlsplit(one.get("action") or "").path == action)
    found: dict[str, list[str]] = {}
    for one in form.iter():
        value = value_of(one)
        if one.get("name") and value is not None:
            found.setdefault(str(one.get("name")), []).append(value)
    return found


def value_of(field: Element) -> str | None:
    if field.tag == "textarea":
        return field.text or ""
    if field.tag == "select":
        chosen = [one for one in field.iter("option") if one.get("selected") is not None]
        return (chosen or [*field.iter("option")])[0].get("value")
    is_left_out = field.get("type") in ("checkbox", "radio") and field.get("checked") is None
    return None if field.tag != "input" or is_left_out else field.get("value", "")


def send(person: Colleague, address: str, action: str, status: int = 200, /, **fields: Any) -> Page:
    """The form of this page as it stands, with some fields changed; None leaves a field out."""
    known = fields_of(person.get(address), action)
    data = {name: value for name, value in {**known, **fields}.items() if value is not None}
    return person.seen(person.client.post(action, data=data, follow_redirects=True), status)


def edit(person: Colleague, id: int, status: int = 200, /, **fields: Any) -> Page:
    return send(person, f"/staff/places/{id}", f"/staff/places/{id}", status, **fields)


def take_back(person: Colleague, page: Page, status: int = 200) -> Page:
    """Press the first “take it back” of the page."""
    action = next(one.get("action") for one in page.all("form") if "/undos" in (one.get("action") or ""))
    return person.send(page, str(action), status)


def meanwhile(database: Session, deed: Callable[[], Any]) -> None:
    """Somebody else does this while this session holds what it has changed; then it is committed, and they end.

    SQLite lets nobody begin before, so that there is nobody to be seen waiting.
    """
    with ThreadPoolExecutor(1) as others:
        other = others.submit(deed)
        while database.get_bind().dialect.name == "postgresql" and not other.done():
            if database.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                break
            sleep(0.01)
        database.commit()
        other.result()


def questions(database: Session, deed: Callable[[], Any]) -> int:
    """How many questions this asks the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.get_bind(), "before_cursor_execute", note)
    deed()
    event.remove(database.get_bind(), "before_cursor_execute", note)
    return len(asked)


def changes(database: Session) -> int:
    """How often servers were told that the directory has changed."""
    database.rollback()
    return database.scalar(select(func.count(DirectoryChange.id))) or 0
