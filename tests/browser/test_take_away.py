"""A place to take away: on the phone, on paper, in large letters."""

import re
from base64 import b64encode

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.screens import PHONE, UPRIGHT, Screens
from tests.browser.town import EVERYTHING, WITH_NOTICE, Town

A6 = (105 / 25.4 * 72, 148 / 25.4 * 72)  # points
LARGEST_CODE = 29 + 2 * 4  # modules of a QR code of version 3, with its quiet zone
SMALLEST_MODULE = 1.5 * 3.78  # pixels
PIXELS = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, greens: Array.from(data.filter((_, place) => place % 4 === 1)) };
}"""


def scanned(page: Page) -> str:
    """What a camera reads in the code that is on this screen."""
    seen = page.evaluate(PIXELS, b64encode(page.locator("main .qr").screenshot()).decode())
    picture = memoryview(bytes(seen["greens"])).cast("B", (seen["height"], seen["width"]))
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


@pytest.mark.parametrize("locale", ("fr", "ar", "fr-falc"))
@pytest.mark.parametrize("theme", ("light", "contrast"))
def test_the_code_opens_the_same_page_on_a_phone(screens: Screens, server: Town, locale: str, theme: str) -> None:
    address = f"/{locale}/places/{server.places[EVERYTHING]}"
    kiosk = screens.open(address, cookies={"display": f"normal-{theme}"})
    phone = screens.open(scanned(kiosk), size=PHONE)
    expect(phone).to_have_url(server.address + address)
    expect(phone.locator("html")).to_have_attribute("data-device", "personal")
    assert phone.locator(".pair").inner_html() == kiosk.locator(".pair").inner_html()
    expect(phone.locator("main .qr")).to_have_count(0)


def test_the_code_is_small_enough_to_be_read_easily(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr-falc/places/{server.places[EVERYTHING]}")
    modules = float((page.locator("main .qr").get_attribute("viewBox") or "").split()[2])
    width = page.locator("main .qr").evaluate("code => code.getBoundingClientRect().width")
    assert modules <= LARGEST_CODE
    assert width / modules >= SMALLEST_MODULE


def test_the_code_and_the_actions_are_seen_at_once_on_an_upright_screen_too(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr/places/{server.places[WITH_NOTICE]}", size=UPRIGHT)
    for part in ("main h1", "main .qr", ".sheet-actions"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", (EVERYTHING, WITH_NOTICE))
@pytest.mark.parametrize("locale", ("fr", "ar", "de"))
def test_the_slip_is_one_sheet_of_a6(screens: Screens, server: Town, name: str, locale: str) -> None:
    page = screens.open(f"/{locale}/places/{server.places[name]}/slip")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert box
    assert tuple(map(float, box.groups())) == pytest.approx(A6, abs=1)


def test_the_code_on_paper_is_read_as_well(screens: Screens, server: Town) -> None:
    page = screens.open(f"/fr/places/{server.places[EVERYTHING]}/slip")
    assert scanned(page) == f"{server.address}/P/FR/{server.places[EVERYTHING]}".upper()


def test_the_button_that_prints_needs_scripts(screens: Screens, server: Town) -> None:
    address = f"/fr/places/{server.places[EVERYTHING]}/slip"
    expect(screens.open(address).locator("[data-print]")).to_be_visible()
    plain = screens.open(address, scripts=False)
    expect(plain.locator("[data-print]")).to_be_hidden()
    expect(plain.locator("main noscript")).to_be_visible()


@pytest.mark.parametrize("scripts", (True, False))
def test_large_letters_are_one_tap_from_the_place(screens: Screens, server: Town, scripts: bool) -> None:
    page = screens.open(f"/fr/places/{server.places[EVERYTHING]}", scripts=scripts)
    page.locator('.sheet-actions [href*="/large"]').tap()
    size = page.locator(".large-phone").evaluate("phone => parseFloat(getComputedStyle(phone).fontSize)")
    assert size >= 2 * 26
