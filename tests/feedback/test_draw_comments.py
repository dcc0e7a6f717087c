"""Which comments are drawn: seed and ids decide, and nothing else."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.feedback.reviews.draw import DRAWN, draw

IDS = st.sets(st.integers(min_value=1, max_value=10**6), max_size=60)


@given(IDS, st.text(max_size=16), st.randoms())
def test_the_same_seed_draws_the_same_in_whatever_order_they_come(ids: set[int], seed: str, chance: Random) -> None:
    mixed = sorted(ids, key=lambda id: chance.random())
    assert draw(seed, mixed) == draw(seed, ids)


@given(IDS, st.text(max_size=16))
def test_what_is_drawn_was_there_and_is_drawn_once(ids: set[int], seed: str) -> None:
    drawn = draw(seed, ids)
    assert len(drawn) == min(DRAWN, len(ids)) == len(set(drawn)) and set(drawn) <= ids


@given(IDS, st.text(max_size=16))
def test_nobody_who_was_drawn_is_moved_by_those_who_were_not(ids: set[int], seed: str) -> None:
    drawn = draw(seed, ids)
    for other in list(ids - set(drawn))[:3]:
        assert draw(seed, ids - {other}) == drawn


def test_another_seed_draws_others() -> None:
    assert len({tuple(draw(f"seed {number}", range(100))) for number in range(50)}) == 50


def test_everybody_has_the_same_chance() -> None:
    counts = Counter(id for number in range(2000) for id in draw(str(number), range(40)))
    assert len(counts) == 40 and min(counts.values()) > 400 and max(counts.values()) < 600


def test_a_draw_can_be_done_again_by_hand() -> None:
    """for id in 1 2 3 4 5 6 7; do echo "$(printf a1b2:$id | sha256sum) $id"; done | sort | head -3"""
    assert draw("a1b2", range(1, 8), 3) == [2, 1, 5]
