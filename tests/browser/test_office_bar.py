"""The top of the back office: on a desk all the rooms stand on one line, on a phone they wait in a menu."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.office import colleague

pytestmark = ON_ONE_DATABASE
SMALL_DESK, DESK, WIDE = (1280, 800), (1440, 900), (1920, 1080)
ONE_LINE = 64  # pixels
CUT = "words => words.some(one => one.scrollWidth > one.clientWidth && one.clientWidth)"


def test_whoever_may_enter_every_room_sees_them_on_one_line(screens: Screens, server: Town) -> None:
    cookie = colleague(server.app, "staff", "committee", "coordinator", "admin").client.get_cookie("session")
    assert cookie
    for width, height in (SMALL_DESK, DESK, WIDE):
        page = screens.open("/staff/", size=(width, height), cookies={"session": cookie.value})
        assert page.locator(".office-ways .office-way").count() >= 10
        assert page.locator(".office-bar").evaluate("bar => bar.offsetHeight") <= ONE_LINE
        assert not page.locator(".office-way > *").evaluate_all(CUT)


@pytest.mark.parametrize("scripts", (True, False), ids=("scripts", "no scripts"))
def test_on_a_phone_the_bar_is_one_line_and_its_menu_opens(screens: Screens, server: Town, scripts: bool) -> None:
    roles = ("staff", "committee") if scripts else ("committee", "staff")  # the two have addresses of their own
    cookie = colleague(server.app, *roles).client.get_cookie("session")
    assert cookie
    page = screens.open("/staff/", size=PHONE, scripts=scripts, cookies={"session": cookie.value})
    assert page.locator(".office-bar").evaluate("bar => bar.offsetHeight") <= ONE_LINE
    expect(page.locator(".office-ways")).to_be_hidden()
    page.locator(".office-opener").click()
    page.locator(".office-ways").get_by_role("link", name="Programme").click()
    expect(page).to_have_url(re.compile("/staff/workshops$"))
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
