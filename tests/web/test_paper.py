"""What is printed: a tagged PDF with its own letters, made in a process of its own."""

import sys
from subprocess import CalledProcessError, check_output

import pypdfium2
import pytest
from pypdfium2 import raw

from kiosk.config import ROOT
from kiosk.typesetting import known_signs
from kiosk.web.paper import pdf, typed
from tests.paper import fonts, sheet, words

NAMES = ("Amélie Œuvrard", "محمد عبد الله", "Оксана Ґудзь", "Şebnem Çığ", "ليلى et Zoé")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_be_copied_from_the_paper(name: str) -> None:
    assert set(name.split()) <= set(words(pdf("roster", sheet(name))))


def test_the_paper_has_tags_a_title_and_a_language_for_screen_readers() -> None:
    content = pdf("roster", sheet("Samira"))
    document = pypdfium2.PdfDocument(content)
    assert raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_value("Title") == "La liste"
    assert b"/Lang(fr)" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_no_letter_comes_from_the_system() -> None:
    assert fonts(pdf("roster", sheet(*NAMES))) == {"NotoSans", "IBMPlexSansArabic"}


@pytest.mark.parametrize("name", ("李明", "שלום", "გიორგი", "李 Ana", "😀"))
def test_a_name_whose_letters_no_font_has_is_read_on_the_screen(name: str) -> None:
    content = pdf("roster", sheet(name, "Samira"))
    assert {"Samira", "écran"} <= set(words(content)) and not set(name.split()) & set(words(content))
    assert fonts(content) == {"NotoSans"} and b"<pdfuaid:part>1</pdfuaid:part>" in content


@pytest.mark.parametrize("name", ("Zoé 😀", "❤️ Zoé", "👩‍👧 Zoé"))
def test_a_picture_in_a_name_is_left_out(name: str) -> None:
    content = pdf("roster", sheet(name))
    assert "Zoé" in words(content) and "écran" not in words(content)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_each_sign_that_is_said_to_be_known_can_be_drawn() -> None:
    known = sorted(sign for sign in known_signs() if sign.isalpha())
    names = ["".join(known[start : start + 40]) for start in range(0, len(known), 40)]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf("roster", sheet(*names))


@pytest.mark.parametrize("name", ('#panic("x")', "*gras* _italique_ $x$", "\\", '"', "<label> @cite", "// rien", "[x]"))
def test_what_people_type_is_never_a_program(name: str) -> None:
    assert "".join(name.split()) in "".join(words(pdf("roster", sheet(name))))


def test_a_paper_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CalledProcessError):
        pdf("nothing", {})


def test_a_server_does_not_carry_the_typesetter() -> None:
    program = "import kiosk.app, sys; print('typst' in sys.modules)"
    assert check_output([sys.executable, "-c", program], cwd=ROOT, text=True).strip() == "False"


@pytest.mark.parametrize(
    ("text", "is_rtl"), [("ليلى et Zoé", True), ("Zoé ليلى", False), ("12 ליל", True), ("7", False)]
)
def test_a_name_is_written_in_the_direction_of_its_first_letter(text: str, is_rtl: bool) -> None:
    assert typed(text, "–") == {"text": text, "rtl": is_rtl, "instead": "–"}
