"""Individual help on demand: what somebody asks for, and each step that was taken since."""

from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from sqlalchemy import ForeignKey, Select, String, Text, and_, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from kiosk.columns import Moment
from kiosk.directory.models import Place
from kiosk.extensions import db
from kiosk.workshops.contact import Contact
from kiosk.workshops.models.help_step import ENDED, LEADS_TO, POSSIBLE, REFUSALS, TOLD, HelpStep, Kind, State
from kiosk.workshops.models.workshop import LONGEST_NAME
from kiosk.workshops.refusals import ProposalOver, StepOutOfTurn
from kiosk.workshops.ticket import digest_of, new_code, new_seed, token_of

KEPT_FOR = timedelta(days=30)
# Nobody has touched it for so long: what was asked for is no longer needed, or was found elsewhere.
ABANDONED_AFTER = timedelta(days=90)


class Wish(NamedTuple):
    """What somebody asks for, as codes: one of the `needs`, a language, this or next week, a part of the day, where."""

    need: str
    language: str
    week: str
    hours: str
    place_id: int | None


class Actor(NamedTuple):
    """Who takes a step: somebody of the staff, or without a name the person who asks for help."""

    name: str = ""
    user_id: int | None = None


class HelpRequest(db.Model):
    """What one person needs help with. There is no free text, so that nobody writes down health or papers."""

    __tablename__ = "help_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    need: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10))
    week: Mapped[str] = mapped_column(String(10))
    hours: Mapped[str] = mapped_column(String(10))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    channel: Mapped[str] = mapped_column(String(5), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    locale: Mapped[str] = mapped_column(String(10), default="fr")
    source: Mapped[str] = mapped_column(String(10), default="kiosk")
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    asked_by: Mapped[str] = mapped_column(String(80), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    forgotten_at: Mapped[datetime | None] = mapped_column(Moment)
    code: Mapped[str] = mapped_column(String(6))
    seed: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    # Tells the same form sent twice from two people, without keeping who sent it.
    request_digest: Mapped[str | None] = mapped_column(String(64), unique=True)

    place: Mapped[Place | None] = relationship()
    steps: Mapped[list[HelpStep]] = relationship(cascade="all, delete-orphan", order_by="HelpStep.number")

    @classmethod
    def new(cls, wish: Wish, name: str, contact: Contact, *, key: str, now: datetime) -> Self:
        """A request, and the slip that shows what becomes of it. `key` is the kiosk's secret."""
        seed = new_seed()
        return cls(
            **wish._asdict(), name=name, channel=contact.channel, address=contact.address, asked_at=now,
            code=new_code(), seed=seed, token_digest=digest_of(token_of(seed, key)), steps=[],
        )  # fmt: skip

    @classmethod
    def of_slip(cls, token: str) -> Select[Self]:
        """The one request that this slip opens."""
        return select(cls).where(cls.token_digest == digest_of(token))

    @classmethod
    def of_form(cls, request_digest: str) -> Select[Self]:
        """What the same form, sent before, has made."""
        return select(cls).where(cls.request_digest == request_digest)

    @classmethod
    def locked(cls, id: int) -> Select[Self]:
        """The request as it is, which nobody else can change until the transaction ends."""
        query = select(cls).where(cls.id == id, cls.forgotten_at.is_(None)).with_for_update(of=cls)
        return query.execution_options(populate_existing=True)

    @classmethod
    def listed(cls) -> Select[Self]:
        """All that are not forgotten, those who have waited longest first."""
        known = (selectinload(cls.steps).selectinload(HelpStep.place), selectinload(cls.place))
        return select(cls).where(cls.forgotten_at.is_(None)).options(*known).order_by(cls.asked_at, cls.id)

    @classmethod
    def old(cls, now: datetime) -> Select[Self]:
        """Those to be forgotten: 30 days after their end, or after 90 days in which nobody has touched them."""
        is_touched = exists().where(HelpStep.request_id == cls.id, HelpStep.happened_at > now - ABANDONED_AFTER)
        is_abandoned = and_(cls.ended_at.is_(None), cls.asked_at <= now - ABANDONED_AFTER, ~is_touched)
        return select(cls).where(cls.forgotten_at.is_(None), or_(cls.ended_at <= now - KEPT_FOR, is_abandoned))

    @property
    def valid_steps(self) -> list[HelpStep]:
        """What was done and not undone, first things first."""
        return [step for step in self.steps if step.undone_at is None]

    @property
    def news(self) -> HelpStep | None:
        """The step by which it stands as it does; None while it only waits."""
        led = [step for step in self.valid_steps if step.kind in LEADS_TO]
        return led[-1] if led else None

    @property
    def state(self) -> State:
        news = self.news
        return LEADS_TO[news.kind] if news else "asked"

    @property
    def turn(self) -> int:
        """Grows with each step that changes how it stands, and with each of them that is undone."""
        led = [step for step in self.steps if step.kind in LEADS_TO]
        return len(led) + sum(step.undone_at is not None for step in led)

    @property
    def proposal(self) -> HelpStep | None:
        """The day, the hour, the place and the person of the meeting that was proposed and not declined."""
        for step in reversed(self.valid_steps):
            if step.kind in ("proposed", "declined", "reopened"):
                return step if step.kind == "proposed" else None
        return None

    @property
    def meeting(self) -> HelpStep | None:
        """What was proposed, while it is to be answered or is agreed."""
        return self.proposal if self.state in ("proposed", "agreed") else None

    @property
    def keeper(self) -> HelpStep | None:
        """The step by which somebody of the staff took care of it; None while nobody does."""
        taken = [step for step in self.valid_steps if step.kind in ("taken", "released")]
        return taken[-1] if taken and taken[-1].kind == "taken" else None

    @property
    def is_to_be_called(self) -> bool:
        """Whether there is news for the person, who left a way to be reached, that neither message nor call tells."""
        news = self.news
        if news is None or news.told_by or not self.channel:
            return False
        if news.kind == "closed":
            return news.outcome in REFUSALS and not self.is_called_since(self.number_before(news))
        return news.kind == "proposed" and not self.is_called_since(news.number)

    def is_called_since(self, number: int) -> bool:
        later = [step for step in self.valid_steps if step.number > number]
        return any(step.kind == "called" and step.outcome in TOLD for step in later)

    def number_before(self, news: HelpStep) -> int:
        """The number of the step by which it stood before; a call in between may have told what was to come."""
        led = [step.number for step in self.valid_steps if step.kind in LEADS_TO and step.number < news.number]
        return max(led, default=0)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which the help is wanted; None when the day does not matter."""
        monday = self.asked_at.date() - timedelta(days=self.asked_at.weekday())
        if self.week == "this":
            return self.asked_at.date(), monday + timedelta(days=6)
        return (monday + timedelta(days=7), monday + timedelta(days=13)) if self.week == "next" else None

    @property
    def last_number(self) -> int:
        """The number of the newest step, undone or not; a form that knows an older one was overtaken."""
        return max((step.number for step in self.steps), default=0)

    def token(self, key: str) -> str:
        """The slip's secret, made again from the kiosk's secret key."""
        return token_of(self.seed, key)

    def take_step(self, kind: Kind, actor: Actor, now: datetime, **facts: object) -> HelpStep:
        """Go on. Raises StepOutOfTurn where the state does not allow it, ProposalOver when its hour has come."""
        if self.state not in POSSIBLE[kind]:
            raise StepOutOfTurn
        if kind == "agreed" and self.proposal and self.proposal.starts_at and self.proposal.starts_at <= now:
            raise ProposalOver
        step = HelpStep(kind=kind, happened_at=now, by=actor.name, user_id=actor.user_id, **facts)
        self.add(step)
        return step

    def add(self, step: HelpStep) -> None:
        step.number = self.last_number + 1
        self.steps.append(step)
        self.note_end()

    def undoable(self, actor: Actor) -> HelpStep | None:
        """The last step, if staff may undo it for being one of the staff's, or the person for being their own."""
        last = self.valid_steps[-1] if self.valid_steps else None
        return last if last and bool(last.by) == bool(actor.name) else None

    def undo(self, actor: Actor, now: datetime) -> HelpStep:
        """Take the last step back; it stays written down. Raises StepOutOfTurn."""
        step = self.undoable(actor)
        if step is None:
            raise StepOutOfTurn
        step.undone_at, step.undone_by = now, actor.name
        self.note_end()
        return step

    def note_end(self) -> None:
        """When it ended, so that it can be forgotten in time."""
        news = self.news
        self.ended_at = news.happened_at if news and self.state in ENDED else None

    def forget(self, now: datetime) -> None:
        """Leave nothing by which the person, or the paper that they hold, could be recognized; the rest is counted."""
        self.forgotten_at = now
        self.name = self.channel = self.address = self.seed = self.code = self.asked_by = ""
        self.token_digest = self.request_digest = None
        for step in self.steps:
            step.by = step.undone_by = step.helper = ""
            step.user_id = None
