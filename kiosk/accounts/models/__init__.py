"""The records of people who sign in."""

from kiosk.accounts.models.role import Role
from kiosk.accounts.models.user import Device, Invitation, Passkey, RecoveryCode, User

__all__ = ["Device", "Invitation", "Passkey", "RecoveryCode", "Role", "User"]
