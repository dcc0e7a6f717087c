"""The locks name packages and hashes and no address, hold together, and every dependency has its reason."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kiosk.bootstrap import FRONT_END_FILES, LOCK, NODE_LOCK, ROOT, TEST_LOCK

NPM_LOCK = "package-lock.json"
PYPROJECT = (ROOT / "pyproject.toml").read_text()
SETTINGS = tomllib.loads(PYPROJECT)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)(.*?)(?=^[A-Za-z0-9]|\Z)", re.MULTILINE | re.DOTALL)


def pinned(lock: str) -> dict[str, str]:
    """Version by package, of a Python lock."""
    return {canonicalize_name(name): version for name, version, _ in PINNED.findall((ROOT / lock).read_text())}


def asked(*lists: str) -> list[str]:
    """The direct dependencies: `project` for those of the kiosk, or the name of a group."""
    groups = {"project": SETTINGS["project"]["dependencies"], **SETTINGS["dependency-groups"]}
    return [dependency for name in lists for dependency in groups[name]]


@pytest.mark.parametrize("lock", [LOCK, TEST_LOCK, NODE_LOCK, NPM_LOCK])
@pytest.mark.parametrize("address", ["://", "file:", "--index", "--extra-index", "--find-links", '"resolved"', "git+"])
def test_a_lock_holds_no_address(lock: str, address: str) -> None:
    # npm writes "funding" addresses too: they may be taken out of package-lock.json by hand.
    assert address not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", [LOCK, TEST_LOCK, NODE_LOCK])
def test_every_locked_python_package_has_a_hash(lock: str) -> None:
    found = PINNED.findall((ROOT / lock).read_text())
    assert found
    assert [name for name, _, rest in found if "--hash=sha256:" not in rest] == []


def test_every_locked_npm_package_has_a_hash() -> None:
    packages = json.loads((ROOT / NPM_LOCK).read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_test_lock_holds_the_other_one() -> None:
    assert pinned(LOCK).items() <= pinned(TEST_LOCK).items()


@pytest.mark.parametrize(("lock", "lists"), [(LOCK, ["project"]), (TEST_LOCK, ["project", "test"])])
def test_a_lock_answers_what_pyproject_asks(lock: str, lists: list[str]) -> None:
    versions = pinned(lock)
    wanted = [Requirement(dependency) for dependency in asked(*lists)]
    assert [w for w in wanted if not w.specifier.contains(versions.get(canonicalize_name(w.name), "0"))] == []


@pytest.mark.parametrize(
    "dependency", asked("project", "test") + SETTINGS["project"]["optional-dependencies"]["production"]
)
def test_a_dependency_has_its_reason(dependency: str) -> None:
    assert re.search(rf'"{re.escape(dependency)}"[,\]]\s+# \w', PYPROJECT)


def test_npm_packages_are_exact_versions() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    packages = json.loads((ROOT / NPM_LOCK).read_text())["packages"]
    assert wanted == {name: packages[f"node_modules/{name}"]["version"] for name in wanted}


def test_every_npm_package_is_installed_with_its_licence() -> None:
    names = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert {f"{name}/LICENSE" for name in names} == {file for file in FRONT_END_FILES if file.endswith("/LICENSE")}
