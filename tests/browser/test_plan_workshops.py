"""The programme in a real browser: a series from its rule to its workshops, with and without scripts, and axe."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from kiosk.extensions import db
from kiosk.web import clock
from kiosk.workshops.models import Workshop
from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.office import PASSWORD, add_user

pytestmark = ON_ONE_DATABASE
DESK = (1440, 900)
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
RULE = "repeat=weeks&weeks=2&weekdays=1&ending=times&times=10&skip_school=1&start=14:00&end=16:00&capacity=8&minimum=4"


def signed_in(screens: Screens, server: Town, name: str, *, scripts: bool = True) -> Page:
    email = add_user(server.app, "staff", email=f"{name}@mediatheque.example")
    page = screens.open("/sign-in", size=DESK, scripts=scripts)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").click()
    return page


def fill_in_the_rule(page: Page) -> None:
    """Every second Tuesday from the first of December on, five times, not in the school holidays."""
    page.goto("/staff/series/new")
    page.locator("#course").select_option(index=1)
    for name, value in {"title": "Essai", "day": "2026-12-01", "start": "14:00", "end": "16:00", "times": "5"}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#weekdays-1").check()
    page.locator("#skip_school-1").check()
    page.locator("#place_query").fill("malraux")


def choose_the_place(page: Page, *, scripts: bool) -> None:
    """While one types; without scripts, on the form that comes back."""
    if not scripts:
        page.locator("main form .main").click()
        if urlsplit(page.url).path.endswith("/preview") and page.locator("[name=dates]").count():
            return
    page.locator("#places input").first.check()
    page.locator("main form .main").click()


@WITH_AND_WITHOUT_SCRIPTS
def test_a_series_is_planned_changed_and_cancelled(screens: Screens, server: Town, scripts: bool) -> None:
    page = signed_in(screens, server, f"series-{scripts}", scripts=scripts)
    fill_in_the_rule(page)
    choose_the_place(page, scripts=scripts)
    expect(page.locator("[name=dates]:checked")).to_have_count(5)
    expect(page.locator("[name=dates]:not(:checked)")).to_have_count(1)
    page.locator("[name=dates]").nth(1).uncheck()
    expect(page.locator("[data-number]")).to_have_text("4" if scripts else "5")
    page.locator("main form .main").click()
    expect(page.locator(".done")).to_be_focused()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(4)
    rows.nth(1).locator("a").click()
    change_this_and_the_following(page)
    cancel_and_take_back(page)


def change_this_and_the_following(page: Page) -> None:
    page.locator(".head .main").click()
    page.locator("#start").fill("13:30")
    page.locator("#scope-following").check()
    page.locator("main form .main").click()
    page.locator(".facts a").click()
    times = [one.get_attribute("datetime") or "" for one in page.locator("tbody time").all()]
    assert [time[11:16] for time in times] == ["14:00", "13:30", "13:30", "13:30"]


def cancel_and_take_back(page: Page) -> None:
    """One of them; the others stay."""
    page.locator("tbody tr").nth(2).locator("a").click()
    page.locator("summary").click()
    page.locator("#reason").fill("Panne de courant")
    page.locator("details form button").click()
    expect(page.locator(".notice")).to_contain_text("Panne de courant")
    page.locator(".facts a").click()
    expect(page.locator("tr.is-off")).to_have_count(1)
    page.locator("tr.is-off a").click()
    page.locator("form[action$=restoration] .main").click()
    expect(page.locator("form[action$=restoration]")).to_have_count(0)


@WITH_AND_WITHOUT_SCRIPTS
def test_what_speaks_against_a_workshop_is_read_and_one_tap_goes_on(
    screens: Screens, server: Town, scripts: bool
) -> None:
    page = signed_in(screens, server, f"warned-{scripts}", scripts=scripts)
    page.goto(f"/staff/workshops/new?copy={coming(server).id}")
    page.locator("#day").fill(coming(server).starts_at.date().isoformat())
    page.locator("#partner").fill("Emmaüs")
    page.locator("main form .main").click()
    expect(page.locator(".warnings")).to_be_focused()
    assert not scripts or not [*axe.violations(page), *geometry.faults(page, PHONE, Limits(least=44))]
    expect(page.locator("#partner")).to_have_value("Emmaüs")
    page.locator(".warnings button").click()
    expect(page.locator(".done")).to_be_focused()
    expect(page.locator(".facts")).to_contain_text("Emmaüs")


def test_the_days_of_a_notice_name_their_workshops(screens: Screens, server: Town) -> None:
    page, workshop = signed_in(screens, server, "notice"), coming(server)
    page.goto(f"/staff/places/{workshop.place_id}/notices?first=2020-01-01")
    expect(page.locator("#planned a")).to_have_count(0)
    page.locator("#first").fill("2020-01-01")
    page.locator("#last").fill(workshop.starts_at.date().isoformat())
    page.locator("#last").press("Tab")
    expect(page.locator(f"#planned a[href$='/{workshop.id}']")).to_be_visible()
    assert not [*axe.violations(page), *geometry.faults(page, PHONE, Limits(least=44))]


def coming(server: Town) -> Workshop:
    """A workshop of the example month that is still to come."""
    with server.app.app_context():
        query = select(Workshop).where(Workshop.starts_at > clock.now(), Workshop.cancelled_at.is_(None))
        return db.session.scalars(query.order_by(Workshop.starts_at).offset(1)).first() or Workshop()


def test_places_are_found_while_one_types_and_the_choice_stays(screens: Screens, server: Town) -> None:
    page = signed_in(screens, server, "places")
    page.goto("/staff/workshops/new")
    page.locator("#place_query").press_sequentially("malraux")
    page.locator("#places input").first.check()
    page.locator("#place_query").fill("neudorf")
    expect(page.locator("#places input:not(:checked)").first).to_be_visible()
    expect(page.locator("#places input:checked")).to_have_count(1)


def test_a_wrong_form_takes_the_focus_to_its_summary(screens: Screens, server: Town) -> None:
    page = signed_in(screens, server, "summary", scripts=False)
    page.goto("/staff/series/preview?course=&day=2026-12-01")
    expect(page.locator("[role=alert]")).to_be_focused()
    page.locator("[role=alert] a").first.click()
    assert urlsplit(page.url).fragment == "course"


def pages_of(server: Town) -> list[str]:
    """The pages of the programme that are about something."""
    with server.app.app_context():
        one = db.session.scalars(select(Workshop).where(Workshop.series_id.is_not(None))).first()
        assert one
        id, course, place, series = one.id, one.course_id, one.place_id, one.series_id
    return [
        f"/staff/workshops/{id}", f"/staff/workshops/{id}/edit", f"/staff/series/{series}",
        f"/staff/series/preview?{RULE}&course={course}&place={place}&day=2026-12-01",
        "/staff/series/preview?course=&day=", "/staff/workshops", "/staff/workshops?place=1&course=1",
        f"/staff/courses/{course}", f"/staff/courses/{course}/edit", f"/staff/courses/{course}/translations/ar",
        "/staff/series/day", "/staff/courses", "/staff/workshops/places?place_query=malraux",
    ]  # fmt: skip


def test_axe_finds_nothing_and_everything_can_be_tapped(screens: Screens, server: Town) -> None:
    page, found = signed_in(screens, server, "axe-of-the-programme"), []
    for address in pages_of(server):
        page.goto(address)
        found += axe.violations(page)
        for size in (DESK, PHONE):
            found += geometry.faults(page, size, Limits(least=44))
    assert not found
