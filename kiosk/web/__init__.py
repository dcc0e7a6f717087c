"""What every screen shares."""

from flask import Flask

from kiosk.web import access, errors, headers, kept, locale, page, session, speech, visit


def init_app(app: Flask) -> None:
    """Give the application its locales, pages, speech, visits, sessions, answers to errors and headers."""
    for part in (locale, speech, page, kept, visit, session, access, errors, headers):
        part.init_app(app)
