"""The command line: `kiosk`, or `python3 -m kiosk` in a checkout."""

import os
import signal
import sys
from importlib import import_module
from itertools import product
from pathlib import Path
from threading import Event, Thread
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import ArgumentError, DatabaseError

from kiosk import __version__, catalogues, demo
from kiosk.accounts.commands import add_user
from kiosk.accounts.models import User
from kiosk.app import warm
from kiosk.config import DEMO_PLACE, LOCALES, ROOT
from kiosk.directory.commands import export_places, import_places
from kiosk.directory.snapshot import standing_place
from kiosk.extensions import db
from kiosk.memory import freeze, share_heap
from kiosk.progress import forgive_encoding
from kiosk.ready import configured_app, ready_app
from kiosk.refusal import Refusal
from kiosk.server import announce, bound_socket, listening_server
from kiosk.upkeep import purge, work_in_background, worker
from kiosk.web.speech import SPEECHES, recording, render_speech, speech_file
from kiosk.web.voice import VoiceMissing

INTERRUPTED = 130
NO_ADMIN = (
    "Personne ne peut encore administrer cette borne : "
    "« kiosk add-user ADRESSE --name NOM --role admin » imprime un lien pour commencer."
)

NO_PROXY = (
    "KIOSK_PUBLIC_URL est en https, mais KIOSK_PROXIES vaut 0 : tous les visiteurs auront la même adresse, et les "
    "cookies ne seront pas réservés au https. Derrière un serveur web : KIOSK_PROXIES=1."
)


class Commands(click.Group):
    """The commands; `run` when none is named. What can be expected to go wrong is said in one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_named = args and (not args[0].startswith("-") or args[0] in ("--help", "--version"))
        return super().parse_args(ctx, args if is_named else ["run", *args])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except (DatabaseError, ArgumentError) as error:
            raise Refusal(f"La base de données refuse : {getattr(error, 'orig', error)}".splitlines()[0]) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Fil rouge, la borne de l'inclusion numérique. Sans commande : run."""
    forgive_encoding(sys.stdout)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    context.obj = ScriptInfo(create_app=ready_app)


def database_options(command: Any) -> Any:
    """The two options that say where data is kept; they win over the environment."""
    url = "Adresse de la base de données (sinon KIOSK_DATABASE_URL, sinon SQLite)."
    return data_option(environment_option("--database-url", url)(command))


def data_option(command: Any) -> Any:
    return environment_option("--data-dir", "Dossier des données (sinon KIOSK_DATA_DIR, sinon var).")(command)


def environment_option(name: str, meaning: str) -> Any:
    return click.option(name, help=meaning, expose_value=False, callback=set_environment)


def set_environment(_context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[f"KIOSK_{option.name}".upper()] = value


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Adresse d'écoute ; 0.0.0.0 pour les téléphones du réseau."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 : un port libre.")
@database_options
@click.option("--no-demo", is_flag=True, help="Ni lieux de Strasbourg, ni comptes de démonstration.")
@click.option("--no-worker", is_flag=True, help="Ne rien envoyer ni effacer : « kiosk worker » s'en charge.")
def run(host: str, port: int, no_demo: bool, no_worker: bool) -> None:
    """Prépare la base, charge les lieux de Strasbourg et sert la borne."""
    listener = bound_socket(host, port)
    share_heap()
    app = ready_app()
    app.config["DEMO"] = not no_demo
    if not no_demo:
        demo.load(app)
        demo.add_people(app)
    server = listening_server(app, listener)
    warn_of_unknown_place(app)
    warn_of_unknown_proxy(app)
    Thread(target=prepare, args=(app,), daemon=True).start()
    if not no_worker:
        Thread(target=work_in_background, args=(app, Event()), daemon=True).start()
    announce(app.config["PUBLIC_URL"], *listener.getsockname()[:2])
    announce_people(app)
    server.run()


def prepare(app: Flask) -> None:
    """What visitors need soon, made while the kiosk already serves."""
    warm(app)
    freeze()
    try:
        render_speech(app)
    except (OSError, VoiceMissing) as error:
        click.echo(f"L'avertissement d'inactivité ne peut pas être lu à voix haute ({error}).", err=True)


def announce_people(app: Flask) -> None:
    """Say who can sign in: the people of the demonstration, or how to begin where nobody can."""
    with app.app_context():
        if app.config["DEMO"]:
            click.echo(demo.sign_in_lines(app))
        elif db.session.scalars(User.admins()).first() is None:
            click.echo(NO_ADMIN)
    sys.stdout.flush()


def warn_of_unknown_place(app: Flask) -> None:
    """A kiosk that does not know where it stands cannot say what is near."""
    with app.app_context():
        known = standing_place()
    if known is None and app.config["PLACE"] != DEMO_PLACE:
        click.echo(f"KIOSK_PLACE : le lieu « {app.config['PLACE']} » n'est pas dans l'annuaire.", err=True)


def warn_of_unknown_proxy(app: Flask) -> None:
    """Without a certificate of its own, a kiosk at a secure address stands behind a server that it should know of."""
    if app.config["PUBLIC_URL"].startswith("https:") and not app.config["PROXIES"]:
        click.echo(NO_PROXY, err=True)


@main.command()
@database_options
def upgrade() -> None:
    """Met la base de données au schéma le plus récent."""
    app = configured_app()
    with app.app_context():
        # Only this command may load it.
        import_module("kiosk.schema").upgrade()
    click.echo("La base de données est à jour.")


@main.command()
@data_option
def speech() -> None:
    """Lit à voix haute l'avertissement d'inactivité et les trois visages, là où personne ne les a enregistrés."""
    app = configured_app()
    try:
        render_speech(app)
    except VoiceMissing as voice:
        raise Refusal(f"La voix « {voice} » manque : espeakng-loader ne convient pas à cette machine.") from voice
    except OSError as error:
        raise Refusal(f"Le son ne peut pas être écrit ({error.filename} : {error.strerror}).") from error
    for locale, name in product(LOCALES, SPEECHES):
        click.echo(f"{locale} : {played(app.config['DATA_DIR'], locale, name)}")


def played(data_dir: Path, locale: str, name: str) -> str:
    """The file that speaks this language, or how to bring one."""
    missing = recording(data_dir, locale, name=name)
    return str(speech_file(data_dir, locale, name) or f"rien ; déposez un enregistrement : {missing}")


@main.command()
@click.option("--check", is_flag=True, help="Ne rien écrire ; échouer si un catalogue n'est pas à jour.")
def catalogue(check: bool) -> None:
    """Met à jour et compile les traductions, d'après le code et les pages."""
    if not (ROOT / "babel.cfg").is_file():
        raise Refusal("Les traductions se mettent à jour dans le dossier du projet, pas dans un paquet installé.")
    stale = list(catalogues.stale(ROOT))
    for path, content in stale:
        click.echo(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if check and stale:
        raise Refusal("Ces traductions ne sont pas à jour : « python3 -m kiosk catalogue ».")
    if not check:
        catalogues.compile_all(ROOT)


main.add_command(database_options(add_user))
main.add_command(database_options(import_places))
main.add_command(database_options(export_places))
main.add_command(database_options(worker))
main.add_command(database_options(purge))

if __name__ == "__main__":
    main(prog_name="kiosk")
