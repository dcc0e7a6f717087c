"""How far one point is from another."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6_371_000  # metres, mean


def metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Metres as the crow flies between two points, each (latitude, longitude) in degrees (haversine)."""
    latitude, longitude, other_latitude, other_longitude = map(radians, (*here, *there))
    northwards = sin((other_latitude - latitude) / 2) ** 2
    eastwards = sin((other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1, sqrt(northwards + cos(latitude) * cos(other_latitude) * eastwards)))
