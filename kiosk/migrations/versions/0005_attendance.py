"""Who came, and the cards of those without a name."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_cards()
    create_attendance()


def downgrade() -> None:
    for table in (
        "attendance",
        "cards",
    ):
        op.drop_table(table)


def create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("nickname", sa.String(40), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("revoked_at", sa.DateTime()),
        sa.Column("revoked_by", sa.String(80), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("code", name=op.f("uq_cards_code")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_cards_token_digest")),
    )
    op.create_index(op.f("ix_cards_batch"), "cards", ["batch"])


def create_attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by", sa.String(80), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("deed", sa.String(8), nullable=False),
        sa.Column("status_before", sa.String(8), nullable=False),
        sa.Column("people_before", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('unknown', 'seen', 'excused', 'noshow')", name=op.f("ck_attendance_status")),
        sa.CheckConstraint("people BETWEEN 0 AND 3", name=op.f("ck_attendance_people")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registrations.id"],
            name=op.f("fk_attendance_registration_id_registrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_attendance")),
    )
