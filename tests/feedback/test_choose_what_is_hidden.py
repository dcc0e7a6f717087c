"""Which numbers of one list are hidden, so that whoever knows the rule cannot tell them either."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.masking import SMALLEST, hidden


@settings(deadline=None)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), min_size=2))
def test_beside_each_hidden_number_ten_others_are_hidden(counts: dict[str, int]) -> None:
    cells = {name: Numbers(good=count) for name, count in counts.items()}
    unseen = hidden(cells)
    crowd = sum(counts[name] for name in unseen)
    for name in unseen:
        if 0 < counts[name] < SMALLEST:
            assert crowd - counts[name] >= SMALLEST or len(unseen) == len(cells)


def tables(cells: int, total: int, least: int = 0) -> Iterator[tuple[int, ...]]:
    """Each way to share so many answers out among so many cells, the smallest cell first."""
    if cells == 1:
        yield (total,)
        return
    for first in range(least, total // cells + 1):
        for others in tables(cells - 1, total - first, first):
            yield (first, *others)


@pytest.mark.parametrize(("cells", "most"), [(2, 60), (3, 60), (4, 54), (5, 50)])
def test_who_knows_the_rule_cannot_tell_what_a_hidden_number_is(cells: int, most: int) -> None:
    fitting = dict[tuple[int, ...], set[int]]()
    for table in (table for total in range(SMALLEST, most + 1) for table in tables(cells, total)):
        unseen = hidden({place: Numbers(good=n) for place, n in enumerate(table)})
        shown = (sum(table), *(n for place, n in enumerate(table) if place not in unseen))
        fitting.setdefault(shown, set()).update(table[place] for place in unseen)
    # Names do not decide (below): each of the hidden cells may be any of the numbers that are hidden somewhere.
    assert not [shown for shown, numbers in fitting.items() if len(numbers) == 1]


@given(st.lists(st.integers(0, 14), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_only_its_size_decides_whether_a_number_is_hidden(counts: list[int], rng: Random) -> None:
    cells = {str(place): Numbers(good=n) for place, n in enumerate(counts)}
    mixed = dict(rng.sample([*cells.items()], len(cells)))
    assert {*hidden(cells)} == {*hidden(mixed)}
    shown = {cells[name].n for name in cells.keys() - {*hidden(cells)}}
    assert not shown & {cells[name].n for name in hidden(cells)}


@pytest.mark.parametrize("counts", [(10, 10, 1), (9, 9, 9, 10), (12, 12, 5, 3)])
def test_where_the_rule_would_give_it_away_more_is_hidden(counts: tuple[int, ...]) -> None:
    assert len(hidden({place: Numbers(good=n) for place, n in enumerate(counts)})) == len(counts)


def test_the_next_smallest_is_hidden_too() -> None:
    assert {*hidden({"a": Numbers(good=4), "b": Numbers(good=90), "c": Numbers(good=20)})} == {"a", "c"}


def test_what_nobody_used_needs_no_hiding() -> None:
    assert not hidden({"a": Numbers(), "b": Numbers(good=90)})


@pytest.mark.parametrize("few", [Numbers(bad=9), Numbers(fair=9), Numbers(good=9), Numbers(3, 3, 3), Numbers(aside=40)])
def test_few_are_hidden_whatever_they_said(few: Numbers) -> None:
    assert {*hidden({"a": few, "b": Numbers(30, 30, 30), "c": Numbers(fair=20)})} == {"a", "c"}


def test_what_was_set_aside_counts_as_somebody() -> None:
    assert {*hidden({"a": Numbers(aside=1), "b": Numbers(good=90)})} == {"a", "b"}
