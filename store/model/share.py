"""What one opportunity brings into the limits of the whole vault: its open steps, and what its log has used up.

These are plain values, so that they can be kept: whoever works out the limits needs nothing else of an opportunity.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from store.model.agenda import Item
from store.model.playbook import Limits


class Use(StrEnum):
    """What a touch counts as."""

    TOUCH = "touch"
    CALL = "call"
    MAIL = "mail"
    BRIEFING = "briefing"
    TURN = "turn"
    """A recurring touch at an employer."""
    INFLUENCE = "influence"
    """A word that somebody was asked to put in; once is enough, however long ago."""


class Used(Struct, frozen=True, array_like=True):
    """A touch that uses up a limit."""

    use: Use
    whom: str
    """The person, as compared with those of other files; of a turn the employer."""
    day: date


class OpenStep(Struct, frozen=True, kw_only=True, array_like=True):
    """An open step as it would stand if there were no other."""

    item: Item
    """What is shown of it where the limits change nothing."""
    sort: str
    """The sort of event that it comes after."""
    limits: Limits
    whom: str = ""
    """The person, as compared with those of other files; empty for the user alone."""
    hires: bool = False
    """Whether the person belongs to the employer's side."""
    is_limited: bool = False
    """Whether limits may move it: it is for somebody, waits for nobody and is not held already."""
    asks_influence: bool = False
    briefs: bool = False
    is_for_lead: bool = False
    has_word: bool = False
    """Whether its note says already why it stands where it stands, so that the limits have nothing to add."""
    piles_up: bool = False
    """Whether it is late and part of a backlog, once something of it has been late for long."""
    stands_until: date | None = None
    """The last day on which it is worth doing as it is; None = it stands until it is done."""
    goes_with: str = ""
    """The key of the step whose message does this one as well."""
    hinted: int = 0
    """How many of its hints come before one about another search."""


class Share(Struct, frozen=True, kw_only=True, array_like=True):
    """What one opportunity brings in."""

    opportunity: str
    position: str
    label: str
    employer: str
    """What the employer is compared by."""
    is_under_way: bool
    """Whether the employer was in touch and the search is not over: searches there share their turns."""
    wrote_today: bool
    """Whether the employer has had a message today."""
    steps: tuple[OpenStep, ...]
    used: tuple[Used, ...]
    """Within the days that limits look back."""
