"""The words of the debrief: what it asks, how a line is read, what stands beside the form."""

from collections.abc import Iterable, Sequence
from datetime import date

from store.model.entry import TASKS, Entry, Mark, Name, Word
from store.model.opportunity import Contact
from tui.presentation import days
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.timeline import mark_line

QUESTIONS = (
    (Word.NEED, "needs", "what they lack, want or worry about (Name)"),
    (Word.TOPIC, "topics", "what you talked about and can come back to"),
    (Word.QUOTE, "quotes", "their own words, worth repeating"),
    (Word.FUMBLED, "fumbled", "an answer that you would like to mend"),
    (Word.VALUE, "value", "a book, an article, a list that would help them"),
    (Word.STRENGTH, "strengths", "what of yours made them listen"),
    (Word.PROMISE, "promises", "what you will do, by fri (Name)"),
    (Word.NEXT, "next step", "who does what, by when: Joe calls by fri (Joe)"),
)
"""The marks in the order of the form: word, label, hint."""
HINT = "Enter opens a line. (Name) says whose; → takes the name."
EMPTY = "Nothing is written down yet."


def headline(entry: Entry, today: date) -> str:
    """Return which talk it is about."""
    return f"{days.short(entry.day, today)}, {entry.kind.value.lower()}"


def understood(word: Word, by: date | None, persons: Sequence[Name], there: Sequence[str], today: date) -> Line:
    """Return how a line is read: whose it is and by when."""
    spans = [Span(f"{word.value}: ", "accent")]
    if persons:
        whose = ", ".join(name.text for name in persons)
        said = {Word.NEXT: f"{whose} has it in hand", Word.PROMISE: f"to {whose}"}
        spans.append(Span(said.get(word, whose), "strong"))
    elif word is Word.NEXT:
        spans.append(Span("yours to do", "strong"))
    elif len(there) == 1:
        spans.append(Span(f"{there[0]}, who was there alone"))
    else:
        spans.append(Span("the whole meeting's, nobody's own", "muted"))
    if word in TASKS:
        day = f", by {days.full(by)} ({days.near(by, today)})" if by else ", no day yet: by fri, by 3bd, by 24 Nov"
        spans.append(Span(day, "" if by else "warn"))
    return tuple(spans)


def aside(marks: Iterable[Mark], names: Sequence[str], earlier: Iterable[Mark]) -> tuple[Line, ...]:
    """Return what stands beside the form: the user's own questions, what is written already, needs of before."""
    marks = tuple(marks)
    asked = [m for m in marks if m.word is Word.QUESTION]
    written = [m for m in marks if m.word is not Word.QUESTION]
    parts = (
        ("You wanted to ask", [line(f"- {m.text}") for m in asked]),
        ("Who was there", [line(f"- {name}") for name in names]),
        ("Written down already", [mark_line(m) for m in written]),
        ("Needs you heard before", [(Span("- "), *_need(m)) for m in earlier]),
    )
    lines: list[Line] = []
    for title, inside in parts:
        if inside:
            lines += [*([BLANK] if lines else []), line(title, "strong"), *inside]
    return tuple(lines)


def _need(mark: Mark) -> Line:
    whose = ", ".join(name.text for name in mark.persons)
    return (Span(mark.text), Span(f"  {whose}" if whose else "", "muted"))


def known(contact: Contact) -> Line:
    """Return who somebody is, with what a card would tell and is known already."""
    told = ", ".join(part for part in (contact.title, contact.email, contact.address) if part)
    new = "not in the file yet" if not contact.line else ""
    return (Span(f"{contact.name}  ", "strong"), Span(told or new, "muted"))


def person(contact: Contact) -> Line:
    """Return a person as a line to tick."""
    return (Span(contact.name, "strong"), Span(f", {contact.title}" if contact.title else ""))
