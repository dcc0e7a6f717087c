"""The poster of a workshop: A4, with the code that signs up on a telephone and opens the workshop at the scanner."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from kiosk.extensions import db
from kiosk.web.access import restricted
from kiosk.web.address import public_address
from kiosk.web.locale import DEFAULT, LANGUAGES
from kiosk.web.paper import printed
from kiosk.workshops.models import Workshop
from kiosk.workshops.posters.wording import poster

views = restricted(Blueprint("posters", __name__, url_prefix="/staff/workshops"), "staff")


@views.get("/<int(max=2147483647):id>/poster.pdf")
def show(id: int) -> ResponseReturnValue:
    """In the language that the address names, else in French."""
    workshop = db.get_or_404(Workshop, id)
    language = LANGUAGES.get(request.args.get("locale", ""), LANGUAGES[DEFAULT])
    # In capitals, which make a smaller code.
    address = public_address(f"/W/{language.locale}/{id}").upper()
    return printed("poster", poster(workshop, language, address), f"poster-{id}-{language.locale}")
