"""The records of workshops: what is taught, when, who has a seat, who waits, who came, who asks for help."""

from kiosk.workshops.models.age_count import AgeCount
from kiosk.workshops.models.attendance import Attendance, Card
from kiosk.workshops.models.course import Course, CourseText, ProgrammeChange, Series
from kiosk.workshops.models.help_request import Actor, HelpRequest, Wish
from kiosk.workshops.models.help_step import HelpStep
from kiosk.workshops.models.message import CallTask, Message
from kiosk.workshops.models.version import Version
from kiosk.workshops.models.workshop import Registration, Seat, Workshop

__all__ = [
    "Actor",
    "AgeCount",
    "Attendance",
    "CallTask",
    "Card",
    "Course",
    "CourseText",
    "HelpRequest",
    "HelpStep",
    "Message",
    "ProgrammeChange",
    "Registration",
    "Seat",
    "Series",
    "Version",
    "Wish",
    "Workshop",
]
