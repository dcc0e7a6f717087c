"""What staff decide about places, what can be undone, and files that wait to be looked through."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_decisions()
    create_revisions()
    create_mappings()
    create_intakes()


def downgrade() -> None:
    for table in (
        "intake_lines", "intakes", "column_mappings", "revision_entries", "revisions", "place_distinctions",
        "place_merges", "place_edits",
    ):  # fmt: skip
        op.drop_table(table)


def create_decisions() -> None:
    op.create_table(
        "place_edits",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        of_place("place_edits"),
        sa.PrimaryKeyConstraint("place_id", "field", name=op.f("pk_place_edits")),
    )
    op.create_table(
        "place_merges",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        of_place("place_merges"),
        sa.ForeignKeyConstraint(["kept_id"], ["places.id"], name=op.f("fk_place_merges_kept_id_places")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_place_merges")),
    )
    op.create_index(op.f("ix_place_merges_kept_id"), "place_merges", ["kept_id"])
    op.create_table(
        "place_distinctions",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_place_distinctions_order")),
        of_place("place_distinctions", "first_id"),
        of_place("place_distinctions", "second_id"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_place_distinctions")),
    )


def of_place(table: str, column: str = "place_id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_places")
    return sa.ForeignKeyConstraint([column], ["places.id"], name=name, ondelete="CASCADE")


def create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.Column("undone_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_made_at"), "revisions", ["made_at"])
    op.create_table(
        "revision_entries",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_revision_entries_revision_id_revisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", "place_id", name=op.f("pk_revision_entries")),
    )  # fmt: skip
    op.create_index(op.f("ix_revision_entries_place_id"), "revision_entries", ["place_id"])


def create_mappings() -> None:
    op.create_table(
        "column_mappings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mappings")),
        sa.UniqueConstraint("name", name=op.f("uq_column_mappings_name")),
    )


def create_intakes() -> None:
    op.create_table(
        "intakes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Integer()),
        sa.CheckConstraint("state IN ('reading', 'ready', 'unusable', 'taken')", name=op.f("ck_intakes_state")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_intakes_revision_id_revisions"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intakes")),
    )
    op.create_index(op.f("ix_intakes_made_at"), "intakes", ["made_at"])
    op.create_table(
        "intake_lines",
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group", sa.String(10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("is_overriding", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intakes.id"], name=op.f("fk_intake_lines_intake_id_intakes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("intake_id", "number", name=op.f("pk_intake_lines")),
    )
