"""From the page of opinions to each of its rooms, and back."""

import pytest
from flask import Flask

from tests.office import colleague


@pytest.mark.parametrize("room", ["/staff/comments", "/staff/set-aside", "/staff/tallies", "/staff/kiosks"])
def test_each_room_leads_back_to_opinions(app: Flask, room: str) -> None:
    staff = colleague(app, "staff")
    assert room in staff.get("/staff/feedback").links()
    assert "/staff/feedback" in staff.get(room).links()


def test_the_tile_says_that_a_group_is_asked_from_the_list_of_a_workshop(app: Flask) -> None:
    assert "Depuis la liste d’un atelier du jour" in colleague(app, "staff").get("/staff/feedback").text()
