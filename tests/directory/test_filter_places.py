"""A resident narrows the list down: near here, free, in my language, open now."""

from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy.orm import Session

from kiosk.directory.atlas.distance import metres
from kiosk.directory.finder.facets import facets_of
from kiosk.directory.finder.index import DirectoryIndex, Entry, entries, entries_query
from kiosk.directory.models import Equipment, Place, Source, SpokenLanguage
from tests.directory.real_places import CATHEDRAL, Traits, strasbourg

PLACES = (
    ("fee:free", "language:ar", "commune:67482"),
    ("fee:free", "language:tr", "commune:67447"),
    ("fee:paying", "language:ar", "commune:67447"),
    ("fee:free", "language:ar", "language:tr", "commune:67218"),
)
HOURS = ("Mo-Fr 09:00-12:00", "Sa 10:00-12:00", "Mo-Fr 09:00-12:00", "")


def town(origin: tuple[float, float] | None = CATHEDRAL) -> DirectoryIndex:
    """Four places, each a kilometre farther from the cathedral than the one before."""
    rows = (
        Entry(id, f"Lieu {id}", "", "", CATHEDRAL[0] + id / 111, CATHEDRAL[1], False, frozenset(facets), "", hours)
        for id, facets, hours in zip(count(1), PLACES, HOURS, strict=False)
    )
    return DirectoryIndex(rows, origin, {})


def test_all_chosen_facets_must_hold() -> None:
    assert town().find(["fee:free", "language:ar"]).page(1, 9) == [1, 4]


def test_one_of_several_communes_is_enough() -> None:
    found = town().find(["language:ar"], any_of=["commune:67482", "commune:67447"])
    assert found.page(1, 9) == [1, 3]


def test_alternatives_of_different_families_must_each_hold() -> None:
    found = town().find(any_of=["commune:67447", "commune:67218", "language:ar"])
    assert found.page(1, 9) == [3, 4]


def test_a_facet_that_no_place_has_finds_nothing() -> None:
    found = town().find(["language:xx"])
    assert (found.count, found.page(1, 9)) == (0, [])


def test_a_count_says_what_one_more_choice_would_find() -> None:
    found = town().find(["fee:free"])
    assert found.counts(["language:ar", "language:tr", "language:xx"]) == {
        "language:ar": 2, "language:tr": 2, "language:xx": 0,
    }  # fmt: skip


def test_the_count_of_a_chosen_facet_says_what_giving_it_up_would_find() -> None:
    assert town().find(["fee:free", "language:ar"]).counts(["fee:free", "language:ar"]) == {
        "fee:free": 3, "language:ar": 3,
    }  # fmt: skip


def test_the_count_of_one_more_alternative_is_a_larger_number() -> None:
    found = town().find(any_of=["commune:67482"])
    assert found.counts(["commune:67447", "commune:67482"]) == {"commune:67447": 3, "commune:67482": 4}


def test_counts_keep_to_the_query() -> None:
    found = town().find(query="lieu 2")
    assert found.counts(["fee:free", "fee:paying"]) == {"fee:free": 1, "fee:paying": 0}


def test_open_places_are_those_whose_hours_say_so() -> None:
    index = town().with_open(["Mo-Fr 09:00-12:00"])
    assert index.find(["open"]).page(1, 9) == [1, 3]
    assert index.find().counts(["open"]) == {"open": 2}


def test_a_notice_is_stronger_than_the_hours() -> None:
    index = town().with_open(["Mo-Fr 09:00-12:00"], opened=[4], closed=[1, 999])
    assert index.find(["open"]).page(1, 9) == [3, 4]


def test_marking_the_open_places_leaves_the_index_as_it_was() -> None:
    index = town()
    index.with_open(["Mo-Fr 09:00-12:00"])
    assert index.find(["open"]).count == 0


def test_every_text_of_hours_is_known_once() -> None:
    assert sorted(town().hours_texts) == sorted(set(HOURS))


def test_pages_follow_each_other_and_end() -> None:
    found = town().find()
    assert [found.page(number, 3) for number in (1, 2, 3)] == [[1, 2, 3], [4], []]


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_a_page_that_does_not_exist_is_empty(number: int) -> None:
    assert town().find().page(number, 3) == []


def test_distances_are_metres_from_the_kiosk() -> None:
    distance = town().find().distance_of(1)
    assert distance is not None
    assert 995 < distance < 1005


def test_a_place_newer_than_the_index_has_no_distance_yet() -> None:
    assert town().find().distance_of(999) is None


def test_the_cathedral_is_four_kilometres_from_the_rhine_bridge() -> None:
    assert 3900 < metres(CATHEDRAL, (48.5735, 7.8030)) < 4100


def test_doubtful_and_unknown_positions_come_last_by_name_without_distance() -> None:
    here = CATHEDRAL
    rows = [
        Entry(1, "Zoé", "", "", None, None, False, frozenset(), "", ""),
        Entry(2, "Émile", "", "", *here, True, frozenset(), "", ""),
        Entry(3, "Loin", "", "", 43.3, 5.4, False, frozenset(), "", ""),
    ]
    found = DirectoryIndex(rows, here, {}).find()
    assert found.page(1, 9) == [3, 2, 1]
    assert [found.distance_of(id) for id in (1, 2)] == [None, None]


def test_a_kiosk_that_does_not_know_where_it_stands_lists_by_name() -> None:
    found = strasbourg(origin=None).find()
    assert found.distance_of(found.page(1, 1)[0]) is None
    assert town(origin=None).find().page(1, 9) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("traits", "facet"),
    [
        (Traits(services=("procedures",)), "service:procedures"),
        (Traits(special_care=("other_languages",)), "care:other_languages"),
        (Traits(special_care=("motor",)), "step_free"),
        (Traits(is_step_free=True), "step_free"),
        (Traits(equipment=("computer",)), "computer"),
        (Traits(services=("access",)), "computer"),
        (Traits(languages=("ar",)), "language:ar"),
        (Traits(kinds=("RFS",)), "kind:RFS"),
        (Traits(audiences=("seniors",)), "audience:seniors"),
        (Traits(insee_code="67482"), "commune:67482"),
        (Traits(name="MEDIATTHEQUE de Sélestat"), "kind:BIB"),
        (Traits(name="Stadtbibliothek"), "kind:BIB"),
    ],
)
def test_a_place_can_be_chosen_by(traits: Traits, facet: str) -> None:
    assert facet in facets_of(traits)


@pytest.mark.parametrize("name", ["Mairie", "Ludothèque", "Idéethèque", ""])
def test_other_names_make_no_library(name: str) -> None:
    assert facets_of(Traits(name=name)) == frozenset()


def test_a_place_that_is_not_step_free_is_not_offered_as_such() -> None:
    assert facets_of(Traits(is_step_free=False)) == frozenset()


def test_the_index_is_made_from_the_database(database: Session) -> None:
    source = Source(name="essai", dated_on=datetime(2026, 1, 1, tzinfo=UTC).date())
    spoken, used = [SpokenLanguage(code=code) for code in ("ar", "tr")], [Equipment(kind="computer", count=3)]
    full = Place(external_id="1", name="Médiathèque", commune="Strasbourg", origin=source, fees=("free",))
    full.languages, full.equipment = spoken, used
    bare = Place(external_id="2", name="Mairie", commune="Strasbourg", origin=source, search_text="67000")
    database.add_all([full, bare])
    database.commit()
    index = DirectoryIndex(entries(database.execute(entries_query())), None, {})
    found = index.find(["language:ar", "language:tr", "computer", "fee:free", "kind:BIB"])
    assert (found.page(1, 9), index.find(query="67000").page(1, 9)) == ([full.id], [bare.id])
