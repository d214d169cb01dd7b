"""How a line of quick capture is understood, in words, and what completes it while it is typed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.model.entry import Word
from store.model.opportunity import Opportunity
from store.workspace.capturing import Captured
from tui.presentation.asking import talk_in_words
from tui.presentation.completing import NOTHING, Choice, Offer, Source, fitting
from tui.presentation.days import near, short
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span, line

WORDS = {
    Word.NEED: "what they lack or want",
    Word.TOPIC: "what you talked about",
    Word.QUOTE: "what they said",
    Word.FUMBLED: "an answer to repair",
    Word.VALUE: "something useful to send",
    Word.STRENGTH: "what spoke for you",
    Word.QUESTION: "still to ask",
    Word.PROMISE: "what you will do, by a day",
    Word.NEXT: "the agreed next step",
}
MARKS = tuple(Choice(str(word), note, f"{word}: ") for word, note in WORDS.items())
PERSON = re.compile(r"\b(?:with|to|from|by)\s+(?:[^:(]*,\s*)?([^\s,:(][^,:(]*)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about a line while it is typed."""

    lines: tuple[Line, ...]
    trouble: str = ""
    """Why it cannot be kept as it is; empty = it can."""
    new: tuple[str, str] | None = None
    """Company and position of an opportunity that is to be added first."""


def understood(found: Captured, today: date) -> tuple[Line, ...]:
    """Return what will be written where."""
    at = fact("at", Span(f"{found.opportunity.label}, {found.opportunity.position}"))
    if touch := found.touch:
        who = f" {touch.direction} {', '.join(touch.names)}" if touch.names else ""
        when = f"{short(touch.day, today)}, {near(touch.day, today)}" if touch.day != today else "today, now"
        hour = f" at {touch.at:%H:%M}" if touch.at else ""
        logged = fact("log", Span(f"{touch.kind}{who}", "strong"), Span(f": {touch.title}" if touch.title else ""))
        return at, logged, fact("when", Span(when + hour))
    note, talk = found.note, found.talk
    if note is None or talk is None:
        return (at,)
    lines = [at, fact("note", Span(f"{note.word}: ", "strong"), Span(note.text))]
    if note.persons:
        lines.append(fact("whose", Span(", ".join(p.text for p in note.persons))))
    if note.by:
        lines.append(fact("by", Span(f"{short(note.by, today)}, {near(note.by, today)}")))
    return (*lines, fact("in", Span(talk_in_words(talk, today), "muted")))


def opening() -> tuple[Line, ...]:
    """Return what is said before anything is typed."""
    return (
        line("What it is about, a colon, and what you want to keep:", "muted"),
        line("  Northwind: need reps stall below C-level (Joe)"),
        line("  Northwind: promise send the plan by fri (Joe)"),
        line("  Northwind: call with Joe: likes the plan"),
    )


def completing(
    opportunities: Sequence[Opportunity],
    about: Callable[[str], Opportunity | None],
    people: Callable[[Opportunity], Iterable[Choice]],
) -> Source:
    """Return what completes a line.

    Args:
        opportunities: those of the vault.
        about: tells which one a line is about, as far as it says so.
        people: who can be named in one of them.
    """
    shared = Counter(o.company for o in opportunities)
    whats = [
        Choice(o.label, o.position, f"{o.company if o.company and shared[o.company] == 1 else o.id}: ")
        for o in opportunities
    ]

    def found(value: str, cursor: int) -> Offer:
        head = value[:cursor]
        opportunity = about(value)
        if opportunity is None:
            start = len(value) - len(value.lstrip())
            return Offer(fitting(whats, head), start, cursor) if ":" not in head else NOTHING
        bracket = head.rfind("(")
        if bracket >= 0 and ")" not in head[bracket:]:
            start = bracket + 1 + head[bracket + 1 :].rfind(",") + 1
            start += len(head[start:]) - len(head[start:].lstrip())
            close = "" if value[cursor:].startswith(")") else ")"
            named = [Choice(c.text, c.note, f"{c.text}{close}") for c in people(opportunity)]
            return Offer(fitting(named, head[start:]), start, cursor)
        begun = head[head.find(":") + 1 :].lstrip() if ":" in head else ""
        if begun and " " not in begun:
            marks = tuple(m for m in MARKS if m.text.startswith(begun.casefold()))
            return Offer(marks, len(head) - len(begun), cursor)
        if name := PERSON.search(head):
            known = tuple(people(opportunity))
            fits = tuple(c for c in fitting(known, name[1]) if c.text.casefold().startswith(name[1].casefold()))
            return Offer(fits, name.start(1), cursor)
        return NOTHING

    return found
