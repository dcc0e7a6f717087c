"""In whatever order records come, the same counts: with haste, changed minds, wrong clocks and what was taken back."""

import random
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.feedback.conftest import NOW
from tests.feedback.sending import new_record, send, totals

Records = list[dict[str, Any]]


def in_a_row(count: int, minutes_ago: int, apart: timedelta, value: int) -> Records:
    """So many taps of one screen, the last one so many minutes ago."""
    last = NOW - timedelta(minutes=minutes_ago)
    return [new_record(captured_at=last - apart * number, gap_ms=9000, value=value) for number in range(count)]


def a_day_of_records() -> Records:
    """Five that count, eight in a burst, seven of which one is taken back, and four by a clock that is wrong."""
    calm = in_a_row(5, 10, timedelta(minutes=2), 3)
    burst = in_a_row(8, 60, timedelta(seconds=5), 1)
    seven = in_a_row(7, 120, timedelta(seconds=9), 2)
    wrong = NOW - timedelta(days=2000)
    lying = [new_record(captured_at=wrong, sent_at=wrong, gap_ms=9000, value=1) for _ in range(4)]
    changed = [{**calm[0], "revision": 2, "value": 1}, {**calm[0], "revision": 3, "value": 2}]
    gone = [{**seven[3], "revision": 2, "withdrawn": True}, {**seven[3], "revision": 3, "value": 3}]
    return [*calm, *burst, *seven, *lying, *changed, *gone]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_in_which_records_come_changes_nothing(app: Flask, database: Session, seed: int) -> None:
    records = 2 * a_day_of_records()
    random.Random(seed).shuffle(records)
    for record in records:
        assert send(app, record)[0] in (200, 201, 410)
    assert totals(database) == (4, 7, 4, 8)
