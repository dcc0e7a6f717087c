"""The staff's queue of help requests: what is to be done about each, and which of them to show."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from kiosk.workshops.help_requests.answers import is_answer
from kiosk.workshops.models import HelpRequest
from kiosk.workshops.ticket import CODE_LENGTH

STAGES = ("new", "asked", "call", "proposed", "agreed", "ended")
"""What is to be done: take it, find a time, tell the person of it, wait for the answer, meet; nothing more."""

MINE, NOBODYS = "mine", "nobody"


@dataclass(frozen=True)
class Filters:
    """What the address of the queue asks for; `code` is the six signs of a slip. Empty means everything open."""

    stage: str = ""
    need: str = ""
    language: str = ""
    place: str = ""
    keeper: str = ""
    code: str = ""

    @classmethod
    def parse(cls, arguments: Mapping[str, str]) -> Self:
        """What is known of raw arguments; the rest counts as not said."""
        said = {name: arguments.get(name, "") for name in ("need", "language", "place")}
        answers = {name: text for name, text in said.items() if is_answer(name, text)}
        stage, keeper = arguments.get("stage", ""), arguments.get("keeper", "")
        code = "".join(arguments.get("code", "").split()).upper()[:CODE_LENGTH]
        is_known = stage in STAGES, keeper in (MINE, NOBODYS)
        return cls(stage=stage * is_known[0], keeper=keeper * is_known[1], code=code, **answers)

    def arguments(self) -> dict[str, Any]:
        """The arguments of an address, without those that say nothing."""
        return {name: text for name, text in asdict(self).items() if text}

    def queue(self, requests: Iterable[HelpRequest], user_id: int) -> list[HelpRequest]:
        """Those that fit: what nobody has taken yet first, and within a stage who has waited longest."""
        return sorted((one for one in requests if self.fits(one, user_id)), key=order)

    def fits(self, one: HelpRequest, user_id: int) -> bool:
        if self.code:
            return one.code == self.code
        place = str(one.place_id or "anywhere")
        facts = ((self.need, one.need), (self.language, one.language), (self.place, place))
        is_wanted = all(wanted in ("", fact) for wanted, fact in facts)
        return is_wanted and self.fits_stage(one) and self.fits_keeper(one, user_id)

    def fits_stage(self, one: HelpRequest) -> bool:
        return stage_of(one) == self.stage if self.stage else stage_of(one) != "ended"

    def fits_keeper(self, one: HelpRequest, user_id: int) -> bool:
        keeper = one.keeper
        if self.keeper == MINE:
            return keeper is not None and keeper.user_id == user_id
        return keeper is None or self.keeper != NOBODYS


def stage_of(one: HelpRequest) -> str:
    """What is to be done about it."""
    if one.ended_at:
        return "call" if one.is_to_be_called else "ended"
    if one.state == "asked":
        return "asked" if one.keeper else "new"
    return "call" if one.is_to_be_called else one.state


def order(one: HelpRequest) -> tuple[int, datetime]:
    proposal = one.proposal
    met_at = proposal.starts_at if proposal and one.state == "agreed" else None
    return STAGES.index(stage_of(one)), met_at or one.asked_at
