"""The day on which I follow up (R12). Others on a panel are spared: one person gets a date, not three."""

import re
from collections.abc import Iterable

from store.model.draft import Finding
from store.model.entry import Entry, Word
from store.rules.drafting.context import Context, warning
from store.rules.meeting import is_theirs, lead_of

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{MONTH}|\b{MONTH} \d{{1,2}}|\b\d{{1,2}}[./]\d{{1,2}}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\bthis (?:week|afternoon|evening)\b"
    r"|\b(?:next|in a|in one|in two|in three|in \d+|the end of (?:the|this|next)) (?:week|month|day|fortnight)s?\b"
    r"|\bin a few days\b",
    re.IGNORECASE,
)
MINE = re.compile(
    r"\b(?:I will|I'll|I’ll|I shall|I am going to|I'm going to|I plan to|I intend to|hear from me|let me|may I|can I"
    r"|could I|I would like to|I'd like to)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterable[Finding]:
    """Ask for a day of the next contact, in the letter to whom it is owed."""
    here, contact = context.opportunity, context.contact
    if here is None or contact is None or not context.conversations or not context.asks("R12"):
        return
    if any(is_announcement(text) for _, text in context.sentences()):
        return
    meeting = context.conversations[0]
    if lead_of(here, meeting, context.today) == contact.ident or _owes(meeting, contact.ident):
        message = "It does not say when you will be in touch next. A day that you name is a day you can call on."
        yield warning("no-next-contact", context.last_line, message, "R12")


def is_announcement(sentence: str) -> bool:
    """Tell whether a sentence says when I am in touch next."""
    return bool(MINE.search(sentence) and DAY.search(sentence))


def _owes(meeting: Entry, ident: str) -> bool:
    return any(m.word is Word.NEXT and is_theirs(m, ident) for m in meeting.marks)
