"""Who may import whom, read from the source itself."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FEATURES = ("accounts", "directory", "devices", "workshops", "feedback", "committee", "outreach", "home")
TOP = {"app", "cli", "demo", "demo_feedback", "demo_workshops", "ready", "upkeep", "wsgi"}
# The underscore of a named tuple's methods keeps them apart from its fields; they are public.
NAMED_TUPLE = {"_asdict", "_replace", "_fields"}
NOT_RULES = {"__init__", "snapshot", "scenes", "commands", "wording", "door", "telephones"}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "kiosk").rglob("*.py")
    if "migrations" not in path.parts
}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything that Python sees in the file."""
    return tuple(ast.walk(ast.parse(path.read_text())))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported name of the file with its indentation: 0 is the top of the file."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.col_offset) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from ((f"{node.module}.{alias.name}", node.col_offset) for alias in node.names)


def kiosk_imports(path: Path) -> set[str]:
    """The modules of the kiosk that a file imports."""
    names = {name for name, _ in imports_of(path) if name.split(".")[0] == "kiosk"}
    return {name if name in MODULES else name.rpartition(".")[0] for name in names}


def feature(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FEATURES else None


def is_rule(module: str) -> bool:
    """Models and rule modules: everything of a feature but its views, its commands and what those lean on."""
    name = module.rpartition(".")[2]
    return feature(module) is not None and name not in NOT_RULES | {feature(module)} and not name.endswith("_views")


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_what_stands_before_it(module: str) -> None:
    for imported in kiosk_imports(MODULES[module]) - {module}:
        assert is_allowed(module, imported), f"{module} imports {imported}"


def is_allowed(module: str, imported: str) -> bool:
    name = module.removeprefix("kiosk.")
    target = imported.removeprefix("kiosk.")
    if name in TOP or name == "__main__" or imported == "kiosk":
        return True
    if target in TOP or name in ("extensions", "config"):
        return False
    ours, theirs = feature(module), feature(imported)
    if theirs is None or ours == theirs:
        return True
    return ours is not None and FEATURES.index(theirs) < FEATURES.index(ours) and target.endswith(".models")


def test_modules_do_not_import_in_a_circle() -> None:
    graph = {module: kiosk_imports(path) - {module, "kiosk"} for module, path in MODULES.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", sorted(filter(is_rule, MODULES)))
def test_a_rule_knows_neither_flask_nor_the_session_nor_the_clock(module: str) -> None:
    source = MODULES[module].read_text()
    assert not {name.split(".")[0] for name, _ in imports_of(MODULES[module])} & {"flask", "flask_babel", "htmx_flask"}
    for forbidden in ("db.session", "datetime.now", "date.today", "time.time(", "web.clock"):
        assert forbidden not in source, f"{module} uses {forbidden}"


def test_the_package_itself_imports_nothing() -> None:
    assert not list(imports_of(ROOT / "kiosk" / "__init__.py"))


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_test_knows_private_names(path: Path) -> None:
    private = [node.attr for node in nodes(path) if isinstance(node, ast.Attribute) and node.attr.startswith("_")]
    assert not [name for name in private if not name.endswith("__") and name not in NAMED_TUPLE]


def test_features_stand_in_three_folders_of_one_name() -> None:
    for name in {path.parent.name for path in (ROOT / "kiosk").glob("*/public_views.py")}:
        assert (ROOT / "templates" / name).is_dir()
        assert (ROOT / "tests" / name).is_dir()
