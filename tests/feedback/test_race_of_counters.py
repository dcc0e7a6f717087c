"""Several people confirm the same papers at the same moment: they count once, on both databases."""

import inspect
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.models import PaperEntry, PaperTally
from kiosk.web.models import AuditEntry
from tests.client import Page
from tests.feedback.counters import TALLIES, counter, enter, numbers, tally_of
from tests.feedback.sending import totals
from tests.office import Colleague
from tests.row_locks import held

ENDPOINT = "tallies.create_entry"
NAMES = ("Ben", "Cem", "Dora", "Eva", "Fatou", "Guy")


@pytest.fixture
def unwatched(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever counts the entries of the audit log during a request counts those of others, too."""
    monkeypatch.setitem(app.view_functions, ENDPOINT, inspect.unwrap(app.view_functions[ENDPOINT]))


def confirm(person: Colleague, page: Page, address: str) -> int:
    """The status of the answer."""
    token = page.all("input", name="csrf_token")[0].get("value")
    return person.client.post(f"{address}/entries", data={"csrf_token": token, **numbers()}).status_code


@pytest.mark.parametrize("people", [1, len(NAMES)])
def test_papers_that_many_confirm_at_once_count_once(
    app: Flask, database: Session, unwatched: None, people: int
) -> None:
    enter(counter(app, "Ada"))
    address = f"{TALLIES}/{tally_of(database).id}"
    # One person may tap twice, which is two browsers of one account here.
    confirming = [counter(app, name) for name in NAMES[:people]]
    confirming += [again(app, confirming[0]) for _ in range(len(NAMES) - people)]
    forms = [(person, person.get(address)) for person in confirming]
    with ThreadPoolExecutor(len(forms)) as at_once, held(database, PaperTally):
        answers = [at_once.submit(confirm, person, page, address) for person, page in forms]
    assert sorted(answer.result() for answer in answers) == [303] + [409] * (len(forms) - 1)
    assert totals(database) == (5, 7, 18, 0)
    assert len(database.scalars(select(PaperEntry)).all()) == 2
    assert len(database.scalars(select(AuditEntry).where(AuditEntry.action == "tally.counted")).all()) == 1


def again(app: Flask, person: Colleague) -> Colleague:
    """The same person in another browser."""
    other = Colleague(app, person.email)
    other.sign_in()
    return other
