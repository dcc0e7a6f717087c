"""The catalogues follow the sources: every message, no other one, nothing guessed, the right plurals."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from kiosk.bootstrap import ROOT
from kiosk.catalogues import PLURALS, compile_all, read, stale

SOURCES = {
    "kiosk/directory/views.py": 'from flask_babel import gettext, lazy_gettext\n\n\nNAME = lazy_gettext("Lazy")\n',
    "kiosk/directory/exchange/wording.py": "gettext('Only for staff')\n",
    "templates/page.html": "<p>{{ _('Near here') }}</p>{{ ngettext('%(num)s place', '%(num)s places', 2) }}",
    "templates/directory/staff/page.html": "{% trans %}Staff page{% endtrans %}",
    "node_modules/thing/templates/other.html": "{{ _('Not ours') }}",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A small project with current catalogues."""
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for name in ("babel.cfg", "babel-staff.cfg"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    update(tmp_path)
    return tmp_path


def update(root: Path) -> list[str]:
    """The locales whose catalogues were written anew."""
    written = list(stale(root))
    for path, content in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sorted({path.parent.parent.name for path, _ in written})


def catalogue(root: Path, locale: str, domain: str = "messages") -> Catalog:
    return read(root / "translations" / locale / "LC_MESSAGES" / f"{domain}.po")


def messages(found: Catalog) -> list[object]:
    return [message.id for message in found if message.id]


def translate(root: Path, locale: str, english: str, translation: str) -> None:
    path = root / "translations" / locale / "LC_MESSAGES" / "messages.po"
    path.write_text(
        path.read_text().replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{translation}"')
    )


def test_residents_and_staff_have_their_own_messages(sources: Path) -> None:
    assert messages(catalogue(sources, "de")) == ["Lazy", "Near here", ("%(num)s place", "%(num)s places")]
    assert messages(catalogue(sources, "fr", "staff")) == ["Only for staff", "Staff page"]
    assert not (sources / "translations/de/LC_MESSAGES/staff.po").exists()


def test_current_catalogues_stay_as_they_are(sources: Path) -> None:
    assert update(sources) == []


def test_a_translation_is_kept_and_no_other_is_guessed(sources: Path) -> None:
    translate(sources, "de", "Near here", "In der Nähe")
    (sources / "templates/page.html").write_text("{{ _('Near here') }} {{ _('Near her') }}")
    assert update(sources) == sorted(PLURALS)
    found = catalogue(sources, "de")
    assert [(m.id, m.string, m.fuzzy) for m in found if m.id and "Near" in m.id] == [
        ("Near here", "In der Nähe", False),
        ("Near her", "", False),
    ]
    assert "#~" not in (sources / "translations/de/LC_MESSAGES/messages.po").read_text()


def test_references_name_the_file_and_no_line(sources: Path) -> None:
    text = (sources / "translations/uk/LC_MESSAGES/messages.po").read_text()
    assert "#: templates/page.html\n" in text
    assert str(sources) not in text


@pytest.mark.parametrize(
    ("locale", "count", "forms"),
    [
        ("fr", 2, {0: 0, 1: 0, 2: 1}),
        ("fr@falc", 2, {0: 0, 1: 0, 2: 1}),
        ("de", 2, {0: 1, 1: 0, 2: 1}),
        ("tr", 2, {0: 1, 1: 0, 2: 1}),
        ("uk", 3, {1: 0, 21: 0, 11: 2, 2: 1, 5: 2, 12: 2, 24: 1}),
        ("ar", 6, {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3}),
    ],
)
def test_plurals_are_those_of_the_language(sources: Path, locale: str, count: int, forms: dict[int, int]) -> None:
    found = catalogue(sources, locale)
    form = gettext.c2py(found.plural_expr)
    assert found.num_plurals == count
    assert {number: form(number) for number in forms} == forms


def test_a_wrong_plural_rule_is_put_right(sources: Path) -> None:
    path = sources / "translations/tr/LC_MESSAGES/messages.po"
    path.write_text(path.read_text().replace(PLURALS["tr"], "nplurals=1; plural=0;"))
    assert update(sources) == ["tr"]
    assert PLURALS["tr"] in path.read_text()


def test_only_what_is_translated_is_compiled(sources: Path) -> None:
    translate(sources, "de", "Near here", "In der Nähe")
    compile_all(sources)
    found = gettext.translation("messages", sources / "translations", ["de"])
    assert [found.gettext(text) for text in ("Near here", "Lazy")] == ["In der Nähe", "Lazy"]
