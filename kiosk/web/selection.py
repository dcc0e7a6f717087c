"""The choices that the address of a list holds."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

# More choices than the screens offer can only be a hand-written address.
MOST_FACETS = 12


@dataclass(frozen=True)
class Selection(ABC):
    """Facets that what is listed must have, and the page of the list from 1."""

    facets: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def parse(cls, facets: Iterable[str], page: str = "") -> Self:
        """The choices in raw arguments of an address; what cannot be a choice is left out."""
        known = dict.fromkeys(filter(cls.is_choice, facets))
        number = int(page) if re.fullmatch(r"[1-9]\d{0,5}", page, re.ASCII) else 1
        return cls(tuple(known)[:MOST_FACETS], number)

    @staticmethod
    @abstractmethod
    def is_choice(facet: str) -> bool:
        """Whether a screen could offer this facet; all others come from addresses that somebody wrote by hand."""

    def toggled(self, facet: str) -> Self:
        """The same with this facet added, or without it, from the first page on."""
        rest = tuple(one for one in self.facets if one != facet)
        return replace(self, facets=rest if facet in self.facets else (*self.facets, facet), page=1)

    def at_page(self, page: int) -> Self:
        return replace(self, page=page)

    def arguments(self) -> dict[str, Any]:
        """The arguments of an address, without those that say nothing."""
        arguments = {"with": list(self.facets), "page": self.page if self.page > 1 else ""}
        return {name: value for name, value in arguments.items() if value}
