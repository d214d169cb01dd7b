"""The words of the call sheet: whom one calls, how it may end, what comes next."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from store.model.agenda import Bucket, Item
from store.model.entry import TASKS, Entry, Kind, Word
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.workspace.commands.log_call import RANG_IN_VAIN
from store.workspace.noting import Note
from tui.presentation import days
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.timeline import ARROWS, entry_name
from tui.presentation.words import channel_name, touch

LATEST = 3
"""Touches that are shown of a person."""
NOTES = (
    (Word.NEED, "need", "what they lack, want or worry about"),
    (Word.TOPIC, "topic", "what you talked about and can come back to"),
    (Word.QUOTE, "their words", "worth repeating, as they said it"),
    (Word.PROMISE, "promise", "what you will do, by fri"),
    (Word.NEXT, "next step", "who does what, by when: they call by fri (Name)"),
)
"""What one can write down during a call: word, label, hint."""
NOTES_ROW = (
    ("call.need", "need"),
    ("call.topic", "topic"),
    ("call.words", "their words"),
    ("call.promise", "promise"),
    ("call.step", "next step"),
)
ENDINGS_ROW = (
    ("call.talked", "talked"),
    ("call.message", "message left"),
    ("call.nobody", "no answer"),
    ("call.later", "call back"),
    ("call.refused", "no calls"),
)
"""What the rows below the sheet offer: action and label."""
HINT = "Enter opens another line · Esc goes back to the sheet"
NO_MESSAGE = "This sheet has no message for a voicemail."
REFUSALS = (
    ("c", "No calls", "no-calls"),
    ("n", "No contact", "no-contact"),
    ("j", "Just this", "this"),
)
"""What may not be wanted: key, label, restriction."""
BESIDE = frozenset({"reference", "ally", "helper"})
"""Parts of people who do not belong to the employer: its restrictions are not theirs."""
NOT_BY_MESSAGE = "A message does not brief a reference. Log that nobody answered, or that they want to be called back."
LOGGED_ALREADY = "This call is in the log already."
NO_NUMBER = "no number in your files"
REFUSED: tuple[Line, ...] = (
    line("The call is logged. What they do not want can become a rule of this search, for everybody there:"),
    BLANK,
    fact("c", Span("no more calls: what was to be said by phone is written instead"), width=4),
    fact("n", Span("no contact: every step stops, your promises too"), width=4),
    fact("j", Span("this call only: nothing else changes"), width=4),
)
REFUSED_BESIDE: tuple[Line, ...] = (line("The call is logged; nothing else changes."),)


def is_beside(person: Contact | Person) -> bool:
    """Tell whether somebody helps with the search, and is not of the employer's side."""
    return bool(person.part) and BESIDE.issuperset(person.part)


def clock(now: datetime, began: datetime | None) -> str:
    """Return the time of day and, once they have picked up, how long one has been talking."""
    if began is None:
        return f"{now:%H:%M}"
    return f"{now:%H:%M} · {elapsed(now, began)}"


def elapsed(now: datetime, began: datetime) -> str:
    """Return `04:12`, `1:04:12`."""
    seconds = max(0, int((now - began).total_seconds()))
    hours, rest = divmod(seconds, 3600)
    return (f"{hours}:" if hours else "") + f"{rest // 60:02}:{rest % 60:02}"


def number(person: Contact | Person) -> Line:
    """Return the number to call, and how it is copied."""
    if not person.phone:
        return (Span(NO_NUMBER, "warn"), Span("  e opens the file", "muted"))
    return (Span(person.phone, "accent"), Span("  y copies it", "muted"))


def about(person: Contact | Person, opportunity: Opportunity, item: Item | None, today: date) -> tuple[Line, ...]:
    """Return what is good to know before one rings: who they are, what they prefer, what to mind, the last touches."""
    title = person.title if isinstance(person, Contact) else person.company
    part = ", ".join(person.part)
    lines = [fact("who", Span(person.name, "strong"), Span(f"  {', '.join(p for p in (title, part) if p)}"))]
    lines.append(fact("number", *number(person)))
    if person.prefers:
        lines.append(fact("prefers", Span(channel_name(person.prefers))))
    if item:
        lines.append(fact("step", Span(days.spoken(item.says or item.title, today))))
    for place, text in enumerate(warnings(person, opportunity, item, today)):
        lines.append(fact("" if place else "mind", Span(text, "warn")))
    entries = latest(person.ident, opportunity.entries, today)
    for place, entry in enumerate(entries):
        lines.append(fact("" if place else "lately", *_touch(entry, today)))
    return tuple(lines)


def in_short(person: Contact | Person, opportunity: Opportunity, item: Item | None, today: date) -> tuple[Line, ...]:
    """Return the same in two lines, for a small screen: the number, and what matters most."""
    title = person.title if isinstance(person, Contact) else person.company
    likes = f"prefers {channel_name(person.prefers)}" if person.prefers else ""
    aside = " · ".join(part for part in (title, likes) if part)
    first = (*number(person), Span(f"   {aside}" if aside else "", "muted"))
    minded = next(warnings(person, opportunity, item, today), "")
    entries = latest(person.ident, opportunity.entries, today)
    second = line(minded, "warn") if minded else _touch(entries[0], today) if entries else line("no touch yet", "muted")
    return (first, second)


def warnings(person: Contact | Person, opportunity: Opportunity, item: Item | None, today: date) -> Iterator[str]:
    """Yield what speaks against a call now, or asks for care."""
    for restriction, said in (("no-contact", "no contact at all"), ("no-calls", "no calls")):
        if restriction in opportunity.restrictions:
            yield f"{opportunity.label} wants {said} (restriction {restriction})."
            break
    rung = [e for e in opportunity.entries if is_ring(e, person.ident)]
    if any(e.day == today for e in rung):
        yield "You rang once today already: leave a message now, or wait until tomorrow."
    elif item and item.note:
        yield f"{days.spoken(item.note, today)}."
    if isinstance(person, Contact) and not person.is_confirmed:
        yield "The spelling of the name is not confirmed: ask for it, or for a card."


def is_ring(entry: Entry, ident: str) -> bool:
    """Tell whether an entry is an attempt to call somebody that nobody answered."""
    is_vain = entry.kind is Kind.CALL and entry.title.casefold().startswith(RANG_IN_VAIN)
    return is_vain and any(name.who == ident for name in entry.names)


def latest(ident: str, entries: Sequence[Entry], today: date) -> tuple[Entry, ...]:
    """Return the last few entries that somebody is named in, the latest first."""
    theirs = [
        e
        for e in entries
        if e.day <= today and e.kind not in (Kind.SKIPPED, Kind.SNOOZED) and any(name.who == ident for name in e.names)
    ]
    theirs.sort(key=lambda e: (e.day, e.at or time.min, e.line), reverse=True)
    return tuple(theirs[:LATEST])


def _touch(entry: Entry, today: date) -> Line:
    arrow = ARROWS.get(entry.direction, "·") if entry.direction else "·"
    title = f": {entry.title}" if entry.title else ""
    return (
        Span(f"{days.short(entry.day, today)} ", "muted"),
        Span(f"{arrow} ", "accent"),
        Span(f"{entry.kind.value}{title}"),
    )


def understood(note: Note, person: str, today: date) -> Line:
    """Return how a line of the notes is read: by when, and whose it is where that is not the one who is called."""
    spans = [Span(f"{note.word.value}: ", "accent")]
    others = [name.text for name in note.persons]
    if note.word is Word.NEXT:
        spans.append(Span(f"{', '.join(others)} has it in hand" if others else "yours to do", "strong"))
    else:
        spans.append(Span(f"{', '.join(others) or person}'s own" if note.word not in TASKS else f"to {person}"))
    if note.word in TASKS:
        day = f", by {days.short(note.by, today)}, {days.near(note.by, today)}" if note.by else ", no day yet: by fri"
        spans.append(Span(day, "" if note.by else "warn"))
    return tuple(spans)


def logged(entry: Entry, opportunity: Opportunity, today: date) -> tuple[Line, ...]:
    """Return what a call has left in the log."""
    at = f" {entry.at:%H:%M}" if entry.at else ""
    said = f": {entry.title}" if " " in entry.title else ""  # else it is the step that it was for
    lines = [
        fact("logged", Span(f"{entry_name(entry)}{said}", "strong"), Span(f", {days.short(entry.day, today)}{at}"))
    ]
    for mark in entry.marks:
        by = f" by {days.short(mark.by, today)}" if mark.by else ""
        lines.append(fact("", Span(f"{mark.word.value}: ", "muted"), Span(f"{mark.text}{by}")))
    if entry.text.strip():
        lines.append(fact("", Span("the message, as it stood on the sheet", "muted")))
    if opportunity.restrictions:
        lines.append(fact("rule", Span(", ".join(opportunity.restrictions), "warn")))
    return tuple(lines)


def proposed(items: Sequence[Item], name: str, today: date) -> tuple[Line, ...]:
    """Return what the agenda says is next, with its reason."""
    if not items:
        return (fact("next", Span(f"Nothing is open here. {name} comes back when something is due.")),)
    first = items[0]
    how = touch(first) or first.who or "yours alone"
    lines = [
        fact("next", Span(first.title, "strong"), Span(f", {how}")),
        fact("", Span(_when(first, today), "accent" if first.days <= 0 else "")),
        fact("", Span(days.spoken(first.says, today))),
        fact("because", Span(f"{days.spoken(first.because.event, today)}{_day(first, today)}", "muted")),
    ]
    rest = [item for item in items[1:] if item.ident == first.ident]
    for place, item in enumerate(rest[:2]):
        lines.append(fact("" if place else "then", Span(f"{item.title}, {_when(item, today)}", "muted")))
    return (BLANK, *(one for one in lines if len(one) > 1 and one[1].text))


def title(entry: Entry) -> str:
    """Return what the question after a call is headed with."""
    return f"{entry_name(entry)}: logged"


def _when(item: Item, today: date) -> str:
    if item.bucket is Bucket.HELD and item.allowed:
        return f"not before {days.short(item.allowed, today)}"
    if item.days < 0:
        return days.due(item.due, today)
    near = days.near(item.due, today)
    return near if item.days < 2 else f"by {days.short(item.due, today)} ({near})"  # noqa: PLR2004  tomorrow is a name


def _day(item: Item, today: date) -> str:
    day = item.because.day
    return "" if day.isoformat() in item.because.event else f", {days.short(day, today)}"


def is_due(item: Item) -> bool:
    """Tell whether a step is to be written or called now."""
    return item.days <= 0 and item.bucket is not Bucket.HELD and bool(item.template)


def opens(item: Item) -> str:
    """Return what Enter does about the next step."""
    return "Go on" if is_due(item) else "Show it"
