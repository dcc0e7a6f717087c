"""Staff who let people in, each with a device of their own."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from uuid import uuid4

from tests.office import PASSWORD
from tests.workshops.crowd import FIELD, Browser

AS_THE_PAGE_ASKS = {"HX-Request": "true", "HX-Target": "desk"}


class WrongAnswer(Exception):
    """A check-in that did not succeed."""


class Device(Browser):
    """A phone at the door of the kiosk's workshops."""

    def sign_in(self, email: str) -> "Device":
        fields = dict(FIELD.findall(self.ask("GET", "/sign-in")[2]))
        self.ask("POST", "/sign-in", urlencode({**fields, "email": email, "password": PASSWORD}))
        self.fields = dict(FIELD.findall(self.ask("GET", "/staff/scan")[2]))
        return self

    def check_in(self, workshop: int, code: str) -> None:
        body = urlencode({**self.fields, "text": code, "workshop_id": workshop, "client_id": uuid4()})
        status, _, page = self.ask("POST", "/staff/scans", body, AS_THE_PAGE_ASKS)
        if status != 200 or 'data-outcome="checked_in"' not in page:
            raise WrongAnswer(status, page[:500])


class FloorDevice(Browser):
    """The same at the floor."""

    def check_in(self, _workshop: int, code: str) -> None:
        status, _, page = self.ask("POST", "/check-ins", urlencode({"text": code}))
        if status != 200 or page != "bienvenue":
            raise WrongAnswer(status, page[:500])


def checked_in(devices: Sequence[Device] | Sequence[FloorDevice], codes: Sequence[tuple[int, str]]) -> float:
    """Check-ins a second, each device with its share of the codes."""

    def work(number: int) -> None:
        for workshop, code in codes[number :: len(devices)]:
            devices[number].check_in(workshop, code)

    began = time.perf_counter()
    with ThreadPoolExecutor(len(devices)) as pool:
        list(pool.map(work, range(len(devices))))
    return len(codes) / (time.perf_counter() - began)
