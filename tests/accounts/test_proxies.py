"""Behind other web servers: whose address counts, and which cookies stay on secure connections."""

from pathlib import Path

import pytest
from flask import Flask, request

from kiosk.app import create_app
from kiosk.cli import warn_of_unknown_proxy
from kiosk.config import BadSetting, configuration


def seen_address(app: Flask, passed_on: str = "203.0.113.9") -> tuple[str | None, bool]:
    """What the kiosk takes for the visitor's address, and whether for secure."""
    headers = {"X-Forwarded-For": passed_on, "X-Forwarded-Proto": "https"}
    app.add_url_rule("/seen", "seen", lambda: [request.remote_addr, request.is_secure])
    address, is_secure = app.test_client().get("/seen", headers=headers).get_json()
    return address, is_secure


@pytest.mark.parametrize(("proxies", "expected"), [("0", ("127.0.0.1", False)), ("1", ("203.0.113.9", True))])
def test_the_address_is_believed_only_of_servers_that_are_there(
    tmp_path: Path, proxies: str, expected: tuple[str, bool]
) -> None:
    environ = {"KIOSK_DATA_DIR": str(tmp_path), "KIOSK_PROXIES": proxies}
    assert seen_address(create_app(None, environ)) == expected


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_over_a_secure_connection_the_cookies_are_secure(app: Flask, scheme: str) -> None:
    client = app.test_client()
    client.get("/sign-in", base_url=f"{scheme}://localhost")
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert (cookie.secure, cookie.same_site) == (scheme == "https", "Lax")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KIOSK_PROXIES", "4"), ("KIOSK_SESSION_HOURS", "0"), ("KIOSK_SESSION_HOURS", "13"),
        ("KIOSK_IDLE_MINUTES", "61"), ("KIOSK_IDLE_MINUTES", "-1"), ("KIOSK_IDLE_MINUTES", "²"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_meant_is_refused(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable):
        configuration({"KIOSK_DATA_DIR": str(tmp_path), variable: value})


def test_two_servers_add_their_addresses_and_pass_on_one_scheme(tmp_path: Path) -> None:
    app = create_app(None, {"KIOSK_DATA_DIR": str(tmp_path), "KIOSK_PROXIES": "2"})
    assert seen_address(app, "203.0.113.9, 198.51.100.7") == ("203.0.113.9", True)


@pytest.mark.parametrize(
    ("address", "proxies", "is_warned"),
    [
        ("https://kiosk.example", 0, True),
        ("https://kiosk.example", 1, False),
        ("http://kiosk.example", 0, False),
        ("", 0, False),
    ],
)
def test_a_secure_address_without_a_known_server_in_front_is_worth_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, proxies: int, is_warned: bool
) -> None:
    environ = {"KIOSK_DATA_DIR": str(tmp_path), "KIOSK_PUBLIC_URL": address, "KIOSK_PROXIES": str(proxies)}
    warn_of_unknown_proxy(create_app(None, environ))
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), "KIOSK_PROXIES=1" in "".join(lines)) == (int(is_warned), is_warned)
