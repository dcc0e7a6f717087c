"""What a visitor is looking for: the choices that the address of the list of places holds."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from kiosk.directory.standard import AUDIENCES, FEES, SERVICES, SPECIAL_CARE
from kiosk.web import selection

CODES: Mapping[str, Collection[str]] = {"service": SERVICES, "fee": FEES, "care": SPECIAL_CARE, "audience": AUDIENCES}
PLAIN = {"open", "step_free", "computer", "kind:BIB"}
LANGUAGE = re.compile(r"language:([a-z]{2,3}|other)", re.ASCII)
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Selection(selection.Selection):
    """Facets that a place must all have, words to look for, the page of the list from 1, or the map instead."""

    query: str = ""
    is_on_map: bool = False

    @classmethod
    def parse(cls, facets: Iterable[str], page: str = "", query: str = "", on_map: str = "") -> Self:
        """The choices in raw arguments of an address; what cannot be a choice is left out."""
        words = " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]
        return replace(super().parse(facets, page), query=words, is_on_map=on_map == "1")

    @staticmethod
    def is_choice(facet: str) -> bool:
        family, _, code = facet.partition(":")
        return facet in PLAIN or code in CODES.get(family, ()) or LANGUAGE.fullmatch(facet) is not None

    def without_query(self) -> Self:
        return replace(self, query="", page=1)

    def arguments(self) -> dict[str, Any]:
        own = {"q": self.query, "map": "1" if self.is_on_map else ""}
        return {**super().arguments(), **{name: value for name, value in own.items() if value}}
