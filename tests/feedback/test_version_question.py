"""Another wording of a question or of its answers is another question: its figures are not those of the one before."""

from hashlib import sha256

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.feedback.vocabulary import QUESTION
from tests.client import Page, Visitor
from tests.workshops.conftest import new_workshop

DIGESTS = {1: "400bad9687b11256173024fe08ba98e8aee6a930568f3f9e19b43780a4ca877e"}
"""By version, that of its words in every language. Whoever changes a word gives `QUESTION` the next number."""


def words(page: Page) -> list[str]:
    """The question and its three answers, in their order."""
    faces = [page.text(one) for one in page.all("button") if one.get("name") == "value"]
    assert len(faces) == 3
    return [page.text(page.all("h1")[0]), *faces]


def test_another_wording_has_another_version(app: Flask, database: Session) -> None:
    workshop = new_workshop()
    database.add(workshop)
    database.commit()
    place = workshop.place_id
    codes = ("kiosk", f"place-{place}", f"workshop-{workshop.id}", f"stop-{place}", "service-access")
    pages = (Visitor(app).get(f"/{locale}/feedback/{code}") for locale in LOCALES for code in codes)
    wording = [word for page in pages for word in words(page)]
    assert sha256("\n".join(wording).encode()).hexdigest() == DIGESTS[QUESTION]
