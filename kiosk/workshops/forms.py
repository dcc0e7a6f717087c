"""What a resident types to sign up. Errors are codes, which the page puts into words."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, ValidationError

from kiosk.web.fields import plain
from kiosk.workshops.contact import Contact, ContactUnreadable
from kiosk.workshops.models.workshop import LONGEST_NAME, MOST_SEATS


class PersonForm(FlaskForm):
    """A first name or nickname, perhaps one way to be reached."""

    name = StringField(filters=[lambda text: plain(text)])
    contact = StringField(filters=[lambda text: plain(text)])
    client_id = HiddenField()

    def validate_name(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError("missing")
        if len(field.data) > LONGEST_NAME:
            raise ValidationError("long")

    def validate_contact(self, field: StringField) -> None:
        try:
            Contact.parse(field.data)
        except ContactUnreadable as error:
            raise ValidationError("unreadable") from error


class SignUpForm(PersonForm):
    """Who signs up, and how many come."""

    seats = RadioField(choices=[str(number) for number in range(1, MOST_SEATS + 1)], default="1", validate_choice=False)

    def validate_seats(self, field: RadioField) -> None:
        if field.data not in [choice for choice, *_ in field.choices]:
            raise ValidationError("unknown")
