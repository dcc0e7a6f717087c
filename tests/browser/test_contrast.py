"""Contrast of the colours that the style sheets may put on one another (criterion A3)."""

import re

import pytest

from kiosk.config import ROOT

TEXT, PICTURES = 7.0, 3.0
ON_TEXT = {
    "ink": ("paper", "card", "sandstone"),
    "ink-soft": ("paper", "card", "sandstone"),
    "thread": ("paper", "card"),
    "on-thread": ("thread",),
    "good": ("good-ground",),
    "closed": ("closed-ground",),
    "doubt": ("doubt-ground",),
}
ON_PICTURES = {"thread": ("sandstone",), "edge": ("paper", "card")}
THEMES = {"light": ":root", "contrast": '[data-theme="contrast"]'}


def colours(theme: str) -> dict[str, str]:
    """The colours of a theme by their names, as `tokens.css` has them."""
    sheet = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    block = sheet.split(THEMES[theme] + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance of sRGB, from 0 to 1, as WCAG 2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_seven_to_one(theme: str) -> None:
    known = colours(theme)
    pairs = [(ink, ground) for ink, grounds in ON_TEXT.items() for ground in grounds]
    weak = {pair: found for pair in pairs if (found := contrast(known[pair[0]], known[pair[1]])) < TEXT}
    assert not weak


@pytest.mark.parametrize("theme", THEMES)
def test_pictures_and_frames_stand_out_three_to_one(theme: str) -> None:
    known = colours(theme)
    pairs = [(ink, ground) for ink, grounds in ON_PICTURES.items() for ground in grounds]
    weak = {pair: found for pair in pairs if (found := contrast(known[pair[0]], known[pair[1]])) < PICTURES}
    assert not weak


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
