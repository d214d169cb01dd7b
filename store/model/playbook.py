"""A playbook: the advice of one school as steps that a program can date, and the words that it is made of."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from store.model.review import Review

EVENTS = {
    "interview": "an interview that was held",
    "application": "an application that was sent",
    "meeting": "a meeting or visit that took place",
    "next": "a next step that was agreed; `my next` and `their next` say whose",
    "lapsed": "the day of their next step, once it has passed without a word from them",
    "promise": "a promise of yours in the notes",
    "reply": "a message from them that waits for an answer",
    "help": "somebody who helps was in touch with you, or was briefed",
    "silence": "nothing heard since your last touch",
    "no-answer": "nothing heard since your first touch, or since their last word; your own touches do not set it back",
    "letters": "so many posted letters since the interview: `letters 3`",
    "attempts": "a call that is rung for the so-manieth time: `attempts 2` is the second one",
    "offer": "an offer",
    "accepted": "an offer that you accepted",
    "rejected": "a rejection; a position that was filled counts as one",
    "withdrawn": "your own withdrawal",
    "elsewhere": "an offer that you accepted at another employer",
    "deadline": "the `deadline` of the opportunity",
    "next_touch": "the `next_touch` of the opportunity",
    "unanswered": "so many recurring touches without an answer",
    "step": "another step, once it is done: `step first-call`",
    "neglect": "nothing happened for a month in an open search, and no day lies ahead",
    "stage": "the stage, from the day that `stage_since` names: `stage applied`",
}
"""What a step can come after, and what that means."""

MOODS = ("planned", "unconfirmed", "first", "later", "my", "their")
"""Words that may stand before an event: still to come; its day is over but nothing tells that it took place; the
first of its sort; any but the first; whose."""

AUDIENCES = {
    "me": "you alone",
    "once": "you alone, once",
    "panel": "everybody in the interview",
    "lead": "the prospective boss: the hiring manager, else the first one named",
    "others": "those who were met, without the prospective boss",
    "interviewer": "contacts whose part is interviewer or hiring-manager",
    "hr": "contacts whose part is hr, else the recruiter",
    "recruiter": "recruiters",
    "reference": "references",
    "ally": "allies",
    "helper": "helpers",
    "person": "whom the event is about: who was promised something, who wrote, who made the offer",
}
"""Whom a step can be for."""

CHANNELS = ("email", "phone", "letter", "note", "text", "message", "visit", "meeting")
"""How a step can be done; `note` is a handwritten card."""

POSTED = frozenset({"letter", "note"})
"""Channels that go by post."""
ELECTRONIC = frozenset({"email", "text", "message"})
"""Channels whose messages arrive at once."""
IN_WRITING = POSTED | ELECTRONIC

CONDITIONS = {
    "interviewed": "there was an interview here",
    "not-interviewed": "there was no interview here",
    "in-touch": "somebody there is named in the log",
    "no-notes": "the entry has no note marks and no text",
    "no-touch": "you have been in touch with nobody there since the event",
    "spelling-unconfirmed": "the spelling of the person's name is not confirmed",
    "before-applying": "the stage is lead",
    "offer-open": "the stage is offer",
    "not-hired": "no offer was accepted anywhere since the event",
    "needs-known": "a `need` is noted",
    "no-influence": "no ally is known here, or you chose not to ask one for a word",
    "hinted": "the title of the entry says that the no was only hinted",
    "helped": "a reference, an ally, a helper or a recruiter is known here",
    "silent-school": "the playbook has no step of its own for that event",
}
"""What a step can be bound to, besides its event."""


class Unit(StrEnum):
    """What a span counts."""

    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "bd"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"


class Span(Struct, frozen=True, array_like=True):
    """A length of time: `48h`, `7d`, `2bd`, `1m`. May be negative: `-1bd` is one working day before."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


class Trigger(Struct, frozen=True, kw_only=True, array_like=True):
    """What a step waits for."""

    event: str
    """One of EVENTS."""
    planned: bool = False
    """The event is still to come: an interview in the calendar."""
    unconfirmed: bool = False
    """The event's day is over and nothing in the file says that it took place."""
    first: bool = False
    """Only the first event of its sort in this opportunity."""
    later: bool = False
    """Any event of its sort but the first."""
    whose: str = ""
    """`my` or `their` of a next step; empty = both."""
    argument: str = ""
    """`3` of `letters 3`, the step of `step first-call`, the stage of `stage applied`."""

    @property
    def count(self) -> int:
        """The number of `letters 3`."""
        return int(self.argument)


class Limits(Struct, frozen=True, kw_only=True, array_like=True):
    """How often one person, and one opportunity, may be written to or called (R22, R23, R28)."""

    touches_per_week: int = 2
    """Counted touches to one person in any seven days."""
    days_between_calls: int = 30
    emails_per_day: int = 1
    """E-mails to one person on one day; one that does not count is never held."""
    recurring_per_week: int = 1
    """Recurring touches at one employer in any seven days, all its people and searches together."""
    unanswered: int = 4
    """Unanswered recurring touches after which a decision is asked."""
    attempts_per_call: int = 2
    """How often one call is rung without an answer before it is given up; on different working days."""


class Step(Struct, frozen=True, kw_only=True, array_like=True):
    """One step of a playbook."""

    id: str
    line: int
    after: Trigger
    each: tuple[str, ...]
    """Whom, by AUDIENCES: everybody in one of them, nobody twice."""
    by: tuple[str, ...] = ()
    """Channels in order of preference; in turn when `in_turn`."""
    in_turn: bool = False
    within: Span | None = None
    every: Span | None = None
    templates: tuple[tuple[str, ...], ...] = ()
    """One run for each channel, or the first for all: each template of a run once, then its last one again."""
    rules: tuple[str, ...] = ()
    rules_by: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Rules that hold on one channel only."""
    title: str = ""
    """Two or three words for lists and for the history: `Thank-you`."""
    says: str = ""
    """One sentence for the user; `{who}`, `{company}`, `{position}`, `{day}`, `{what}` stand for themselves, `{how}`
    for the channel: `Write to`, `Call`, `Post a letter to`."""
    optional: bool = False
    counts: bool = True
    """Whether it counts against the limits and can be held by them."""
    until: Span | None = None
    """How long after its due day it still stands; None = until done or stopped."""
    fades: Span | None = None
    """How long after its due day it is still worth doing as it is; from then on leaving it out is offered."""
    asks: tuple[str, ...] = ()
    """The answers to what it asks; the first is the one that `done` gives."""
    only: tuple[str, ...] = ()
    """Conditions out of CONDITIONS, all of which must hold."""
    stands_for: str = ""
    """A step of the frame which this one replaces where both would appear."""
    waits: bool = False
    """It is somebody else's turn: the item is waited for, not done."""
    endures: bool = False
    """It stays after the search is closed."""

    def template(self, channel: str | None, done: int = 0) -> str | None:
        """Return the letter template for a channel, when the step was done so often on it already."""
        run = self.templates[0] if self.templates else ()
        if len(self.templates) == len(self.by) and channel in self.by:
            run = self.templates[self.by.index(channel)]
        return run[min(done, len(run) - 1)] if run else None

    def rules_on(self, channel: str | None) -> tuple[str, ...]:
        """Return the rules that hold on a channel."""
        return (*self.rules, *self.rules_by.get(channel or "", ()))


class Playbook(Struct, frozen=True, kw_only=True, array_like=True):
    """A school of advice: steps, limits and its sources."""

    name: str
    path: str
    """Relative to the vault or to the shipped playbooks; for messages."""
    about: str = ""
    source: tuple[str, ...] = ()
    """Ids of the articles."""
    limits: Limits = Limits()
    steps: tuple[Step, ...] = ()
    merge_review: tuple[Review, ...] = ()
