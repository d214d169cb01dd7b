"""A draft exactly as it would go out now: from whom, to whom, its words, and the conversation that it goes on with."""

import hashlib
import shlex

from store.errors import BadRequest
from store.model.draft import Draft
from store.model.mail import Address, Outgoing
from store.model.opportunity import Opportunity
from store.model.own_settings import OwnSettings
from store.model.value import replace
from store.outside.flowed import ascii_text, plain
from store.rules.threads import thread_of
from store.workspace.commands.mark_sent import refuse_astray, refuse_mistakes
from store.workspace.paper import PAPER, pages_of
from store.workspace.people import person_meant
from store.workspace.sending.ways import EMAIL, sender_address
from store.workspace.snapshot import Snapshot

NEUTRAL = "afterword.invalid"
"""The right side of a message's id where the sender's address has none."""


def outgoing(snapshot: Snapshot, own: OwnSettings, path: str, *, needs_address: bool = True) -> Outgoing:
    """Return a draft exactly as it would go out now.

    Args:
        snapshot: the vault.
        own: the user's own settings.
        path: the draft.
        needs_address: whether it is refused while an address is missing; to copy its text none is needed.

    Raises:
        BadRequest: it has gaps, a mistake that must not go out, or no address.
    """
    draft = snapshot.draft(path)
    refuse_astray(snapshot, draft)
    opportunity = snapshot.opportunity_to_change(draft.opportunity)
    if needs_address and draft.channel in PAPER:
        pages_of(snapshot, own, path)  # what it refuses, it says better than a list of gaps
    refuse_mistakes(snapshot, draft, "sent")
    person = person_meant(snapshot, opportunity, draft.to)
    going = Outgoing(
        path=draft.path,
        channel=draft.channel or "email",
        sender=Address(name=snapshot.settings.name, address=sender_address(snapshot, own.mail)),
        to=Address(name=person.name, address=person.email.strip()),
        subject=" ".join(draft.subject.split()),
        text=plain(draft.body),
        date=snapshot.now.replace(microsecond=0),
    )
    if going.channel not in EMAIL:
        return going
    if needs_address:
        refuse_without_address(going, opportunity)
    text = ascii_text(going.text, names_in(snapshot, opportunity)) if own.mail.ascii else going.text
    thread = thread_of(opportunity, person.ident, going.subject, snapshot.zone)
    return replace(
        going,
        text=text,
        message_id=message_id(going, draft),
        in_reply_to=thread[-1] if thread else "",
        references=thread,
    )


def refuse_without_address(going: Outgoing, opportunity: Opportunity) -> None:
    """Refuse an e-mail from nobody or to nobody.

    Raises:
        BadRequest: an address is missing.
    """
    if not going.sender.address:
        raise BadRequest(
            "Your own address is missing, so nothing was sent. Write `email` under [me] in afterword.toml."
        )
    if not going.to.address:
        raise BadRequest(
            f"{going.to.name} has no e-mail address, so nothing was sent. "
            f"Add it: afterword contact {opportunity.id} --name {shlex.quote(going.to.name)} --email ADDRESS"
        )


def names_in(snapshot: Snapshot, opportunity: Opportunity) -> tuple[str, ...]:
    """Return the names that keep their letters in a text that is otherwise ASCII."""
    people = (*(c.name for c in opportunity.contacts), *(p.name for p in snapshot.records.people))
    companies = (o.company for o in snapshot.records.opportunities)
    return (snapshot.settings.name, *people, *companies)


def message_id(going: Outgoing, draft: Draft) -> str:
    """Return a message's id: the same for the same letter, so that a mailbox knows a second copy for what it is."""
    parts = (going.sender.address, going.to.address, draft.opportunity, going.subject, going.text, str(draft.created))
    left = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    domain = going.sender.address.rpartition("@")[2]
    usable = domain and domain.isascii() and all(c.isalnum() or c in ".-" for c in domain)
    return f"<{left}@{domain if usable else NEUTRAL}>"
