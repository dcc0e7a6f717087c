"""Addresses to which forms are sent: whoever asks for one as a page, by loading it again, is led to the form."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import current_app, g, request, url_for
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from kiosk.web.access import landing_page
from kiosk.web.visit import visit_mark

FORMS = {"create": "new", "update": "edit"}
"""What a view that takes a form is called, and the view that shows it: `create_day` belongs to `new_day`."""
ROOMS = ("show", "index")


def page_of_form(error: HTTPException) -> str | None:
    """Where the form stands that is sent to this address; None where no form is, or nobody has asked for a page."""
    is_for_forms = isinstance(error, MethodNotAllowed) and "POST" in (error.valid_methods or ())
    if not is_for_forms or request.method not in ("GET", "HEAD"):
        return None
    addresses = current_app.create_url_adapter(request)
    assert addresses  # there is a request
    try:
        endpoint, values = addresses.match(method="POST")
    except HTTPException:
        # A number so large that no address of ours has it.
        return None
    return next(pages(endpoint, dict(values)), None) or the_beginning()


def pages(endpoint: str, values: dict[str, Any]) -> Iterator[str]:
    """The pages of the same views that the parts of this address can name, the form itself first."""
    blueprint, _, name = endpoint.rpartition(".")
    verb, _, thing = name.partition("_")
    form = "_".join(filter(None, (FORMS.get(verb, ""), thing)))
    for page in (form, *ROOMS):
        for rule in current_app.url_map.iter_rules():
            if rule.endpoint == f"{blueprint}.{page}" and "GET" in (rule.methods or ()) and rule.arguments <= {*values}:
                address = url_for(rule.endpoint, **{part: values[part] for part in rule.arguments})
                # A form that begins anew shows nobody's words.
                yield address if page.startswith("new") else of_this_visit(address)


def of_this_visit(address: str) -> str:
    """The address; on a shared screen, what an earlier visitor has read is not shown to the next one."""
    is_marked = "visit" in parse_qs(urlsplit(address).query)
    return the_beginning() if is_marked and request.args.get("visit") != visit_mark() else address


def the_beginning() -> str:
    return landing_page() if g.is_office else url_for("entrance.show")
