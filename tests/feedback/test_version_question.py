"""Another wording of the three answers is another question: its figures are not those of the one before."""

from hashlib import sha256

from flask import Flask

from kiosk.config import LOCALES
from kiosk.feedback.vocabulary import QUESTION
from tests.client import Visitor

DIGESTS = {1: "188a2ba41121ba7a09d9a3600d6022ebc27190aafb622f1766ed8aac6242f4de"}
"""By version, that of its words in every language. Whoever changes a word gives `QUESTION` the next number."""


def wording(app: Flask) -> str:
    """The three answers in every language, in their order."""
    pages = [Visitor(app).get(f"/{locale}/feedback/kiosk") for locale in LOCALES]
    faces = [page.text(one) for page in pages for one in page.all("button") if one.get("name") == "value"]
    assert len(faces) == 3 * len(LOCALES)
    return sha256("\n".join(faces).encode()).hexdigest()


def test_another_wording_has_another_version(app: Flask) -> None:
    assert wording(app) == DIGESTS[QUESTION]
