"""Messages to those who asked for help, and which step a message tells of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("help_request_id", sa.Integer()))
        for name in ("registration_id", "workshop_id"):
            table.alter_column(name, existing_type=sa.Integer(), nullable=True)
        table.create_foreign_key(
            op.f("fk_messages_help_request_id_help_requests"),
            "help_requests",
            ["help_request_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.create_check_constraint(
            op.f("ck_messages_about"), "(registration_id IS NULL) <> (help_request_id IS NULL)"
        )
        table.create_index(op.f("ix_messages_help_request_id"), ["help_request_id"])
    with op.batch_alter_table("help_steps") as table:
        table.add_column(sa.Column("told_by", sa.String(5), nullable=False, server_default=""))
    # The default was for the rows that were there.
    with op.batch_alter_table("help_steps") as table:
        table.alter_column("told_by", existing_type=sa.String(5), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("help_steps") as table:
        table.drop_column("told_by")
    op.execute("DELETE FROM messages WHERE help_request_id IS NOT NULL")
    with op.batch_alter_table("messages") as table:
        table.drop_index(op.f("ix_messages_help_request_id"))
        table.drop_constraint(op.f("ck_messages_about"), type_="check")
        table.drop_constraint(op.f("fk_messages_help_request_id_help_requests"), type_="foreignkey")
        for name in ("registration_id", "workshop_id"):
            table.alter_column(name, existing_type=sa.Integer(), nullable=False)
        table.drop_column("help_request_id")
