"""The rules of axe, and what a page breaks of them."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "EN-301-549", "best-practice")
# Contrast is asked at 7:1, which includes the 4.5:1 of the ordinary rule; sizes of targets are off by default.
RULES = {"color-contrast-enhanced": True, "color-contrast": False, "target-size": True}
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": is_enabled} for name, is_enabled in RULES.items()},
    "resultTypes": ["violations"],
}
AXE = Axe()


def violations(page: Page) -> list[str]:
    """The rules that the page breaks, each with the first elements that do."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [f"{page.url}: {one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
