"""A checkout is prepared once, repaired when it was interrupted, and what is missing is said in one line.

The checkout is a miniature: the real bootstrap, one package made here, and a command line that says "started".
"""

import ast
import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from kiosk.bootstrap import LOCK, ROOT, TEST_LOCK, Checkout, check_python
from kiosk.remedies import FULL, INTERRUPTED, NO_NPM, NO_VENV, OFFLINE, READ_ONLY, Unprepared, remedy

OLD_PYTHON_READS = ["__init__.py", "__main__.py", "bootstrap.py", "progress.py", "remedies.py"]
FILES = 500
"""So many files that their installation lasts long enough to be interrupted."""
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A checkout that was never started."""
    return new_miniature(tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A miniature after its first start."""
    root = new_miniature(tmp_path_factory.mktemp("kept"))
    assert started(root).returncode == 0
    return root


@pytest.fixture
def prepared(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to do anything with."""
    return shutil.copytree(kept, tmp_path / "checkout", symlinks=True)


def new_miniature(folder: Path) -> Path:
    """A checkout that asks for one package, called small; its front end is there already."""
    root = folder / "checkout"
    (root / "kiosk").mkdir(parents=True)
    for name in OLD_PYTHON_READS:
        shutil.copy(ROOT / "kiosk" / name, root / "kiosk")
    (root / "kiosk" / "cli.py").write_text("import small\n\ndef main(prog_name):\n    print('started')\n")
    (root / "kiosk" / "catalogues.py").touch()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "static" / "vendor", root / "static" / "vendor")
    ask_for(root, wheel(folder, "1.0", files=1))
    web = next(step for step in Checkout(root, LOCK).steps() if step.title == "Paquets web")
    web.stamp.parent.mkdir()
    web.stamp.write_text(web.accepted[0])
    return root


def wheel(folder: Path, version: str, files: int) -> Path:
    """The package `small` as a wheel with so many modules."""
    path = folder / f"small-{version}-py3-none-any.whl"
    contents = {f"small/m{number}.py": "" for number in range(files)} | {
        "small/__init__.py": "",
        f"small-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: small\nVersion: {version}\n",
        f"small-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={recorded(text)},{len(text)}\n" for name, text in contents.items())
    with ZipFile(path, "w") as archive:
        for name, text in (contents | {f"small-{version}.dist-info/RECORD": record}).items():
            archive.writestr(name, text)
    return path


def recorded(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def ask_for(root: Path, package: Path) -> None:
    """Lock the checkout on the wheel."""
    version = package.name.split("-")[1]
    line = f"small=={version} --hash=sha256:{hashlib.sha256(package.read_bytes()).hexdigest()}\n"
    for lock in (LOCK, TEST_LOCK):
        (root / lock).write_text(line)


def start(root: Path, *prefix: str, **environ: str) -> "subprocess.Popen[str]":
    """`python3 -m kiosk` in the checkout, whose packages are beside it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP", "npm"))}
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root.parent), "PIP_NO_COMPILE": "1"}
    command = [*prefix, sys.executable, "-B", "-m", "kiosk"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env=environment | environ, stdout=pipe, stderr=pipe, text=True)


def started(root: Path, *prefix: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    process = start(root, *prefix, **environ)
    output, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def interrupted(root: Path, number: signal.Signals, moment: Callable[[], bool]) -> "subprocess.CompletedProcess[str]":
    """A start that gets the signal as soon as the moment has come."""
    process = start(root)
    while not moment() and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(number)
    output, errors = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def undone(root: Path, lock: str = LOCK) -> list[str]:
    return [step.title for step in Checkout(root, lock).steps() if not step.is_done]


def modules(root: Path) -> int:
    return sum(1 for _ in root.glob(".venv/lib/python*/site-packages/small/m*.py"))


def test_the_second_start_only_starts(prepared: Path) -> None:
    assert started(prepared).stdout == "started\n"


def test_a_new_lock_renews_the_packages_alone(prepared: Path) -> None:
    ask_for(prepared, wheel(prepared.parent, "2.0", files=2))
    assert undone(prepared) == ["Paquets Python"]
    started(prepared)
    assert undone(prepared) == []


def test_who_ran_the_tests_can_start_at_once(prepared: Path) -> None:
    with (prepared / TEST_LOCK).open("a") as lock:
        lock.write("# and more\n")
    Checkout(prepared, TEST_LOCK).packages_stamp.write_text(Checkout(prepared, TEST_LOCK).digest(TEST_LOCK))
    assert undone(prepared, TEST_LOCK) == undone(prepared, LOCK) == []


def test_who_only_started_has_not_what_the_tests_need(prepared: Path) -> None:
    (prepared / TEST_LOCK).write_text("# more\n")
    assert undone(prepared, TEST_LOCK) == ["Paquets Python"]


def test_a_changed_translation_is_compiled_again(prepared: Path) -> None:
    catalogue = prepared / "translations" / "de" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    assert undone(prepared) == ["Traductions"]


def test_an_environment_whose_python_is_gone_is_remade(prepared: Path) -> None:
    (prepared / ".venv" / "bin" / "python").unlink()
    (prepared / ".venv" / "bin" / "python").symlink_to("/gone/python3")
    assert undone(prepared) == ["Environnement Python"]


def test_a_missing_web_file_is_fetched_again(prepared: Path) -> None:
    (prepared / "static" / "vendor" / "htmx.org" / "htmx.min.js").unlink()
    assert undone(prepared) == ["Paquets web"]


def test_killed_in_the_middle_of_the_packages_it_is_repaired(prepared: Path) -> None:
    ask_for(prepared, wheel(prepared.parent, "2.0", FILES))
    killed = interrupted(prepared, signal.SIGKILL, lambda: modules(prepared) > 1)
    assert killed.returncode == -signal.SIGKILL
    assert "Paquets Python" in undone(prepared)
    again = started(prepared)
    assert (again.returncode, again.stdout.splitlines()[-1], modules(prepared)) == (0, "started", FILES)


def test_ctrl_c_in_the_middle_of_the_environment_says_one_line_and_is_repaired(miniature: Path) -> None:
    stopped = interrupted(miniature, signal.SIGINT, (miniature / ".venv" / "bin").is_dir)
    assert (stopped.returncode, stopped.stderr) == (130, f"{INTERRUPTED}\n")
    again = started(miniature)
    assert (again.returncode, again.stderr) == (0, "")
    assert [line.partition("]")[0] for line in again.stdout.splitlines()] == ["[1/4", "[2/4", "[4/4", "started"]


def test_two_starts_at_once_wait_for_each_other(prepared: Path) -> None:
    ask_for(prepared, wheel(prepared.parent, "2.0", files=100))
    both = [start(prepared), start(prepared)]
    outputs = sorted((process.communicate()[0] for process in both), key=len)
    assert outputs[0] == "started\n"
    assert outputs[1].startswith("[2/4]")


def test_without_network_python_packages_say_so(prepared: Path) -> None:
    ask_for(prepared, wheel(prepared, "3.0", files=1))
    offline = started(prepared, PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=f"{NOWHERE}/simple", PIP_RETRIES="0")
    assert (offline.returncode, offline.stderr) == (1, f"{OFFLINE}\n")


def test_without_network_web_packages_say_so(prepared: Path, tmp_path: Path) -> None:
    shutil.rmtree(prepared / "static" / "vendor")
    shutil.copy(ROOT / "requirements-node.lock", prepared)
    nowhere = {
        "npm_config_registry": NOWHERE,
        "npm_config_cache": str(tmp_path / "cache"),
        "npm_config_fetch_retries": "0",
    }
    offline = started(prepared, **nowhere)
    assert offline.returncode == 1
    assert offline.stderr in (f"{OFFLINE}\n", f"{NO_NPM}\n")


def test_a_read_only_folder_says_so(miniature: Path) -> None:
    miniature.chmod(0o555)
    # root may write anywhere until it gives up that right.
    prefix = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override")
    refused = started(miniature, *prefix)
    miniature.chmod(0o755)
    assert (refused.returncode, refused.stderr) == (1, READ_ONLY.format(root=miniature) + "\n")


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("The virtual environment was not created because ensurepip is not available.", NO_VENV),
        ("/usr/bin/python3: No module named venv", NO_VENV),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", FULL),
        ("npm error code ENOSPC", FULL),
        ("npm error code EAI_AGAIN", OFFLINE),
        ("first\nERROR: something new\nlast", "La préparation a échoué : ERROR: something new"),
        ("", "La préparation a échoué : ?"),
    ],
)
def test_what_a_program_printed_becomes_one_line_with_the_remedy(printed: str, said: str) -> None:
    assert remedy(printed, "/somewhere") == said


def test_an_old_python_is_refused_in_two_languages() -> None:
    with pytest.raises(Unprepared, match=r"demande Python 3\.11 .* celui-ci est Python 3\.9.* needs Python 3\.11"):
        check_python((3, 9))


@pytest.mark.parametrize(
    "path", [*(f"kiosk/{name}" for name in OLD_PYTHON_READS), "tests/__init__.py", "tests/__main__.py"]
)
def test_an_old_python_can_read_as_far_as_the_refusal(path: str) -> None:
    source = (ROOT / path).read_text()
    ast.parse(source, feature_version=(3, 9))
    assert "->" not in source or "from __future__ import annotations" in source
