"""The `kiosk` command: what it prints, and what it says in one line when it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from kiosk import __version__
from kiosk.bootstrap import ROOT

COMMANDS = (
    "run", "upgrade", "add-user", "import-places", "export-places", "worker", "purge", "speech", "catalogue",
)  # fmt: skip


class Kiosk:
    """The command, run in an empty folder with nothing set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
        self.environ = kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self, *arguments: str, **environ: str) -> "subprocess.Popen[str]":
        command, pipe = [sys.executable, "-m", "kiosk.cli", *arguments], subprocess.PIPE
        environment = self.environ | environ
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=pipe, stderr=pipe, text=True)

    def __call__(self, *arguments: str, **environ: str) -> tuple[int, str, str]:
        """The exit code, the output and the errors."""
        process = self.start(*arguments, **environ)
        output, errors = process.communicate()
        return process.returncode, output, errors


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_help_names_the_commands_and_writes_nothing(kiosk: Kiosk) -> None:
    status, output, errors = kiosk("--help")
    assert (status, errors) == (0, "")
    assert [name for name in COMMANDS if not re.search(rf"^  {name}\b", output, re.MULTILINE)] == []
    assert list(kiosk.folder.iterdir()) == []


def test_the_version_is_the_package_s(kiosk: Kiosk) -> None:
    assert kiosk("--version") == (0, f"{__version__}\n", "")


def test_an_unknown_command_is_named(kiosk: Kiosk) -> None:
    status, _, errors = kiosk("paint")
    assert status == 2
    assert "paint" in errors


def test_it_serves_says_where_and_ends_quietly(kiosk: Kiosk) -> None:
    with kiosk.start("--port", "0", "--no-demo") as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        with urlopen(f"{first.removeprefix('Serving on ').strip()}/fr/") as page:
            assert 'lang="fr"' in page.read().decode()
        process.send_signal(signal.SIGINT)
        # What was read ahead with the first line is not lost.
        output, errors = process.stdout.read(), process.stderr.read()
    assert (re.sub(r"\d+", "N", first), process.returncode, errors) == ("Serving on http://N.N.N.N:N\n", 0, "")
    assert "█" in output


def test_it_reads_its_warning_aloud_while_it_serves(kiosk: Kiosk) -> None:
    process = kiosk.start("--port", "0", "--no-demo", "--data-dir", "here")
    last = kiosk.folder / "here" / "audio" / "uk" / "faces.txt"
    while not last.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert (process.communicate()[1], process.returncode) == ("", 0)
    assert len(list(kiosk.folder.glob("here/audio/*/*.wav"))) == 12


def test_speech_names_the_file_of_each_language_and_needs_no_database(kiosk: Kiosk) -> None:
    status, output, errors = kiosk("speech", KIOSK_DATABASE_URL="postgresql://127.0.0.1:9/kiosk")
    assert (status, errors) == (0, "")
    for name in ("idle", "faces"):
        assert f"fr-falc : {kiosk.folder}/var/audio/fr-falc/{name}.wav\n" in output
        assert f"{kiosk.folder}/var/recordings/ar/{name}.mp3\n" in output


def test_speech_that_cannot_be_written_is_one_line(kiosk: Kiosk) -> None:
    (kiosk.folder / "audio").touch()
    status, output, errors = kiosk("speech", "--data-dir", ".")
    assert (status, output, errors.count("\n")) == (1, "", 1)
    assert str(kiosk.folder / "audio") in errors


def test_data_is_kept_where_the_option_says(kiosk: Kiosk) -> None:
    assert kiosk("upgrade", "--data-dir", "here", KIOSK_DATA_DIR="not-here")[0] == 0
    assert [path.name for path in kiosk.folder.iterdir()] == ["here"]
    assert (kiosk.folder / "here" / "kiosk.sqlite").is_file()


def test_upgrading_twice_is_upgrading_once(kiosk: Kiosk) -> None:
    assert kiosk("upgrade") == kiosk("upgrade")


def test_a_taken_port_says_which_other_one_to_try(kiosk: Kiosk, taken_port: int) -> None:
    status, output, errors = kiosk("run", "--port", str(taken_port))
    assert (status, output) == (1, "")
    assert errors == f"Le port {taken_port} est déjà pris : essayez --port {taken_port + 1}.\n"
    assert list(kiosk.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("run", "--host", "192.0.2.77"), "--host 127.0.0.1"),
        (("upgrade", "--data-dir", "/dev/null/data"), "--data-dir"),
        (("upgrade", "--database-url", "postgresql://127.0.0.1:9/kiosk"), "Connection refused"),
        (("upgrade", "--database-url", "nonsense"), "Could not parse"),
    ],
)
def test_what_can_go_wrong_is_one_line(kiosk: Kiosk, arguments: tuple[str, ...], remedy: str) -> None:
    status, output, errors = kiosk(*arguments)
    assert (status, output, errors.count("\n")) == (1, "", 1)
    assert remedy in errors


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KIOSK_PUBLIC_URL", "javascript:alert(1)"),
        ("KIOSK_SECRET_KEY", "short"),
        ("KIOSK_SMTP_URL", "mail.exemple.fr"),
        ("KIOSK_SMTP_URL", "smtp://mail.exemple.fr:port"),
        ("KIOSK_SMS_URL", "ftp://sms.exemple.fr/"),
        ("KIOSK_MAIL_FROM", "nobody"),
        ("KIOSK_MAIL_FROM", "A <a@exemple.fr>, b@exemple.fr"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(kiosk: Kiosk, variable: str, value: str) -> None:
    status, _, errors = kiosk("upgrade", **{variable: value})
    assert (status, errors.count("\n")) == (1, 1)
    assert variable in errors


def test_a_mail_server_needs_somebody_who_writes(kiosk: Kiosk) -> None:
    status, _, errors = kiosk("upgrade", KIOSK_SMTP_URL="smtp://user:p%40ss@mail.exemple.fr:587")
    assert (status, errors.count("\n")) == (1, 1)
    assert "KIOSK_MAIL_FROM" in errors


def test_a_worker_without_servers_says_who_must_call(kiosk: Kiosk) -> None:
    status, output, errors = kiosk("worker", "--once", KIOSK_SMS_URL="https://token@sms.exemple.fr/send")
    assert (status, output) == (0, "")
    assert errors == "KIOSK_SMTP_URL est vide : ces personnes seront à appeler.\n"


def test_a_worker_works_until_it_is_interrupted(kiosk: Kiosk) -> None:
    process = kiosk.start("worker", "--interval", "1")
    assert process.stderr and "KIOSK_SMTP_URL" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate()[0] == ""
    # An interruption inside of code that was made from a string ends CPython by the signal itself.
    assert process.returncode in (130, -signal.SIGINT)


def test_a_purge_says_how_much(kiosk: Kiosk) -> None:
    assert kiosk("purge") == (0, "Effacé : 0 inscriptions, 0 messages, 0 appels à passer, 0 demandes d’aide.\n", "")


def test_a_file_that_is_no_database_is_one_line(kiosk: Kiosk) -> None:
    (kiosk.folder / "kiosk.sqlite").write_text("This is a letter to my grandmother. " * 100)
    status, _, errors = kiosk("upgrade", "--data-dir", ".")
    assert (status, errors.count("\n")) == (1, 1)


def test_places_are_imported_where_the_option_says(kiosk: Kiosk) -> None:
    file = ROOT / "kiosk" / "directory" / "data" / "places-bas-rhin.csv"
    assert kiosk("import-places", str(file), "--data-dir", "here")[0] == 0
    assert (kiosk.folder / "here" / "kiosk.sqlite").is_file()
    assert kiosk("export-places", "places.csv", "--data-dir", "here")[0] == 0
    assert len((kiosk.folder / "places.csv").read_text().splitlines()) > 50
