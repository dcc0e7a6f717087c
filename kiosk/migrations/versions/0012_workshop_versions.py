"""What held of a workshop until it was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workshop_versions",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(120), nullable=False),
        sa.Column("held_until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_workshop_versions_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_workshop_versions_place_id_places")),
        sa.PrimaryKeyConstraint("workshop_id", "sequence", name=op.f("pk_workshop_versions")),
    )
    op.create_index(op.f("ix_workshop_versions_place_id"), "workshop_versions", ["place_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_workshop_versions_place_id"), table_name="workshop_versions")
    op.drop_table("workshop_versions")
