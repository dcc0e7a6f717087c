"""Sets one paper: `python -m kiosk.typesetting TEMPLATE` reads its data as JSON and writes a tagged PDF.

It runs in a process of its own, so that no server carries typst, and imports nothing of the pages, so that it starts
fast.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

from kiosk.config import ROOT

PAPERS = ROOT / "templates" / "paper"
FONTS = ("fontpkg_noto_sans", "fontpkg_ibm_plex_sans_arabic")


def main(template: str) -> None:
    """Read from the standard input, write to the standard output."""
    sys.stdout.buffer.write(typeset(template, sys.stdin.read()))


def typeset(template: str, data: str) -> bytes:
    """The PDF, for screen readers too (PDF/UA-1); with a sign that no font knows, tagged but without that promise."""
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


def font_folder(package: str) -> Path:
    """Where a package of fonts keeps its files."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).with_name("files")


if __name__ == "__main__":
    main(sys.argv[1])
