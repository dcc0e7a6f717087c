"""What people think, and what the committee makes of it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_conflicts()
    create_day_counts()
    create_month_counts()
    create_reason_counts()
    create_reviews()
    create_themes()
    create_touchpoints()
    create_withdrawals()
    create_answers()
    create_theme_steps()
    create_theme_texts()
    create_answer_texts()
    create_kiosks()
    create_paper_tallies()
    create_group_rounds()
    create_paper_entries()
    create_taps()
    create_comments()
    create_comment_translations()


def downgrade() -> None:
    for table in (
        "comment_translations",
        "comments",
        "taps",
        "paper_entries",
        "group_rounds",
        "paper_tallies",
        "kiosks",
        "answer_texts",
        "theme_texts",
        "theme_steps",
        "answers",
        "withdrawals",
        "touchpoints",
        "themes",
        "reviews",
        "reason_counts",
        "month_counts",
        "day_counts",
        "conflicts",
    ):
        op.drop_table(table)


def create_conflicts() -> None:
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tap_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
    )


def create_day_counts() -> None:
    op.create_table(
        "day_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("fair", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "place_id", name=op.f("pk_day_counts")),
    )


def create_month_counts() -> None:
    op.create_table(
        "month_counts",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("fair", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "language", "hour", "place_id", "month", name=op.f("pk_month_counts")),
    )


def create_reason_counts() -> None:
    op.create_table(
        "reason_counts",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(10), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("fair", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "place_id", "month", "reason", name=op.f("pk_reason_counts")),
    )


def create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime()),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", sa.String(80), nullable=False),
        sa.Column("closed_at", sa.DateTime()),
        sa.Column("closed_by", sa.String(80), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.Column("pool", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_reviews_open", "reviews", ["closed_by"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )


def create_themes() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
    )


def create_touchpoints() -> None:
    op.create_table(
        "touchpoints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.CheckConstraint(
            "kind IN ('kiosk', 'place', 'workshop', 'stop', 'service')", name=op.f("ck_touchpoints_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touchpoints")),
        sa.UniqueConstraint("code", name=op.f("uq_touchpoints_code")),
    )


def create_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
    )


def create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer()),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("is_refusal", sa.Boolean(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by", sa.String(80), nullable=False),
        sa.Column("published_at", sa.DateTime()),
        sa.Column("published_by", sa.String(80), nullable=False),
        sa.Column("answered_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_answers_review_id_reviews")),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_answers_theme_id_themes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_review_id"), "answers", ["review_id"])
    op.create_index(op.f("ix_answers_theme_id"), "answers", ["theme_id"])


def create_theme_steps() -> None:
    op.create_table(
        "theme_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer()),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by", sa.String(80), nullable=False),
        sa.CheckConstraint(
            "stage IN ('heard', 'studied', 'decided', 'done', 'impossible', 'deferred')",
            name=op.f("ck_theme_steps_stage"),
        ),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_theme_steps_review_id_reviews")),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_theme_steps_theme_id_themes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_theme_steps_review_id"), "theme_steps", ["review_id"])
    op.create_index(op.f("ix_theme_steps_theme_id"), "theme_steps", ["theme_id"])


def create_theme_texts() -> None:
    op.create_table(
        "theme_texts",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(10), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_theme_texts_theme_id_themes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("theme_id", "field", "locale", name=op.f("pk_theme_texts")),
    )


def create_answer_texts() -> None:
    op.create_table(
        "answer_texts",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(10), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.id"], name=op.f("fk_answer_texts_answer_id_answers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "field", "locale", name=op.f("pk_answer_texts")),
    )


def create_kiosks() -> None:
    op.create_table(
        "kiosks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("place_id", sa.Integer()),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.Column("enrolled_by", sa.String(80), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.Column("ended_by", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name=op.f("fk_kiosks_place_id_places"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosks")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_kiosks_token_digest")),
    )
    op.create_index(op.f("ix_kiosks_place_id"), "kiosks", ["place_id"])


def create_paper_tallies() -> None:
    op.create_table(
        "paper_tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer()),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime()),
        sa.Column("withdrawn_at", sa.DateTime()),
        sa.Column("withdrawn_by", sa.String(80), nullable=False),
        sa.Column("withdrawn_because", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_paper_tallies_place_id_places")),
        sa.ForeignKeyConstraint(
            ["touchpoint_id"], ["touchpoints.id"], name=op.f("fk_paper_tallies_touchpoint_id_touchpoints")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_tallies")),
    )
    op.create_index(op.f("ix_paper_tallies_place_id"), "paper_tallies", ["place_id"])
    op.create_index(op.f("ix_paper_tallies_touchpoint_id"), "paper_tallies", ["touchpoint_id"])


def create_group_rounds() -> None:
    op.create_table(
        "group_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by", sa.String(80), nullable=False),
        sa.Column("closed_at", sa.DateTime()),
        sa.CheckConstraint("present BETWEEN 1 AND 200", name=op.f("ck_group_rounds_present")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_group_rounds_workshop_id_workshops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_rounds")),
        sa.UniqueConstraint("code", name=op.f("uq_group_rounds_code")),
    )
    op.create_index(op.f("ix_group_rounds_workshop_id"), "group_rounds", ["workshop_id"])


def create_paper_entries() -> None:
    op.create_table(
        "paper_entries",
        sa.Column("tally_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.String(80), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("fair", sa.Integer(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.CheckConstraint("bad >= 0 AND fair >= 0 AND good >= 0", name=op.f("ck_paper_entries_numbers")),
        sa.ForeignKeyConstraint(
            ["tally_id"], ["paper_tallies.id"], name=op.f("fk_paper_entries_tally_id_paper_tallies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tally_id", "user_id", name=op.f("pk_paper_entries")),
    )


def create_taps() -> None:
    op.create_table(
        "taps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("touchpoint_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer()),
        sa.Column("kiosk_id", sa.Integer()),
        sa.Column("group_id", sa.Integer()),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("is_exact", sa.Boolean(), nullable=False),
        sa.Column("is_clock_doubtful", sa.Boolean(), nullable=False),
        sa.Column("gap_ms", sa.Integer()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("restored_at", sa.DateTime()),
        sa.Column("restored_by", sa.String(80), nullable=False),
        sa.Column("restored_because", sa.String(200), nullable=False),
        sa.Column("flagged_as", sa.String(20), nullable=False),
        sa.CheckConstraint("channel IN ('kiosk', 'qr', 'group')", name=op.f("ck_taps_channel")),
        sa.CheckConstraint(
            "state IN ('counted', 'repeat', 'burst', 'test', 'outside_hours')", name=op.f("ck_taps_state")
        ),
        sa.CheckConstraint("value BETWEEN 1 AND 3", name=op.f("ck_taps_value")),
        sa.ForeignKeyConstraint(["group_id"], ["group_rounds.id"], name=op.f("fk_taps_group_id_group_rounds")),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosks.id"], name=op.f("fk_taps_kiosk_id_kiosks")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_taps_place_id_places")),
        sa.ForeignKeyConstraint(["touchpoint_id"], ["touchpoints.id"], name=op.f("fk_taps_touchpoint_id_touchpoints")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taps")),
    )
    op.create_index(op.f("ix_taps_captured_at"), "taps", ["captured_at"])
    op.create_index("ix_taps_exact", "taps", ["is_exact", "received_at"])
    op.create_index(op.f("ix_taps_group_id"), "taps", ["group_id"])
    op.create_index(op.f("ix_taps_kiosk_id"), "taps", ["kiosk_id"])
    op.create_index("ix_taps_of_screen", "taps", ["touchpoint_id", "kiosk_id", "captured_at"])
    op.create_index("ix_taps_of_state", "taps", ["state", "captured_at"])
    op.create_index(op.f("ix_taps_place_id"), "taps", ["place_id"])


def create_comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tap_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("language_source", sa.String(10), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("read_at", sa.DateTime()),
        sa.Column("read_by", sa.String(80), nullable=False),
        sa.Column("heard_at", sa.DateTime()),
        sa.Column("rejected_because", sa.String(200), nullable=False),
        sa.Column("theme_id", sa.Integer()),
        sa.CheckConstraint(
            "language_source IN ('script', 'words', 'interface', 'person')", name=op.f("ck_comments_language_source")
        ),
        sa.CheckConstraint("state IN ('waiting', 'public', 'internal', 'rejected')", name=op.f("ck_comments_state")),
        sa.ForeignKeyConstraint(["tap_id"], ["taps.id"], name=op.f("fk_comments_tap_id_taps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_comments_theme_id_themes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("tap_id", name=op.f("uq_comments_tap_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_comments_state"), "comments", ["state"])
    op.create_index(op.f("ix_comments_theme_id"), "comments", ["theme_id"])
    op.create_index(op.f("ix_comments_written_at"), "comments", ["written_at"])


def create_comment_translations() -> None:
    op.create_table(
        "comment_translations",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("translated_by", sa.Integer(), nullable=False),
        sa.Column("translated_at", sa.DateTime(), nullable=False),
        sa.Column("checked_by", sa.Integer()),
        sa.Column("checked_at", sa.DateTime()),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_comment_translations_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", "locale", name=op.f("pk_comment_translations")),
    )
