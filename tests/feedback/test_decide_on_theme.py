"""Themes: the closed list, their words, and what the committee makes of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.feedback.models import Theme
from kiosk.web.models import AuditEntry
from tests.feedback.conftest import NOW, Tapper, Waiting
from tests.feedback.meeting import DECISION, LATER, REVIEWS, THEMES, say, send, stages, step, the_open, theme_of
from tests.office import Colleague

NEW = f"{THEMES}/new"


def in_order(database: Session) -> list[str]:
    database.rollback()
    return [theme.title for theme in database.scalars(Theme.listed())]


def test_without_themes_the_list_says_what_to_do(member: Colleague) -> None:
    page = member.get(THEMES)
    assert NEW in page.links() and "Il n’y a pas encore de thème" in page.text()


def test_a_theme_is_added_and_changed(member: Colleague, database: Session) -> None:
    member.submit(NEW, THEMES, title="  Horaires ", keywords="soir, matin;soir\n samedi ,,")
    [theme] = database.scalars(select(Theme))
    assert (theme.title, theme.keywords) == ("Horaires", "soir, matin, samedi")
    page = f"{THEMES}/{theme.id}"
    member.submit(f"{page}/edit", page, title="Heures", keywords="")
    assert in_order(database) == ["Heures"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"title": " "}, "title"), ({"title": "x" * 81}, "title"), ({"keywords": "x" * 1001}, "keywords")],
)
def test_a_wrong_theme_comes_back_with_its_words(
    member: Colleague, database: Session, typed: dict[str, str], wrong: str
) -> None:
    page = member.submit(NEW, THEMES, 422, **{"title": "Horaires", "keywords": "soir", **typed})
    assert page.all("p", id=f"{wrong}-error") and ("soir" in page.html or wrong == "keywords")
    assert not in_order(database)


def test_a_thirteenth_theme_is_refused_in_words(member: Colleague, database: Session) -> None:
    for number in range(12):
        theme_of(database, f"Thème {number}", position=number)
    assert NEW not in member.get(THEMES).links()
    assert "Douze thèmes sont en service" in member.submit(NEW, THEMES, 422, title="De trop").text()
    assert len(in_order(database)) == 12


def test_a_retired_theme_makes_room_and_is_taken_back_when_there_is_some(member: Colleague, database: Session) -> None:
    themes = [theme_of(database, f"Thème {number}", position=number).id for number in range(12)]
    page = member.submit(f"{THEMES}/{themes[0]}", f"{THEMES}/{themes[0]}/retirement")
    member.submit(NEW, THEMES, title="Nouveau")
    assert "Douze thèmes" in member.send(page, f"{THEMES}/{themes[0]}/return", 422).text()
    member.submit(f"{THEMES}/{themes[1]}", f"{THEMES}/{themes[1]}/retirement")
    member.send(page, f"{THEMES}/{themes[0]}/return")
    assert in_order(database)[-2:] == ["Nouveau", "Thème 0"]


def test_themes_are_put_in_order(member: Colleague, database: Session) -> None:
    first, _, last = [theme_of(database, title, position=5).id for title in "ABC"]
    send(member, f"{THEMES}/{last}/moves", direction="up")
    assert in_order(database) == ["A", "C", "B"]
    send(member, f"{THEMES}/{first}/moves", direction="down")
    assert in_order(database) == ["C", "A", "B"]
    send(member, f"{THEMES}/{last}/moves", 404, direction="up")
    send(member, f"{THEMES}/{last}/moves", 404, direction="sideways")


def test_a_theme_is_translated_beside_the_french(member: Colleague, database: Session) -> None:
    theme = theme_of(database, keywords="soir")
    page = f"{THEMES}/{theme.id}/translations/ar"
    form = member.get(page)
    assert form.all("textarea", id="keywords")[0].get("dir") == "rtl" and "soir" in form.text()
    member.submit(page, page, title="أوقات العمل", keywords="مساء، صباح")
    missing = member.get(THEMES).text().partition("manque")[2]
    assert "العربية" not in missing and "Deutsch, English, Türkçe" in missing
    database.rollback()
    assert (theme.translated("title", "ar"), theme.translated("keywords", "ar")) == ("أوقات العمل", "مساء, صباح")


def test_easy_french_has_a_title_and_no_keywords(member: Colleague, database: Session) -> None:
    page = f"{THEMES}/{theme_of(database, keywords='soir').id}/translations/fr-falc"
    assert not member.get(page).all("textarea", id="keywords")


def test_two_members_do_not_overwrite_each_other(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    page = f"{THEMES}/{theme.id}/translations/de"
    old = member.get(page)
    member.submit(page, page, title="Zeiten", keywords="")
    again = member.send(old, page, 422, title="Öffnungszeiten", keywords="")
    assert "Zeiten" in again.text() and again.all("input", id="title")[0].get("value") == "Öffnungszeiten"
    member.send(again, page, title="Öffnungszeiten", keywords="")
    database.rollback()
    assert theme.translated("title", "de") == "Öffnungszeiten"


def test_two_members_do_not_overwrite_each_others_french(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    page = f"{THEMES}/{theme.id}"
    old = member.get(f"{page}/edit")
    member.submit(f"{page}/edit", page, title="Heures", keywords="soir")
    again = member.send(old, page, 422, title="Ouverture", keywords="")
    assert "maintenant : Heures" in again.text().replace("\u00a0", " ") and "soir" in again.text()
    assert again.all("input", id="title")[0].get("value") == "Ouverture"
    member.send(again, page, title="Ouverture", keywords="soir")
    assert in_order(database) == ["Ouverture"]


def test_a_theme_goes_its_way(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    the_open(member, database)
    step(member, theme, "studied", owner="Accueil", due_on="2026-12-24")
    step(member, theme, "decided", 200, why="Un essai en mars", **DECISION)
    page = step(member, theme, "done")
    assert stages(database, theme) == ["studied", "decided", "done"]
    assert "Un essai en mars" in page.text() and "Accueil" in page.text()


@pytest.mark.parametrize(
    ("before", "stage"), [("decided", "impossible"), ("decided", "studied"), ("done", "impossible")]
)
def test_what_is_not_possible_and_going_back_need_a_reason(
    member: Colleague, database: Session, before: str, stage: str
) -> None:
    theme = theme_of(database)
    the_open(member, database)
    step(member, theme, before, 200, **DECISION)
    page = step(member, theme, stage, 422, owner="Accueil")
    assert page.all("p", id="note-error") and page.all("input", id="owner")[0].get("value") == "Accueil"
    step(member, theme, stage, why="Pas de budget")
    assert stages(database, theme) == [before, stage]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({"stage": "cooking"}, "stage"), ({"due_on": "demain"}, "due_on"), ({"owner": "x" * 81}, "owner"),
     ({"why": "x" * 1001}, "note"), ({}, "note")],
)  # fmt: skip
def test_a_wrong_step_says_what_is_wrong(
    member: Colleague, database: Session, typed: dict[str, str], wrong: str
) -> None:
    theme = theme_of(database)
    page = step(member, theme, status=422, **{"stage": "heard", **typed})
    assert wrong in {name.removesuffix("-error") for name in page.ids() if name.endswith("-error")}
    assert not stages(database, theme)


def test_another_owner_is_a_step_without_another_stage(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    step(member, theme, "studied", owner="Accueil")
    step(member, theme, "studied", owner="Bus")
    step(member, theme, "studied", 422, owner="Bus")
    assert stages(database, theme) == ["studied", "studied"]


def test_what_is_late_is_seen(member: Colleague, database: Session, wait_until: Waiting) -> None:
    theme = theme_of(database)
    the_open(member, database)
    step(member, theme, "decided", 200, **DECISION)
    assert "en retard" not in member.get(THEMES).text()
    wait_until(member, NOW + LATER)
    for page in (THEMES, f"{THEMES}/{theme.id}"):
        assert "en retard depuis le 24/12/2026" in member.get(page).text()
    step(member, theme, "done", due_on="24/12/2026")
    assert "en retard" not in member.get(THEMES).text()


def test_an_answer_is_put_off_at_a_review_with_a_reason(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    step(member, theme, "studied", owner="Accueil")
    assert "pendant une revue" in step(member, theme, "deferred", 422, why="Plus tard").text()
    the_open(member, database)
    assert step(member, theme, "deferred", 422).all("p", id="defer-note-error")
    page = step(member, theme, "deferred", why="Plus tard")
    assert stages(database, theme) == ["studied", "deferred"]
    assert "À l’étude" in page.text(page.all("p", id="main-facts")[0]) and "Accueil" in page.text()


def test_a_step_names_the_meeting_and_is_undone_until_it_is_over(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    review = the_open(member, database)
    page = f"{THEMES}/{theme.id}"
    assert f"{REVIEWS}/{review.id}" in step(member, theme, "studied").links()
    member.submit(page, f"{page}/steps/reversal")
    assert not stages(database, theme)
    last = step(member, theme, "decided", 200, **DECISION).all("input", name="after")[0].get("value", "")
    member.submit(f"{REVIEWS}/{review.id}", f"{REVIEWS}/{review.id}/closing")
    assert f"{page}/steps/reversal" not in member.get(page).html
    assert "ne peut plus être annulée" in send(member, f"{page}/steps/reversal", 422, after=last).text()


def test_a_step_between_two_meetings_is_undone_until_the_next(
    member: Colleague, database: Session, wait_until: Waiting
) -> None:
    theme = theme_of(database)
    page = f"{THEMES}/{theme.id}"
    step(member, theme, "studied")
    member.submit(page, f"{page}/steps/reversal")
    assert not stages(database, theme)
    last = step(member, theme, "studied").all("input", name="after")[0].get("value", "")
    wait_until(member, NOW + timedelta(days=1))
    the_open(member, database)
    assert f"{page}/steps/reversal" not in member.get(page).html
    send(member, f"{page}/steps/reversal", 422, after=last)
    assert stages(database, theme) == ["studied"]


def test_two_members_do_not_decide_past_each_other(member: Colleague, database: Session) -> None:
    theme = theme_of(database)
    old = member.get(f"{THEMES}/{theme.id}")
    step(member, theme, "studied")
    answer = member.send(old, f"{THEMES}/{theme.id}/steps", 422, stage="done")
    assert "Quelqu’un d’autre a modifié" in answer.text()
    assert stages(database, theme) == ["studied"]


def test_a_card_counts_its_comments(member: Colleague, database: Session, tapped: Tapper) -> None:
    theme = theme_of(database)
    say(database, tapped, theme, 3)
    say(database, tapped, theme, 2, state="internal", text="Entre nous")
    say(database, tapped, theme, 4, state="rejected", text="Rejeté")
    text = member.get(f"{THEMES}/{theme.id}").text()
    for part in ("Commentaires publics3", "comité seulement2", "réponse publiée5", "Entre nous"):
        assert part in text
    assert "Rejeté" not in text


def test_the_audit_log_says_why(member: Colleague, database: Session) -> None:
    step(member, theme_of(database), "impossible", why="Pas de budget")
    database.rollback()
    entry = database.scalars(select(AuditEntry).where(AuditEntry.action == "theme.impossible")).one()
    assert (entry.detail, entry.label) == ({"reason": "Pas de budget"}, "Horaires")
