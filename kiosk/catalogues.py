"""The gettext catalogues: kept current with the code and the templates, and compiled."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("kiosk", "templates")
KEYWORDS = {**DEFAULT_KEYWORDS, **parse_keywords(["lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2"])}
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "fr@falc": "nplurals=2; plural=(n > 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
    "tr": "nplurals=2; plural=(n != 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
"""Plural-Forms by locale, from the manual of GNU gettext, Arabic as in CLDR. Babel's own differ for ar and tr."""


class Domain(NamedTuple):
    """Messages of one audience: where they are found and the locales they are translated into (msgids are English)."""

    name: str
    mapping: str
    locales: tuple[str, ...]


DOMAINS = (Domain("messages", "babel.cfg", tuple(PLURALS)), Domain("staff", "babel-staff.cfg", ("fr",)))


def stale(root: Path = ROOT) -> Iterator[tuple[Path, bytes]]:
    """Every catalogue that is not current: its file and what it should contain."""
    for domain in DOMAINS:
        template = extracted(root, domain)
        for locale in domain.locales:
            path = root / "translations" / locale / "LC_MESSAGES" / f"{domain.name}.po"
            content = updated(path, locale, template)
            if not path.exists() or path.read_bytes() != content:
                yield path, content


def extracted(root: Path, domain: Domain) -> Catalog:
    """The messages of the sources, untranslated."""
    with (root / domain.mapping).open() as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog(domain=domain.name)
    for name, line, message, comments, context in extract_from_dir(
        root, methods, options, KEYWORDS, ("Translators:",), directory_filter=lambda folder: is_source(root, folder)
    ):
        template.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return template


def is_source(root: Path, folder: str) -> bool:
    return Path(folder).relative_to(root).parts[0] in SOURCES


def updated(path: Path, locale: str, template: Catalog) -> bytes:
    """The catalogue's text with every message of the template, no other one, and nothing guessed."""
    catalogue = read(path, locale) if path.exists() else empty(locale)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.mime_headers = [("Plural-Forms", PLURALS[locale])]
    text = BytesIO()
    write_po(text, catalogue, width=0, ignore_obsolete=True, include_lineno=False, sort_by_file=True)
    return text.getvalue()


def empty(locale: str) -> Catalog:
    project = "Fil rouge"
    catalogue = Catalog(locale, header_comment=f"# {project}", msgid_bugs_address=project, fuzzy=False)
    catalogue.mime_headers = [
        (header, project) for header in ("Project-Id-Version", "Last-Translator", "Language-Team")
    ]
    return catalogue


def read(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def compile_all(root: Path = ROOT) -> None:
    """Write the .mo beside each .po; what is not translated or doubtful stays out of it."""
    for path in sorted(root.glob("translations/*/LC_MESSAGES/*.po")):
        binary = BytesIO()
        write_mo(binary, read(path))
        path.with_suffix(".mo").write_bytes(binary.getvalue())


if __name__ == "__main__":
    compile_all()
