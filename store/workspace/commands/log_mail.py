"""Log a saved mail: whose it is, when it came, its subject, its text and its id, out of the file itself."""

from datetime import UTC, datetime, tzinfo

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import Direction, Entry, Kind, Name
from store.model.mail import Address, Received
from store.model.opportunity import Contact, Opportunity
from store.model.own_settings import OwnSettings
from store.model.person import Person
from store.outside.address import is_same_mailbox
from store.outside.received import read_mail
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot


def log_mail(opportunity_id: str, data: bytes, own: OwnSettings, sender: str | None = None) -> Plan:
    """Return the plan that logs a saved mail.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        data: the mail as it was saved.
        own: the user's own settings: a mail from the user's address is one to them.
        sender: whose mail it is, by any unique part of the name; None = whoever has its address.
    """
    mail = read_mail(data)

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        refuse_double(opportunity, mail)
        direction, people = who_wrote(snapshot, opportunity, mail, own, sender)
        stamp = when(snapshot, mail)
        entry = Entry(
            line=0,
            end=0,
            day=stamp.date(),
            at=stamp.time().replace(second=0, microsecond=0, tzinfo=None),
            zone=zone_words(stamp, snapshot.zone),
            kind=Kind.EMAIL,
            direction=direction,
            names=tuple(Name(text=person.name, who=person.ident) for person in people),
            title=mail.subject,
            text=mail.text,
            message_id=mail.message_id,
        )
        before = snapshot.bytes_of(opportunity.path)
        words = f"Email {direction} {', '.join(person.name for person in people)} logged"
        return change_of(opportunity, words, before, with_entry(snapshot, opportunity, before, entry))

    return plan


def refuse_double(opportunity: Opportunity, mail: Received) -> None:
    """Refuse a mail that is in the log.

    Raises:
        BadRequest: it is.
    """
    known = next((e for e in opportunity.entries if mail.message_id and e.message_id == mail.message_id), None)
    if known:
        raise BadRequest(f"This mail is in the log already: {opportunity.path}:{known.line}. Nothing was written.")


def who_wrote(
    snapshot: Snapshot, opportunity: Opportunity, mail: Received, own: OwnSettings, sender: str | None
) -> tuple[Direction, tuple[Contact | Person, ...]]:
    """Return which way a mail went, and who is at the other end.

    Raises:
        BadRequest: nobody who is known here has its address.
    """
    if sender:
        return Direction.FROM, (person_meant(snapshot, opportunity, sender),)
    mine = (own.mail.sender, snapshot.settings.email)
    is_mine = any(address and is_same_mailbox(address, mail.sender.address) for address in mine)
    ends = mail.to if is_mine else (mail.sender,)
    found = [person for person in (known_by(snapshot, opportunity, end) for end in ends) if person]
    if found:
        return Direction.TO if is_mine else Direction.FROM, tuple({person.ident: person for person in found}.values())
    named = ", ".join(str(end) for end in ends) or "nobody"
    address = ends[0].address if ends else "ADDRESS"
    raise BadRequest(
        f"Nobody at {opportunity.label} has the address of this mail ({named}). Say whose it is with --from NAME, "
        f"or add the address: afterword contact {opportunity.id} --name NAME --email {address}"
    )


def known_by(snapshot: Snapshot, opportunity: Opportunity, end: Address) -> Contact | Person | None:
    """Return whose address it is: a contact's, else that of somebody in people/."""
    everybody: tuple[Contact | Person, ...] = (*opportunity.contacts, *snapshot.records.people)
    return next((p for p in everybody if p.email and is_same_mailbox(p.email, end.address)), None)


def when(snapshot: Snapshot, mail: Received) -> datetime:
    """Return when a mail was sent, in the zone it was sent in; in the user's own where it is tomorrow there already.

    Raises:
        BadRequest: it tells no time, or one to come.
    """
    if mail.date is None:
        raise BadRequest("This mail does not say when it was sent. Log it with --date, --title and --body instead.")
    stamp = mail.date if mail.date.tzinfo else mail.date.replace(tzinfo=UTC)
    try:
        local = stamp.astimezone(snapshot.zone)
    except (OverflowError, ValueError) as error:
        raise BadRequest(f"No calendar has the day on which this mail was sent: {mail.date}.") from error
    if local.date() > snapshot.today:
        raise BadRequest(f"This mail is dated {local:%Y-%m-%d %H:%M}, and that is still to come.")
    return local if stamp.date() > snapshot.today or local.utcoffset() == stamp.utcoffset() else stamp


def zone_words(stamp: datetime, own: tzinfo) -> str | None:
    """Return a time's zone as it stands in a heading; None where it is the user's own."""
    offset = stamp.utcoffset()
    if offset is None or offset == stamp.astimezone(own).utcoffset():
        return None
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
