"""The documents say what the program does."""

import re

import click
import pytest

from kiosk.cli import main
from kiosk.config import ROOT, SETTINGS, Setting

README = (ROOT / "README.md").read_text()
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_in_the_readme(setting: Setting) -> None:
    assert f"| `{setting.variable}` |" in README


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`kiosk {name}" in README


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"`kiosk ([a-z-]+)", README)) <= set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_option_of_a_command_is_in_the_readme(name: str) -> None:
    line = next(line for line in README.splitlines() if line.startswith("|") and f"`kiosk {name}" in line)
    options = [option.opts[0] for option in main.commands[name].params if isinstance(option, click.Option)]
    assert [option for option in options if option not in line] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_the_project_lead_to_files(document: str) -> None:
    text = (ROOT / document).read_text()
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target
