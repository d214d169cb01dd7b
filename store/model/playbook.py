"""A playbook: the advice of one school as steps that a program can date."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a span counts."""

    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "bd"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `48h`, `7d`, `2bd`, `1m`. May be negative: `-1bd` is one working day before."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What a step waits for."""

    event: str
    """interview, application, silence, reply, rejected, filled, offer, accepted, letters, promise, next, stage, step."""
    planned: bool = False
    """The event is still to come: an interview in the calendar."""
    first: bool = False
    """Only the first event of its sort in this opportunity."""
    argument: str = ""
    """`3` of `letters 3`, the stage of `stage offer`, the step of `step first-call`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How often one person, and one opportunity, may be written to or called (R22, R23, R28)."""

    touches_per_week: int = 2
    """Counted touches to one person in any seven days."""
    days_between_calls: int = 30
    recurring_per_week: int = 1
    """Recurring touches in one opportunity in any seven days, all people together."""
    unanswered: int = 4
    """Unanswered recurring touches after which a decision is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a playbook."""

    id: str
    line: int
    after: Trigger
    each: str
    """Whom: panel, lead, others (the panel without the lead), hr, interviewer, reference, ally, helper, person, me, once."""
    by: tuple[str, ...] = ()
    """Channels in order of preference; in turn when `in_turn`."""
    in_turn: bool = False
    within: Span | None = None
    every: Span | None = None
    templates: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    says: str = ""
    """One sentence for the user; `{who}`, `{company}`, `{day}` stand for themselves."""
    optional: bool = False
    counts: bool = True
    """Whether it counts against the limits and can be held by them."""
    until: Span | None = None
    """How long after its due day it still stands; None = until done or stopped."""
    only: tuple[str, ...] = ()
    """Conditions, all of which must hold: a closed list that the engine knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """A school of advice: steps, limits and its sources."""

    name: str
    path: str
    """Relative to the vault or to the shipped playbooks; for messages."""
    about: str = ""
    source: tuple[str, ...] = ()
    """Ids of the articles."""
    limits: Limits = Limits()
    steps: tuple[Step, ...] = ()
