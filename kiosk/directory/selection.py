"""What a visitor is looking for: the choices that the address of a list holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

FACET = re.compile(r"[a-z][a-z_]{1,20}(:[A-Za-z0-9_]{1,20})?", re.ASCII)
# More choices than the screens offer can only be a hand-written address.
MOST_FACETS = 12
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Selection:
    """Facets that a place must all have, words to look for, the page of the list from 1."""

    facets: tuple[str, ...] = ()
    query: str = ""
    page: int = 1

    @classmethod
    def parse(cls, facets: Iterable[str], query: str, page: str) -> Self:
        """The choices in raw arguments of an address; what cannot be a choice is left out."""
        known = dict.fromkeys(facet for facet in facets if FACET.fullmatch(facet))
        number = int(page) if re.fullmatch(r"[1-9]\d{0,5}", page, re.ASCII) else 1
        words = " ".join(query.replace("\0", " ").split())[:LONGEST_QUERY]
        return cls(tuple(known)[:MOST_FACETS], words, number)

    def toggled(self, facet: str) -> Self:
        """The same with this facet added, or without it, from the first page on."""
        rest = tuple(one for one in self.facets if one != facet)
        return replace(self, facets=rest if facet in self.facets else (*self.facets, facet), page=1)

    def without_query(self) -> Self:
        return replace(self, query="", page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)

    @property
    def is_empty(self) -> bool:
        return not (self.facets or self.query)

    def arguments(self) -> dict[str, Any]:
        """The arguments of an address, without those that say nothing."""
        arguments = {
            "with": list(self.facets),
            "q": self.query,
            "page": self.page if self.page > 1 else "",
        }
        return {name: value for name, value in arguments.items() if value}
