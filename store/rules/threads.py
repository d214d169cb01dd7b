"""The subject of an answer, and which logged messages it goes on with: those of the same subject but for `Re:`."""

import re
from datetime import tzinfo

from store.model.entry import Entry, Kind
from store.model.folding import fold
from store.model.opportunity import Opportunity
from store.rules.clock import moment_of

REPLY = re.compile(r"\s*(?:re|aw|sv|vs|antw)\s*(?:\[\d+\]|\(\d+\))?\s*:\s*", re.IGNORECASE)
"""What mail programs of several languages write before the subject of an answer."""
MOST = 20


def bare_subject(subject: str) -> str:
    """Return a subject as it is compared: without `Re:`, case and spaces aside."""
    return fold(answered_subject(subject))


def answered_subject(subject: str) -> str:
    """Return what stands behind the `Re:` of an answer to a message of that subject; empty where it has none."""
    while found := REPLY.match(subject):
        subject = subject[found.end() :]
    return " ".join(subject.split())


def answer_subject(subject: str) -> str:
    """Return the subject of an answer to a message, as mail programs write it; empty where the message has none."""
    bare = answered_subject(subject)
    return f"Re: {bare}" if bare else ""


def is_reply(subject: str) -> bool:
    """Tell whether a subject says that it answers something."""
    return REPLY.match(subject) is not None


def thread_of(opportunity: Opportunity, ident: str, subject: str, zone: tzinfo) -> tuple[str, ...]:
    """Return the ids of the conversation that a mail goes on with, oldest first; none where it begins one.

    Args:
        opportunity: whose log is looked through.
        ident: the person that the mail is to.
        subject: its subject.
        zone: the user's own.
    """
    if not is_reply(subject):
        return ()
    wanted = bare_subject(subject)
    mails = [e for e in opportunity.entries if _belongs(e, ident, wanted)]
    ids = [e.message_id for e in sorted(mails, key=lambda e: (moment_of(e, zone).clock, e.line))]
    return tuple(dict.fromkeys(ids))[-MOST:]


def _belongs(entry: Entry, ident: str, subject: str) -> bool:
    return (
        entry.kind is Kind.EMAIL
        and bool(entry.message_id)
        and any(name.who == ident for name in entry.names)
        and bare_subject(entry.title) == subject
    )
