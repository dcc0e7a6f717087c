"""Addresses as other devices reach them: in QR codes, calendars, messages."""

from flask import current_app, request


def public_address(path: str) -> str:
    """The whole address of a page."""
    host = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return f"{host}{path}"
