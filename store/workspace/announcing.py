"""The day that a letter of mine names for the next contact: once sent, it is a promise (R12, R19)."""

import re
from datetime import date

from store.errors import BadRequest
from store.text.when import parse_when

MINE = re.compile(
    r"\b(?:hear from me|I(?:['’]ll| will| shall)(?: also| then)? "
    r"(?:be in touch|get in touch|follow up|check in|call|ring|phone|write|ask))\b",
    re.IGNORECASE,
)
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})(?: (?P<year>\d{{4}}))?\b"
    rf"|\b(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>\d{{4}}))?\b"
)
SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def announced_day(body: str, today: date) -> date | None:
    """Return the first day after today on which the letter says that I will be in touch; None where it names none."""
    for sentence in SENTENCE.findall(" ".join(body.split())):
        found = MINE.search(sentence)
        if found:
            days = (day_of(match, today) for match in DAY.finditer(sentence))
            later = next((day for day in days if day is not None and day > today), None)
            if later is not None:
                return later
    return None


def day_of(match: re.Match[str], today: date) -> date | None:
    """Return the day that a piece of text names; without a year it is the next one; None where there is no such day."""
    part = match.groupdict()
    text = part["iso"] or " ".join(
        filter(None, (part["day"] or part["day2"], part["month"] or part["month2"], part["year"] or part["year2"]))
    )
    try:
        return parse_when(text, today)
    except BadRequest:
        return None
