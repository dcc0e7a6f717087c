"""Forms of the back office: the kiosk answers in its own words, never the browser in the browser's language."""

import re
from pathlib import Path

import pytest

from kiosk.config import ROOT

FOLDERS = ("accounts", "office", "workshops/staff", "directory/staff")
FORM = re.compile(r"<form(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>")
PAGES = sorted(path for folder in FOLDERS for path in (ROOT / "templates" / folder).rglob("*.html"))
# The scanner takes what a reader types, and has its own answers.
TYPED_BY_READERS = "scan"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_bubble_of_the_browser_speaks_before_the_kiosk(page: Path) -> None:
    posted = [form for form in FORM.findall(page.read_text()) if 'method="post"' in form]
    assert page.name.startswith(TYPED_BY_READERS) or all("novalidate" in form for form in posted)
