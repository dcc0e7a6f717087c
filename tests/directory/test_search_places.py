"""A resident types what they look for, as well as they can."""

import pytest

from kiosk.directory.finder.index import DirectoryIndex, Entry
from tests.directory.real_places import KEYWORDS, SHIPPED, entry, read, strasbourg

EVERYWHERE = (48.58, 7.75)


@pytest.fixture(scope="module")
def index() -> DirectoryIndex:
    return strasbourg()


@pytest.fixture(scope="module")
def names(index: DirectoryIndex) -> dict[int, str]:
    files = (SHIPPED / "places-bas-rhin.csv", SHIPPED / "libraries-osm.csv")
    rows = [row for file in files for row in read(file)]
    return {number: entry(number, row).name for number, row in enumerate(rows, 1)}


def small(*texts: str, origin: tuple[float, float] | None = EVERYWHERE) -> DirectoryIndex:
    """An index of places with these names, each a little farther away than the one before."""
    points = ((48.58 + number / 1000, 7.75) for number in range(len(texts)))
    entries = (
        Entry(number, text, "", "", latitude, longitude, False, frozenset(), "", "")
        for number, (text, (latitude, longitude)) in enumerate(zip(texts, points, strict=True), 1)
    )
    return DirectoryIndex(entries, origin, {})


def answer(index: DirectoryIndex, query: str) -> list[int]:
    found = index.find(query=query)
    return found.page(1, found.count)


@pytest.mark.parametrize(
    "query",
    [
        "mediateque", "Médiathèque", "MEDIATHEQUE", "mediathéque", "bibliotek", "مكتبة", "المكتبة", "Kütüphane",
        "KUTUPHANE", "медіатека", "Бібліотека", "library", "Bibliothek",
    ],
)  # fmt: skip
def test_a_library_is_found_in_any_spelling_and_language(index: DirectoryIndex, query: str) -> None:
    libraries = index.find(["kind:BIB"])
    assert libraries.count >= 34
    assert set(answer(index, query)) >= set(libraries.page(1, libraries.count))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("médiathèque neudorf", "Médiathèque de Neudorf"),
        ("neuhof mediateque", "Médiathèque du Neuhof"),
        ("neudrof", "Médiathèque de Neudorf"),
        ("emaüs", "EMMAUS CONNECT FONDATEUR ABBE PIERRE"),
        ("desclick", "L'Informatique Solidaire DESCLICKS"),
        ("shoelcher", "Association du Centre Social et Culturel Victor Schoelcher"),
        ("olympe de gouge", "Médiathèque Olympe de Gouges (Centre ville)"),
        ("l'Elsau", "ASS CENTRE SOCIAL ET CULTUREL DE L ELSAU"),
        ("medicosocial conseil des 15 xv", "Centre-médico social Conseil des XV"),
    ],
)
def test_a_place_is_found_first(index: DirectoryIndex, names: dict[int, str], query: str, name: str) -> None:
    assert names[answer(index, query)[0]] == name


def test_a_postal_code_finds_the_places_of_its_town(index: DirectoryIndex, names: dict[int, str]) -> None:
    assert "ASS CENTRE SOCIAL ET CULTUREL DE L ELSAU" in {names[id] for id in answer(index, "67200")}


def test_figures_are_never_taken_for_typing_errors() -> None:
    assert answer(small("Mairie 67000", "Mairie 67100"), "67200") == []


def test_a_commune_finds_its_places(index: DirectoryIndex, names: dict[int, str]) -> None:
    assert {names[id] for id in answer(index, "illkirch")} == {
        "Médiathèque Simone Veil", "Bibliothèque de l'IUT Robert Schuman et de pharmacie",
    }  # fmt: skip


def test_better_matches_come_before_nearer_ones() -> None:
    index = small("Centres", "Maison du Centre", "Le Centre", "Bâtiment")
    assert answer(index, "le centre") == [3, 2, 1]


def test_among_equal_matches_the_nearest_comes_first(index: DirectoryIndex) -> None:
    found = index.find(query="kütüphane")
    distances = [index.distance_of(id) for id in found.page(1, found.count)]
    known = [metres for metres in distances if metres is not None]
    assert known == sorted(known)


def test_a_place_called_by_its_kind_alone_does_not_pass_nearer_ones() -> None:
    near, far = "Médiathèque du Neuhof", "Médiathèque"
    rows = [
        Entry(id, name, "", "", 48.5 + id, 7.7, False, frozenset({"kind:BIB"}), "", "")
        for id, name in ((1, near), (2, far))
    ]
    assert answer(DirectoryIndex(rows, (48.5, 7.7), KEYWORDS), "médiathèque") == [1, 2]


def test_the_beginning_of_a_word_is_enough() -> None:
    assert answer(small("Schiltigheim", "Bischheim"), "schil") == [1]


def test_a_part_of_a_word_is_found_when_nothing_else_is() -> None:
    assert answer(small("Ludothèque", "Mairie"), "othèq") == [1]


def test_two_swapped_letters_are_one_error() -> None:
    assert answer(small("Poste", "Mairie"), "psote") == [1]


@pytest.mark.parametrize(("query", "found"), [("cfa", []), ("poxte", [1]), ("poxxe", []), ("mairxx", [2])])
def test_long_words_are_forgiven_more_than_short_ones(query: str, found: list[int]) -> None:
    assert answer(small("Poste", "Mairie", "CAF"), query) == found


def test_one_misspelled_place_does_not_hide_the_others() -> None:
    index = small("Médiateque", "Médiathèque", "Médiathèque")
    assert answer(index, "mediateque") == [1, 2, 3]


@pytest.mark.parametrize("query", ["socioculturel", "socio-culturel", "socio culturel"])
def test_a_compound_is_found_in_one_word_or_two(query: str) -> None:
    assert set(answer(small("Centre socioculturel", "Centre socio-culturel", "Mairie"), query)) == {1, 2}


@pytest.mark.parametrize("query", ["saint thomas", "St Thomas", "st. thomas"])
def test_saint_may_be_shortened(query: str) -> None:
    assert set(answer(small("Quai Saint-Thomas", "Quai St Thomas"), query)) == {1, 2}


def test_small_words_count_only_when_they_stand_alone() -> None:
    index = small("Maison de la Radio", "Radio MNE")
    assert answer(index, "la radio") == [1, 2]
    assert answer(index, "de la") == [1]


def test_words_that_no_place_has_together_find_those_with_most_of_them() -> None:
    found = small("Mairie", "Mairie du Neuhof", "Neuhof Espace Plus").find(query="mairie neuhof xylophone")
    assert found.is_widened
    assert found.page(1, 9) == [2, 1, 3]


def test_an_answer_that_has_all_words_is_not_widened(index: DirectoryIndex) -> None:
    assert not index.find(query="médiathèque neudorf").is_widened


@pytest.mark.parametrize("query", ["", "   ", "?!…", "\u200f"])
def test_a_query_without_any_word_finds_everything(index: DirectoryIndex, query: str) -> None:
    assert index.find(query=query).count == len(index.ids)


@pytest.mark.parametrize("query", ["zzyzx", "qwxz zzyzx", "\ud800x\x00y", "%_\\';--", "ß" * 10_000, "a b " * 2_500])
def test_a_strange_query_is_no_accident(index: DirectoryIndex, query: str) -> None:
    found = index.find(query=query)
    assert len(found.page(1, 1000)) == found.count


def test_only_the_first_200_characters_count(index: DirectoryIndex) -> None:
    assert answer(index, "neudorf" + " " * 193 + "neuhof") == answer(index, "neudorf")


def test_an_empty_directory_finds_nothing() -> None:
    assert answer(small(), "mairie") == answer(small(), "") == []
