"""What a visitor is looking for: the choices that the address of the list of workshops holds."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kiosk.web import selection
from kiosk.workshops.vocabulary import LEVELS, TOPICS

CODES: Mapping[str, Collection[str]] = {"topic": TOPICS, "level": LEVELS}
PLAIN = {"today", "week", "left", "free"}
OPEN_ENDED = re.compile(r"language:[a-z]{2,3}|place:\d{1,9}|day:\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Selection(selection.Selection):
    """Facets that a workshop must have, and the page of the list from 1."""

    @staticmethod
    def is_choice(facet: str) -> bool:
        family, _, code = facet.partition(":")
        return facet in PLAIN or code in CODES.get(family, ()) or OPEN_ENDED.fullmatch(facet) is not None
