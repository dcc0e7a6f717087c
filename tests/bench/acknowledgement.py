"""How long a tap waits for its thanks on the screen, with the network cut and with it."""

from playwright.sync_api import Page, sync_playwright

from tests.bench.figures import Line, alone, at_most
from tests.bench.load import p95
from tests.browser.browsers import any_browser

QUESTION, LONGEST, TAPS, PAUSE = "/fr/feedback/kiosk?new=1", 300, 20, 1600
# From the tap to the frame that shows the thanks.
THANKED = """() => new Promise((done) => {
  const thanks = document.querySelector("[data-thanks]");
  const start = performance.now();
  const seen = () => thanks.hidden || requestAnimationFrame(() => done(performance.now() - start));
  new MutationObserver(seen).observe(thanks, { attributes: true });
  document.querySelector(".face").click();
})"""


def acknowledgement_line(name: str, port: int) -> Line:
    """The floor: with a network, where the thanks come before it is asked, too."""
    with sync_playwright() as playwright, any_browser(playwright) as browser:
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
        online = p95([thanked_online(page) for _ in range(TAPS)])
        page.goto(QUESTION)
        page.context.set_offline(True)
        offline = p95([thanked(page) for _ in range(TAPS)])
    return alone(f"merci sans réseau, p95, {name}", "ms", offline, online, at_most(LONGEST, "ms"), 1)


def thanked_online(page: Page) -> float:
    page.goto(QUESTION)
    found: float = page.evaluate(THANKED)
    page.wait_for_url("**/taps/**")
    return found


def thanked(page: Page) -> float:
    found: float = page.evaluate(THANKED)
    # A press at once on what has just come is taken for that of a trembling hand.
    page.wait_for_timeout(PAUSE)
    page.locator("[data-next]").click()
    page.wait_for_timeout(PAUSE)
    return found
