"""The national standard before its version 1 (2022 and 2023), as a mapping."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.directory.exchange.mapping import Mapping, Translation
from kiosk.directory.exchange.texts import folded

FILE = Path(__file__).parent.parent / "data" / "v0-to-v1.json"
# Some producers name the identification number by what it is.
ALIASES = {"SIRET": ("pivot",), "siret": ("pivot",)}
# What a geocoder of the national address base has left in the file beside the address it was asked for.
GEOCODER = ("result_*", "cle_ban")


@cache
def old_standard() -> Mapping:
    """The table that ships with the program; its keys with `a_valider` are the doubtful ones."""
    table = json.loads(FILE.read_text(encoding="utf-8"))
    fees, support = (
        table[f'{name} (prefixe avant " : ")'] for name in ("conditions_acces", "modalites_accompagnement")
    )
    values = {
        "services": table["services"],
        "conditions_acces": fees,
        "conditions_access": fees,
        "modalites_accompagnement": support,
        "publics_accueillis": table["publics_accueillis"],
        "labels_nationaux": table["labels_nationaux"],
    }
    doubtful = {name: tuple(entries.get("_a_valider", ())) for name, entries in values.items()}
    return Mapping(
        columns={name: (to,) if isinstance(to, str) else tuple(to) for name, to in table["champs"].items()} | ALIASES,
        values={
            name: {key: translation(to) for key, to in entries.items() if key != "_a_valider"}
            for name, entries in values.items()
        },
        doubtful=doubtful | {"publics_accueillis": tuple(table["_publics_a_valider"])},
        ignored=GEOCODER,
    )


def translation(to: Any) -> Translation:
    if isinstance(to, dict):
        return {to["champ"]: to["valeur"]}
    return {"": to} if to else {}


def is_old(header: Iterable[str]) -> bool:
    """Whether a file has a column that only the predecessor of the standard knows."""
    return not old_names().isdisjoint(map(folded, header))


@cache
def old_names() -> frozenset[str]:
    return frozenset(map(folded, old_standard().columns))
