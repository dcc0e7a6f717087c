"""The records of workshops: what is taught, when, who has a seat, who waits for one, what must be said to them."""

from kiosk.workshops.models.course import Course, CourseText, Series
from kiosk.workshops.models.message import CallTask, Message
from kiosk.workshops.models.workshop import Registration, Seat, Workshop

__all__ = ["CallTask", "Course", "CourseText", "Message", "Registration", "Seat", "Series", "Workshop"]
