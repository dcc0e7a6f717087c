"""Reading what residents have written: where it belongs, one comment after the other."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.directory.models import Place
from kiosk.feedback.comments.inbox import PAGE_SIZE
from kiosk.feedback.models import Comment, Theme
from kiosk.web.models import AuditEntry
from tests.feedback.conftest import NOW, Commenter, fresh, kept
from tests.office import Colleague, add_user, colleague

INBOX = "/staff/comments"


@pytest.fixture
def reader(app: Flask) -> Colleague:
    return colleague(app, "staff")


def decide(reader: Colleague, comment: Comment, status: int = 200, **choices: str) -> Any:
    page = f"{INBOX}/{comment.id}"
    return reader.submit(page, f"{page}/decisions", status, **choices)


def test_the_text_is_shown_with_its_face_place_and_month(
    reader: Colleague, commented: Commenter, library: Place
) -> None:
    commented("هاتفي ٠٦١٢٣٤٥٦٧٨ شكرا جزيلا لكم", place_id=library.id)
    page = reader.get(INBOX)
    text = page.all("blockquote")[0]
    assert (text.get("lang"), text.get("dir")) == ("ar", "auto")
    assert "caché : un numéro" in page.text(text).replace("\u00a0", " ")
    assert all(word in page.text() for word in ("Pas bien", "Médiathèque du Parc", "Novembre 2026"))
    assert "1 commentaire à lire" in reader.get("/staff/").text().replace("\u00a0", " ")


def test_the_one_that_has_waited_longest_comes_first_and_deciding_leads_on(
    reader: Colleague, commented: Commenter, database: Session
) -> None:
    later = commented("Le second")
    first = commented("Le premier", captured_at=NOW - timedelta(days=1))
    assert reader.get(INBOX).text(reader.get(INBOX).all("blockquote")[0]) == "Le premier"
    page = decide(reader, first, state="public")
    assert page.text(page.all("blockquote")[0]) == "Le second"
    assert "Tout est lu" in decide(reader, later, state="internal").text()
    assert [(one.state, one.read_by) for one in map(fresh, (first, later))] == [
        ("public", "Camille staff"), ("internal", "Camille staff")
    ]  # fmt: skip


def test_a_rejection_says_why(reader: Colleague, commented: Commenter, database: Session) -> None:
    comment = commented("Achetez chez nous")
    assert "Dites pourquoi" in decide(reader, comment, 422, state="rejected").text()
    page = decide(reader, comment, 422, state="rejected", reason="other", because=" ")
    assert page.all("input", id="reason-other")[0].get("checked") is not None
    decide(reader, comment, state="rejected", reason="other", because="Il cite le 06 12 34 56 78")
    fresh(comment)
    assert (comment.state, comment.rejected_because) == ("rejected", "Il cite le ⟦number⟧")
    assert "Il cite le" in reader.get(f"{INBOX}?state=rejected").text()


def test_a_theme_is_proposed_and_a_person_confirms_it(
    reader: Colleague, commented: Commenter, database: Session
) -> None:
    themes = [Theme(title="Accueil", keywords="sourire"), Theme(title="Horaires", keywords="horaire\nfermé")]
    database.add_all(themes)
    database.commit()
    comment = commented("Toujours fermé à midi")
    page = reader.get(INBOX)
    assert page.all("option", value=str(themes[1].id))[0].get("selected") is not None
    fresh(comment)
    assert comment.theme_id is None
    decide(reader, comment, state="public", theme=str(themes[0].id))
    fresh(comment)
    assert comment.theme_id == themes[0].id
    decide(reader, comment, state="rejected", reason="unclear")
    fresh(comment)
    assert comment.theme_id is None


def test_a_person_corrects_the_language(reader: Colleague, commented: Commenter, database: Session) -> None:
    comment = commented("Danke schön")
    page = decide(reader, comment, state="waiting", language="de")
    assert page.all("blockquote")[0].get("lang") == "de"
    fresh(comment)
    assert (comment.language, comment.language_source, comment.state) == ("de", "person", "waiting")


def test_the_last_decision_is_undone_and_any_is_changed_later(
    reader: Colleague, commented: Commenter, database: Session
) -> None:
    comment, _ = commented("Bien"), commented("Mieux")
    page = decide(reader, comment, state="public")
    reader.send(page, f"{INBOX}/{comment.id}/decisions", state="waiting")
    fresh(comment)
    assert (comment.state, comment.read_at, comment.read_by) == ("waiting", None, "")
    decide(reader, comment, state="internal")
    decide(reader, comment, state="public")
    fresh(comment)
    assert comment.state == "public"
    assert "Bien" in reader.get(f"{INBOX}?state=public").text()


def test_of_two_who_decide_at_once_the_second_is_told_and_loses_nothing(
    app: Flask, reader: Colleague, commented: Commenter, database: Session
) -> None:
    comment = commented("Le wifi est lent")
    other = Colleague(app, add_user(app, "staff", email="other@mediatheque.example", name="Sasha"))
    other.sign_in()
    opened = reader.get(f"{INBOX}/{comment.id}")
    decide(other, comment, state="public")
    page = reader.send(
        opened, f"{INBOX}/{comment.id}/decisions", 409, state="rejected", reason="other", because="Déjà dit"
    )
    assert "Sasha a décidé" in page.text()
    assert page.all("input", id="because")[0].get("value") == "Déjà dit"
    fresh(comment)
    assert (comment.state, comment.read_by) == ("public", "Sasha")
    reader.send(page, f"{INBOX}/{comment.id}/decisions", state="rejected", reason="other", because="Déjà dit")
    fresh(comment)
    assert comment.state == "rejected"


def test_a_long_list_has_pages_and_ways_to_the_next_and_the_one_before(reader: Colleague, commented: Commenter) -> None:
    made = [commented(f"Mot {number}", captured_at=NOW + timedelta(minutes=number)) for number in range(PAGE_SIZE + 2)]
    page = reader.get(f"{INBOX}/{made[PAGE_SIZE].id}")
    ways = [one.get("href") for one in page.all("a") if one.get("data-key")]
    assert ways == [f"{INBOX}/{made[PAGE_SIZE - 1].id}", f"{INBOX}/{made[PAGE_SIZE + 1].id}"]
    assert len(page.all("aside")[0].findall(".//li")) == 2
    assert "Mot 10" in page.text(reader.get(f"{INBOX}?page=2").all("blockquote")[0])
    assert "Mot 0" in page.text(reader.get(f"{INBOX}?page=99").all("blockquote")[0])


def test_one_reads_only_one_language_if_one_likes(reader: Colleague, commented: Commenter) -> None:
    german, other = commented("Danke", "de"), commented("Merci")
    page = reader.get(f"{INBOX}?language=de")
    assert "Danke" in page.text() and "Merci" not in page.text()
    page = reader.send(page, f"{INBOX}/{german.id}/decisions", state="public")
    assert "Aucun commentaire dans cette langue" in page.text()
    assert reader.get(f"{INBOX}/{other.id}?language=de").status == 200


def test_empty_lists_say_what_comes_there(reader: Colleague) -> None:
    for state in ("waiting", "public", "internal", "rejected", "nonsense"):
        assert len(reader.get(f"{INBOX}?state={state}").text()) > 100
    reader.get(f"{INBOX}/1", 404)


def test_the_audit_log_never_holds_the_words(reader: Colleague, commented: Commenter, database: Session) -> None:
    comment = commented("Un secret bien gardé")
    decide(reader, comment, state="rejected", reason="other", because="Un autre secret", language="de")
    reader.submit(f"{INBOX}/{comment.id}", f"{INBOX}/{comment.id}/masks", names="gardé")
    entries = database.scalars(select(AuditEntry).where(AuditEntry.kind == "comment").order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == ["comment.decided", "comment.masked"]
    assert not any("secret" in f"{entry.detail}{entry.label}" for entry in entries)
    assert entries[0].detail == {"reason": "other", "language": "de", "outcome": "rejected"}


def test_a_name_is_hidden_in_the_text_and_in_its_translations(
    reader: Colleague, commented: Commenter, database: Session
) -> None:
    comment = commented("Merci à Élodie pour tout")
    comment.translate("de", "Danke an Elodie für alles", 1, NOW)
    comment.translations[0].check_by(2, NOW)
    kept(comment)
    page = f"{INBOX}/{comment.id}"
    assert "ne sont pas dans le texte" in reader.submit(page, f"{page}/masks", 422, names="Karim").text()
    assert fresh(comment).translations[0].checked_by == 2
    reader.submit(page, f"{page}/masks", names="elodie")
    fresh(comment)
    assert comment.text == "Merci à ⟦name⟧ pour tout"
    assert (comment.translations[0].text, comment.translations[0].checked_by) == ("Danke an ⟦name⟧ für alles", None)


def test_a_name_that_is_not_found_is_said_and_stays_in_the_field(reader: Colleague, commented: Commenter) -> None:
    comment = commented("Merci à Élodie et à Karim")
    page = f"{INBOX}/{comment.id}"
    said = reader.submit(page, f"{page}/masks", names="elodie, Karmi")
    assert [field.get("value") for field in said.all("input", name="names")] == ["Karmi"]
    assert [said.text(one).replace("\u00a0", " ") for one in said.all("div", class_="done")] == ["Mots cachés : elodie"]
    assert "n’ont pas été cachés" in said.text()
    assert fresh(comment).text == "Merci à ⟦name⟧ et à Karim"


def test_what_was_hidden_is_said(reader: Colleague, commented: Commenter) -> None:
    page = f"{INBOX}/{commented('Merci à Élodie et à Karim').id}"
    said = reader.submit(page, f"{page}/masks", names="elodie, Karim")
    assert "2 passages sont maintenant cachés." in said.text().replace("\u00a0", " ")
