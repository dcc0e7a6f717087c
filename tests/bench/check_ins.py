"""Letting people in: how many a second by many devices at once, and how long one of them waits for its answer."""

import secrets
import time

from flask import Flask
from playwright.sync_api import Page, sync_playwright

from tests.bench.devices import Device, FloorDevice, checked_in
from tests.bench.figures import Line, alone, at_least_ratio, at_most, compared
from tests.bench.load import p95
from tests.bench.stock import floor_tickets, tickets
from tests.browser.browsers import any_browser
from tests.office import PASSWORD, add_user

CLIENTS, TICKETS, SCANS = 8, 240, 80
LONGEST = 100  # ms
# From the text that was read in a picture to the answer that stands on the screen.
ANSWERED = """async (text) => {
  const { send } = await import("/static/js/scan/sender.js");
  const settled = new Promise((done) => document.addEventListener("htmx:afterSettle", done, { once: true }));
  const start = performance.now();
  send(text);
  await settled;
  return document.querySelector('[data-outcome="checked_in"]') ? performance.now() - start : NaN;
}"""


def check_in_line(name: str, app: Flask, port: int, floor_port: int, rounds: int) -> Line:
    """Check-ins a second."""
    email = colleague(app)
    mine, plain = [Device(port).sign_in(email) for _ in range(CLIENTS)], [FloorDevice(floor_port)] * CLIENTS
    pairs = []
    for _ in range(rounds):
        ours = checked_in(mine, tickets(app, TICKETS))
        pairs.append((ours, checked_in(plain, floor_tickets(floor_port, TICKETS))))
    return compared(f"pointages, {name}", "par s", pairs, at_least_ratio(0.4))


def answer_line(name: str, app: Flask, port: int, floor_port: int) -> Line:
    """How long 95 of 100 scans wait at most; the browser's part is in it, and not in the floor's figure."""
    codes, plain = [code for _, code in tickets(app, SCANS)], floor_tickets(floor_port, SCANS)
    with sync_playwright() as playwright, any_browser(playwright) as browser:
        page = scanner(browser.new_page(base_url=f"http://127.0.0.1:{port}"), colleague(app))
        mine = p95([page.evaluate(ANSWERED, code) for code in codes])
    floor = p95([wait(FloorDevice(floor_port), *one) * 1000 for one in plain])
    return alone(f"du code lu à la réponse, p95, {name}", "ms", mine, floor, at_most(LONGEST, "ms"), 1)


def colleague(app: Flask) -> str:
    """The address of somebody new of the staff."""
    return add_user(app, "staff", email=f"{secrets.token_hex(4)}@mediatheque.example")


def scanner(page: Page, email: str) -> Page:
    page.goto("/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form .main").click()
    page.goto("/staff/scan")
    return page


def wait(device: FloorDevice, workshop: int, code: str) -> float:
    """Seconds until the floor has answered."""
    start = time.perf_counter()
    device.check_in(workshop, code)
    return time.perf_counter() - start
