"""The command that lets the first person in."""

import click
from flask import current_app, url_for

from kiosk.accounts.draft import Draft
from kiosk.accounts.models import User
from kiosk.accounts.models.user import INVITATION_LIFE
from kiosk.accounts.roles import ROLES
from kiosk.web import clock
from kiosk.web.audit import audited
from kiosk.web.transaction import writing

HERE = "http://127.0.0.1:8000"
WRONG = {
    "email": "Ce n'est pas une adresse e-mail : {0.email}",
    "name": "Il faut un nom, de 80 lettres au plus.",
    "roles": "Il faut un rôle au moins : --role admin",
}


@click.command("add-user")
@click.argument("email")
@click.option("--name", required=True, help="Le nom que les autres verront.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="Peut être répété.")
@click.option("--forget-second-factor", is_flag=True, help="Pour qui a perdu son téléphone et ses codes.")
@click.pass_context
def add_user(context: click.Context, email: str, name: str, roles: tuple[str, ...], forget_second_factor: bool) -> None:
    """Ouvre un compte et imprime un lien, valable une fois, pour choisir le mot de passe.

    Pour une adresse connue : ajoute les rôles, rouvre le compte et imprime un nouveau lien.
    """
    draft = Draft.of(email, name, roles)
    if errors := draft.errors():
        raise click.ClickException(WRONG[next(iter(errors))].format(draft))
    with context.obj.load_app().app_context():
        token = invited(draft, forget_second_factor)
        click.echo(f"Donnez ce lien à {draft.name}. Il sert une fois, pendant {INVITATION_LIFE.days} jours :")
        click.echo(link(token))


def invited(draft: Draft, forget_second_factor: bool) -> str:
    """The secret of the invitation, for a new account or one that is there."""
    now = clock.now()
    with writing() as database:
        user = database.scalar(User.named(draft.email).with_for_update(of=User))
        action = "user.invited_again" if user else "user.created"
        if user is None:
            user = draft.user(now)
            database.add(user)
        user.deactivated_at = None
        user.give_roles((*user.role_names, *draft.roles), admins=())
        if forget_second_factor:
            user.forget_second_factor()
        audited(action, user, {"roles": user.role_names, "by": "kiosk add-user"})
        return user.invite(now)


def link(token: str) -> str:
    with current_app.test_request_context():
        return (current_app.config["PUBLIC_URL"] or HERE) + url_for("sign_in.edit_invitation", token=token)
