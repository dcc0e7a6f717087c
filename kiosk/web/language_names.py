"""What languages are called, in the language of the page."""

from collections.abc import Mapping

from flask import g

from kiosk.web.locale import DEFAULT, LANGUAGES, N_, catalogue

OTHER = N_("another language")
NAMES: Mapping[str, str] = {
    "fsl": N_("French sign language (LSF)"),
    "gsw": N_("Alsatian"),
    "aeb": N_("Tunisian Arabic"),
    "arq": N_("Algerian Arabic"),
    "ary": N_("Moroccan Arabic"),
    "ber": N_("Berber"),
    "kmr": N_("Kurdish (Kurmanji)"),
    "prs": N_("Dari"),
    "other": OTHER,
}
"""Of which the Unicode repository says nothing, not in every language, or what nobody says in Alsace: ISO 639 codes."""


def language_name(code: str) -> str:
    """As it stands inside a sentence; a code that nobody has named is another language, and never shown as it is."""
    known = {**g.language.babel.languages, **NAMES}
    name = known.get(code) or LANGUAGES[DEFAULT].babel.languages.get(code) or OTHER
    return str(catalogue().ugettext(name)) if name in NAMES.values() else name
