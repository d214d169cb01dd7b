"""What a letter can be made of, as lines to tick."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.model.entry import Box, Entry, Mark
from store.model.letter import Choice
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.story import Story
from store.rules.matching import Match
from store.workspace.familiar import Unfamiliar
from store.workspace.material import Material
from tui.presentation import days
from tui.presentation.history import diff_lines
from tui.presentation.spans import BLANK, Line, Span, line

REASONS = 3
"""Shared words that are named as the reason why a story answers a need."""


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


def template(name: str, news: str) -> Line:
    """Return a template as a line of a choice, and whether its text is new here."""
    return (Span(name), Span(f"  {news}" if news else "", "warn"))


def unfamiliar(one: Unfamiliar) -> tuple[Line, ...]:
    """Return what is new about a template, line by line; without anything to compare it with, as it stands."""
    what = diff_lines(one.diff) if one.diff else (BLANK, *(line(text) for text in one.template.source.split("\n")))
    return (line(one.sentence), *what)


def parts(stuff: Material, today: date) -> Mapping[str, tuple[tuple[Line, str], ...]]:
    """Return what can be ticked: needs of earlier rounds without an answer, the other notes, stories."""
    lines = [(n.is_open, (note(n.mark, n.entry, today, own=n.own), f"note {n.mark.line}")) for n in stuff.notes]
    return {
        "open": tuple(one for is_open, one in lines if is_open),
        "notes": tuple(one for is_open, one in lines if not is_open),
        "stories": tuple((story(s), f"story {s.path}") for s in stuff.stories if s.readable),
    }


def answers(stuff: Material, choice: Choice) -> Mapping[int, Line]:
    """Return below each need which story answers it and by which words, or that none does."""
    found = stuff.answers(choice)
    below: dict[int, Line] = {}
    for need, matches in stuff.matches.items():
        match = next((m for m in matches if need in found and m.story.path == found[need].path), None)
        below[need] = answer(match) if match else line("no story answers it", "warn")
    return below


def answer(match: Match) -> Line:
    """Return a story that answers a need, with the words that they share."""
    return (Span(match.story.title, "good"), Span(f"  {fit(match)}", "muted"))


def fit(match: Match) -> str:
    """Return why a story answers a need, the strongest reasons first: `fits: ramp, C-level`."""
    return f"fits: {', '.join(match.telling[:REASONS])}" if match.telling else "set by you"


def tales(matches: Sequence[Match]) -> tuple[tuple[Line, str], ...]:
    """Return the stories to choose from for a need, best first, each with its path."""
    found = []
    for match in matches:
        why = fit(match) if match.words else "shares no word with it"
        tone = "good" if match.is_fitting else "muted"
        found.append(((*story(match.story), Span(f"  {why}", tone)), match.story.path))
    return tuple(found)
