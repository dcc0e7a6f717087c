"""What arrives by e-mail."""

import html5lib
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.config import LOCALES
from kiosk.directory.models import Place
from kiosk.workshops.models import Course, Message, Registration, Workshop
from tests.workshops.conftest import NOW
from tests.workshops.messages.conftest import MAIL, PUBLIC_URL, Library, calls
from tests.workshops.messages.servers import MailServer, words_of


def test_the_mail_says_what_when_where_and_how_to_cancel(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    database.execute(update(Place).values(phone="+33353010001", address="1 rue du Parc", postal_code="67000"))
    database.commit()
    ticket = library.join(workshop)
    library.work()
    for words in (words_of(mail.received[0], "plain"), words_of(mail.received[0], "html")):
        for fact in ("Samira", "Premiers pas", "ercredi 25 novembre", "14 h", "16 h", "Médiathèque du Parc",
                     "1 rue du Parc", "03 53 01 00 01", f"{PUBLIC_URL}{ticket}"):  # fmt: skip
            assert fact in words


def test_the_mail_is_one_that_a_machine_sent_to_one_person(
    library: Library, workshop: Workshop, mail: MailServer
) -> None:
    library.join(workshop)
    library.work()
    found = mail.received[0]
    assert (found["From"], found["To"], found["Auto-Submitted"]) == (
        "Fil rouge <borne@exemple.fr>", MAIL, "auto-generated",
    )  # fmt: skip
    assert mail.envelopes == [("borne@exemple.fr", [MAIL])]
    assert found["Message-ID"].endswith("@exemple.fr>") and found["Date"].datetime == NOW


def test_the_html_is_whole_and_asks_nobody_for_anything(library: Library, workshop: Workshop, mail: MailServer) -> None:
    library.join(workshop)
    library.work()
    html = words_of(mail.received[0], "html")
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert {one.tag for one in root.iter()} & {"img", "script", "link", "style", "iframe"} == set()
    assert [link.get("href", "").startswith(f"{PUBLIC_URL}/t/") for link in root.iter("a")] == [True]


def test_without_a_public_address_the_mail_says_the_code(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    library.app.config["PUBLIC_URL"] = ""
    library.join(workshop)
    code = database.scalars(select(Registration.code)).one()
    library.work()
    for kind in ("plain", "html"):
        words = words_of(mail.received[0], kind)
        assert code in words and "/t/" not in words


@pytest.mark.parametrize("locale", LOCALES)
def test_the_mail_speaks_the_language_of_its_reader(
    library: Library, workshop: Workshop, mail: MailServer, database: Session, locale: str
) -> None:
    library.join(workshop)
    database.execute(update(Message).values(locale=locale))
    database.commit()
    library.work()
    html = html5lib.parse(words_of(mail.received[0], "html"), namespaceHTMLElements=False)
    assert (html.get("lang"), html.get("dir")) == (locale[:2], "rtl" if locale == "ar" else "ltr")


@pytest.mark.parametrize(
    "name",
    ["Samira\r\nBcc: all@exemple.fr", "<script>alert(1)</script>", "www.exemple.fr", "06 39 98 00 00"],
)
def test_a_name_that_is_none_travels_nowhere(
    library: Library, workshop: Workshop, mail: MailServer, database: Session, name: str
) -> None:
    library.join(workshop)
    database.execute(update(Registration).values(name=name))
    database.commit()
    library.work()
    assert mail.envelopes == [("borne@exemple.fr", [MAIL])]
    assert mail.received[0]["Bcc"] is None
    assert name not in words_of(mail.received[0], "plain") and name not in words_of(mail.received[0], "html")


def test_a_title_with_a_new_line_stays_a_title(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    database.execute(update(Course).values(title="Un <b>titre</b>\r\nBcc: all@exemple.fr"))
    database.commit()
    library.join(workshop)
    library.work()
    assert mail.received[0]["Bcc"] is None and mail.received[0]["Subject"].endswith("</b> Bcc: all@exemple.fr")
    assert "<b>" not in words_of(mail.received[0], "html")


@pytest.mark.parametrize(
    "address", ["a@exemple.fr\r\nBcc: all@exemple.fr", "a@exemple.fr, b@exemple.fr", "a b@exemple.fr", "<a@b.fr>", "a@"]
)
def test_an_address_that_is_none_is_nobody_s(
    library: Library, workshop: Workshop, mail: MailServer, database: Session, address: str
) -> None:
    library.join(workshop)
    database.execute(update(Message).values(address=address))
    database.commit()
    library.work()
    assert mail.received == []
    assert calls(database) == [("Samira", "signed_up")]


def test_an_example_says_that_it_is_one(
    library: Library, workshop: Workshop, mail: MailServer, database: Session
) -> None:
    database.execute(update(Course).values(is_example=True))
    database.commit()
    library.join(workshop)
    library.work()
    for kind in ("plain", "html"):
        assert "exemple" in words_of(mail.received[0], kind).replace("exemple.fr", "")


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_nobody_is_asked_to_say_that_they_cannot_come_to_what_is_cancelled(
    library: Library, workshop: Workshop, mail: MailServer, database: Session, kind: str
) -> None:
    database.execute(update(Place).values(phone="+33353010001"))
    database.commit()
    library.join(workshop)
    library.work()
    library.change(workshop, "cancelled_workshop", cancelled_at=NOW)
    library.work()
    before, after = (words_of(received, kind) for received in mail.received)
    assert "ne pouvez pas venir" in before.lower() or "aussi appeler" in before
    assert "03 53 01 00 01" in after and "ne pouvez pas venir" not in after
