"""The form of a screen of the house: what it is called, and where it stands."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Self

from kiosk.devices.models import LONGEST_NAME, Kiosk
from kiosk.web.fields import number_of, plain

NOWHERE = "none"
"""It stands at no fixed place, such as a tablet of the bus."""
IDS = range(1, 2**31)


class Draft(NamedTuple):
    """As it was typed."""

    name: str = ""
    place: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        return cls(plain(form.get("name", "")), form.get("place", "")[:20])

    @classmethod
    def of(cls, kiosk: Kiosk) -> Self:
        return cls(kiosk.name, NOWHERE if kiosk.place_id is None else str(kiosk.place_id))

    @property
    def place_id(self) -> int | None:
        return number_of(self.place, IDS)

    def errors(self, places: Collection[int], names: Collection[str]) -> dict[str, str]:
        """What is wrong, by field; `names` are those of the other screens."""
        errors = {}
        if not self.name or len(self.name) > LONGEST_NAME:
            errors["name"] = "long" if self.name else "name"
        elif self.name.casefold() in {name.casefold() for name in names}:
            errors["name"] = "taken"
        if self.place != NOWHERE and self.place_id not in places:
            errors["place"] = "place"
        return errors
