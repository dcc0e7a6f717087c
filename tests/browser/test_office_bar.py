"""The top of the back office: on a desk's screen, all the rooms stand on one line."""

from tests.browser.conftest import ON_ONE_DATABASE
from tests.browser.screens import PHONE, Screens
from tests.browser.town import Town
from tests.office import colleague

pytestmark = ON_ONE_DATABASE
DESK, WIDE = (1440, 900), (1920, 1080)
ONE_LINE = 64  # pixels


def test_whoever_may_enter_every_room_sees_them_on_one_line(screens: Screens, server: Town) -> None:
    cookie = colleague(server.app, "staff", "committee", "coordinator", "admin").client.get_cookie("session")
    assert cookie
    for width, height in (DESK, WIDE):
        page = screens.open("/staff/", size=(width, height), cookies={"session": cookie.value})
        assert page.locator(".office-ways .office-way").count() >= 10
        assert page.locator(".office-bar").evaluate("bar => bar.offsetHeight") <= ONE_LINE
    page = screens.open("/staff/", size=PHONE, cookies={"session": cookie.value})
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
