"""What a street, or a stop of bus or tram, is named after."""

import re
from functools import lru_cache

from kiosk.directory.exchange.texts import folded

NUMBER = re.compile(r"^\s*\d+\s*(?:[-/]\s*\d+)?\s*(?:bis|ter|quater|[a-f](?=[\s,]))?[\s,]*", re.I)
ASIDE = re.compile(r"\(.*?\)|,.*|\b\d{5}\b.*")
WORD = re.compile(r"[^\W_]+")
KINDS = frozenset(
    "rue r avenue ave av boulevard bld bd place pl quai route rte chemin che chem ch allee all impasse imp square sq"
    " cours crs passage pas ruelle faubourg fbg fg esplanade rond point rpt".split()
)  # fmt: skip
LINKS = frozenset("a au aux d de des du en et l la le les".split())
# Every commune has one of these, and a large one several: no stop is known by them.
COMMON = frozenset(
    "abattoir canal centre cimetiere champs chateau ecole eglise etang fontaine fort gare jardins mairie marche moulin"
    " nord parc sports stade temple vignes ville".split()
)  # fmt: skip


@lru_cache(maxsize=8192)
def named_after(name: str) -> str:
    """What is left of `56 RUE DU RIETH` or of the stop `Rieth`: `rieth`; empty where the rest is a common word."""
    words = [folded(word) for word in WORD.findall(ASIDE.sub("", NUMBER.sub("", name)))]
    core = [word for word in words if word not in LINKS]
    core = core[1:] if len(core) > 1 and core[0] in KINDS else core
    return "" if set(core) <= COMMON else " ".join(core)
