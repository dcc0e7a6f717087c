"""Any file as rows: encodings, separators, quotes, headers, JSON; and what can never be rows."""

import contextlib
import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.directory.exchange.reading import detected_format, rows
from kiosk.directory.exchange.rows import Row, UnusableFile

FRANCE = Path(__file__).parents[1] / "data" / "lieux-france-2022-12.v1.csv"
MULTISOURCES = Path(__file__).parents[1] / "data" / "lieux-multisources-2023-02.v0.json"
HEADER = "id,nom,commune,adresse,code_postal"
LINE = "1,Médiathèque,Strasbourg,1 place Broglie,67000"

Saved = Callable[..., Path]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Writes a file of these bytes, or of this text in UTF-8."""

    def save(content: bytes | str, name: str = "places.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return save


def only(path: Path) -> Row:
    (row,) = rows(path)
    return row


def refusal(path: Path, format: str = "auto") -> str:
    with pytest.raises(UnusableFile) as caught:
        rows(path, format)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_end_of_line_is_read(saved: Saved, encoding: str, newline: str) -> None:
    mark = "\ufeff" if encoding.endswith(("-le", "-be")) else ""
    path = saved((mark + newline.join([HEADER, "", LINE, ""])).encode(encoding))
    assert only(path).values["name"] == "Médiathèque"


def test_an_unusual_encoding_is_said_once(saved: Saved) -> None:
    first, second = rows(saved(f"{HEADER}\n{LINE}\n{LINE}\n".encode("cp1252")))
    assert [(change.code, change.before) for change in first.changes] == [("encoding", "cp1252")]
    assert not second.changes


def test_a_last_letter_in_cp1252_is_not_taken_for_a_cut_letter_of_utf_8(saved: Saved) -> None:
    row = only(saved(b"id,nom,adresse,commune\n1,M,1 rue,Orb\xe9"))
    assert row.values["commune"] == "Orbé"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_in_the_header(saved: Saved, separator: str) -> None:
    row = only(saved(f"{HEADER}\n{LINE}".replace(",", separator)))
    assert (row.values["commune"], row.values["postal_code"]) == ("Strasbourg", "67000")


def test_quotes_protect_separators_quotes_and_lines(saved: Saved) -> None:
    row = only(saved(f'{HEADER},presentation_detail\n1,"Le ""Shadok"", ici",Strasbourg,1 rue,67000,"a\nb"\n'))
    assert (row.values["name"], row.values["description"]) == ('Le "Shadok", ici', "a\nb")


def test_a_line_is_numbered_as_it_stands_in_the_file(saved: Saved) -> None:
    found = rows(saved(f'\n{HEADER}\n\n1,"two\nlines",S,r,67000\n{LINE}\n'))
    assert [row.number for row in found] == [4, 6]


def test_names_of_columns_may_differ_in_case_spaces_and_accents(saved: Saved) -> None:
    row = only(saved(" ID ;Nom; COMMUNE;Adresse;Code postal\n1;M;S;1 rue;67000"))
    assert row.values["postal_code"] == "67000"
    assert ("column", "Code postal", "code_postal") in [(c.code, c.before, c.after) for c in row.changes]


def test_a_value_of_an_unknown_column_is_reported(saved: Saved) -> None:
    row = only(saved(f"{HEADER},wifi\n{LINE},gratuit"))
    assert ("unknown_column", "wifi", {"text": "gratuit"}) in row.warnings


def test_a_column_that_stands_twice_is_reported_and_its_other_value_too(saved: Saved) -> None:
    row = only(saved(f"{HEADER},nom\n{LINE},Bibliothèque"))
    assert row.values["name"] == "Médiathèque"
    assert {"duplicate_column", "second_value"} <= {warning.code for warning in row.warnings}


def test_a_line_with_too_many_cells_is_refused_because_its_values_may_be_shifted(saved: Saved) -> None:
    row = only(saved(f"{HEADER}\n{LINE},,surplus"))
    assert row.refusal == ("too_many_cells", "", {"text": "surplus"})


def test_a_line_with_too_few_cells_is_warned_of(saved: Saved) -> None:
    first, second = rows(saved(f"{HEADER}\n1,Médiathèque,Strasbourg,1 rue\n{LINE}\n"))
    assert "short_line" in [warning.code for warning in first.warnings]
    assert not second.warnings


@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"data": items}])
def test_json_may_be_a_list_or_hold_one_under_data(saved: Saved, wrap: Callable[[object], object]) -> None:
    place = {"id": 7, "nom": "Bus", "commune": "Luxé", "code_postal": 1670, "latitude": 45.9, "longitude": 0.1}
    row = only(saved(json.dumps(wrap([place])), "places.json"))
    assert (row.number, row.values["external_id"], row.values["postal_code"]) == (1, "7", "01670")
    assert (row.values["latitude"], row.values["longitude"]) == (45.9, 0.1)


def test_json_values_of_every_type_become_texts(saved: Saved) -> None:
    place = {"id": "1", "nom": True, "commune": None, "services": ["Gratuit"], "adresse": {"rue": "x"}}
    row = only(saved(json.dumps([place]), "places.json"))
    assert (row.cells["nom"], row.cells["adresse"]) == ("true", '{"rue": "x"}')
    assert row.refusal == ("missing", "commune", {})


def test_a_json_row_that_is_no_object_is_refused(saved: Saved) -> None:
    first, second = rows(saved('[{"id": "1", "nom": "M", "commune": "S", "adresse": "x"}, 3]'))
    assert first.refusal is None
    assert second.refusal == ("too_many_cells", "", {"text": "3"})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\n", "empty"),
        (b"\x00\x01\x02\x03" * 99, "binary"),
        (b"%PDF-1.7 id,nom,commune", "binary"),
        (b"id,nom,commune\n1,\x81\xff\xfe,S", "binary"),
        (gzip.compress(b"id,nom,commune", mtime=0), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "archive"),
        (b"nom;ville\nM;S", "no_columns"),
        (b"Bonjour, voici le fichier", "no_columns"),
        (b"id,nom,commune,adresse\n", "no_rows"),
        (b"[]", "no_rows"),
        (b'{"id": 1}', "not_json"),
        (b'[{"id": 1},, {"id": 2}]', "not_json"),
        (b"[" * 100_000 + b"]" * 100_000, "not_json"),
        (b'[{"id": 1, "nom": "M', "truncated"),
        (b'[{"id": 1}', "truncated"),
        (b'id,nom,commune\n1,M,S\n2,"M', "truncated"),
        (b"id,nom,commune\n1,M,S\n2,M", "truncated"),
        ("id,nom,commune\n1,é,S\n2,Orbe".encode() + b"\xc3", "truncated"),
        (b"id,nom,commune\n1," + b"x" * 200_000 + b",S\n", "too_large"),
        (b"[1, 2]", "no_columns"),
        (b"id,nom,commune\n1" + b"," * 2000 + b"\n", "too_large"),
        (b"," * 2_000_000, "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(saved: Saved, content: bytes, code: str) -> None:
    assert refusal(saved(content)) == code


def test_a_spreadsheet_is_an_archive(saved: Saved, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "places.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(tmp_path / "places.xlsx") == "archive"


def test_the_missing_columns_are_named(saved: Saved) -> None:
    with pytest.raises(UnusableFile) as caught:
        rows(saved("nom,adresse\nM,1 rue\n"))
    assert caught.value.details == {"columns": ["id", "commune"]}


def test_a_gigabyte_of_commas_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    with path.open("wb") as file:
        file.write(b"id,nom,commune\n")
        file.truncate(1024**3)
    assert refusal(path) == "too_large"


def test_what_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.csv") == "not_found"
    assert refusal(tmp_path) == "unreadable"
    assert refusal(Path("/dev/zero")) == "unreadable"


def test_a_json_file_must_hold_json(saved: Saved) -> None:
    assert refusal(saved(f"{HEADER}\n{LINE}", "places.json")) == "not_json"


def test_the_form_mapping_needs_a_mapping(saved: Saved) -> None:
    assert refusal(saved(f"{HEADER}\n{LINE}"), "mapping") == "no_mapping"


@pytest.mark.parametrize("cut", [1, 2, 3, 5])
@pytest.mark.parametrize("path", [FRANCE, MULTISOURCES])
def test_a_part_of_a_real_file_is_not_taken_for_the_whole(saved: Saved, path: Path, cut: int) -> None:
    content = path.read_bytes()
    assert refusal(saved(content[: len(content) * cut // 7], path.name)) == "truncated"


def test_the_form_is_found_by_itself() -> None:
    assert (detected_format(FRANCE), detected_format(MULTISOURCES)) == ("v1", "v0")


def test_all_places_of_france_are_read_without_a_refusal() -> None:
    found = [row for row in rows(FRANCE) if row.refusal is None]
    assert (len(found), len({row.values["external_id"] for row in found})) == (4930, 4930)


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(content=b"id,nom,commune\r1,\r\n\r,")
@example(content=b"\xff\xfe\x00\xd8")
@example(content=b'[{"id": 1e999, "nom": NaN, "commune": "\\ud800", "latitude": -Infinity, "longitude": 1}]')
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_rows_or_an_unusable_file(saved: Saved, content: bytes) -> None:
    for prefix in (b"", b"id,nom,commune,latitude\n", b'[{"id": "'):
        with contextlib.suppress(UnusableFile):
            for row in rows(saved(prefix + content)):
                assert row.values["name"].encode() or row.refusal
