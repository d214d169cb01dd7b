"""A user who does what the agenda asks on the day on which it asks, and writes it down like a person."""

from store.model.agenda import Bucket, Item
from tests.replays.diary import Deed

KINDS = {"email": "Email", "letter": "Letter", "note": "Note", "text": "Text", "message": "Message", "phone": "Call"}
MESSAGES = ("voicemail", "message")
"""Steps that leave a message after a call that nobody answered."""
ANSWERS = {"f-closing": "no", "f-closing-thanks": "no"}
"""What is answered other than with the first answer: a school shows what it is without the steps of another."""


def deeds_for(item: Item, mark: str, day: str, at: str) -> list[Deed]:
    """Return what is done about an item on a day, at a time; `mark` is the line of the promise that it stands for."""
    stamp = f"### {day} {at}"
    whom = f" with {item.who}" if item.who else ""
    if item.answers:
        return [Deed("log", f"{stamp} Skipped: {item.key} - {ANSWERS.get(item.step, item.answers[0])}")]
    if item.optional or item.stale:
        return [Deed("log", f"{stamp} Skipped{whom}: {item.key} - {item.stale or 'not this time'}")]
    if item.step.endswith("spelling"):
        return [Deed("confirm", item.who or "")]
    if item.who is None:
        return [Deed("log", f"{stamp} Skipped: {item.key} - done")]
    deeds = [Deed("tick", mark.partition(": ")[2])] if mark else []
    if item.channel == "phone":
        return [*deeds, Deed("log", f"{stamp} {_rung(item)}")]
    return [*deeds, Deed("log", f"{stamp} {KINDS.get(item.channel or 'email', 'Email')} to {item.who}: {item.step}")]


def _rung(item: Item) -> str:
    """Return the entry of a call: references answer, at the employer nobody does."""
    if item.step in MESSAGES:
        return f"Voicemail to {item.who}: {item.step}"
    if item.step == "brief":
        return f"Briefing with {item.who}: {item.step}"
    if "R34" in item.rules or item.optional:
        return f"Call to {item.who}: {item.step}"
    return f"Call to {item.who}: no answer"


def is_due(item: Item) -> bool:
    """Tell whether an item is to be done today."""
    return item.bucket in (Bucket.OVERDUE, Bucket.TODAY)
