"""Sets one paper: `python -m kiosk.typesetting TEMPLATE` reads its data as JSON and writes a tagged PDF.

It runs in a process of its own, so that no server carries typst, and imports nothing of the pages, so that it starts
fast.
"""

import json
import sys
import unicodedata
from collections.abc import Set
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont

from kiosk.config import ROOT

PAPERS = ROOT / "templates" / "paper"
FONTS = ("fontpkg_noto_sans", "fontpkg_ibm_plex_sans_arabic")

# They change the picture before them, and are nothing alone.
MARKS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
JOINERS = " \u200d"


def main(template: str) -> None:
    """Read from the standard input, write to the standard output."""
    sys.stdout.buffer.write(typeset(template, sys.stdin.read()))


def typeset(template: str, data: str) -> bytes:
    """The PDF, for screen readers too (PDF/UA-1); with signs that no font can join, tagged but without that promise."""
    data = json.dumps(readable(json.loads(data), known_signs()))
    try:
        return compiled(template, data, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return compiled(template, data, None)


def compiled(template: str, data: str, standard: Literal["ua-1"] | None) -> bytes:
    """What the template makes of `sys.inputs.data`. Raises TypstError."""
    folders = [str(font_folder(package)) for package in FONTS]
    return typst.compile(
        str(PAPERS / f"{template}.typ"), root=str(PAPERS), font_paths=folders, ignore_system_fonts=True,
        sys_inputs={"data": data}, pdf_standards=standard,
    )  # fmt: skip


def known_signs() -> Set[str]:
    """What the fonts can draw: Latin, Greek, Cyrillic and Arabic letters, but no Chinese ones, and no faces."""
    files = (file for package in FONTS for file in font_folder(package).glob("*.[ot]tf"))
    return {sign for file in files for sign in signs_of(file)}


def signs_of(file: Path) -> Set[str]:
    """Every sign for which the font has a drawing of its own."""
    with TTFont(file, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def readable(data: Any, known: Set[str]) -> Any:
    """The data, each text that somebody typed without what would be a box; see `Typed` in kiosk/web/paper.py."""
    if isinstance(data, list):
        return [readable(one, known) for one in data]
    if not isinstance(data, dict):
        return data
    if "instead" in data:
        text = without_boxes(data["text"], known)
        return {"text": text or data["instead"], "rtl": data["rtl"] and bool(text)}
    return {name: readable(one, known) for name, one in data.items()}


def without_boxes(text: str, known: Set[str]) -> str:
    """The text without pictures that no font has; empty where a letter is missing, since half a name is another one."""
    missing = {sign for sign in unicodedata.normalize("NFC", text) if sign not in known}
    if any(unicodedata.category(sign)[0] in "LM" for sign in missing - MARKS):
        return ""
    return "".join(sign for sign in unicodedata.normalize("NFC", text) if sign not in missing).strip(JOINERS)


def font_folder(package: str) -> Path:
    """Where a package of fonts keeps its files."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).with_name("files")


if __name__ == "__main__":
    main(sys.argv[1])
