"""The directory: sources, organizations, places and what belongs to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_sources()
    create_organizations()
    op.create_table("places", *official_columns(), *own_columns(), *place_constraints())
    op.create_index(op.f("ix_places_organization_id"), "places", ["organization_id"])
    create_languages()
    create_equipment()
    create_notices()
    create_texts()
    create_changes()


def downgrade() -> None:
    for table in ("directory_changes", "place_texts", "notices", "equipment", "spoken_languages"):
        op.drop_table(table)
    for table in ("places", "organizations", "sources"):
        op.drop_table(table)


def create_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("licence", sa.String(40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date()),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )


def create_organizations() -> None:
    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pivot", sa.String(14)),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("pivot", name=op.f("uq_organizations_pivot")),
    )


def official_columns() -> list[sa.Column[object]]:
    """The 32 columns of the national standard, and the key before them."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        text("external_id"),
        sa.Column("pivot", sa.String(14), nullable=False),
        *map(text, ("name", "commune")),
        sa.Column("postal_code", sa.String(5), nullable=False),
        sa.Column("insee_code", sa.String(5), nullable=False),
        *map(text, ("address", "address_complement")),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        text("kinds"),
        sa.Column("phone", sa.String(20), nullable=False),
        *map(text, ("emails", "websites", "opening_hours", "summary", "description")),
        sa.Column("source", sa.String(80), nullable=False),
        *map(text, ("mobility", "parent_structure")),
        sa.Column("updated_on", sa.Date()),
        *map(text, ("services", "audiences", "special_care", "fees", "programmes", "labels", "other_labels")),
        *map(text, ("access_modes", "support_modes", "accessibility_url", "appointment_url")),
    ]


def own_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("organization_id", sa.Integer()),
        sa.Column("is_step_free", sa.Boolean()),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("is_position_doubtful", sa.Boolean(), nullable=False),
        text("to_bring"),
        sa.Column("checked_on", sa.Date()),
        text("checked_by"),
        text("search_text"),
    ]


def text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def place_constraints() -> list[sa.Constraint]:
    organization = op.f("fk_places_organization_id_organizations")
    return [
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_places_source_external_id")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_places_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_places_longitude")),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_places_source_sources")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=organization),
    ]


def create_languages() -> None:
    op.create_table(
        "spoken_languages",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(3), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "code", name=op.f("pk_spoken_languages")),
        of_place("spoken_languages"),
    )


def create_equipment() -> None:
    op.create_table(
        "equipment",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("count", sa.Integer()),
        sa.PrimaryKeyConstraint("place_id", "kind", name=op.f("pk_equipment")),
        sa.CheckConstraint("count > 0", name=op.f("ck_equipment_count")),
        of_place("equipment"),
    )


def create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        text("text"),
        text("opening_hours"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_notices_dates")),
        of_place("notices"),
    )
    op.create_index(op.f("ix_notices_place_id"), "notices", ["place_id"])


def create_texts() -> None:
    op.create_table(
        "place_texts",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        text("text"),
        sa.PrimaryKeyConstraint("place_id", "field", "locale", name=op.f("pk_place_texts")),
        of_place("place_texts"),
    )


def of_place(table: str) -> sa.ForeignKeyConstraint:
    """What belongs to a place goes with it."""
    name = op.f(f"fk_{table}_place_id_places")
    return sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=name, ondelete="CASCADE")


def create_changes() -> None:
    op.create_table(
        "directory_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        text("reason"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_changes")),
    )
