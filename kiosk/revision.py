"""Whether a database has the newest schema, asked without Alembic, which weighs 12 MB."""

from sqlalchemy import Engine, inspect, text

from kiosk.config import PACKAGE

VERSIONS = PACKAGE / "migrations" / "versions"


def is_newest(engine: Engine) -> bool:
    """Whether nothing has to be upgraded."""
    if not inspect(engine).has_table("alembic_version"):
        return False
    with engine.connect() as connection:
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [newest()]


def newest() -> str:
    """The number of the newest revision, such as 0007: the files of the revisions begin with it."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py"))
