"""The map: what it shows, where, and that it reads well in any language and theme."""

import gzip
import re
from itertools import combinations
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.config import ROOT
from kiosk.directory.atlas.drawing import distance_to_line, simplified
from kiosk.directory.atlas.map import CityMap
from kiosk.directory.atlas.pins import MapPoint
from kiosk.directory.atlas.tramways import Tramway, contrast, tramways

STATION = (48.5847, 7.7350)
SVG = "{http://www.w3.org/2000/svg}"
positions = st.tuples(st.floats(48.50, 48.66), st.floats(7.60, 7.80))


def place(latitude: float | None, longitude: float | None, name: str = "Lieu", **marks: bool) -> MapPoint:
    return MapPoint(latitude, longitude, name, "/fr/places/1", **marks)


def svg_of(city_map: CityMap, label: str = "Carte") -> str:
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)
    environment.globals["_"] = lambda message, **values: message % values
    page = '{% from "directory/map.html" import city_map %}{{ city_map(map, label) }}'
    return environment.from_string(page).render(map=city_map, label=label).strip()


def test_without_points_the_whole_eurometropole_is_shown() -> None:
    whole = CityMap.around()
    assert len(whole.communes) == 33
    assert [line.ref for line in whole.lines] == list("ABCDEF")
    assert (whole.pins, whole.here, whole.outside) == ((), None, ())


def test_the_base_map_is_light() -> None:
    whole = CityMap.around()
    paths = "".join([*(commune.path for commune in whole.communes), *(line.path for line in whole.lines)])
    assert len(paths) <= 12_000
    assert len(gzip.compress(svg_of(whole).encode())) <= 5_120


def test_a_close_view_shows_two_kilometres_and_only_what_is_in_it() -> None:
    close = CityMap.around([place(*STATION)])
    assert [commune.name for commune in close.communes] == ["Strasbourg"]
    assert "Homme de Fer" in {stop.label.text for stop in close.stops if stop.label}


def test_pins_keep_their_rank_when_a_place_is_not_on_the_map() -> None:
    far, unknown = place(43.3, 5.4), place(None, None)
    shown = CityMap.around([far, place(*STATION), unknown, place(48.58, 7.75)])
    assert [pin.number for pin in shown.pins] == [2, 4]
    assert shown.outside == (far, unknown)


@given(st.lists(positions, min_size=1, max_size=6), st.sampled_from([0.6, 1.0, 1.8, 9.0]))
@example([(48.5, 7.75), (48.625, 7.75), (48.6328125, 7.75)], 1.8)
@settings(max_examples=40, deadline=None)
def test_every_head_is_inside_and_apart_from_the_others(spots: list[tuple[float, float]], aspect: float) -> None:
    shown = CityMap.around([place(*spot) for spot in spots], aspect=aspect)
    heads = [(pin.x, pin.y) for pin in shown.pins]
    assert all(dist(first, second) >= 40 for first, second in combinations(heads, 2))
    assert all(24 <= x <= shown.width - 24 and 24 <= y <= shown.height - 24 for x, y in heads)
    assert all(0 <= pin.tip[0] <= shown.width and 0 <= pin.tip[1] <= shown.height for pin in shown.pins)


def test_places_at_one_address_are_told_apart_but_point_at_one_spot() -> None:
    shown = CityMap.around([place(*STATION)] * 4)
    assert len({pin.tip for pin in shown.pins}) == 1
    assert min(dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(shown.pins, 2)) >= 44


def test_the_same_places_give_the_same_map() -> None:
    points = [place(*STATION)] * 3 + [place(48.57, 7.76)]
    assert CityMap.around(points, here=STATION) == CityMap.around(points, here=STATION)


def test_where_the_visitor_stands_comes_from_the_place_of_the_kiosk() -> None:
    given_apart = CityMap.around([place(48.58, 7.75)], here=STATION)
    as_a_place = CityMap.around([place(48.58, 7.75), place(*STATION, is_here=True)])
    assert given_apart.here
    assert as_a_place.here
    assert CityMap.around([place(48.58, 7.75)], here=(43.3, 5.4)).here is None


@pytest.mark.parametrize(("aspect", "height"), [(1.0, 600), (2.0, 300), (100.0, 240), (0.01, 1200)])
def test_the_aspect_is_held_within_reason(aspect: float, height: int) -> None:
    assert CityMap.around([place(*STATION)], aspect=aspect).view_box == f"0 0 600 {height}"


def test_a_bigger_target_gives_bigger_numbers() -> None:
    small, big = (CityMap.around([place(*STATION)], target=target).pins[0].radius for target in (48, 72))
    assert 16 <= small < big


def test_names_never_cover_a_pin() -> None:
    shown = CityMap.around([place(48.5847, 7.7350 + step * 0.004) for step in range(6)])
    named = [stop.label for stop in shown.stops if stop.label]
    assert named
    assert all(dist((label.x, label.y), (pin.x, pin.y)) > pin.radius for label in named for pin in shown.pins)


@pytest.mark.parametrize("line", tramways(), ids=lambda line: f"line {line.ref}")
def test_letters_of_the_lines_can_be_read(line: Tramway) -> None:
    assert contrast(line.text_colour, line.colour) >= 4.5


def test_simplifying_moves_nothing_further_than_the_tolerance() -> None:
    track = tramways()[0].track
    line = simplified(track, 50)
    assert len(line) < len(track) / 2
    assert max(distance_to_line(point, line) for point in track) <= 50


def test_the_drawing_is_well_formed_and_carries_no_style() -> None:
    svg = ElementTree.fromstring(
        svg_of(CityMap.around([place(*STATION)], here=(48.58, 7.75))).replace(
            "<svg", '<svg xmlns="http://www.w3.org/2000/svg"'
        )
    )
    assert not [element for element in svg.iter() if "style" in element.attrib]
    ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert set(svg.attrib["aria-labelledby"].split()) <= set(ids)


def test_pins_are_links_with_a_name_and_a_map_without_pins_is_a_picture() -> None:
    svg = svg_of(CityMap.around([place(*STATION, name='<b>"Chez" & nous</b>', is_open=True)]))
    assert 'role="group"' in svg
    assert 'aria-label="1. &lt;b&gt;&#34;Chez&#34; &amp; nous&lt;/b&gt;"' in svg
    assert 'role="img"' in svg_of(CityMap.around())


def test_the_map_has_its_name_and_its_sources_and_is_never_mirrored() -> None:
    svg = svg_of(CityMap.around(), label="خريطة")
    assert re.search(r"<title[^>]*>خريطة</title>", svg)
    assert "© OpenStreetMap" in svg
    assert 'direction="ltr"' in svg
