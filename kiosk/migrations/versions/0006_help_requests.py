"""Help requests and what was done about them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_help_requests()
    create_help_steps()


def downgrade() -> None:
    for table in (
        "help_steps",
        "help_requests",
    ):
        op.drop_table(table)


def create_help_requests() -> None:
    op.create_table(
        "help_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(20), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("week", sa.String(10), nullable=False),
        sa.Column("hours", sa.String(10), nullable=False),
        sa.Column("place_id", sa.Integer()),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(5), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.String(80), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("forgotten_at", sa.DateTime()),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("token_digest", sa.String(64)),
        sa.Column("request_digest", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_help_requests_place_id_places"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_help_requests_request_digest")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_help_requests_token_digest")),
    )
    op.create_index(op.f("ix_help_requests_asked_at"), "help_requests", ["asked_at"])
    op.create_index(op.f("ix_help_requests_ended_at"), "help_requests", ["ended_at"])
    op.create_index(op.f("ix_help_requests_place_id"), "help_requests", ["place_id"])


def create_help_steps() -> None:
    op.create_table(
        "help_steps",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("place_id", sa.Integer()),
        sa.Column("starts_at", sa.DateTime()),
        sa.Column("helper", sa.String(40), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.Column("undone_by", sa.String(80), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_help_steps_number")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_help_steps_place_id_places"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["help_requests.id"],
            name=op.f("fk_help_steps_request_id_help_requests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("request_id", "number", name=op.f("pk_help_steps")),
    )
    op.create_index(op.f("ix_help_steps_place_id"), "help_steps", ["place_id"])
