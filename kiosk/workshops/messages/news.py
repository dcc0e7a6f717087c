"""What somebody who asked for help must be told of what staff have done, and whether a message can tell it.

Whom no message reaches stands in the queue as to be called (`HelpRequest.is_to_be_called`), or comes with the slip.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal

from kiosk.workshops.models import HelpRequest, HelpStep, Message
from kiosk.workshops.models.help_step import Kind, State

HelpEvent = Literal["help_asked", "help_proposed", "help_agreed", "help_closed"]

EVENTS: Mapping[State, HelpEvent] = {
    "asked": "help_asked", "proposed": "help_proposed", "agreed": "help_agreed", "closed": "help_closed",
}  # fmt: skip
"""How it stands, as it is told; that somebody was helped, they know."""

TELLING: frozenset[Kind] = frozenset(("proposed", "agreed", "closed"))
"""The steps of the staff after which the person is told how it stands."""


def news(help_request: HelpRequest, step: HelpStep, now: datetime, channels: Collection[str]) -> list[Message]:
    """What to add to the session, in the transaction of the step that staff have taken or undone.

    What is undone is told only where a message had told of it.
    """
    event = EVENTS.get(help_request.state)
    is_silent = step.undone_at is not None and not step.told_by
    if step.kind not in TELLING or event is None or is_silent or help_request.channel not in channels:
        return []
    note_told(help_request)
    message = Message(
        key=news_key(help_request), event=event, help_request_id=help_request.id, channel=help_request.channel,
        address=help_request.address, locale=help_request.locale, created_at=now, due_at=now, next_try_at=now,
        attempts=0,
    )  # fmt: skip
    return [message]


def news_key(help_request: HelpRequest) -> str:
    """The same for the same person and the same turn of events."""
    return f"{EVENTS.get(help_request.state, 'help')}:{help_request.id}:{help_request.turn}"


def is_current_news(message: Message, now: datetime) -> bool:
    """Whether what was to be said is still true, and of use."""
    help_request = message.help_request
    if help_request is None or message.key != news_key(help_request):
        return False
    return message.deadline is None or now < message.deadline


def note_told(help_request: HelpRequest) -> None:
    """A message is on its way: nobody needs to call."""
    if help_request.news:
        help_request.news.told_by = help_request.channel


def note_untold(message: Message) -> None:
    """The message did not arrive: somebody must call."""
    if message.help_request and message.help_request.news:
        message.help_request.news.told_by = ""
