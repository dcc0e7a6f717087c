"""What is tapped without a network, or without a server: kept on the screen, sent later, in its order and once."""

import json
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.opinion import OUTBOX, QUESTION, REST, THANKS, Server, at_rest, face, keep, kept, unsent
from tests.browser.screens import PHONE, Screens

STAFF_PAGE = "/fr/outbox"
PAUSES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]  # seconds


@pytest.fixture
def awaited(screens: Screens) -> Callable[[int], tuple[Page, Server]]:
    """The staff page of a screen on which two records wait for a server that answers by this status."""

    def opened(status: int) -> tuple[Page, Server]:
        page = screens.open(STAFF_PAGE)
        keep(page, 2)
        server = Server(page, status)
        page.reload()
        return page, server

    return opened


def stumble(route: Route) -> None:
    """The server breaks over the worst face, and takes the others."""
    if '"value":1' in (route.request.post_data or ""):
        route.fulfill(status=500)
    else:
        route.continue_()


def forgive(screens: Screens) -> None:
    """What the server answered here was no fault of the pages."""
    screens.close()
    screens.faults.clear()


def next_person(page: Page) -> None:
    page.clock.run_for(REST)
    page.locator("[data-next]").tap()
    page.clock.run_for(REST)


def others_try(page: Page) -> None:
    """One together with what the screen sends by itself, one after it."""
    page.evaluate(f"{OUTBOX}.then(async (outbox) => {{ await outbox.flush(); await outbox.flush(); }})")


def shows(page: Page, waiting: int, stuck: int) -> None:
    expect(page.locator("[data-waiting]")).to_have_text(str(waiting))
    expect(page.locator("[data-stuck]")).to_have_text(str(stuck))


def test_without_a_network_the_tap_is_kept_and_sent_later(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(True)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    page.clock.run_for(REST)
    page.locator("[data-change]").tap()
    page.clock.run_for(REST)
    face(page, 3).tap()
    expect(unsent(page)).to_be_visible()
    assert new_taps() == 0
    page.context.set_offline(False)
    page.goto(STAFF_PAGE)
    shows(page, 0, 0)
    assert new_taps() == 1


def test_what_waits_is_sent_from_whichever_page_comes_next(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open(f"{QUESTION}?new=1")
    context = page.context
    context.set_offline(True)
    face(page, 2).tap()
    expect(unsent(page)).to_be_visible()
    page.close()
    context.set_offline(False)
    later = context.new_page()
    with later.expect_response("**/events"):
        later.goto("/fr/places")
    assert new_taps() == 1


def test_two_people_without_a_network_are_two(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(True)
    for value in (1, 2):
        face(page, value).tap()
        expect(unsent(page)).to_be_visible()
        next_person(page)
    assert [record["gap_ms"] for record in kept(page)] == [None, 2 * REST]
    page.context.set_offline(False)
    page.goto(STAFF_PAGE)
    page.locator("[data-send]").tap()
    shows(page, 0, 0)
    assert new_taps() == 2


def test_without_a_network_a_telephone_keeps_its_tap_too(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = screens.open("/f/service-access", PHONE)
    page.context.set_offline(True)
    face(page, 2).tap()
    expect(unsent(page)).to_be_visible()
    page.context.set_offline(False)
    page.goto(STAFF_PAGE)
    shows(page, 0, 0)
    assert new_taps() == 1


def test_what_the_server_stumbles_over_is_nobody_else_s_concern(screens: Screens, new_taps: Callable[[], int]) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.route("**/events", stumble)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    next_person(page)
    face(page, 3).tap()
    page.wait_for_url(THANKS)
    assert new_taps() == 1
    page.goto(STAFF_PAGE)
    shows(page, 1, 0)
    forgive(screens)


def test_what_is_not_sent_is_tried_again_by_one_chain_of_pauses(screens: Screens) -> None:
    page = at_rest(screens, "/f/service-access", PHONE)
    server = Server(page, 503)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    for pause in PAUSES:
        page.clock.run_for(pause * 1000 - 1)
        assert kept(page)  # what is sent too early is sent by now
        with page.expect_request("**/events"):
            page.clock.run_for(1)
        others_try(page)
    moments = sorted({datetime.fromisoformat(record["sent_at"]) for record in server.records})
    assert [round((later - sooner).total_seconds()) for sooner, later in pairwise(moments)] == PAUSES
    forgive(screens)


def test_a_tap_is_sent_at_once_however_long_the_pause_is(screens: Screens) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    server = Server(page, 403)
    face(page, 1).tap()
    expect(unsent(page)).to_be_visible()
    next_person(page)
    server.status = 201
    with page.expect_request(THANKS):
        face(page, 2).tap()
    assert [record["value"] for record in server.records] == [1, 1, 2]
    forgive(screens)


@pytest.mark.parametrize("status", (401, 403, 429, 502, 503, 504))
def test_a_server_that_takes_nobody_in_is_asked_for_one_record_only(
    screens: Screens, awaited: Callable[[int], tuple[Page, Server]], status: int
) -> None:
    page, server = awaited(status)
    shows(page, 2, 0)
    with page.expect_response("**/events"):
        page.locator("[data-send]").tap()
    shows(page, 2, 0)
    assert {record["captured_at"] for record in server.records} == {"2026-10-06T08:00:00.000Z"}
    forgive(screens)


@pytest.mark.parametrize("status", (409, 410, 413, 422))
def test_what_the_server_refuses_is_kept_and_not_sent_again(
    screens: Screens, awaited: Callable[[int], tuple[Page, Server]], status: int
) -> None:
    page, server = awaited(status)
    shows(page, 0, 2)
    page.reload()
    shows(page, 0, 2)
    assert len(server.records) == 2
    forgive(screens)


def test_the_first_one_is_sent_first(screens: Screens) -> None:
    page = screens.open(STAFF_PAGE)
    keep(page, 5)
    server = Server(page, 201)
    expect(page.locator("[data-last]")).to_have_text("–")
    page.locator("[data-send]").tap()
    expect(page.locator("[data-last]")).not_to_have_text("–")
    shows(page, 0, 0)
    moments = [record["captured_at"] for record in server.records]
    assert len(moments) == 5 and moments == sorted(moments)


def test_staff_save_all_that_is_kept_and_may_then_erase_what_is_refused(
    screens: Screens, awaited: Callable[[int], tuple[Page, Server]], tmp_path: Path
) -> None:
    page, server = awaited(410)
    shows(page, 0, 2)
    server.status = 503
    keep(page, 1, first=5)
    page.reload()
    shows(page, 1, 2)
    expect(page.locator("[data-clear]")).to_be_hidden()
    with page.expect_download() as download:
        page.locator("[data-export]").tap()
    download.value.save_as(tmp_path / "outbox.json")
    told = json.loads((tmp_path / "outbox.json").read_text())
    assert sorted(one.get("stuck", 0) for one in told) == [0, 410, 410]
    page.locator("[data-clear]").tap()
    page.locator("[data-yes]").tap()
    shows(page, 1, 0)
    forgive(screens)


def test_nothing_refused_is_erased_without_a_question(
    screens: Screens, awaited: Callable[[int], tuple[Page, Server]]
) -> None:
    page, _ = awaited(422)
    with page.expect_download():
        page.locator("[data-export]").tap()
    for answer, left in (("no", 2), ("yes", 0)):
        page.locator("[data-clear]").tap()
        page.locator(f"[data-{answer}]").tap()
        shows(page, 0, left)
    page.reload()
    shows(page, 0, 0)
    forgive(screens)


@pytest.mark.parametrize("is_test", (True, False), ids=("staff", "a visitor"))
def test_whoever_tries_the_screen_says_so(screens: Screens, is_test: bool) -> None:
    page = at_rest(screens, f"{QUESTION}?new=1")
    page.context.set_offline(True)
    if is_test:
        page.locator("[data-question]").evaluate("form => { form.dataset.test = ''; }")
    face(page, 2).tap()
    expect(unsent(page)).to_be_visible()
    (record,) = kept(page)
    assert record.get("test") is (True if is_test else None)
