"""The pages do not depend on the kind of database, so that what is measured on one of them holds for both."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kiosk.config import LOCALES
from tests import postgres
from tests.browser.town import Town, served_town

ONE_VISIT_ONLY = re.compile(
    r'visit="?[0-9a-f]{12}|(nonce=|name="(visit|csrf_token|client_id)"( type="hidden")? value=)"[^"]*"'
)


@pytest.fixture(scope="module")
def towns(postgres_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Town]]:
    """The same town on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("towns")
    urls = (f"sqlite:///{folder / 'kiosk.sqlite'}", postgres.new_database(postgres_address))
    with ExitStack() as stack:
        sqlite, postgresql = (stack.enter_context(served_town(url, folder)) for url in urls)
        yield sqlite, postgresql


@pytest.mark.parametrize("locale", LOCALES)
def test_both_databases_give_the_same_pages(towns: tuple[Town, Town], locale: str) -> None:
    sqlite, postgresql = towns
    assert sqlite.places == postgresql.places
    assert [page for page in sqlite.pages(locale) if html(sqlite, page) != html(postgresql, page)] == []


def html(town: Town, page: str) -> str:
    try:
        with urlopen(Request(town.address + page, headers={"Host": "kiosk.example"})) as answer:
            text = answer.read().decode()
    except HTTPError as error:
        text = error.read().decode()
    return ONE_VISIT_ONLY.sub("", text)
