"""Which pairs of places are suspected to be one."""

from typing import NamedTuple

import pytest

from kiosk.directory.duplicates.pairs import pairs

HERE = (48.5800, 7.7500)
NEXT_DOOR = (48.5809, 7.7500)  # 100 m
FARTHER = (48.5830, 7.7500)  # 330 m


class Suspect(NamedTuple):
    id: int
    folded: str = "maison du fil"
    phone: str = ""
    postal_code: str = ""
    position: tuple[float, float] | None = None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Suspect(1, "mairie", phone="+33388000000"), Suspect(2, "mediatheque", phone="+33388000000")),
        (Suspect(1, postal_code="67000"), Suspect(2, postal_code="67000")),
        (Suspect(1, "maison du fil", postal_code="67000"), Suspect(2, "la maison du fil", postal_code="67000")),
        (Suspect(1, position=HERE), Suspect(2, "fil maison du", position=NEXT_DOOR)),
    ],
    ids=("one phone", "one name and code", "nearly one name", "the same words next door"),
)
def test_these_are_suspected(one: Suspect, other: Suspect) -> None:
    assert [(pair.first, pair.second) for pair in pairs([other, one])] == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Suspect(1, postal_code="67000"), Suspect(2, postal_code="67100")),
        (Suspect(1, position=HERE), Suspect(2, position=FARTHER)),
        (Suspect(1), Suspect(2)),
        (Suspect(1, "mairie", postal_code="67000"), Suspect(2, "mediatheque", postal_code="67000")),
        (Suspect(1, "mairie", position=HERE), Suspect(2, "mediatheque", position=HERE)),
    ],
    ids=("another code", "too far", "nothing known", "other names", "other names in one house"),
)
def test_these_are_not(one: Suspect, other: Suspect) -> None:
    assert pairs([one, other]) == []


def test_a_number_of_a_whole_network_says_nothing() -> None:
    assert pairs(Suspect(id, f"lieu {'abcdefgh'[id] * 9}", phone="+33388000000") for id in range(6)) == []


def test_those_told_apart_are_left_out() -> None:
    places = [Suspect(id, postal_code="67000") for id in (1, 2, 3)]
    assert [pair[:2] for pair in pairs(places, apart=[(1, 2)])] == [(1, 3), (2, 3)]


def test_the_surest_come_first() -> None:
    places = [
        Suspect(1, postal_code="67000"),
        Suspect(2, postal_code="67000", position=HERE, phone="+33388000000"),
        Suspect(3, postal_code="67000", position=NEXT_DOOR, phone="+33388000000"),
    ]
    assert next(pair[:2] for pair in pairs(places)) == (2, 3)
