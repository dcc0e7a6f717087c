"""What happens at the door, whichever page one comes in by."""

import secrets
from collections.abc import Sequence
from functools import cache
from math import ceil
from time import time
from typing import Any

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password
from flask_security.utils import verify_and_update_password
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import joinedload

from kiosk.accounts.models import Device, User
from kiosk.accounts.password import LONGEST
from kiosk.accounts.throttle import Counter, free_at
from kiosk.accounts.tokens import digest, new_token
from kiosk.extensions import db
from kiosk.web.access import landing_page, office_page
from kiosk.web.audit import audited
from kiosk.web.models import EndedSession
from kiosk.web.page import render
from kiosk.web.session import begin_session, is_stray_demo, session_id
from kiosk.web.transaction import writing

# Asked at every request of somebody who is signed in.
BY_SESSION = (
    select(User)
    .where(User.fs_uniquifier == bindparam("key"), ~exists().where(EndedSession.id == bindparam("session")))
    .options(joinedload(User.roles))
)
DEVICE_COOKIE = "device"
DEVICE_LIFE = 400 * 24 * 3600  # seconds, the longest that browsers accept


def is_right(user: User | None, password: str) -> bool:
    """Whether this person may come in with this password; it takes as long when there is no such person."""
    # Nobody has a longer one, and what is very long is an error rather than a wrong password.
    is_possible, password = len(password) <= LONGEST, password[:LONGEST]
    if user is None or user.password is None or not user.active or is_stray_demo(user) or not is_possible:
        verify_and_update_password(password, User(password=decoy()))
        return False
    return verify_and_update_password(password, user)


def holder_of(session_key: str) -> User | None:
    """Who is signed in with this key, while the account is open and nobody has signed out of this session."""
    user = db.session.scalars(BY_SESSION, {"key": session_key, "session": session_id()}).unique().one_or_none()
    return user if user and user.active else None


@cache
def decoy() -> str:
    """The hash of a password that nobody knows."""
    return hash_password(secrets.token_urlsafe())


def let_in(user: User, second_factor: str) -> ResponseReturnValue:
    """Signed in, on a browser that is known from now on; to the page that was asked for."""
    token, user_id = browser_secret() or new_token(), user.id
    with writing() as database:
        user = database.scalars(User.locked(user_id)).one()
        # Asked now, while nobody else signs in as this person: who taps twice has one device.
        if not known_device(user):
            user.devices.append(Device(digest=digest(token)))
        audited("session.created", user, {"second_factor": second_factor}, actor=user)
    begin_session(user)
    response = redirect(wanted_page() or landing_page(), 303)
    response.set_cookie(
        DEVICE_COOKIE, signer().dumps(token), max_age=DEVICE_LIFE,
        path=url_for("sign_in.new"), httponly=True, samesite="Lax", secure=request.is_secure,
    )  # fmt: skip
    return response


def known_device(user: User | None) -> str | None:
    """The digest of this browser's secret, when this person has signed in with it before."""
    token = browser_secret()
    if user is None or token is None:
        return None
    return db.session.scalar(select(Device.digest).where(Device.user_id == user.id, Device.digest == digest(token)))


def browser_secret() -> str | None:
    """The random secret that our cookie left in this browser."""
    try:
        return str(signer().loads(request.cookies.get(DEVICE_COOKIE, "")))
    except BadSignature:
        return None


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="device")


def wanted_page() -> str | None:
    """The page of the back office that one was on the way to."""
    return office_page(request.args.get("next", ""))


def seconds_to_wait(counters: Sequence[Counter]) -> int:
    """0 when one may try now. The limits follow the clock of the machine, which nobody stops."""
    return max(0, ceil(free_at(counters) - time()))


def too_many(template: str, wait: int, **context: Any) -> ResponseReturnValue:
    """Wait so many seconds: said in words, and in the header that programs read."""
    response = render(template, wait=wait, error="throttled", **context)
    response.headers["Retry-After"] = str(wait)
    return response, 429
