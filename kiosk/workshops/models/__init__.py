"""The records of workshops: what is taught, when, who has a seat, who waits for one."""

from kiosk.workshops.models.course import Course, CourseText, Series
from kiosk.workshops.models.workshop import Registration, Seat, Workshop

__all__ = ["Course", "CourseText", "Registration", "Seat", "Series", "Workshop"]
