"""Nothing in the database says who had an opinion: the whole of it is read to prove it."""

from uuid import UUID

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from kiosk.extensions import db
from tests.client import Visitor
from tests.feedback.sending import new_record, taps
from tests.feedback.test_tap_a_face import press, tap

ADDRESS, AGENT = "203.0.113.77", "Talkative/9.1 (somebody's telephone)"


def everything(database: Session) -> str:
    """Every cell of every table, as text."""
    database.rollback()
    tables = [table.name for table in db.metadata.sorted_tables]
    rows = [row for table in tables for row in database.execute(text(f'SELECT * FROM "{table}"')).all()]
    return "\n".join(str(tuple(row)) for row in rows)


def talkative(app: Flask) -> Visitor:
    """A browser that says all that browsers say."""
    visitor = Visitor(app)
    visitor.client.environ_base |= {
        "REMOTE_ADDR": ADDRESS,
        "HTTP_USER_AGENT": AGENT,
        "HTTP_REFERER": f"http://{ADDRESS}/",
    }
    return visitor


def test_neither_address_nor_browser_nor_cookie_is_stored(app: Flask, database: Session) -> None:
    visitor = talkative(app)
    page = press(visitor, tap(visitor, 1), r"taps/[\w-]+", reason="time")
    words = next(link for link in page.links() if "/words" in link)
    press(visitor, visitor.get(words), "words", text="Trop de monde, revenez me voir")
    visitor.client.post("/events", json=new_record())
    found = everything(database)
    assert "Trop de monde" in found
    cookies = {name: visitor.client.get_cookie(name) for name in ("visit", "mark", "session")}
    told = [ADDRESS, AGENT, *(cookie.value for cookie in cookies.values() if cookie)]
    assert len(told) == 5 and not [one for one in told if one in found]


def test_a_telephone_is_not_known_by_what_it_said(app: Flask, database: Session) -> None:
    visitor = talkative(app)
    visitor.get("/f/kiosk")
    tap(visitor, 2)
    visitor.get("/f/service-access")
    tap(visitor, 3, "/fr/feedback/service-access")
    one, other = taps(database)
    told = {str(one.id), str(other.id), one.digest, other.digest}
    assert len(told) == 4 and ADDRESS not in everything(database)
    assert one.kiosk_id is None and one.place_id is None and UUID(str(one.id)).version == 5


def test_a_number_and_an_address_that_somebody_types_are_never_stored(app: Flask, database: Session) -> None:
    visitor = Visitor(app)
    page = tap(visitor, 1)
    words = next(link for link in page.links() if "/words" in link)
    typed = "Trop de monde, appelez le 06 12 34 56 78 ou ecrire@courrier.example merci"
    press(visitor, visitor.get(words), "words", text=typed)
    found = everything(database)
    assert "Trop de monde, appelez le ⟦number⟧ ou ⟦mail⟧ merci" in found
    assert not [one for one in ("06 12", "34 56", "0612345678", "ecrire", "courrier") if one in found]
