"""The list of calls in a real browser: one tap to dial, one to say that it is done, one to undo."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.contact import Contact
from kiosk.workshops.messages.notices import notices
from kiosk.workshops.models import Course, Registration, Workshop
from tests.browser import axe, geometry
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.geometry import Limits
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.conftest import TUESDAY_MORNING
from tests.office import PASSWORD, add_user

pytestmark = ON_ONE_DATABASE
DESK = (1440, 900)
PEOPLE = {"Samira": ("03 53 01 00 01", "ar"), "Bo": ("", "fr"), "Marie-Antoinette": ("marie@exemple.fr", "fr")}


@pytest.fixture
def workshops(server: Town) -> list[int]:
    """One that has changed, and one that is cancelled: everybody is to be called."""
    with server.app.app_context(), Session(db.engine) as session:
        place = session.scalars(select(Place).limit(1)).one()
        return [planned(session, place, days) for days in (1, 2)]


def planned(session: Session, place: Place, days: int) -> int:
    starts_at = TUESDAY_MORNING.replace(hour=14, minute=0) + timedelta(days=days)
    course = Course(title="Premiers pas avec une tablette", topic="devices")
    workshop = Workshop.planned(course=course, place=place, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    people = [signed_up(workshop, name) for name in PEOPLE]
    session.add_all((workshop, *people))
    session.flush()
    workshop.cancelled_at = TUESDAY_MORNING if days == 2 else None
    workshop.cancel_reason = "L’animatrice est malade." if days == 2 else ""
    session.add_all(notices(people, "cancelled_workshop" if days == 2 else "changed_workshop", TUESDAY_MORNING, ()))
    session.commit()
    return workshop.id


def signed_up(workshop: Workshop, name: str) -> Registration:
    address, locale = PEOPLE[name]
    key = "a key of at least thirty-two signs"
    one = workshop.register(name, Contact.parse(address), 1, key=key, now=TUESDAY_MORNING)
    one.locale = locale
    return one


def signed_in(screens: Screens, server: Town, name: str, *, scripts: bool = True) -> Page:
    email = add_user(server.app, "staff", email=f"{name}@mediatheque.example", name="Camille")
    page = screens.open("/sign-in", size=DESK, scripts=scripts)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").first.click()
    page.wait_for_url("**/staff/")
    return page


@pytest.mark.parametrize("scripts", (True, False))
def test_a_call_is_done_and_undone(screens: Screens, server: Town, workshops: list[int], scripts: bool) -> None:
    page = signed_in(screens, server, f"calls-{scripts}", scripts=scripts)
    page.goto(f"/staff/calls?workshop={workshops[0]}")
    call = page.locator(".call").filter(has_text="Samira")
    expect(call.locator("a[href='tel:+33353010001']")).to_be_visible()
    call.locator("button[value=told]").click()
    expect(page.locator(".call")).to_have_count(2)
    page.locator(".call-done button").click()
    expect(page.locator(".call")).to_have_count(3)


def test_axe_finds_nothing_and_everything_can_be_tapped(screens: Screens, server: Town, workshops: list[int]) -> None:
    page, found = signed_in(screens, server, "axe-of-calls"), []
    page.goto("/staff/calls")
    page.locator(".call button[value=told]").first.click()
    page.wait_for_url("**done=*")
    for address in (page.url, f"/staff/calls?workshop={workshops[1]}", f"/staff/workshops/{workshops[0]}/roster"):
        page.goto(address)
        found += axe.violations(page)
        for size in (DESK, PHONE):
            found += geometry.faults(page, size, Limits(least=44))
    assert not found
