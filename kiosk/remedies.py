"""What can stop the preparation of a checkout, as plain lines. Standard library only, readable by Python 3.9."""

from __future__ import annotations

import re

TOO_OLD = (
    "Fil rouge demande Python {0} ou plus récent, et celui-ci est Python {1}."
    " / Fil rouge needs Python {0} or newer, and this is Python {1}."
)
INTERRUPTED = "Interrompu. La même commande reprendra où il faut."
FULL = "Le disque est plein : libérez 1 Go, puis relancez la même commande."
OFFLINE = "Les paquets n'arrivent pas : vérifiez la connexion à Internet (ou le proxy), puis relancez la même commande."
READ_ONLY = "Le dossier {root} n'est pas accessible en écriture : copiez-le dans un dossier à vous, puis relancez."
NO_VENV = "Il manque le module venv de Python : « apt install python3-venv », puis relancez la même commande."
NO_NPM = "Il manque npm, et il n'a pas pu être téléchargé : « apt install npm », puis relancez la même commande."
OTHER = "La préparation a échoué : {error}"
NETWORK_ERRORS = (
    r"NewConnectionError|ProxyError|ConnectTimeout|ReadTimeout|Connection (refused|reset|broken)|Could not fetch URL"
    r"|from versions: none|name resolution|getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
    r"|ENETUNREACH|EHOSTUNREACH"
)
SYMPTOMS = (
    (r"ensurepip|No module named '?venv", NO_VENV),
    (r"No space left|ENOSPC|Disk quota", FULL),
    (r"Read-only file system|Permission denied|Not a directory|EACCES|EROFS", READ_ONLY),
    (NETWORK_ERRORS, OFFLINE),
)
"""What a failed program prints, and what the person reads instead."""


class Unprepared(Exception):
    """The checkout cannot be prepared; the message is one line that names the remedy."""


def remedy(output: str, root: str) -> str:
    """The line for the person, from all that a program printed before it failed."""
    for symptom, line in SYMPTOMS:
        if re.search(symptom, output, re.IGNORECASE):
            return line.format(root=root)
    lines = output.strip().splitlines() or ["?"]
    return OTHER.format(error=next((line for line in lines if "error" in line.lower()), lines[-1]))
