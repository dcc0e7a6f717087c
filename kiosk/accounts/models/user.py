"""People who sign in, and what they sign in with."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from flask_security import UserMixin
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.accounts.models.role import Role
from kiosk.accounts.refusals import LastAdmin, LastFactor, NoRole, UnusableInvitation
from kiosk.accounts.roles import ADMIN, GUARDED, ROLES
from kiosk.accounts.spelling import normalized
from kiosk.accounts.tokens import code_digest, digest, new_code, new_token
from kiosk.columns import Moment
from kiosk.extensions import db

INVITATION_LIFE = timedelta(days=7)
RECOVERY_CODES = 8
OF_USER: Any = {"back_populates": "user", "cascade": "all, delete-orphan", "passive_deletes": True}


def user_key() -> Mapped[int]:
    return mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)


class User(db.Model, UserMixin):
    """A person with an account. Without a password, one who has not followed the invitation yet.

    `fs_uniquifier` stands in the session cookie: a new one ends every session.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password: Mapped[str | None] = mapped_column(Text)
    fs_uniquifier: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    deactivated_at: Mapped[datetime | None] = mapped_column(Moment)
    roles: Mapped[list[Role]] = relationship(cascade="all, delete-orphan", passive_deletes=True, lazy="selectin")
    passkeys: Mapped[list["Passkey"]] = relationship(**OF_USER, order_by="Passkey.id")
    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(**OF_USER)
    invitations: Mapped[list["Invitation"]] = relationship(**OF_USER)
    devices: Mapped[list["Device"]] = relationship(**OF_USER)

    @classmethod
    def listed(cls) -> Select[Self]:
        """Everybody, those who may sign in first."""
        return select(cls).order_by(cls.deactivated_at.is_not(None), cls.name, cls.id)

    @classmethod
    def named(cls, email: str) -> Select[Self]:
        return select(cls).where(cls.email == normalized(email))

    @classmethod
    def admins(cls) -> Select[Self]:
        """The active administrators, in a steady order so that two requests lock them alike."""
        is_admin = cls.roles.any(Role.name == ADMIN)
        return select(cls).where(is_admin, cls.deactivated_at.is_(None), cls.is_demo.is_(False)).order_by(cls.id)

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """The person as they are, whom nobody else can change until the transaction ends."""
        query = select(cls).where(cls.id == id).with_for_update(of=cls)
        return query.execution_options(populate_existing=True)

    @property
    def active(self) -> bool:
        return self.deactivated_at is None

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles in their usual order."""
        held = {role.name for role in self.roles}
        return tuple(name for name in ROLES if name in held)

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_secret or self.passkeys)

    @property
    def owes_second_factor(self) -> bool:
        """Coordinators and administrators need one. The demonstration's do not: everybody can try everything."""
        return bool(GUARDED.intersection(self.role_names)) and not self.has_second_factor and not self.is_demo

    def give_roles(self, names: Iterable[str], admins: Sequence[Self]) -> None:
        """Replace the roles; `admins` are those who are administrators before. Raises NoRole, LastAdmin."""
        wanted = [name for name in ROLES if name in set(names)]
        if not wanted:
            raise NoRole
        if ADMIN not in wanted:
            self.ensure_not_last(admins)
        held = {role.name: role for role in self.roles}
        self.roles = [held.get(name) or Role(name=name) for name in wanted]

    def deactivate(self, admins: Sequence[Self], now: datetime) -> None:
        """Keep the account, for what it did, and let nobody in with it. Raises LastAdmin."""
        self.ensure_not_last(admins)
        self.deactivated_at = now
        self.invitations.clear()
        self.sign_out_everywhere()

    def ensure_not_last(self, admins: Sequence[Self]) -> None:
        # The demonstration has one administrator, who is not counted among the real ones.
        if list(admins) == [self] or (self.is_demo and ADMIN in self.role_names):
            raise LastAdmin

    def sign_out_everywhere(self) -> None:
        """End every session; no device is known any more."""
        self.fs_uniquifier = uuid4().hex
        self.devices.clear()

    def invite(self, now: datetime) -> str:
        """The secret of a new invitation, which replaces the older ones; only its digest is kept."""
        token = new_token()
        self.invitations[:] = [Invitation(digest=digest(token), expires_at=now + INVITATION_LIFE)]
        return token

    def renew_recovery_codes(self) -> list[str]:
        """New codes, to be shown once; the old ones are void."""
        codes = [new_code() for _ in range(RECOVERY_CODES)]
        self.recovery_codes[:] = [RecoveryCode(digest=code_digest(code)) for code in codes]
        return codes

    def use_recovery_code(self, typed: str, now: datetime) -> bool:
        """Whether this was a code that had not been used; it is used now."""
        wanted = code_digest(typed)
        code = next((one for one in self.recovery_codes if one.digest == wanted and one.used_at is None), None)
        if code:
            code.used_at = now
        return code is not None

    def forget_second_factor(self) -> None:
        """Back to the password alone."""
        self.totp_secret = self.totp_counter = None
        self.passkeys.clear()
        self.recovery_codes.clear()

    def remove_authenticator(self) -> None:
        """Raises LastFactor."""
        self.totp_secret = self.totp_counter = None
        self.ensure_factor_left()

    def remove_passkey(self, passkey: "Passkey") -> None:
        """Raises LastFactor."""
        self.passkeys.remove(passkey)
        self.ensure_factor_left()

    def ensure_factor_left(self) -> None:
        """Whoever needs a second factor replaces it before taking it away; nobody keeps codes on paper alone."""
        if self.owes_second_factor:
            raise LastFactor
        if not self.has_second_factor:
            self.recovery_codes.clear()

    @property
    def codes_left(self) -> int:
        return sum(code.used_at is None for code in self.recovery_codes)


class Passkey(db.Model):
    """A key that never leaves a telephone, a computer or a small device; we keep its public half."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = user_key()
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Moment)
    user: Mapped[User] = relationship(back_populates="passkeys")


class RecoveryCode(db.Model):
    """A code on paper, for the day when the telephone is lost."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = user_key()
    digest: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    user: Mapped[User] = relationship(back_populates="recovery_codes")


class Invitation(db.Model):
    """A link that lets one person choose a password, once."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = user_key()
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    user: Mapped[User] = relationship(back_populates="invitations")

    @classmethod
    def carrying(cls, token: str) -> Select[Self]:
        return select(cls).where(cls.digest == digest(token))

    @classmethod
    def locked(cls, token: str) -> Select[Self]:
        """The invitation as it is, which nobody else can use or replace until the transaction ends."""
        return cls.carrying(token).with_for_update().execution_options(populate_existing=True)

    def ensure_usable(self, now: datetime) -> None:
        """Raises UnusableInvitation."""
        if self.used_at or self.expires_at <= now or not self.user.active:
            raise UnusableInvitation

    def accept(self, password_hash: str, now: datetime) -> None:
        """The person has chosen; whoever was signed in is not any more. Raises UnusableInvitation."""
        self.ensure_usable(now)
        self.used_at = now
        self.user.password = password_hash
        self.user.sign_out_everywhere()


class Device(db.Model):
    """A browser where this person has signed in before: wrong passwords elsewhere do not slow it down."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("user_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    user: Mapped[User] = relationship(back_populates="devices")
