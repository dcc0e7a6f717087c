"""Courses, workshops, seats and who has them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_courses()
    create_series()
    create_course_texts()
    create_workshops()
    create_registrations()
    create_seats()
    create_programme_changes()


def downgrade() -> None:
    for table in (
        "programme_changes",
        "seats",
        "registrations",
        "workshops",
        "course_texts",
        "series",
        "courses",
    ):
        op.drop_table(table)


def create_courses() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("to_bring", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.Column("fee", sa.String(20), nullable=False),
        sa.Column("needs_subscription", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
    )


def create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )


def create_course_texts() -> None:
    op.create_table(
        "course_texts",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_texts_course_id_courses"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", "field", "locale", name=op.f("pk_course_texts")),
    )


def create_workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer()),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(120), nullable=False),
        sa.Column("partner", sa.String(120), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("opens_at", sa.DateTime()),
        sa.Column("closes_at", sa.DateTime()),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime()),
        sa.Column("cancelled_by", sa.String(80), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("last_position", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_workshops_times")),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_workshops_course_id_courses")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_workshops_place_id_places")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_workshops_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("uid", name=op.f("uq_workshops_uid")),
    )
    op.create_index(op.f("ix_workshops_course_id"), "workshops", ["course_id"])
    op.create_index(op.f("ix_workshops_place_id"), "workshops", ["place_id"])
    op.create_index(op.f("ix_workshops_series_id"), "workshops", ["series_id"])
    op.create_index(op.f("ix_workshops_starts_at"), "workshops", ["starts_at"])


def create_registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(5), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("registered_by", sa.String(80), nullable=False),
        sa.Column("cancelled_at", sa.DateTime()),
        sa.Column("cancelled_by", sa.String(80), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("request_digest", sa.String(64)),
        sa.CheckConstraint("party BETWEEN 1 AND 3", name=op.f("ck_registrations_party")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_registrations_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_registrations_request_digest")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_registrations_token_digest")),
        sa.UniqueConstraint("workshop_id", "code", name=op.f("uq_registrations_workshop_id_code")),
        sa.UniqueConstraint("workshop_id", "position", name=op.f("uq_registrations_workshop_id_position")),
    )


def create_seats() -> None:
    op.create_table(
        "seats",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer()),
        sa.Column("added_by", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_seats_number")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f("fk_seats_registration_id_registrations")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_seats_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "number", name=op.f("pk_seats")),
    )
    op.create_index(op.f("ix_seats_registration_id"), "seats", ["registration_id"])


def create_programme_changes() -> None:
    op.create_table(
        "programme_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_changes")),
    )
