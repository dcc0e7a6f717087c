"""How to get there, in words, from the nearest stop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.atlas.distance import metres
from kiosk.directory.atlas.stops import NearbyStop, compass_point, nearest_stop, stops

STATION = (48.5841, 7.7352)


def found_near(latitude: float, longitude: float) -> NearbyStop:
    stop = nearest_stop(latitude, longitude)
    assert stop is not None
    return stop


def trams_calling_at(name: str) -> tuple[str, ...]:
    return next(stop.lines for stop in stops() if stop.name == name)


def test_the_station_has_its_own_tram_stop() -> None:
    stop = found_near(*STATION)
    assert (stop.name, stop.lines, stop.is_tram) == ("Gare Centrale", ("A", "C", "D"), True)


def test_a_bus_stop_names_no_tram_line() -> None:
    stop = found_near(48.5673, 7.7553)
    assert (stop.name, stop.lines, stop.is_tram) == ("Mulhouse", (), False)


@pytest.mark.parametrize("position", [(48.9, 7.7), (45.0, 2.0), (-48.58, -7.75), (0.0, 0.0)])
def test_a_place_beyond_a_walk_has_no_stop(position: tuple[float, float]) -> None:
    assert nearest_stop(*position) is None


@settings(deadline=None)
@given(st.floats(48.47, 48.70), st.floats(7.52, 7.88))
def test_no_other_platform_is_nearer(latitude: float, longitude: float) -> None:
    nearest = min(metres(platform, (latitude, longitude)) for stop in stops() for platform in stop.platforms)
    stop = nearest_stop(latitude, longitude)
    if stop is None:
        assert nearest > 1499
    else:
        assert abs(stop.metres - nearest) <= 1


@pytest.mark.parametrize(("distance", "minutes"), [(0, 1), (57, 1), (58, 2), (288, 5), (289, 6), (1500, 26)])
def test_minutes_on_foot_are_rounded_up(distance: int, minutes: int) -> None:
    assert NearbyStop("Gallia", distance, "N", ()).minutes == minutes


@pytest.mark.parametrize(
    ("north", "east", "direction"),
    [
        (1, 0.4, "N"),
        (1, 1, "NE"),
        (0.4, 1, "E"),
        (-1, 1, "SE"),
        (-1, 0, "S"),
        (-1, -1, "SW"),
        (0, -1, "W"),
        (1, -1, "NW"),
    ],
)
def test_directions_are_the_eight_points_of_the_compass(north: float, east: float, direction: str) -> None:
    assert compass_point((0, 0), (east, -north)) == direction


def test_direction_leads_from_the_stop_to_the_place() -> None:
    latitude, longitude = min(next(stop.platforms for stop in stops() if stop.name == "Homme de Fer"))
    assert found_near(latitude - 0.0003, longitude).direction == "S"


def test_a_temporary_stop_gives_way_to_the_plain_name() -> None:
    names = {stop.name for stop in stops()}
    assert "Marne" in names
    assert not {name for name in names if "(" in name}


def test_names_differ_by_more_than_blanks() -> None:
    names = [stop.name for stop in stops()]
    assert "IUT Pasteur" in names
    assert len({" ".join(name.split()) for name in names}) == len(names) > 560


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Homme de Fer", ("A", "B", "C", "D", "F")),
        ("République", ("B", "C", "E", "F")),
        ("Etoile Polygone", ("D", "E")),
        ("Robertsau L'Escale", ("E",)),
        ("Wolfisheim Henri Rendu", ("F",)),
        ("Illkirch Mairie", ()),
        ("Pont Saint-Nicolas", ()),
    ],
)
def test_trams_are_named_only_where_they_call(name: str, lines: tuple[str, ...]) -> None:
    assert trams_calling_at(name) == lines
