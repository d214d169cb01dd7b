"""What an export is made from, and what the user wished of it."""

from collections.abc import Callable
from datetime import UTC, date, tzinfo

from msgspec import Struct

from store.model.agenda import Item
from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.settings import Settings
from store.model.story import Story


class Wishes(Struct, frozen=True, kw_only=True, array_like=True):
    """How an export is wanted; each format looks at what concerns it."""

    private: bool = False
    """Calendars: titles only, nothing out of notes and letters."""
    todos: bool = False
    """Calendars: steps as to-dos and not as events."""
    days: int | None = None
    """Calendars: what is to come within so many days from now; None = all of it. What was is in any case."""
    raw: bool = False
    """Tables: cells as they are, also those that a spreadsheet would take for a formula."""
    excel: bool = False
    """Tables: with the mark by which Excel knows UTF-8."""


def nothing(_path: str) -> str:
    """Return the text of a file that nobody reads."""
    return ""


class Leaving(Struct, frozen=True, kw_only=True, array_like=True):
    """A vault, or a part of it, on its way out."""

    today: date
    zone: tzinfo = UTC
    """The user's own time zone."""
    settings: Settings = Settings()
    opportunities: tuple[Opportunity, ...] = ()
    people: tuple[Person, ...] = ()
    stories: tuple[Story, ...] = ()
    drafts: tuple[Draft, ...] = ()
    items: tuple[Item, ...] = ()
    """The agenda of these opportunities."""
    text: Callable[[str], str] = nothing
    """Reads the whole text of a file by its path; nothing of one that is too big for a note."""
    wishes: Wishes = Wishes()
