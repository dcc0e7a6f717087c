"""The tables of the back office: rows become cards where they would not fit, and nothing runs off the screen."""

from sqlalchemy import select

from kiosk.workshops.models import Registration
from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import PHONE, UPRIGHT, Screens
from tests.browser.town import Town
from tests.office import colleague

pytestmark = ON_ONE_DATABASE
SIZES = (PHONE, (700, 900), (768, 1024), UPRIGHT, (1024, 768))
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
CUT = "[...document.querySelectorAll('.table-frame')].some(one => one.scrollWidth > one.clientWidth)"


def tables(server: Town) -> list[str]:
    with server.app.app_context():
        busy = server.app.extensions["sqlalchemy"].session.scalar(select(Registration.workshop_id))
    return [f"/staff/workshops/{busy}/roster", "/staff/places", "/staff/help-requests", "/admin/users", "/staff/calls"]


def test_no_table_runs_off_the_screen(screens: Screens, server: Town) -> None:
    cookie = colleague(server.app, "coordinator", "admin", "staff").client.get_cookie("session")
    assert cookie
    page = screens.open(cookies={"session": cookie.value})
    for address in tables(server):
        page.goto(address)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(TOO_WIDE) <= 0, (address, width)
            assert not page.evaluate(CUT), (address, width)
