"""What a letter can be made of, as lines to tick."""

from datetime import date

from store.model.entry import Box, Entry, Mark
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.story import Story
from tui.presentation import days
from tui.presentation.spans import Line, Span


def note(mark: Mark, entry: Entry, today: date, *, own: bool) -> Line:
    """Return a note as a line: word, text, and from which talk; whose it is where it is not this person's own."""
    by = f" by {mark.by.isoformat()}" if mark.by else ""
    over = {Box.DONE: " (done)", Box.DROPPED: " (dropped)", Box.OPEN: ""}[mark.box]
    whose = "" if own else f", {', '.join(name.text for name in mark.persons) or 'whole meeting'}"
    origin = days.short(entry.day, today) + whose
    return (Span(f"{mark.word.value}: ", "accent"), Span(f"{mark.text}{by}{over}"), Span(f"  {origin}", "muted"))


def story(one: Story) -> Line:
    """Return a story as a line."""
    result = f"  {one.result}" if one.result else ""
    return (Span(one.title), Span(result, "muted"))


def person(one: Contact | Person) -> Line:
    """Return a person as a line of a choice."""
    title = one.title if isinstance(one, Contact) else one.company
    return (Span(one.name), Span(f"  {title}" if title else "", "muted"))
