"""All measures, one after the other, and their table."""

import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from kiosk.progress import shown
from tests.bench import crowd, feedback, imports, pages, workshops
from tests.bench.figures import Line, table

FOOT = """
Le plancher : une application Flask d'un seul fichier (tests/bench/floor.py) sur le même serveur, waitress à 8 fils,
qui lit la même base et montre autant de lieux, leur commune, leur distance et leur état : ni carte, ni filtres, ni
recherche, ni compression. Pour 20 000 lieux : la même page à 200. Pour l'import : le même fichier versé tel quel dans
une table par SQLAlchemy. Pour les ateliers : tests/bench/floor_workshops.py, derrière deux gunicorn comme la borne, sur
la même sorte de base ; une course est 200 inscriptions au même instant pour 8 places, et chaque réponse est vérifiée.
Pour les avis : la même page sur dix fois moins d'avis ; pour un avis : sans que personne lise le tableau ; pour le
merci : avec le réseau.
Cette machine : {processors} processeurs, dont {busy:.1f} étaient pris par d'autres programmes au début."""


class Effort(NamedTuple):
    """How much is measured: rounds, seconds of load in each, requests for one p95 and before memory is read, races."""

    rounds: int
    seconds: float
    requests: int
    mixed: int
    races: int
    has_postgres: bool


FULL = Effort(rounds=5, seconds=2.5, requests=200, mixed=10_000, races=20, has_postgres=True)
QUICK = Effort(rounds=3, seconds=1, requests=60, mixed=1_000, races=2, has_postgres=False)


def main(is_quick: bool) -> None:
    effort = QUICK if is_quick else FULL
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="fil-rouge-") as name:
        lines = measured(Path(name), effort)
    print(table(lines))
    print(FOOT.format(processors=os.cpu_count(), busy=busy))


def measured(folder: Path, effort: Effort) -> list[Line]:
    """Every line; the imported data of one measure are the ground of the next."""
    france = folder / "france"
    lines = []
    with shown("[1/6] La liste"):
        lines += pages.list_lines(folder / "demo", effort.rounds, effort.seconds)
    with shown(f"[2/6] Poids et mémoire, {effort.mixed} requêtes"):
        lines += pages.weight_lines(folder / "demo", effort.mixed)
    with shown("[3/6] Import"):
        lines += imports.sqlite_lines(france)
        lines += imports.postgres_lines(folder) if effort.has_postgres else []
    with shown("[4/6] 200 et 20 000 lieux"):
        lines += crowd.lines(france, folder, effort.rounds, effort.requests)
    with shown(f"[5/6] Ateliers, {effort.races} courses"):
        lines += workshops.sqlite_lines(folder, effort.rounds, effort.seconds, effort.races)
        if effort.has_postgres:
            lines += workshops.postgres_lines(folder, effort.rounds, effort.seconds, effort.races)
    with shown("[6/6] Avis"):
        lines += feedback.sqlite_lines(folder, effort.requests, effort.has_postgres)
        if effort.has_postgres:
            lines += feedback.postgres_lines(folder, effort.requests, effort.has_postgres)
    return lines
