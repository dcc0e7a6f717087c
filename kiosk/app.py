"""The application: the product's table of contents."""

import os
from collections.abc import Mapping
from itertools import product
from typing import Any, cast

from flask import Blueprint, Flask
from flask_security import SQLAlchemyUserDatastore
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk import web
from kiosk.accounts.account_views import views as account
from kiosk.accounts.admin_views import views as users_admin
from kiosk.accounts.audit.admin_views import views as audit_admin
from kiosk.accounts.committee_views import views as committee_home
from kiosk.accounts.door import holder_of
from kiosk.accounts.models import Role, User
from kiosk.accounts.second_factor.account_views import views as second_factor
from kiosk.accounts.second_factor.sign_in_views import views as second_step
from kiosk.accounts.sign_in_views import views as sign_in
from kiosk.accounts.staff_views import views as staff_home
from kiosk.config import LOCALES, ROOT, configuration
from kiosk.devices.staff_views import views as kiosks_staff
from kiosk.directory.duplicates.staff_views import views as duplicates_staff
from kiosk.directory.intake.staff_views import views as intakes_staff
from kiosk.directory.notices.staff_views import views as notices_staff
from kiosk.directory.public_views import short_views as directory_short
from kiosk.directory.public_views import views as directory_public
from kiosk.directory.revisions.staff_views import views as revisions_staff
from kiosk.directory.staff_views import views as places_staff
from kiosk.directory.texts.staff_views import views as texts_staff
from kiosk.extensions import babel, compress, csrf, db, htmx, limiter, security
from kiosk.feedback.answers.committee_views import views as feedback_answers_office
from kiosk.feedback.answers.public_views import short_views as feedback_answers_short
from kiosk.feedback.answers.public_views import views as feedback_answers
from kiosk.feedback.asides.staff_views import views as asides_staff
from kiosk.feedback.comments.public_views import views as feedback_words
from kiosk.feedback.comments.staff_views import views as comments_staff
from kiosk.feedback.feed_views import views as feedback_events
from kiosk.feedback.figures.committee_views import views as figures_committee
from kiosk.feedback.figures.coordinator_views import views as figures_coordinator
from kiosk.feedback.figures.public_views import views as feedback_results
from kiosk.feedback.groups.staff_views import views as groups_staff
from kiosk.feedback.public_views import short_views as feedback_short
from kiosk.feedback.public_views import views as feedback_public
from kiosk.feedback.reviews.committee_views import views as feedback_reviews
from kiosk.feedback.staff_views import views as feedback_staff
from kiosk.feedback.tallies.staff_views import views as tallies_staff
from kiosk.feedback.themes.card_committee_views import views as feedback_theme_cards
from kiosk.feedback.themes.committee_views import views as feedback_themes
from kiosk.feedback.translations.staff_views import views as comment_translations
from kiosk.feedback.voices.public_views import views as feedback_voices
from kiosk.home.entrance_views import views as home_entrance
from kiosk.home.feed_views import views as home_health
from kiosk.home.public_views import views as home_public
from kiosk.web.locale import requested_locale
from kiosk.workshops.ages.staff_views import views as workshops_ages
from kiosk.workshops.calls.staff_views import views as workshops_calls
from kiosk.workshops.cancellations.staff_views import views as workshops_cancellations
from kiosk.workshops.cards.staff_views import views as workshops_cards
from kiosk.workshops.courses.staff_views import views as workshops_courses
from kiosk.workshops.feed_views import views as workshops_feeds
from kiosk.workshops.help_requests.holder_views import views as help_slips
from kiosk.workshops.help_requests.public_views import views as help_requests
from kiosk.workshops.help_requests.staff_views import views as help_queue
from kiosk.workshops.holder_views import views as workshops_holder
from kiosk.workshops.planning.staff_views import views as workshops_planning
from kiosk.workshops.posters.staff_views import views as workshops_posters
from kiosk.workshops.public_views import short_views as workshops_short
from kiosk.workshops.public_views import views as workshops_public
from kiosk.workshops.repetition.staff_views import views as workshops_series
from kiosk.workshops.rosters.staff_views import views as workshops_rosters
from kiosk.workshops.staff_views import views as workshops_scanner
from kiosk.workshops.turnout.staff_views import views as workshops_turnout

DIRECTORY_OFFICE = (places_staff, notices_staff, texts_staff, intakes_staff, duplicates_staff, revisions_staff)
OFFICE = (
    sign_in, second_step, account, second_factor, staff_home, committee_home, users_admin, audit_admin,
    workshops_scanner, workshops_rosters, workshops_ages, workshops_turnout, workshops_calls, workshops_cards,
    help_queue, workshops_courses, workshops_planning, workshops_cancellations, workshops_series, workshops_posters,
)  # fmt: skip
# A line for each part of feedback.
FEEDBACK_OFFICE: tuple[Blueprint, ...] = (
    kiosks_staff, feedback_staff, comments_staff, comment_translations, groups_staff, tallies_staff, asides_staff,
    figures_committee, figures_coordinator,
    feedback_reviews, feedback_themes, feedback_theme_cards, feedback_answers_office,
)  # fmt: skip


def create_app(overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ) -> Flask:
    """The kiosk, configured by the environment; `overrides` win over it."""
    app = Flask("kiosk", static_folder=ROOT / "static", template_folder=ROOT / "templates")
    app.config.update(configuration(environ), **(overrides or {}))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    babel.init_app(app, locale_selector=requested_locale)
    web.init_app(app)
    csrf.init_app(app)
    know_people(app)
    limiter.init_app(app)
    compress.init_app(app)
    htmx.init_app(app)
    for views in (
        home_entrance, home_health, home_public, directory_public, directory_short,
        workshops_public, workshops_short, workshops_holder, workshops_feeds, help_requests, help_slips,
        feedback_public, feedback_short, feedback_words, feedback_events, feedback_results, feedback_voices,
        feedback_answers, feedback_answers_short,
        *OFFICE, *DIRECTORY_OFFICE, *FEEDBACK_OFFICE,
    ):  # fmt: skip
        app.register_blueprint(views)
    if steps := app.config["PROXIES"]:
        # Flask's manual wraps the application in this way, which mypy takes for a mistake.
        # Each server adds an address; how the visitor came, and to whom, is one word, which they pass on.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=steps, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def know_people(app: Flask) -> None:
    """Who is signed in, by the cookie of the session alone."""
    security.init_app(app, SQLAlchemyUserDatastore(db, User, Role), register_blueprint=False)
    # Flask-Login puts itself there while the program runs.
    cast(Any, app).login_manager.user_loader(holder_of)
    # Nobody signs in by a token in a request: looking for one would read the body of whatever is sent.
    cast(Any, app).login_manager.request_loader(lambda _: None)
    security.principal.skip_static = True  # a picture is the same for everybody


def warm(app: Flask) -> None:
    """Ask for the first pages once, so that no visitor waits for the index, the base map, templates and catalogues."""
    visitor = app.test_client()
    for locale, page in product(LOCALES, ("", "needs", "places/filters", "places", "map", "workshops")):
        visitor.get(f"/{locale}/{page}")
