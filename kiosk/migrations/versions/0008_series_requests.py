"""The form that made a series, so that a double click makes it once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("request_digest", sa.String(64)))
    op.create_index(op.f("ix_series_request_digest"), "series", ["request_digest"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_series_request_digest"), table_name="series")
    op.drop_column("series", "request_digest")
