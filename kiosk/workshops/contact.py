"""One way to reach a person: a mobile, a telephone, an e-mail address, or none."""

import re
from typing import NamedTuple, Self

import phonenumbers

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s.<>,;]+(\.[^@\s.<>,;]+)+")
REGION = "FR"
LONGEST = 120
TEXTED = {33: ("6", "7"), 49: ("15", "16", "17")}
"""Country code → how mobiles begin there, for the countries to which text messages are sent: France, and Germany across
the bridge. Anybody may type any number, and elsewhere a text message costs the town many times as much."""


class ContactUnreadable(ValueError):
    """Neither a telephone number nor an e-mail address."""


class Contact(NamedTuple):
    """`channel` is `sms`, `call`, `email`, or empty; `address` the number as +33…, or the e-mail address."""

    channel: str = ""
    address: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """What somebody typed. Raises ContactUnreadable."""
        text = " ".join(text.split())
        if not text:
            return cls()
        if len(text) > LONGEST:
            raise ContactUnreadable
        return cls("email", text.lower()) if ADDRESS.fullmatch(text) else cls.of_number(text)

    @classmethod
    def of_number(cls, text: str) -> Self:
        """A number of any country, written as in France where no country is named. Raises ContactUnreadable."""
        try:
            number = phonenumbers.parse(text, REGION)
        except phonenumbers.NumberParseException as error:
            raise ContactUnreadable from error
        # New ranges come into use before any table knows them: a right length is enough.
        if not phonenumbers.is_possible_number(number):
            raise ContactUnreadable
        address = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        is_texted = str(number.national_number).startswith(TEXTED.get(number.country_code or 0, ()))
        return cls("sms" if is_texted else "call", address)
