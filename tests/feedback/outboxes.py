"""Outboxes of screens, as the browser's: they send what they keep until the server has taken it."""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from tests.feedback.sending import new_record
from tests.workshops.crowd import Browser

SECRET = "secret"  # of a tablet of the house
JSON = {"Content-Type": "application/json", "Cookie": f"kiosk={SECRET}"}
PAUSE = 0.05  # seconds; a browser waits longer
PATIENCE = 600  # attempts of one record


def written_records(count: int, now: datetime) -> list[dict[str, Any]]:
    """So many taps on some screens, minutes apart, the newest ones now; some of them changed their mind."""
    records = []
    for number in range(count):
        moment = now - timedelta(minutes=2 * number)
        first = new_record(value=1 + number % 3, captured_at=moment, sent_at=now, gap_ms=60_000)
        records.append(first)
        if number % 5 == 0:
            records.append({**first, "revision": 2, "value": 3})
    return records


def send_all(port: int, records: Sequence[dict[str, Any]], seed: int) -> Counter[int]:
    """All of them in an order of this seed's, each until there is an answer; how often which status came."""
    browser, shuffled = Browser(port), list(records)
    random.Random(seed).shuffle(shuffled)
    return Counter(status_of(browser, json.dumps(record)) for record in shuffled)


def status_of(browser: Browser, body: str) -> int:
    for _ in range(PATIENCE):
        status, _, _ = browser.ask("POST", "/events", body, JSON)
        if status and status < 500:
            return status
        time.sleep(PAUSE)
    raise TimeoutError("no answer")


def replay(port: int, records: Sequence[dict[str, Any]], clients: int, times: int) -> Counter[int]:
    """So many clients at once, each of which sends everything so many times."""
    with ThreadPoolExecutor(clients) as pool:
        rounds = pool.map(lambda seed: send_all(port, records, seed), range(clients * times))
        return sum(rounds, Counter())


def shared_out(port: int, records: Sequence[dict[str, Any]], clients: int) -> Counter[int]:
    """So many clients at once, each of which sends its share."""
    with ThreadPoolExecutor(clients) as pool:
        rounds = pool.map(lambda seed: send_all(port, records[seed::clients], seed), range(clients))
        return sum(rounds, Counter())
