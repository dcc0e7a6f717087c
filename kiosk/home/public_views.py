"""The screens around the features, in the visitor's language."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Blueprint, abort, current_app, g, make_response, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from kiosk.config import LOCALES
from kiosk.web.display import SCREEN_COOKIE, SIZES, THEMES, Display, current_display, known_density
from kiosk.web.page import render
from kiosk.web.speech import MEDIA_TYPES, speech_file, speech_version
from kiosk.web.visit import DISPLAY_COOKIE

# Their addresses name no language, since whoever scans one cannot know it.
TICKETS = ("t", "T")
YEAR = 365 * 24 * 3600
views = Blueprint("home", __name__, url_prefix="/<locale:locale>")


@views.get("/")
def show() -> ResponseReturnValue:
    """The welcome: four doors."""
    return render("home/welcome.html")


@views.get("/language")
def language() -> ResponseReturnValue:
    """The same page in another language, one tap away."""
    here = request.args.get("page", "")
    return render("home/language.html", addresses={locale: in_language(here, locale) for locale in LOCALES})


@views.get("/display")
def edit_display() -> ResponseReturnValue:
    """Larger text, stronger contrast."""
    return render("home/display.html", page=in_language(request.args.get("page", ""), g.language.locale))


@views.post("/display")
def update_display() -> ResponseReturnValue:
    """Keep the choice for this visit only; what is not offered is ignored."""
    old = current_display()
    new = Display(request.form.get("size", old.size), request.form.get("theme", old.theme))
    page = in_language(request.form.get("page", ""), g.language.locale)
    response = make_response(redirect(url_for("home.edit_display", page=page), 303))
    if new.size in SIZES and new.theme in THEMES:
        response.set_cookie(DISPLAY_COOKIE, f"{new.size}-{new.theme}", httponly=True, samesite="Lax")
    return response


@views.get("/calibration")
def edit_calibration() -> ResponseReturnValue:
    """Lay a bank card on the screen, and every size is true in millimetres."""
    return render("home/calibration.html", density=current_display().density, error=False)


@views.post("/calibration")
def update_calibration() -> ResponseReturnValue:
    """Keep the measure on this device, from one visitor to the next."""
    density = known_density(request.form.get("density", ""))
    if density is None:
        return render("home/calibration.html", density=None, error=True), 422
    response = make_response(redirect(url_for("home.edit_calibration"), 303))
    response.set_cookie(SCREEN_COOKIE, str(density), max_age=YEAR, httponly=True, samesite="Lax")
    return response


@views.get("/help")
def help_page() -> ResponseReturnValue:
    return render("home/help.html")


@views.get("/privacy")
def privacy() -> ResponseReturnValue:
    return render("home/privacy.html")


@views.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render("home/accessibility.html")


@views.get("/audio/<any(idle, faces):name>-<version>")
def speech(name: str, version: str) -> ResponseReturnValue:
    """What the screen says aloud; another file has another address, so that this one may be kept."""
    file = speech_file(current_app.config["DATA_DIR"], g.language.locale, name)
    if file is None or version != speech_version(name):
        abort(404)
    return send_file(file, mimetype=MEDIA_TYPES[file.suffix], max_age=YEAR)


def in_language(address: str, locale: str) -> str:
    """The page of this kiosk that the address names, in this language; the welcome for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    first, _, rest = parts.path.removeprefix("/").partition("/")
    query = f"?{parts.query}" if parts.query else ""
    if parts.scheme or parts.netloc or rest.startswith("/"):
        return f"/{locale}/"
    if first in TICKETS:
        own = [(name, value) for name, value in parse_qsl(parts.query) if name != "in"]
        return f"/{first}/{quote(rest)}?{urlencode([*own, ('in', locale)])}"
    return f"/{locale}/{rest}{query}" if first in LOCALES else f"/{locale}/"
