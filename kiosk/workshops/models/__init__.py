"""The records of workshops: what is taught, when, who has a seat, who waits, who came, what must be said to them."""

from kiosk.workshops.models.attendance import Attendance, Card
from kiosk.workshops.models.course import Course, CourseText, Series
from kiosk.workshops.models.message import CallTask, Message
from kiosk.workshops.models.workshop import Registration, Seat, Workshop

__all__ = [
    "Attendance",
    "CallTask",
    "Card",
    "Course",
    "CourseText",
    "Message",
    "Registration",
    "Seat",
    "Series",
    "Workshop",
]
