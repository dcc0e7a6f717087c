"""Style sheets and scripts: from right to left for free, and nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from kiosk.bootstrap import FRONT_END_FILES, vendored
from kiosk.config import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LINKS = " ".join(path.read_text() for path in TEMPLATES)
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|width|height|(min|max)-(width|height))\s*:"
)
MEDIA = re.compile(r"@(media|page)[^{]*\{")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_styles_follow_the_direction_of_reading(sheet: Path) -> None:
    assert not PHYSICAL.findall(MEDIA.sub("{", sheet.read_text()))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_style_stands_in_a_layer(sheet: Path) -> None:
    assert re.search(r"@layer [\w, ]+[;{]", sheet.read_text())


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_comes_from_another_site(path: Path) -> None:
    assert not re.search(r"(url\(|src=|href=|from )[\"']?(https?:)?//", path.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_sheet_is_linked(sheet: Path) -> None:
    assert f'"{sheet.stem}"' in LINKS or f"css/{sheet.name}" in LINKS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_linked_or_imported(script: Path) -> None:
    is_linked = f'"{script.stem}"' in LINKS or f"js/{script.relative_to(ROOT / 'static' / 'js')}" in LINKS
    assert is_linked or any(f'from "./{script.name}"' in path.read_text() for path in SCRIPTS)


def test_every_template_is_used() -> None:
    named = " ".join(path.read_text() for path in [*TEMPLATES, *(ROOT / "kiosk").rglob("*.py")])
    for path in TEMPLATES:
        assert f'{path.relative_to(ROOT / "templates")}"' in named or f'"{path.name}"' in named


def test_the_fonts_that_are_fetched_are_those_the_styles_name() -> None:
    named = re.findall(r'url\("\.\./vendor/([^"]+)"\)', (ROOT / "static" / "css" / "fonts.css").read_text())
    assert sorted(named) == sorted(vendored(file) for file in FRONT_END_FILES if file.endswith(".woff2"))
