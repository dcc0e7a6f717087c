"""What was set aside: read in heaps, restored with a reason, set aside again; and what contradicts itself."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.devices.models import Kiosk
from kiosk.directory.models import Place
from kiosk.feedback.models import Conflict, Tap
from tests.client import Page
from tests.feedback.conftest import NOW, Tapper
from tests.feedback.counters import counter
from tests.feedback.sending import new_record, send, totals
from tests.office import Colleague, colleague

ASIDE = "/staff/set-aside"


@pytest.fixture
def mediator(app: Flask) -> Colleague:
    return counter(app, "Ada")


@pytest.fixture
def tablet(database: Session, library: Place) -> Kiosk:
    kiosk = Kiosk.enrolled("Entrée", library.id, "secret", "Ada", NOW)
    database.add(kiosk)
    database.commit()
    return kiosk


def burst(tapped: Tapper, tablet: Kiosk, start: datetime = NOW - timedelta(hours=1)) -> list[Tap]:
    """Seven in less than a minute."""
    facts = {"kiosk_id": tablet.id, "place_id": tablet.place_id, "state": "burst"}
    return [tapped(1, captured_at=start + timedelta(seconds=7 * number), **facts) for number in range(7)]


def rows(page: Page) -> list[str]:
    return [page.text(row) for body in page.all("tbody") for row in body.iter("tr")]


def restore(mediator: Colleague, first: Tap, status: int = 200, **fields: object) -> Page:
    address = f"{ASIDE}/{first.id}"
    return mediator.submit(address, address, status, **fields)


def test_a_burst_is_one_line_with_its_reason(mediator: Colleague, tapped: Tapper, tablet: Kiosk) -> None:
    burst(tapped, tablet)
    [row] = rows(mediator.get(ASIDE))
    assert row.startswith("7 en une minute sur le même écran La borne Entrée, Médiathèque du Parc")


def test_which_faces_were_touched_does_not_decide(mediator: Colleague, tapped: Tapper, tablet: Kiosk) -> None:
    first, *_ = burst(tapped, tablet)
    for address in (ASIDE, f"{ASIDE}/{first.id}"):
        assert "Pas bien" not in mediator.get(address).html


def test_what_came_later_is_another_heap(mediator: Colleague, tapped: Tapper, tablet: Kiosk) -> None:
    burst(tapped, tablet)
    burst(tapped, tablet, NOW - timedelta(minutes=20))
    tapped(2, state="repeat")
    tapped(2, code="service-access", state="outside_hours")
    found = rows(mediator.get(ASIDE))
    assert [row.split(" La borne")[0] for row in found if "écran La borne" in row][:2] == [
        "7 en une minute sur le même écran"
    ] * 2
    assert len(found) == 4


def test_the_numbers_of_each_reason_stand_above(mediator: Colleague, tapped: Tapper, tablet: Kiosk) -> None:
    burst(tapped, tablet)
    tapped(2, state="test")
    page = mediator.get(ASIDE)
    sums = [page.text(one) for one in page.all("dl")[0].iter("div")]
    assert sums == ["Répétés0", "En rafale7", "Essais du personnel1", "Pendant la fermeture0", "Rétablis0"]


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("state=burst", 1), ("state=test", 2), ("state=nonsense", 3), ("from=2026-11-24", 2), ("kiosk=1", 1),
     ("from=2026-11-01&to=2026-11-02", 1), ("from=x&to=2026-13-01", 3), ("kiosk=999", 0)],
)  # fmt: skip
def test_filters_stand_in_the_address(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, query: str, number: int
) -> None:
    burst(tapped, tablet)
    tapped(2, state="test")
    tapped(2, state="test", captured_at=datetime(2026, 11, 2, 12, tzinfo=NOW.tzinfo))
    query = query.replace("kiosk=1", f"kiosk={tablet.id}")
    assert len(rows(mediator.get(f"{ASIDE}?{query}"))) == number


def test_a_heap_counts_after_somebody_has_said_why(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session
) -> None:
    taps = burst(tapped, tablet)
    assert totals(database) == (0, 0, 0, 7)
    page = restore(mediator, taps[0], reason="Une classe de sept", tap=[str(tap.id) for tap in taps])
    assert "7 avis comptent désormais" in page.text() and "Une classe de sept" in page.text()
    assert totals(database) == (7, 0, 0, 0)


def test_only_those_that_are_ticked_count(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session
) -> None:
    taps = burst(tapped, tablet)
    restore(mediator, taps[0], reason="Une famille", tap=[str(tap.id) for tap in taps[:2]])
    assert totals(database) == (2, 0, 0, 5)
    assert sorted(row[:2] for row in rows(mediator.get(ASIDE))) == ["5 "]
    assert sorted(row[:2] for row in rows(mediator.get(f"{ASIDE}?state=restored"))) == ["2 "]


@pytest.mark.parametrize(
    ("reason", "is_ticked", "words"),
    [("", True, "Écrivez pourquoi"), (" \t", True, "Écrivez pourquoi"), ("x" * 201, True, "trop long"),
     ("Une famille", False, "Cochez-en")],
)  # fmt: skip
def test_without_a_reason_nothing_counts(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session, reason: str, is_ticked: bool, words: str
) -> None:
    taps = burst(tapped, tablet)
    ticked = [str(taps[0].id)] if is_ticked else ["nonsense"]
    page = restore(mediator, taps[0], 422, reason=reason, tap=ticked)
    assert words in page.text()
    assert len([one for one in page.all("input", name="tap") if one.get("checked") is not None]) == int(is_ticked)
    assert totals(database) == (0, 0, 0, 7)


def test_it_is_set_aside_again_for_the_reason_it_was(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session
) -> None:
    taps = burst(tapped, tablet)
    restore(mediator, taps[0], reason="Une classe", tap=[str(tap.id) for tap in taps])
    address = f"{ASIDE}/{taps[0].id}"
    mediator.submit(address, f"{address}/reversal")
    assert totals(database) == (0, 0, 0, 7)
    [row] = rows(mediator.get(ASIDE))
    assert row.startswith("7 en une minute") and "En rafale" in row


def test_two_who_restore_the_same_do_it_once(
    app: Flask, mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session
) -> None:
    taps = burst(tapped, tablet)
    other, address = counter(app, "Ben"), f"{ASIDE}/{taps[0].id}"
    form = other.get(address)
    ticked = {"reason": "Une classe", "tap": [str(tap.id) for tap in taps]}
    restore(mediator, taps[0], 200, **ticked)
    assert "avant vous" in other.send(form, address, 409, **ticked).text()
    assert totals(database) == (7, 0, 0, 0)


def test_taps_of_another_heap_are_not_restored_along(
    mediator: Colleague, tapped: Tapper, tablet: Kiosk, database: Session
) -> None:
    taps, other = burst(tapped, tablet), tapped(3, state="test")
    restore(mediator, taps[0], reason="Une classe", tap=[str(taps[0].id), str(other.id)])
    assert totals(database) == (1, 0, 0, 7)


@pytest.mark.parametrize("id", ["nonsense", "12", "00000000-0000-4000-8000-000000000000"])
def test_what_does_not_exist_is_not_found(mediator: Colleague, id: str) -> None:
    mediator.get(f"{ASIDE}/{id}", 404)


def test_what_counts_is_not_shown_here(mediator: Colleague, tapped: Tapper) -> None:
    mediator.get(f"{ASIDE}/{tapped(3).id}", 404)


def test_the_log_says_how_many_and_why(app: Flask, mediator: Colleague, tapped: Tapper, tablet: Kiosk) -> None:
    taps = burst(tapped, tablet)
    restore(mediator, taps[0], reason="Une classe", tap=[str(tap.id) for tap in taps])
    newest = rows(colleague(app, "admin").get("/admin/audit?action=taps.restored"))[0]
    assert all(words in newest for words in ("Ada", "Avis écartés : rétablis", "7", "Une classe"))


def test_nothing_set_aside_is_good_news(mediator: Colleague) -> None:
    assert "tous les avis comptent" in mediator.get(ASIDE).text()
    assert "Il n’y en a pas" in mediator.get(f"{ASIDE}/conflicts").text()


def test_contradictions_are_read_beside_what_counts_and_kept_as_a_file(
    app: Flask, mediator: Colleague, database: Session
) -> None:
    record = new_record(value=3)
    assert [send(app, record)[0], send(app, {**record, "value": 1})[0]] == [201, 409]
    [row] = rows(mediator.get(f"{ASIDE}/conflicts"))
    assert row.endswith("La borne Très bien Pas bien")
    [kept] = mediator.client.get(f"{ASIDE}/conflicts.json").get_json()
    assert (kept["record"]["id"], kept["record"]["value"]) == (record["id"], 1)
    assert database.query(Conflict).count() == 1
