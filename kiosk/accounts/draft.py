"""A new account as it is typed, before it is one."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Self

from kiosk.accounts.models import User
from kiosk.accounts.refusals import NoRole
from kiosk.accounts.roles import ROLES
from kiosk.accounts.spelling import normalized, printable

# Whether an address exists is only known by writing to it; this finds what cannot be one.
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_EMAIL, LONGEST_NAME = 254, 80


class Draft(NamedTuple):
    email: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()

    @classmethod
    def of(cls, email: str, name: str, roles: Iterable[str]) -> Self:
        """What was typed, tidied; roles that do not exist are left out."""
        chosen = set(roles)
        return cls(
            normalized(email), " ".join(printable(name).split()), tuple(role for role in ROLES if role in chosen)
        )

    def errors(self) -> dict[str, str]:
        """What is wrong, by field."""
        errors = {}
        if not self.name or len(self.name) > LONGEST_NAME:
            errors["name"] = "name"
        if not EMAIL.fullmatch(self.email) or len(self.email) > LONGEST_EMAIL:
            errors["email"] = "email"
        if not self.roles:
            errors[NoRole.field] = NoRole.code
        return errors

    def user(self, now: datetime) -> User:
        """The account, which has no password yet."""
        user = User(email=self.email, name=self.name, created_at=now)
        user.give_roles(self.roles, admins=())
        return user
