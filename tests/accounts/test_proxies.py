"""Behind other web servers: whose address counts, and which cookies stay on secure connections."""

from pathlib import Path

import pytest
from flask import Flask, request

from kiosk.app import create_app
from kiosk.config import BadSetting, configuration


def seen_address(app: Flask) -> tuple[str | None, bool]:
    """What the kiosk takes for the visitor's address, and whether for secure."""
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
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
