"""Workshops as calendars write them (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event, Timezone, vDuration

from kiosk.directory.models import Place
from kiosk.workshops.models import Workshop

PRODUCT = "-//Fil rouge//kiosk//FR"
REFRESH = timedelta(hours=1)
# The rule of the European Union since 1996: what icalendar makes of the system's data changes an hour late in spring.
PARIS = "\r\n".join(
    (
        "BEGIN:VTIMEZONE", "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
        "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
        "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    )
)  # fmt: skip


class Entry(NamedTuple):
    """What a calendar says of one workshop: `summary` and `description` in `language`, `url` the page about it."""

    workshop: Workshop
    summary: str
    description: str
    language: str
    url: str


def feed(entries: Iterable[Entry], name: str, now: datetime) -> bytes:
    """A calendar to subscribe to, which rings for nobody."""
    calendar = bare_calendar()
    calendar.calendar_name = name
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))  # the same for Outlook
    for entry in entries:
        calendar.add_component(event(entry, status_of(entry.workshop), now))
    return written(calendar)


def reminder(entry: Entry, state: str, now: datetime) -> bytes:
    """A calendar of one event, for whoever holds a ticket in this state; it rings the day before."""
    calendar = bare_calendar()
    status = {"waiting": "TENTATIVE", "cancelled": "CANCELLED"}.get(state, status_of(entry.workshop))
    calendar.add_component(event(entry, "CANCELLED" if entry.workshop.cancelled_at else status, now))
    if calendar.events[0].status != "CANCELLED":
        calendar.events[0].add_component(day_before(entry.summary))
    return written(calendar)


def bare_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(PARIS))
    return calendar


def written(calendar: Calendar) -> bytes:
    text: bytes = calendar.to_ical()
    return text


def status_of(workshop: Workshop) -> str:
    return "CANCELLED" if workshop.cancelled_at else "CONFIRMED"


def event(entry: Entry, status: str, now: datetime) -> Event:
    """The same UID for ever, and a SEQUENCE that grows with each change."""
    workshop, words = entry.workshop, {"LANGUAGE": entry.language}
    found = Event()
    found.add("uid", workshop.uid)
    found.add("sequence", workshop.sequence)
    found.add("dtstamp", now)
    found.add("dtstart", workshop.starts_at)
    found.add("dtend", workshop.ends_at)
    found.add("status", status)
    found.add("summary", entry.summary, words)
    found.add("description", entry.description, words)
    found.add("location", location(workshop.place, workshop.room))
    if workshop.place.position:
        found.add("geo", workshop.place.position)
    found.add("url", entry.url)
    return found


def location(place: Place, room: str) -> str:
    """Room, name and address in one line, from the nearest to the farthest."""
    town = f"{place.postal_code} {place.commune}".strip()
    return ", ".join(part for part in (room, place.title, place.address, town) if part)


def day_before(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
