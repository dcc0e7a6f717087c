"""One address for every kind of page that residents see."""

from tests.browser.conftest import Server

EVERYTHING = "Espace numérique du Fil rouge (exemple)"
WITH_NOTICE = "Permanence du quartier (exemple)"
HOURS_UNKNOWN = "Médiathèque Gisèle Halimi"
NOT_FOUND = "places/0"


def addresses(server: Server, locale: str) -> list[str]:
    """Every kind of page in one language, the attract screen included."""
    place, notice, unknown = (server.places[name] for name in (EVERYTHING, WITH_NOTICE, HOURS_UNKNOWN))
    pages = (
        "", "needs", "needs?part=2", "places/filters", "places/filters?with=service:procedures&with=fee:free",
        "places", "places?page=2&with=service:access", "places?q=mediateque", "places?q=zzzzzzzz",
        "places?with=service:creation&with=language:uk&with=computer&with=open", "map",
        f"places/{place}", f"places/{place}/slip", f"places/{place}/large", f"places/{notice}", f"places/{unknown}",
        "sources", "help", "privacy", "accessibility", "language?page=/fr/places", "display", "calibration", NOT_FOUND,
    )  # fmt: skip
    return ["/", *(f"/{locale}/{page}" for page in pages)]
