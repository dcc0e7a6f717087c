"""Who can help me, near here: what residents see of the directory."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import phonenumbers
from flask import Blueprint, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.config import LOCALES
from kiosk.directory.atlas.map import is_on_map
from kiosk.directory.atlas.stops import NearbyStop, nearest_stop
from kiosk.directory.finder.index import OPEN, Found
from kiosk.directory.models import Place, PlaceMerge, Source
from kiosk.directory.scenes import city_map, map_of, map_to_touch
from kiosk.directory.selection import Selection
from kiosk.directory.snapshot import current_directory, directory_state, standing_place
from kiosk.directory.standard import PROGRAMMES, SERVICES
from kiosk.extensions import db
from kiosk.web import clock
from kiosk.web.kept import kept
from kiosk.web.language_names import language_name
from kiosk.web.page import render
from kiosk.web.qr import picture_pair, qr_code
from kiosk.web.visit import belong_to_visit, mark_personal

PAGE_SIZE = 4
CHOICES_PER_SCREEN = {"fr-falc": 4}
MAP_SIZE = 8
# Beyond what a database counts to, no place can exist.
PLACE = "<int(max=2147483647):id>"
views = Blueprint("directory", __name__, url_prefix="/<locale:locale>")
short_views = Blueprint("short", __name__)
belong_to_visit(views, "filters", "index", "show", "slip", "large")
views.add_app_template_global(standing_place)
views.add_app_template_global(city_map)
views.add_app_template_global(language_name)


def of_one_place(view: Callable[[int], ResponseReturnValue]) -> Callable[[int], ResponseReturnValue]:
    """The view of a place; papers and codes that name one which was merged into another lead to that one."""

    @wraps(view)
    def wrapper(id: int) -> ResponseReturnValue:
        merge = None if id in current_directory(clock.now()).index.entries else db.session.get(PlaceMerge, id)
        if merge:
            arguments: dict[str, Any] = {"visit": None, **request.args, "id": merge.kept_id}
            return redirect(url_for(str(request.endpoint), **arguments), 303)
        return view(id)

    return wrapper


@views.get("/needs")
def needs() -> ResponseReturnValue:
    """What do you need? The nine services in plain words, a few at a time."""
    size = CHOICES_PER_SCREEN.get(g.language.locale, 6) - 1
    part = max(request.args.get("part", 1, int), 1)
    services = tuple(SERVICES)[(part - 1) * size : part * size]
    if not services:
        raise NotFound
    has_more = part * size < len(SERVICES)
    # Beside the services stands that one does not know, and where there is room an appointment.
    has_room = len(services) + 2 <= size + 1
    return render("directory/needs.html", services=services, part=part, has_more=has_more, has_room=has_room)


@views.get("/places/filters")
def filters() -> ResponseReturnValue:
    """What matters to the visitor? Choices to add, each with the number of places that it leaves."""
    selection = requested_selection()
    found = current_directory(clock.now()).index.find(selection.facets, selection.query)
    facets = personal_facets()
    counts = found.counts(facets)
    return render("directory/filters.html", selection=selection, found=found, facets=facets, counts=counts)


@views.get("/places")
@kept(directory_state)
def index() -> ResponseReturnValue:
    """The places that fit, nearest first."""
    selection, now = requested_selection(), clock.now()
    directory = current_directory(now)
    found = directory.index.find(selection.facets, selection.query)
    pages = max(1, -(-found.total // PAGE_SIZE))
    selection = selection.at_page(min(selection.page, pages))
    places = found.places(selection.page, PAGE_SIZE)
    statuses = directory.statuses(places)
    return render(
        "directory/index.html", selection=selection, found=found, places=places, statuses=statuses, pages=pages,
        now=now, map=map_of(places, statuses), ways_out=ways_out(selection, found), open_facet=OPEN,
        counts=found.counts({OPEN, *selection.facets}),
    )  # fmt: skip


@views.get("/map")
@kept(directory_state)
def show_map() -> ResponseReturnValue:
    """The nearest places on the map, with their list beside it."""
    now = clock.now()
    directory = current_directory(now)
    found = directory.index.find(requested_selection().facets)
    places = found.places(1, MAP_SIZE)
    statuses = directory.statuses(places)
    return render(
        "directory/show_map.html", places=places, statuses=statuses, map=map_to_touch(places, statuses, 600), now=now,
        found=found, selection=Selection(is_on_map=True),
    )  # fmt: skip


@views.get(f"/places/{PLACE}")
@of_one_place
def show(id: int) -> ResponseReturnValue:
    """Everything about one place, to take away by QR code, on paper or in mind."""
    place = db.get_or_404(Place, id)
    known = circumstances(place)
    is_drawn = place.position and not place.is_example and is_on_map(*place.position)
    scene = map_of([place], {id: known["status"]}) if is_drawn else None
    return render("directory/show.html", place=place, map=scene, **known)


@views.get(f"/places/{PLACE}/slip")
@of_one_place
def slip(id: int) -> ResponseReturnValue:
    """A sheet of A6 to print."""
    place = db.get_or_404(Place, id)
    return render("directory/slip.html", place=place, **circumstances(place))


@views.get(f"/places/{PLACE}/large")
@of_one_place
def large(id: int) -> ResponseReturnValue:
    """What one needs to get there, to be read from afar or copied by hand."""
    place = db.get_or_404(Place, id)
    return render("directory/large.html", place=place, **circumstances(place))


@views.get("/sources")
def sources() -> ResponseReturnValue:
    """Where the data come from, and under which licence."""
    return render("directory/sources.html", sources=db.session.scalars(Source.listed()).all())


@short_views.get(f"/P/<code>/{PLACE}")
@short_views.get(f"/p/<code>/{PLACE}")
def open_on_phone(code: str, id: int) -> ResponseReturnValue:
    """The address in a QR code, in capitals so that the code stays small: the visitor's own device from here on."""
    locale = code.lower()
    if locale not in LOCALES:
        raise NotFound
    return mark_personal(redirect(url_for("directory.show", locale=locale, id=id, visit=None), 303))


@views.app_template_global()
def official_name(programme: str) -> str:
    """What a national programme calls itself, in French."""
    return PROGRAMMES[programme]


@views.app_template_filter("telephone")
def telephone(number: str) -> str:
    """A telephone number as it is read aloud: 03 88 39 49 58."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number, "FR"), phonenumbers.PhoneNumberFormat.NATIONAL)
    except phonenumbers.NumberParseException:
        return number


def requested_selection() -> Selection:
    """The choices in the address."""
    arguments = request.args
    return Selection.parse(
        arguments.getlist("with"), arguments.get("page", ""), arguments.get("q", ""), arguments.get("map", "")
    )


def personal_facets() -> tuple[str, ...]:
    """What may matter to the visitor: the language of the page comes first, French is spoken everywhere."""
    locale = g.language.html
    return (f"language:{'other' if locale == 'fr' else locale}", "step_free", "fee:free", "computer")


def ways_out(selection: Selection, found: Found) -> dict[str, int]:
    """Where no place fits: each choice that one could give up, and how many places there would be then."""
    if found.count:
        return {}
    return {facet: count for facet, count in found.counts(selection.facets).items() if count}


def circumstances(place: Place) -> dict[str, Any]:
    """What the pages about one place say beside the place itself."""
    now = clock.now()
    kiosk_address = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    address = f"{kiosk_address}/P/{g.language.locale}/{place.id}".upper()
    return {
        "now": now,
        "selection": requested_selection(),
        "metres": None if g.is_personal else current_directory(now).index.distance_of(place.id),
        "status": place.status(now),
        "stop": nearest_stop_of(place),
        "short_address": address,
        "pictures": picture_pair(f"{current_app.secret_key!r}/{place.id}"),
        "qr_code": qr_code,
    }


@views.app_template_global()
def nearest_stop_of(place: Place) -> NearbyStop | None:
    """The nearest stop of a place whose position is known."""
    return nearest_stop(*place.position) if place.position else None
