"""Staff read what became of each line of a file."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import kiosk.directory.exchange
from kiosk.directory.exchange.rows import Remark, UnusableFile
from kiosk.directory.exchange.wording import SENTENCES, failure, sentence
from tests.directory.exchange import BAS_RHIN, BUS, codes, imported, official_file, path_of_report, run_import

SCHOELCHER = "626994d2da57b0078d14769a"
MODULES = Path(kiosk.directory.exchange.__file__).parent


def test_the_report_has_exactly_the_promised_keys(app: Flask, tmp_path: Path) -> None:
    report = imported(app, official_file(tmp_path / "places.csv", {}), "--source", "essai")
    lines = report.pop("lines")
    assert report == {
        "file": "places.csv", "source": "essai", "format": "v1", "rows": 1,
        "created": 1, "updated": 0, "unchanged": 0, "refused": 0, "warnings": 0,
    }  # fmt: skip
    assert lines == [{"line": 2, "id": "1", "outcome": "created", "changes": [], "warnings": [], "refusal": None}]


def test_a_refused_line_says_why_in_french(app: Flask, tmp_path: Path) -> None:
    line = imported(app, official_file(tmp_path / "places.csv", {"nom": ""}))["lines"][0]
    text = "Cette information manque, et chaque lieu en a besoin."
    assert (line["outcome"], line["refusal"]) == ("refused", {"code": "missing", "field": "nom", "text": text})


def test_a_corrected_value_is_listed_before_and_after(app: Flask, tmp_path: Path) -> None:
    line = imported(app, official_file(tmp_path / "places.csv", {"telephone": "03 88 43 60 00"}))["lines"][0]
    assert line["changes"] == [{"code": "phone", "field": "telephone", "from": "03 88 43 60 00", "to": "+33388436000"}]


def test_what_changed_in_a_stored_place_is_listed_in_official_words(app: Flask, tmp_path: Path) -> None:
    imported(app, official_file(tmp_path / "old.csv", {"frais_a_charge": "Gratuit"}))
    line = imported(app, official_file(tmp_path / "new.csv", {"frais_a_charge": "Payant"}))["lines"][0]
    assert line["changes"] == [{"code": "updated", "field": "frais_a_charge", "from": "Gratuit", "to": "Payant"}]


def test_the_line_that_was_kept_is_named_by_the_one_that_was_not(app: Flask, tmp_path: Path) -> None:
    report = imported(app, official_file(tmp_path / "places.csv", {"nom": "Premier"}, {"nom": "Dernier"}))
    assert "La ligne 3 a été gardée" in report["lines"][0]["warnings"][0]["text"]


def test_a_place_far_from_the_stop_of_its_street_is_to_be_checked(app: Flask) -> None:
    report = imported(app, BAS_RHIN)
    line = next(line for line in report["lines"] if line["id"] == SCHOELCHER)
    assert [warning["code"] for warning in line["warnings"]] == ["far_from_stop"]
    assert line["warnings"][0]["text"].startswith("À vérifier\xa0: l'arrêt «\xa0Rieth\xa0»")


def test_the_odd_and_even_weeks_of_a_bus_are_to_be_checked(app: Flask) -> None:
    report = imported(app, BUS)
    assert all("alternate_weeks" in codes(report, number) for number in range(12))
    assert "Semaine impaire" in report["lines"][0]["warnings"][0]["text"]


def test_nothing_is_said_about_an_ordinary_line(app: Flask, tmp_path: Path) -> None:
    assert codes(imported(app, official_file(tmp_path / "places.csv", {}))) == []


def test_the_report_replaces_an_older_one(app: Flask, tmp_path: Path) -> None:
    path_of_report(app).write_text("ancien" * 100_000)
    imported(app, official_file(tmp_path / "places.csv", {}))
    assert json.loads(path_of_report(app).read_text(encoding="utf-8"))["rows"] == 1


def test_the_report_may_not_overwrite_the_file(app: Flask, tmp_path: Path) -> None:
    path = official_file(tmp_path / "places.csv", {})
    content = path.read_bytes()
    assert run_import(app, path, "--report", path).exit_code == 2
    assert path.read_bytes() == content


def test_every_code_of_the_importer_has_a_french_sentence(app: Flask) -> None:
    with app.test_request_context("/fr/"):
        assert len(codes_given_to(REMARKS)) > 30
        assert all(sentence(Remark(code, "", ANYTHING)) not in english(SENTENCES) for code in codes_given_to(REMARKS))


def test_every_fault_of_a_file_has_a_french_sentence(app: Flask) -> None:
    with app.test_request_context("/fr/"):
        found = codes_given_to(FAULTS_OF_FILES) - {"too_large"}
        assert all(failure(UnusableFile(code, **ANYTHING)).endswith("Rien n'a été changé.") for code in found)


@pytest.mark.parametrize("what", ["cell", "columns", "file", "line"])
def test_every_limit_has_a_french_sentence(app: Flask, what: str) -> None:
    with app.test_request_context("/fr/"):
        assert "au plus" in failure(UnusableFile("too_large", what=what, limit=1, line=1))


DETAILS = "actual columns commune file kept key kind km limit line name postal_code source stop stored text to"
ANYTHING = dict.fromkeys(DETAILS.split(), 1)
# Which argument of a call is a code.
REMARKS = {"Remark": 0, "Doubt": 0, "warn": 1, "Link": 1, "Day": 1}
FAULTS_OF_FILES = {"UnusableFile": 0}


def english(sentences: dict[str, str]) -> set[str]:
    return {text % ANYTHING for text in sentences.values()}


def codes_given_to(calls: dict[str, int]) -> set[str]:
    """The codes that stand in the modules of the importer, as such an argument of such a call or as its `fault`."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES.glob("*.py"))
    found = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {code for call in found if isinstance(call.func, ast.Name) for code in codes_of(call, call.func.id, calls)}


def codes_of(call: ast.Call, name: str, calls: dict[str, int]) -> Iterator[str]:
    arguments = call.args[calls[name] : calls[name] + 1] if name in calls else []
    faults = [keyword.value for keyword in call.keywords if keyword.arg == "fault" and "Remark" in calls]
    for argument in (*arguments, *faults):
        constants = (part.value for part in ast.walk(argument) if isinstance(part, ast.Constant))
        yield from (value for value in constants if isinstance(value, str) and value)
