"""What a draft check looks at: the draft, the person it is to, and the vault around it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from store.model.draft import Draft, Finding
from store.model.entry import Entry, Mark
from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.records import Records
from store.rules.meeting import conversations, is_theirs
from store.rules.roll import Roll

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[^\s])|\n\s*\n")
CLOSING = re.compile(
    r"^\s*(?:with |kind |best |warm |many |yours |sincerely|regards|cheers|thank you again|thanks again|respectfully)"
    r"[^.!?]{0,40},?\s*$",
    re.IGNORECASE,
)
GAP = re.compile(r"\[\[ (.+?) \]\]", re.DOTALL)
VOICEMAIL = re.compile(r"^\W*voicemail\b", re.IGNORECASE)
"""The line of a sheet for the phone below which the message for a voicemail stands."""
GREETING = re.compile(r"^\s*(?:dear|hello|hi|good (?:morning|afternoon|evening))\b", re.IGNORECASE)

REACHED = re.compile(r"^\s*(?:[^\s@]+@[^\s@]+|\+?[\d\s().\-/]{6,}|<?https?://\S+|www\.\S+)\s*$")
"""A line of a signature: an e-mail address, a telephone number, a page."""
NAME_ALONE = re.compile(r"^\s*[^\W\d_][^\s.!?,;:]*(?:\s+[^\s.!?,;:]+\.?){0,4}\s*$")


class Context(Struct, frozen=True, kw_only=True, dict=True):
    """A draft with its surroundings."""

    draft: Draft
    opportunity: Opportunity | None
    records: Records
    today: date
    template_rules: frozenset[str] | None = None
    """The rules that its template carries out; None where the template is unknown."""
    known: Roll | None = None
    """Everybody's name in the vault, where somebody has it at hand."""

    @cached_property
    def roll(self) -> Roll:
        """Everybody's name in the vault."""
        return self.known or Roll.of(self.records)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The body's lines; the first is line 1."""
        return tuple(self.draft.body.split("\n"))

    @cached_property
    def contact(self) -> Contact | Person | None:
        """The person that the draft is to."""
        wanted = fold_name(self.draft.to)
        if not wanted:
            return None
        known: tuple[Contact | Person, ...] = (
            *(self.opportunity.contacts if self.opportunity else ()),
            *self.records.people,
        )
        return next((c for c in known if wanted in {fold_name(c.ident), fold_name(c.name)}), None)

    @cached_property
    def conversations(self) -> tuple[Entry, ...]:
        """The conversations with this person, latest first."""
        if self.opportunity is None or self.contact is None:
            return ()
        return conversations(self.opportunity, self.contact.ident, self.today)

    @cached_property
    def own_marks(self) -> tuple[Mark, ...]:
        """The marks that are this person's own."""
        if self.opportunity is None or self.contact is None:
            return ()
        ident = self.contact.ident
        return tuple(m for e in self.opportunity.entries for m in e.marks if is_theirs(m, ident))

    @cached_property
    def prose(self) -> str:
        """The body without greeting, closing and signature."""
        return prose_of(self.draft.body)

    @cached_property
    def last_line(self) -> int:
        """The last line that says something before the closing, from 1; the first one where nothing does."""
        if not (said := self.prose.strip()):
            return 1
        before, _, _ = self.draft.body.rpartition(said)
        return before.count("\n") + said.count("\n") + 1

    @cached_property
    def is_spoken(self) -> bool:
        """Whether it is a sheet for the phone, which only the user reads."""
        return self.draft.channel == "phone"

    @cached_property
    def voicemail(self) -> tuple[int, str]:
        """The message for a voicemail in a sheet for the phone: its first line, from 1, and its text."""
        start = next((n for n, line in enumerate(self.lines, 1) if VOICEMAIL.match(line)), 0)
        if not self.is_spoken or not start:
            return 1, ""
        first = next((n for n, line in enumerate(self.lines[start:], start + 1) if line.strip()), start)
        return first, "\n".join(self.lines[start:])

    def carries(self, rule: str) -> bool:
        """Tell whether its template is known to carry a rule out."""
        return rule in (self.template_rules or ())

    def asks(self, rule: str) -> bool:
        """Tell whether a rule applies to this draft: its template carries it out, or is not known."""
        return self.template_rules is None or rule in self.template_rules

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield the body's sentences, each with the line on which it begins."""
        body, start = self.draft.body, 0
        for end in [*(m.end() for m in SENTENCE_END.finditer(body)), len(body)]:
            text = body[start:end]
            if text.strip():
                begins = start + len(text) - len(text.lstrip())
                yield body.count("\n", 0, begins) + 1, " ".join(text.split())
            start = end

    def line_of(self, words: str) -> int:
        """Return the line on which some words begin: the last one from which all of them still follow; else 1."""
        wanted, lines = flat(words), self.lines
        return next((n for n in range(len(lines), 0, -1) if wanted in flat("\n".join(lines[n - 1 :]))), 1)

    def line_at(self, offset: int) -> int:
        """Return the line of a place in the body, from 1."""
        return self.draft.body.count("\n", 0, offset) + 1


def flat(text: str) -> str:
    """Return a text on one line and in small letters, without the quotation marks and the stop around it."""
    return " ".join(text.strip(" \"“”'‘’.").casefold().split())


def prose_of(text: str) -> str:
    """Return a letter's text without greeting, closing and signature."""
    start, end = span_of_prose(text)
    return text[start:end]


def span_of_prose(text: str) -> tuple[int, int]:
    """Return where a letter's text begins and ends without greeting, closing and signature."""
    lines = text.split("\n")
    first = next((i + 1 for i, line in enumerate(lines) if GREETING.match(line)), 0)
    closing = (i for i in range(len(lines) - 1, first, -1) if CLOSING.match(lines[i]))
    last = next(closing, _signature(lines, first))
    start = sum(len(line) + 1 for line in lines[:first])
    return start, start + max(0, sum(len(line) + 1 for line in lines[first:last]) - 1)


def _signature(lines: Sequence[str], first: int) -> int:
    """Return where the signature of a letter without closing words begins: a name, and how to reach it."""
    last = len(lines)
    while last > first and (not lines[last - 1].strip() or REACHED.match(lines[last - 1])):
        last -= 1
    if last < len(lines) and last > first and NAME_ALONE.match(lines[last - 1]):
        last -= 1
    return last


def error(code: str, line: int, message: str, rule: str | None = None) -> Finding:
    """Return a finding that blocks sending."""
    return Finding(code=code, message=message, severity="error", line=line, rule=rule)


def warning(code: str, line: int, message: str, rule: str | None = None) -> Finding:
    """Return a finding that asks."""
    return Finding(code=code, message=message, severity="warning", line=line, rule=rule)


def advice(code: str, line: int, message: str, rule: str | None = None) -> Finding:
    """Return a finding that tells."""
    return Finding(code=code, message=message, severity="advice", line=line, rule=rule)
