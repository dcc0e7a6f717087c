"""The records of workshops: what is taught, when, who has a seat, who waits for one, who came."""

from kiosk.workshops.models.attendance import Attendance, Card
from kiosk.workshops.models.course import Course, CourseText, Series
from kiosk.workshops.models.workshop import Registration, Seat, Workshop

__all__ = ["Attendance", "Card", "Course", "CourseText", "Registration", "Seat", "Series", "Workshop"]
