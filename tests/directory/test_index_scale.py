"""At 200 and at 20,000 places the index gives the answers of a plain reading of the list."""

from collections.abc import Sequence

import pytest

from kiosk.directory.atlas.distance import metres
from kiosk.directory.finder.index import DirectoryIndex, Entry
from kiosk.web.search import words
from tests.directory.real_places import CATHEDRAL, KEYWORDS, france

CHOICES = (
    (),
    ("fee:free",),
    ("kind:BIB", "service:everyday"),
    ("fee:free", "service:understanding", "commune:75056"),
    ("language:ar",),
)
QUERIES = ("médiathèque", "maison emploi", "13011", "france services", "mission locale toulouse")


@pytest.fixture(scope="module", params=(200, 20_000))
def listed(request: pytest.FixtureRequest) -> list[Entry]:
    return france(request.param)


@pytest.fixture(scope="module")
def index(listed: list[Entry]) -> DirectoryIndex:
    return DirectoryIndex(listed, CATHEDRAL, KEYWORDS)


def plainly(listed: Sequence[Entry], facets: Sequence[str]) -> list[Entry]:
    return [entry for entry in listed if entry.facets >= set(facets)]


def distance(entry: Entry) -> float:
    if entry.latitude is None or entry.longitude is None:
        return float("inf")
    return metres(CATHEDRAL, (entry.latitude, entry.longitude))


def has_all(entry: Entry, query: str) -> bool:
    """Whether each word of the query is a word of the place, by its own text or by a keyword of its facets."""
    shared = " ".join(text for facet, texts in KEYWORDS.items() if facet in entry.facets for text in texts)
    held = set(words(f"{entry.name} {entry.commune} {entry.search_text} {shared}"))
    return all(word in held for word in words(query))


@pytest.mark.parametrize("facets", CHOICES)
def test_filters_find_what_a_plain_reading_finds(
    listed: list[Entry], index: DirectoryIndex, facets: tuple[str, ...]
) -> None:
    found = index.find(facets)
    assert set(found.page(1, len(listed))) == {entry.id for entry in plainly(listed, facets)}


@pytest.mark.parametrize("facets", CHOICES)
def test_the_nearest_come_first(listed: list[Entry], index: DirectoryIndex, facets: tuple[str, ...]) -> None:
    expected = sorted(distance(entry) for entry in plainly(listed, facets))
    far = {entry.id: distance(entry) for entry in listed}
    assert [far[id] for id in index.find(facets).page(1, len(listed))] == expected


@pytest.mark.parametrize("facets", CHOICES)
def test_counts_are_what_a_plain_reading_counts(
    listed: list[Entry], index: DirectoryIndex, facets: tuple[str, ...]
) -> None:
    others = sorted({facet for entry in listed for facet in entry.facets} - set(facets))[:60]
    chosen = plainly(listed, facets)
    assert index.find(facets).counts(others) == {
        other: sum(other in entry.facets for entry in chosen) for other in others
    }


@pytest.mark.parametrize("query", QUERIES)
def test_places_that_have_all_words_are_found_before_all_others(
    listed: list[Entry], index: DirectoryIndex, query: str
) -> None:
    expected = {entry.id for entry in listed if has_all(entry, query)}
    assert set(index.find(query=query).page(1, max(len(expected), 1))) >= expected


@pytest.mark.parametrize("query", ["", "médiathèque", "mediateque", "maison xyzzy"])
def test_pages_one_after_the_other_hold_each_place_once(index: DirectoryIndex, query: str) -> None:
    found = index.find(query=query)
    pages = [id for number in range(1, found.count // 50 + 2) for id in found.page(number, 50)]
    assert pages == found.page(1, found.count)
    assert len(set(pages)) == found.count


def test_open_places_are_counted_right(listed: list[Entry], index: DirectoryIndex) -> None:
    texts = sorted({entry.opening_hours for entry in listed})[:40]
    expected = {entry.id for entry in listed if entry.opening_hours in texts}
    found = index.with_open(texts).find(["open"])
    assert set(found.page(1, found.count)) == expected
