"""The words of the agenda: events, days and the sentence that a step says."""

import re
from datetime import date

from store.model.entry import Entry
from store.rules.people import Someone

FIELD = re.compile(r"\{(\w+)\}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

HOW = {
    "email": "Write to",
    "phone": "Call",
    "letter": "Post a letter to",
    "note": "Write a card to",
    "text": "Text",
    "message": "Message",
    "visit": "Visit",
    "meeting": "Meet",
}
"""What is done on each channel, before a name."""


def day_words(day: date) -> str:
    """Return a day as people say it: `Friday 17 July`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def names_words(persons: tuple[Someone, ...], lead: str) -> str:
    """Return ` with Ana Ruiz, Bo Lee`, or nothing where nobody is named."""
    return f" {lead} {', '.join(s.name for s in persons)}" if persons else ""


def mark_words(sort: str, persons: tuple[Someone, ...], entry: Entry) -> str:
    """Return where a promise or a next step was agreed."""
    where = f"{entry.kind.value.lower()} of {entry.day}"
    if sort == "promise":
        return f"promise{names_words(persons, 'to')}, {where}"
    if sort == "lapsed":
        return f"next step agreed{names_words(persons, 'with')}, {where}, not heard of"
    return f"next step agreed{names_words(persons, 'with')}, {where}"


def sentence(says: str, words: dict[str, str]) -> str:
    """Return a step's sentence with its words filled in."""
    return FIELD.sub(lambda field: words.get(field[1], field[0]), says)
