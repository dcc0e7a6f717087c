"""Who can sign in on the first day."""

import re
import signal
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk import demo
from kiosk.accounts.commands import add_user
from kiosk.accounts.models import User
from kiosk.web.models import AuditEntry
from tests.office import Colleague
from tests.test_command_line import Kiosk

LINK = re.compile(r"http://127\.0\.0\.1:8000(/invitations/\S+)")
ADA = ("ada@mediatheque.example", "--name", "Ada", "--role", "admin")


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def run(app: Flask, *arguments: str) -> str:
    """What `kiosk add-user` prints."""
    result = app.test_cli_runner().invoke(add_user, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_lets_the_first_administrator_in(app: Flask) -> None:
    link = LINK.findall(run(app, *ADA))[0]
    Colleague(app).submit(link, link, password="four quiet blue horses")
    page = Colleague(app, ADA[0]).sign_in("four quiet blue horses")
    assert page.all("form", action="/sign-out")


def test_a_known_address_gets_a_new_link_and_the_roles_that_are_missing(app: Flask, database: Session) -> None:
    old = LINK.findall(run(app, *ADA))[0]
    new = LINK.findall(run(app, ADA[0], "--name", "Ada", "--role", "staff", "--forget-second-factor"))[0]
    assert database.scalars(User.named(ADA[0])).one().role_names == ("staff", "admin")
    Colleague(app).get(old, status=410)
    Colleague(app).get(new)


def test_the_command_is_in_the_audit_log(app: Flask, database: Session) -> None:
    run(app, *ADA)
    entry = database.scalars(select(AuditEntry)).one()
    assert (entry.user_id, entry.action, entry.label, entry.detail["by"]) == (
        None,
        "user.created",
        "Ada",
        "kiosk add-user",
    )


@pytest.mark.parametrize("arguments", [("nobody", *ADA[1:]), (ADA[0], "--name", " ", "--role", "admin"), ADA[:3]])
def test_what_cannot_be_meant_is_one_line(kiosk: Kiosk, arguments: tuple[str, ...]) -> None:
    status, output, errors = kiosk("add-user", *arguments)
    assert status in (1, 2)
    assert output == ""
    assert errors


def test_without_an_administrator_the_start_says_how_to_begin(kiosk: Kiosk) -> None:
    assert "kiosk add-user" in printed_at_start(kiosk, "--no-demo")
    kiosk("add-user", *ADA)
    assert "kiosk add-user" not in printed_at_start(kiosk, "--no-demo")


def printed_at_start(kiosk: Kiosk, *arguments: str) -> str:
    with kiosk.start("--port", "0", "--data-dir", "var", *arguments) as process:
        assert process.stdout
        first = process.stdout.readline()
        with urlopen(first.removeprefix("Serving on ").strip() + "/sign-in"):
            process.send_signal(signal.SIGINT)
        # What was read ahead with the first line is not lost.
        return process.stdout.read()


def test_the_demonstration_says_how_to_sign_in(kiosk: Kiosk) -> None:
    printed = printed_at_start(kiosk)
    password = (kiosk.folder / "var" / "demo-password").read_text()
    assert len(password) >= 12
    assert password in printed
    assert all(email in printed for email in demo.PEOPLE)
    assert password in printed_at_start(kiosk)
    assert password not in printed_at_start(kiosk, "--no-demo")


@pytest.mark.parametrize(
    ("email", "page"), [("equipe", "/staff/"), ("comite", "/committee/"), ("admin", "/admin/users")]
)
def test_each_person_of_the_demonstration_opens_their_page(app: Flask, email: str, page: str) -> None:
    demo.add_people(app)
    person = Colleague(app, f"{email}@fil-rouge.example")
    person.sign_in(demo.password(app))
    assert person.client.get(page).status_code == 200


def test_the_people_of_the_demonstration_are_made_once(app: Flask, database: Session) -> None:
    demo.add_people(app)
    demo.add_people(app)
    assert sorted(database.scalars(select(User.email))) == sorted(demo.PEOPLE)


def test_a_new_password_of_the_demonstration_replaces_the_old_one(app: Flask) -> None:
    demo.add_people(app)
    (app.config["DATA_DIR"] / "demo-password").write_text("another password")
    demo.add_people(app)
    assert Colleague(app, "equipe@fil-rouge.example").sign_in("another password").status == 200
