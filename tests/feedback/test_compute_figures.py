"""What can be said of so many answers: the vectors of rule R6."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.asked import Wanted
from kiosk.feedback.figures.charts import END, START, trend
from kiosk.feedback.figures.counts import Scope
from kiosk.feedback.figures.dashboard import Dashboard
from kiosk.feedback.figures.score import Figure, wilson

COUNTS = st.integers(0, 10_000)


def test_eighteen_seven_and_five_of_thirty() -> None:
    figure = Figure.of(bad=5, fair=7, good=18)
    assert (figure.n, figure.share, figure.interval, figure.score) == (30, 60, (42, 75), 7.2)


@pytest.mark.parametrize(
    ("n", "scored", "indicative", "comparable", "national"),
    [(9, 0, 0, 0, 0), (10, 1, 1, 0, 0), (29, 1, 1, 0, 0), (30, 1, 0, 1, 0), (99, 1, 0, 1, 0), (100, 1, 0, 1, 1)],
)
def test_what_may_be_said_grows_with_the_answers(
    n: int, scored: int, indicative: int, comparable: int, national: int
) -> None:
    one = Figure.of(bad=0, fair=0, good=n)
    assert (one.is_scored, one.is_indicative, one.is_comparable, one.is_national) == (
        bool(scored), bool(indicative), bool(comparable), bool(national),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((0, 0, 29), (29, 0, 0), 0),  # too few before
        ((15, 0, 15), (0, 0, 30), 1),
        ((0, 0, 30), (15, 0, 15), -1),
        ((10, 0, 20), (9, 0, 21), 0),  # the intervals overlap
    ],
)
def test_a_change_is_announced_when_it_is_sure(
    before: tuple[int, int, int], after: tuple[int, int, int], change: int
) -> None:
    assert Figure.of(*after).change(Figure.of(*before)) == change


@given(COUNTS, COUNTS, COUNTS)
def test_percentages_of_the_answers_make_a_hundred(bad: int, fair: int, good: int) -> None:
    figure = Figure.of(bad, fair, good)
    assert sum(figure.distribution.values()) == (100 if figure.n else 0)
    assert sum(part.length for part in figure.parts) == sum(figure.distribution.values())


@given(COUNTS, COUNTS, COUNTS)
def test_the_share_is_the_same_in_large_letters_and_in_the_table(bad: int, fair: int, good: int) -> None:
    figure = Figure.of(bad, fair, good)
    assert figure.distribution["good"] == figure.share
    assert all(abs(figure.distribution[face] - 100 * n / (figure.n or 1)) <= 1 for face, n in figure.counts.items())
    assert all(figure.counts[face] for face, percent in figure.distribution.items() if percent)


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(good: int, others: int) -> None:
    low, high = wilson(good, good + others)
    share = good / (good + others) if good + others else 0
    assert 0 <= low <= share + 1e-9 and share - 1e-9 <= high <= 1


def test_of_nobody_nothing_is_known() -> None:
    assert (wilson(0, 0), Figure.of(0, 0, 0).share, Figure.of(0, 0, 0).parts) == ((0.0, 1.0), 0, [])


def test_the_line_of_a_chart_is_broken_where_too_few_have_answered() -> None:
    months = [
        (date(2026, month, 1), Figure.of(0, 5, good)) for month, good in ((1, 20), (2, 20), (3, 1), (4, 9), (5, 9))
    ]
    assert [line.count(" ") for line in trend(months).lines] == [1, 1]


def test_a_chart_begins_on_the_right_where_one_reads_from_there() -> None:
    months = [(date(2026, month, 1), Figure.of(0, 5, 20)) for month in (1, 2)]
    first, last = trend(months, is_mirrored=True).points
    assert START < trend(months).points[0].x < END
    assert first.x > last.x


def test_the_committee_sees_which_months_are_surely_better() -> None:
    wanted = Wanted(Scope(date(2026, 1, 1), date(2026, 3, 1)))
    months = {"2026-01-01": Numbers(20, 0, 10), "2026-02-01": Numbers(2, 0, 28), "2026-03-01": Numbers(2, 0, 27)}
    [change] = Dashboard(wanted, {"month": months}, None).changes
    assert (change.month, change.is_better) == (date(2026, 2, 1), True)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("n", ["2", "3", "1"]), ("score", ["3", "2", "1"]), ("aside", ["1", "2", "3"]), ("name", ["1", "2", "3"])],
)
def test_places_stand_in_the_order_that_is_asked_for(sort: str, order: list[str]) -> None:
    wanted = Wanted(Scope(date(2026, 1, 1), date(2026, 1, 1)), sort)
    places = {"1": Numbers(good=5, aside=9), "2": Numbers(20, 0, 40, 2), "3": Numbers(0, 0, 30, 1)}
    names = {"1": "Aubette", "2": "bibliothèque", "3": "Centre"}
    assert [line.code for line in Dashboard(wanted, {"place": places}, None).lines("place", names)] == order
