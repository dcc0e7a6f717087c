"""The coordinates of a row, put right where they are swapped and doubted where the map contradicts them."""

from kiosk.directory.exchange.communes import Commune, communes, named
from kiosk.directory.exchange.coordinates import Territory, is_of_region, position, territory
from kiosk.directory.exchange.outlines import Point
from kiosk.directory.exchange.readers import changed
from kiosk.directory.exchange.rows import Remark, Row


def locate(row: Row) -> None:
    """Set `latitude` and `longitude`; a position that a person should check is marked as doubtful."""
    row.extension["is_position_doubtful"] = False
    latitude, longitude = (row.cells.get(name, "").strip() for name in ("latitude", "longitude"))
    found = position(latitude, longitude)
    row.values["latitude"], row.values["longitude"] = found.point or (None, None)
    if found.fault:
        row.warnings.append(Remark(found.fault, "latitude", {"text": f"{latitude} {longitude}".strip()[:80]}))
    if not found.point:
        return
    if found.change:
        changed(row, found.change, "latitude", latitude, str(found.point.latitude))
        changed(row, found.change, "longitude", longitude, str(found.point.longitude))
    doubt(row, found.point, territory())


def doubt(row: Row, point: Point, map: Territory) -> None:
    postal_code, commune = row.values["postal_code"], claimed(row)
    if not is_of_region(point, postal_code):
        remark = Remark("other_region", "latitude", {"postal_code": postal_code})
    elif found := map.doubt(point, commune, row.values["address"], postal_code):
        remark = Remark(found.code, "latitude", {"commune": row.values["commune"]} | found.details)
    else:
        return
    row.warnings.append(remark)
    row.extension["is_position_doubtful"] = True


def claimed(row: Row) -> Commune | None:
    """The commune of the Eurométropole that the row names; its name and its code should be those of one commune."""
    by_name = named(row.values["commune"], row.values["postal_code"])
    by_code = communes().get(row.values["insee_code"])
    if by_name and row.values["insee_code"] and by_name != by_code:
        row.warnings.append(
            Remark("insee_mismatch", "code_insee", {"text": row.values["insee_code"], "commune": by_name.name})
        )
    return by_name or by_code
