"""What a visitor is looking for: the choices that the address of a list holds."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from kiosk.directory.standard import AUDIENCES, FEES, SERVICES, SPECIAL_CARE

CODES: Mapping[str, Collection[str]] = {"service": SERVICES, "fee": FEES, "care": SPECIAL_CARE, "audience": AUDIENCES}
PLAIN = {"open", "step_free", "computer", "kind:BIB"}
LANGUAGE = re.compile(r"language:([a-z]{2,3}|other)", re.ASCII)
# More choices than the screens offer can only be a hand-written address.
MOST_FACETS = 12
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Selection:
    """Facets that a place must all have, words to look for, the page of the list from 1, or the map instead."""

    facets: tuple[str, ...] = ()
    query: str = ""
    page: int = 1
    is_on_map: bool = False

    @classmethod
    def parse(cls, facets: Iterable[str], query: str = "", page: str = "", on_map: str = "") -> Self:
        """The choices in raw arguments of an address; what cannot be a choice is left out."""
        known = dict.fromkeys(filter(is_choice, facets))
        number = int(page) if re.fullmatch(r"[1-9]\d{0,5}", page, re.ASCII) else 1
        words = " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]
        return cls(tuple(known)[:MOST_FACETS], words, number, on_map == "1")

    def toggled(self, facet: str) -> Self:
        """The same with this facet added, or without it, from the first page on."""
        rest = tuple(one for one in self.facets if one != facet)
        return replace(self, facets=rest if facet in self.facets else (*self.facets, facet), page=1)

    def without_query(self) -> Self:
        return replace(self, query="", page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)

    def arguments(self) -> dict[str, Any]:
        """The arguments of an address, without those that say nothing."""
        arguments = {
            "with": list(self.facets),
            "q": self.query,
            "page": self.page if self.page > 1 else "",
            "map": "1" if self.is_on_map else "",
        }
        return {name: value for name, value in arguments.items() if value}


def is_choice(facet: str) -> bool:
    """Whether a screen could offer this facet; all others come from addresses that somebody wrote by hand."""
    family, _, code = facet.partition(":")
    return facet in PLAIN or code in CODES.get(family, ()) or LANGUAGE.fullmatch(facet) is not None
