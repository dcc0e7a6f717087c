"""Workshops as search engines and other sites read them: schema.org's EducationEvent, as JSON-LD."""

from collections.abc import Iterable
from typing import Any

from kiosk.directory.models import Place
from kiosk.workshops.ics import Entry

SCHEMA = "https://schema.org"


def graph(entries: Iterable[Entry], totals: dict[int, tuple[int, int]]) -> dict[str, Any]:
    """The document: one event an entry; `totals` holds the seats and the free ones by the workshop's id."""
    return {"@context": SCHEMA, "@graph": [event(entry, *totals[entry.workshop.id]) for entry in entries]}


def event(entry: Entry, seats: int, left: int) -> dict[str, Any]:
    """One workshop; an example is named so wherever a name is read."""
    workshop, course = entry.workshop, entry.workshop.course
    return {
        "@type": "EducationEvent",
        "@id": f"urn:uuid:{workshop.uid}",
        **({"additionalType": "Example", "creativeWorkStatus": "Example"} if course.is_example else {}),
        "name": entry.summary,
        "description": entry.description,
        "url": entry.url,
        "startDate": workshop.starts_at.isoformat(),
        "endDate": workshop.ends_at.isoformat(),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if workshop.cancelled_at else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "location": location(workshop.place),
        "maximumAttendeeCapacity": seats,
        "remainingAttendeeCapacity": 0 if workshop.cancelled_at else left,
        "isAccessibleForFree": course.fee == "free",
        "inLanguage": list(course.languages),
        "educationalLevel": course.level,
    }


def location(place: Place) -> dict[str, Any]:
    """The place, with its position where that can be trusted."""
    address = {"streetAddress": place.address, "postalCode": place.postal_code, "addressLocality": place.commune}
    written = {name: text for name, text in address.items() if text}
    found: dict[str, Any] = {
        "@type": "Place", "name": place.title, "address": {"@type": "PostalAddress", "addressCountry": "FR", **written},
    }  # fmt: skip
    if place.position:
        latitude, longitude = place.position
        found["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return found
