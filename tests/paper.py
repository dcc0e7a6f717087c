"""PDF as a browser reads it."""

from ctypes import create_string_buffer

import pypdfium2
from pypdfium2 import raw


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
