"""What is done beside the pages: send what is due, forget what is old, in every feature."""

import time
from collections.abc import Iterator
from functools import partial
from threading import Event

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.extensions import db
from kiosk.feedback import retention as feedback
from kiosk.web import clock
from kiosk.workshops import retention as workshops
from kiosk.workshops.messages import mail, sms
from kiosk.workshops.messages.outbox import Outbox, Post, begin_writing
from kiosk.workshops.messages.wording import letter, short_text
from kiosk.workshops.models import Message

INTERVAL = 30
"""Seconds between two rounds."""

OUTCOMES = {
    "sent": "messages envoyés",
    "postponed": "à réessayer",
    "failed": "échecs, à appeler",
    "overtaken": "devenus inutiles",
}


@click.command()
@click.option("--once", is_flag=True, help="Faire ce qui est dû, puis s'arrêter.")
@click.option(
    "--interval", default=INTERVAL, show_default=True, type=click.IntRange(1, 3600), help="Secondes entre deux tours."
)
@with_appcontext
def worker(once: bool, interval: int) -> None:
    """Envoie les messages et les rappels, efface ce qui doit l'être."""
    for name in ("SMTP_URL", "SMS_URL"):
        if not current_app.config[name]:
            click.echo(f"KIOSK_{name} est vide : ces personnes seront à appeler.", err=True)
    said = work_once() if once else work_always(interval)
    for line in said:
        click.echo(line)


@click.command()
@with_appcontext
def purge() -> None:
    """Efface ce qui a fait son temps : noms et contacts, heures exactes et mots des avis, changements de lieux."""
    with Session(db.engine) as session:
        for line in erasures(session):
            click.echo(line)


def work_in_background(app: Flask, end: Event, interval: float = INTERVAL) -> None:
    """Beside the server that answers visitors, until the end; its faults are written down and stop nothing."""
    while not end.wait(interval):
        try:
            with app.app_context():
                list(work_once())
        # Whatever goes wrong here, the kiosk goes on, and the next round tries again.
        except Exception:
            app.logger.exception("The messages could not be sent.")


def work_always(interval: int) -> Iterator[str]:
    """One round after the other; a database that is away for a moment is waited for."""
    while True:
        try:
            yield from work_once()
        except SQLAlchemyError as error:
            yield f"La base de données refuse : {error}".splitlines()[0]
        time.sleep(interval)


def work_once() -> Iterator[str]:
    """Remind, send, forget; what was done, in words."""
    with Session(db.engine) as session:
        outbox = Outbox(session, clock.now, posts())
        outbox.remind()
        outbox.send_due()
        yield from (f"{count} {OUTCOMES[outcome]}" for outcome, count in outbox.counts.items())
        if any(feature.is_due(session, clock.now()) for feature in (workshops, feedback)):
            yield from erasures(session)


def posts() -> dict[str, Post]:
    """The ways to send that are set up."""
    ways = {"email": ("SMTP_URL", mail_to), "sms": ("SMS_URL", sms_to)}
    return {channel: post for channel, (setting, post) in ways.items() if current_app.config[setting]}


def mail_to(message: Message) -> partial[None]:
    """The e-mail, ready to be handed over."""
    envelope = mail.envelope(message, letter(message), current_app.config["MAIL_FROM"], clock.now())
    return partial(mail.send, envelope, current_app.config["SMTP_URL"])


def sms_to(message: Message) -> partial[None]:
    """The text message, ready to be handed over."""
    return partial(sms.send, sms.request_to(current_app.config["SMS_URL"], message, short_text(message)))


def erasures(session: Session) -> list[str]:
    """Erase what is old, out of SQLite's journal too; what was erased, in words."""
    begin_writing(session)
    people, opinions = workshops.erase(session, clock.now()), feedback.erase(session, clock.now())
    session.commit()
    if any((*people, *opinions)) and db.engine.dialect.name == "sqlite":
        empty_journal()
    return [forgotten_people(people), *forgotten_opinions(opinions)]


def empty_journal() -> None:
    """What was erased must not stay in the file beside the database; this works only outside of a transaction."""
    connection = db.engine.raw_connection()
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def forgotten_people(erased: workshops.Erased) -> str:
    calls = f"{erased.calls} appels à passer, {erased.help_requests} demandes d’aide"
    people = f"Effacé : {erased.registrations} inscriptions, {erased.messages} messages, {calls}."
    changes = f" Annuaire : {erased.revisions} changements et {erased.intakes} fichiers anciens."
    return people + changes if erased.revisions or erased.intakes else people


def forgotten_opinions(erased: feedback.Erased) -> list[str]:
    """A line, where there was something."""
    if not any(erased):
        return []
    return [f"Avis : {erased.seconds} heures exactes, {erased.comments} mots et {erased.taps} avis anciens effacés."]
