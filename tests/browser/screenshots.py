"""`python -m tests.browser.screenshots FOLDER`: the pictures of the README, from the demo town."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.browsers import any_browser
from tests.browser.screens import KIOSK, Screens
from tests.browser.town import Town, served_town


def pictures(town: Town) -> dict[str, tuple[str, tuple[int, int]]]:
    """The page and the size of the screen of each picture, by the name of its file."""
    place = town.places["EMMAUS CONNECT FONDATEUR ABBE PIERRE"]
    return {
        "attract": ("/", KIOSK),
        "welcome": ("/fr/", KIOSK),
        "needs-easy-french": ("/fr-falc/needs", KIOSK),
        "list": ("/fr/places", KIOSK),
        "map": ("/uk/map", KIOSK),
        "place-arabic": (f"/ar/places/{place}", KIOSK),
        "question": ("/fr/feedback/kiosk", KIOSK),
        "results": ("/fr/results", KIOSK),
    }


def take(folder: Path) -> None:
    """Write every picture as a PNG file into the folder, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        served_town(f"sqlite:///{data}/kiosk.sqlite", Path(data)) as town,
        sync_playwright() as playwright,
        any_browser(playwright) as browser,
    ):
        screens = Screens(browser, town.address)
        for name, (path, size) in pictures(town).items():
            page = screens.open(path, size)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=folder / f"{name}.png")
            print(folder / f"{name}.png")
        screens.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
