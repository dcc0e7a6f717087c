"""What places can be chosen by: `service:access`, `fee:free`, `language:ar`, `kind:BIB`, `step_free`, …"""

import re
from collections.abc import Collection
from typing import Protocol

from kiosk.web.search import fold

# In the national extract of December 2022 the column `typologie` is empty in all 4,930 lines, and 390 names
# say médiathèque or bibliothèque, one of them « médiatthèque ».
LIBRARY_NAME = re.compile(r"(mediatt?h?e[qk]|biblioth?e[qk]|bibliobus|bucherei)")
LIBRARY = "BIB"
OTHER = "other"


class Choosable(Protocol):
    """What is read of a place: its codes, the codes of its languages, the kinds of its equipment."""

    @property
    def name(self) -> str: ...
    @property
    def services(self) -> Collection[str]: ...
    @property
    def fees(self) -> Collection[str]: ...
    @property
    def special_care(self) -> Collection[str]: ...
    @property
    def audiences(self) -> Collection[str]: ...
    @property
    def kinds(self) -> Collection[str]: ...
    @property
    def languages(self) -> Collection[str]: ...
    @property
    def equipment(self) -> Collection[str]: ...
    @property
    def insee_code(self) -> str: ...
    @property
    def is_step_free(self) -> bool | None: ...


def facets_of(place: Choosable) -> frozenset[str]:
    """The facets of a place. One that calls itself a library counts as `kind:BIB` even if its kinds do not say so."""
    families = {
        "service": place.services,
        "fee": place.fees,
        "care": place.special_care,
        "audience": place.audiences,
        "kind": {*place.kinds, LIBRARY} if LIBRARY_NAME.search(fold(place.name)) else place.kinds,
        "language": {*place.languages, OTHER} if speaks_more_than_french(place) else place.languages,
        "commune": {place.insee_code} - {""},
    }
    coded = {f"{family}:{code}" for family, codes in families.items() for code in codes}
    offered = {"step_free": is_step_free(place), "computer": has_computer(place)}
    return frozenset(coded | {facet for facet, holds in offered.items() if holds})


def speaks_more_than_french(place: Choosable) -> bool:
    """Whether somebody there speaks another language than French, as far as the place has said so."""
    return bool({*place.languages} - {"fr"} or {"english", "other_languages"} & {*place.special_care})


def is_step_free(place: Choosable) -> bool:
    """Whether a wheelchair gets in, as far as somebody has said so."""
    return place.is_step_free is True or "motor" in place.special_care


def has_computer(place: Choosable) -> bool:
    """Whether there is a computer that a visitor may use."""
    return "computer" in place.equipment or "access" in place.services


def family(facet: str) -> str:
    """`commune` for `commune:67482`; a facet without code is its own family."""
    return facet.partition(":")[0]
