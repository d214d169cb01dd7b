"""What follows: the items of a schedule and of the agenda, each with its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HORIZON = 14
"""Days ahead that the agenda looks unless asked for more."""


class Bucket(StrEnum):
    """Where an item stands on the agenda."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    WAITING = "waiting"
    HELD = "held"


class State(StrEnum):
    """What became of a step in a schedule."""

    OPEN = "open"
    """Outstanding: it is on the agenda."""
    FORECAST = "forecast"
    """Follows from something that is still planned."""
    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    """Ended by an event, such as a rejection."""
    RETIRED = "retired"
    """Its time has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """The event that an item counts from."""

    event: str
    """In words: `interview with Joe Alvarez, Mia Chen`."""
    day: date
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One step for one person (or for the user), dated and explained."""

    key: str
    """`STEP/EVENT-DATE[THH:MM]/NAME`; unique in its opportunity; NAME is `me` for what concerns nobody else."""
    opportunity: str
    company: str
    position: str
    step: str
    due: date
    days: int
    """Due minus today; negative = overdue."""
    bucket: Bucket | None
    """None for what is not on the agenda."""
    state: State
    because: Because
    who: str | None = None
    """The person's name as written; None for what the user does alone."""
    ident: str | None = None
    """The person's ident in the opportunity."""
    channel: str | None = None
    """email, phone, letter, note, text, ... ; None where there is none."""
    time: str | None = None
    """`HH:MM` in the user's own zone, for what has a clock time."""
    allowed: date | None = None
    """The next allowed day of a held item."""
    template: str | None = None
    title: str = ""
    """The step in two or three words: `Thank-you`."""
    says: str = ""
    playbook: str = ""
    rules: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    place: int = 0
    """The step's place in its playbook; of two steps on one day the earlier one comes first."""
    optional: bool = False
    counted: bool = False
    """Whether it counts against the limits."""
    answers: tuple[str, ...] = ()
    """What can be answered, where the item is a question: `go on`, `slow down`. The first is what `done` says."""
    awaits: tuple[str, ...] = ()
    """Conditions that stand for the work itself: once such as `no-notes` holds no longer, it is done."""
    also: tuple[str, ...] = ()
    """Keys of other open steps for the same person that one and the same message can do."""
    stale: str = ""
    """Why it is better left out by now; empty while it is worth doing. The reason to offer for skipping it."""
    note: str = ""
    """What moved, held or ended it: `moved from 2026-07-03 to 2026-07-06: no post`."""
    hints: tuple[str, ...] = ()
    """What to mind while doing it: `arrives about 2026-07-09`, one message that can do for two steps."""
    mark_line: int | None = None
    """Line of the promise or next mark it stands for."""
    settled_by: int | None = None
    """Line of the entry that did, skipped or stopped it."""

    @property
    def is_briefing(self) -> bool:
        """Tell whether it briefs somebody who speaks for the user, which is more than a call (R34)."""
        return self.step == "brief"

    @property
    def is_debrief(self) -> bool:
        """Whether it is done by writing down what was said in a talk, whatever its playbook calls it (R2)."""
        return "no-notes" in self.awaits


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The agenda of a vault as a command shows it."""

    today: date
    items: tuple[Item, ...]
    problems: int
    """How many problems the vault has that are more than advice."""
