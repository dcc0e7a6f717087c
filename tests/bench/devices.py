"""Staff who let people in, each with a device of their own."""

import re
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from uuid import uuid4

from tests.office import PASSWORD
from tests.workshops.crowd import FIELD, Browser

SHOWN = re.compile(r'name="(shown)" value="([^"]*)"')
AS_THE_PAGE_ASKS = {"HX-Request": "true", "HX-Target": "answer"}


class WrongAnswer(Exception):
    """A check-in that did not succeed."""


class Device(Browser):
    """A phone at the door of the kiosk's workshops."""

    def sign_in(self, email: str) -> "Device":
        fields = dict(FIELD.findall(self.ask("GET", "/sign-in")[2]))
        self.ask("POST", "/sign-in", urlencode({**fields, "email": email, "password": PASSWORD}))
        return self

    def prepare(self, workshops: Iterable[int]) -> None:
        """Open the scanner of each workshop."""
        pages = {id: self.ask("GET", f"/staff/scan?workshop={id}")[2] for id in workshops}
        self.open = {id: {**dict(FIELD.findall(page)), **dict(SHOWN.findall(page))} for id, page in pages.items()}

    def check_in(self, workshop: int, code: str) -> None:
        body = urlencode({**self.open[workshop], "text": code, "workshop_id": workshop, "client_id": uuid4()})
        status, _, page = self.ask("POST", "/staff/scans", body, AS_THE_PAGE_ASKS)
        if status != 200 or 'data-outcome="checked_in"' not in page:
            raise WrongAnswer(status, page[:500])


class FloorDevice(Browser):
    """The same at the floor."""

    def prepare(self, _workshops: Iterable[int]) -> None:
        """It needs no page."""

    def check_in(self, _workshop: int, code: str) -> None:
        status, _, page = self.ask("POST", "/check-ins", urlencode({"text": code}))
        if status != 200 or "bienvenue" not in page:
            raise WrongAnswer(status, page[:500])


def checked_in(devices: Sequence[Device] | Sequence[FloorDevice], codes: Sequence[tuple[int, str]]) -> float:
    """Check-ins a second, each device with its share of the workshops."""
    size = -(-len(codes) // len(devices))
    shares = [codes[first : first + size] for first in range(0, len(codes), size)]
    for number, share in enumerate(shares):
        devices[number].prepare({workshop for workshop, _ in share})

    def work(number: int) -> None:
        for workshop, code in shares[number]:
            devices[number].check_in(workshop, code)

    began = time.perf_counter()
    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(work, range(len(devices))))
    return len(codes) / (time.perf_counter() - began)
