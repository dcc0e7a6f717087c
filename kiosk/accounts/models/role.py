"""What somebody may do."""

from flask_security import RoleMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.accounts.roles import ROLES
from kiosk.extensions import db


class Role(db.Model, RoleMixin):
    """One role that one person has."""

    __tablename__ = "user_roles"
    __table_args__ = (CheckConstraint(f"name IN {ROLES}", name="name"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(12), primary_key=True)
