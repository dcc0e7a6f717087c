"""What the audit log keeps of a change of the programme: names instead of numbers."""

from typing import Any

from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.web.audit import changes
from kiosk.workshops.models import Course
from kiosk.workshops.planning.draft import Facts


def changes_in_words(known: Facts, facts: Facts) -> dict[str, list[Any]]:
    """What is otherwise, before and after."""
    return changes(named(known), named(facts))


def named(facts: Facts) -> dict[str, Any]:
    """The facts with the names of course and place."""
    course, place = db.session.get_one(Course, facts.course_id), db.session.get_one(Place, facts.place_id)
    others = {name: value for name, value in facts._asdict().items() if name not in ("course_id", "place_id")}
    return {"course": course.title, "place": place.title, **others}
