"""Accounts, what one signs in with, and the audit log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_users()
    create_roles()
    create_passkeys()
    create_recovery_codes()
    create_invitations()
    create_devices()
    create_audit()


def downgrade() -> None:
    for table in ("audit", "devices", "invitations", "recovery_codes", "passkeys", "user_roles", "users"):
        op.drop_table(table)


def create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("password", sa.Text()),
        sa.Column("fs_uniquifier", sa.String(32), nullable=False),
        sa.Column("totp_secret", sa.Text()),
        sa.Column("totp_counter", sa.BigInteger()),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("deactivated_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_users_fs_uniquifier")),
    )


def create_roles() -> None:
    op.create_table(
        "user_roles",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "name", name=op.f("pk_user_roles")),
        sa.CheckConstraint("name IN ('staff', 'committee', 'coordinator', 'admin')", name=op.f("ck_user_roles_name")),
        of_user("user_roles"),
    )


def create_passkeys() -> None:
    create_table_of_user(
        "passkeys",
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )


def create_recovery_codes() -> None:
    create_table_of_user(
        "recovery_codes", sa.Column("digest", sa.String(64), nullable=False), sa.Column("used_at", sa.DateTime())
    )


def create_invitations() -> None:
    create_table_of_user(
        "invitations",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime()),
        sa.UniqueConstraint("digest", name=op.f("uq_invitations_digest")),
    )


def create_devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("user_id", "digest", name=op.f("uq_devices_user_id_digest")),
        of_user("devices"),
    )


def create_table_of_user(name: str, *parts: Any) -> None:
    """A table whose rows belong to one person each."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        of_user(name),
    )
    op.create_index(op.f(f"ix_{name}_user_id"), name, ["user_id"])


def of_user(table: str) -> sa.ForeignKeyConstraint:
    """What belongs to a person goes with the account."""
    name = op.f(f"fk_{table}_user_id_users")
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE")


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("user_name", sa.String(80), nullable=False),
        sa.Column("roles", sa.String(60), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.String(40), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    for column in ("happened_at", "user_id", "action"):
        op.create_index(op.f(f"ix_audit_{column}"), "audit", [column])
