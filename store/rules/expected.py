"""An expected item: one step for one person after one event, while the rules work out what becomes of it."""

from datetime import date

from msgspec import Struct

from store.model.agenda import State
from store.model.playbook import Playbook, Step
from store.rules.chronicle import Event
from store.rules.clock import Moment
from store.rules.people import Someone

ME = "me"
"""Stands for the user, where a step is for nobody else."""


class Expected(Struct, kw_only=True):
    """One step for one person after one event, while it is being worked out."""

    step: Step
    book: Playbook
    event: Event
    who: Someone | None
    due: Moment
    channel: str | None = None
    key: str = ""
    state: State = State.OPEN
    note: str = ""
    settled_by: int | None = None
    allowed: date | None = None
    rules: tuple[str, ...] = ()
    """Rules besides the step's own."""
    says: str = ""
    """A sentence besides the step's own."""
    mark_line: int | None = None
    is_early: bool = False
    """To be shown as today's although it is due on a day off to come."""
    is_recurring: bool = False
    is_held: bool = False
    next_call: date | None = None
    """From when on a call would be allowed again."""
    times: int = 0
    """How often it was done on this channel before; for the run of templates."""
    unheard: Step | None = None
    """What to do in the same call when nobody answers."""
    also: tuple["Expected", ...] = ()
    """Other open items that the same message can do."""
    goes_with: "Expected | None" = None
    """The item whose message does this one as well."""

    @property
    def person(self) -> str:
        """What the person is compared by; `me` for the user alone."""
        return self.who.key if self.who else ME

    @property
    def is_open(self) -> bool:
        """Tell whether it is still outstanding."""
        return self.state is State.OPEN

    def leave_message(self, unheard: Step) -> None:
        """Say that this call is not to be rung in vain: where nobody answers, a message is left at once (R31, R32)."""
        self.rules = (*self.rules, *unheard.rules)
        self.says = unheard.says

    def remark(self, words: str) -> None:
        """Say something more about it."""
        self.note = f"{self.note}; {words}" if self.note else words


def name_in_key(who: Someone | None) -> str:
    """Return the last part of a key."""
    return (who.ident or who.name) if who else ME
