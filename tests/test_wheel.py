"""What `pip install` gives: the built package, in an environment that knows nothing of the checkout, serves a page."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from kiosk.bootstrap import FRONT_END_FILES, ROOT, vendored
from tests.paper import sheet, words


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], check=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; what the wheel depends on is lent by the tests' own environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True)
    site_packages = next(folder.glob("lib/python*/site-packages"))
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return folder


@pytest.fixture(scope="module")
def address(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the installed kiosk serves."""
    folder = tmp_path_factory.mktemp("elsewhere")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("KIOSK", "PYTHON"))}
    command = [str(environment / "bin" / "kiosk"), "run", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().removeprefix("Serving on ").strip()
        process.terminate()


def answer(url: str) -> tuple[str, bytes]:
    """The media type and the content."""
    with urlopen(url) as response:
        return response.headers.get_content_type(), response.read()


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_what_pages_are_made_of(wheel: Path) -> None:
    carried = [path for folder in ("templates", "translations", "static") for path in (ROOT / folder).rglob("*.*")]
    wanted = {f"kiosk/{path.relative_to(ROOT)}" for path in carried if path.is_file()}
    assert wanted - names(wheel) == set()


def test_the_wheel_carries_the_front_end_and_its_licences(wheel: Path) -> None:
    assert {f"kiosk/static/vendor/{vendored(file)}" for file in FRONT_END_FILES} <= names(wheel)


def test_the_wheel_carries_compiled_translations_and_data(wheel: Path) -> None:
    compiled = {f"kiosk/{path.relative_to(ROOT).with_suffix('.mo')}" for path in ROOT.glob("translations/*/*/*.po")}
    data = {str(path.relative_to(ROOT)) for path in ROOT.glob("kiosk/*/data/*")}
    assert compiled
    assert compiled | data <= names(wheel)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    assert [name for name in names(wheel) if not re.match(r"(kiosk|fil_rouge_kiosk-[\d.]+\.dist-info)/", name)] == []
    assert [name for name in names(wheel) if re.search(r"/\.|\.pyc$|/var/", name)] == []


def test_the_source_archive_can_build_the_wheel_again(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        carried = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "hatch_build.py", "LICENSE", "README.md", "static/vendor/htmx.org/htmx.min.js"} <= carried


def test_the_installed_kiosk_stands_outside_the_checkout(environment: Path, tmp_path: Path) -> None:
    program = "import kiosk.app, sys; print(kiosk.app.__file__); print(*sys.path, sep='\\n')"
    shown = subprocess.check_output([environment / "bin" / "python", "-c", program], cwd=tmp_path, text=True)
    assert shown.startswith(str(environment))
    assert str(ROOT) not in shown.split()


def test_the_installed_kiosk_sets_papers(environment: Path, tmp_path: Path) -> None:
    command = [str(environment / "bin" / "python"), "-m", "kiosk.typesetting", "roster"]
    content = subprocess.check_output(command, cwd=tmp_path, input=json.dumps(sheet("Оксана")).encode())
    assert "Оксана" in words(content)


def test_the_installed_kiosk_serves_a_french_page_with_its_style(address: str) -> None:
    media_type, page = answer(f"{address}/fr/")
    assert media_type == "text/html"
    assert 'lang="fr"' in page.decode()
    style = re.search(r'<link rel="stylesheet" href="([^"]+)"', page.decode())
    assert style
    assert answer(address + style[1])[0] == "text/css"


def test_the_installed_kiosk_speaks_french_and_knows_places(address: str) -> None:
    page = answer(f"{address}/fr/places")[1].decode()
    assert "Médiathèque" in page
    assert "<h1>Places" not in page


def test_the_installed_kiosk_serves_its_fonts(address: str) -> None:
    font = next(vendored(file) for file in FRONT_END_FILES if file.endswith(".woff2"))
    assert answer(f"{address}/static/vendor/{font}")[1].startswith(b"wOF2")
