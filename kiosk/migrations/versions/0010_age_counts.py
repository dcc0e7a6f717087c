"""How many people of which age came."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BANDS = "'under_12', 'from_12', 'from_18', 'from_25', 'from_40', 'from_60', 'from_70', 'unknown'"


def upgrade() -> None:
    op.create_table(
        "age_counts",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by", sa.String(80), nullable=False),
        sa.CheckConstraint(f"band IN ({BANDS})", name=op.f("ck_age_counts_band")),
        sa.CheckConstraint("people BETWEEN 0 AND 200", name=op.f("ck_age_counts_people")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_age_counts_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "band", name=op.f("pk_age_counts")),
    )


def downgrade() -> None:
    op.drop_table("age_counts")
