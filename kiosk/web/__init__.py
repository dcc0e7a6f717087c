"""What every screen shares."""

from flask import Flask

from kiosk.web import errors, headers, locale, page, speech, visit


def init_app(app: Flask) -> None:
    """Give the application its locales, pages, speech, visits, answers to errors and headers."""
    for part in (locale, speech, page, visit, errors, headers):
        part.init_app(app)
