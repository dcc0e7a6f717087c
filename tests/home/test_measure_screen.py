import pytest

from tests.client import Visitor


def test_a_measure_makes_every_page_true_in_millimetres(visitor: Visitor) -> None:
    visitor.post("/fr/calibration", density="590")
    sheets = [link.get("href") for link in visitor.get("/fr/").all("link", rel="stylesheet")]
    assert "/screen-590.css" in sheets
    assert "--mm: 5.9px" in visitor.client.get("/screen-590.css").text


def test_the_measure_stays_when_a_visit_ends(visitor: Visitor) -> None:
    visitor.post("/fr/calibration", density="590")
    visitor.get("/reset")
    assert "/screen-590.css" in visitor.get("/fr/").html


@pytest.mark.parametrize("density", ["", "0", "-5", "12", "99999", "5.9", "a", "٥٩٠"])
def test_an_impossible_measure_is_refused_in_words(visitor: Visitor, density: str) -> None:
    page = visitor.post("/fr/calibration", 422, density=density)
    assert page.all("p", role="alert")


def test_a_style_sheet_for_an_impossible_measure_is_empty(visitor: Visitor) -> None:
    assert "--mm" not in visitor.client.get("/screen-1}body{x.css").text
