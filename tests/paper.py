"""A small paper, and PDF as a browser reads it."""

from ctypes import create_string_buffer
from typing import Any

import pypdfium2
from pypdfium2 import raw

from kiosk.web.paper import typed


def sheet(*names: str) -> dict[str, Any]:
    """A list of people, as little as the template needs."""
    rows = [{"name": typed(name, "écran"), "seats": 1, "code": "4K7 P2M", "state": "", "came": 0} for name in names]
    roster = {"title": typed("Atelier"), "day": "", "hours": "", "where": [], "totals": "", "rows": rows}
    columns = dict.fromkeys(("name", "seats", "code", "state", "here", "signature", "ages", "none"), "–")
    facts = {"title": "La liste", "lang": "fr", "foot": "", "walk-ins": 0, "is-day": False}
    return {"rosters": [roster], "words": {**columns, "bands": ["–"]}, **facts}


def words(content: bytes) -> list[str]:
    """The words of all pages, as they are copied."""
    return " ".join(pages(content)).split()


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def fonts(content: bytes) -> set[str]:
    """The names of the fonts in which something is written."""
    written = [one for page in pypdfium2.PdfDocument(content) for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
    return {font_name(raw.FPDFTextObj_GetFont(one.raw)) for one in written}


def font_name(font: object) -> str:
    """The family; in front of it stands the mark of the part of the font that the file carries."""
    name = create_string_buffer(80)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode().rpartition("+")[2].partition("-")[0]
