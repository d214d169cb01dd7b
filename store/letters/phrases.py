"""Small turns of phrase for templates: sentences, quotations, lists and days in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

QUOTES = "\"“”„‟«»'‘’"
ENDS = ".!?…。！？"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def sentence(value: object) -> str:
    """Return a note as a sentence: its first letter large, a full stop behind it."""
    text = str(value).strip()
    if not text:
        return ""
    bare = text.rstrip(QUOTES + ")")
    return text[0].upper() + text[1:] + ("" if bare.endswith(tuple(ENDS)) or text.endswith("]]") else ".")


def clause(value: object) -> str:
    """Return a note for the middle of a sentence: without the stop at its end."""
    return str(value).strip().rstrip(".;,。").rstrip()


def quoted(value: object) -> str:
    """Return what somebody said between plain quotation marks, once."""
    text = str(value).strip()
    return text if text.startswith("[[ ") else f'"{text.strip(QUOTES).strip()}"'


def listed(values: Iterable[object]) -> str:
    """Return several things in words: `a`, `a and b`, `a, b and c`."""
    texts = [clause(value) for value in values]
    if len(texts) < 2:  # noqa: PLR2004 - one thing needs no `and`
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def day_in_words(day: date) -> str:
    """Return `20 November`: unmistakable everywhere."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def when_in_words(day: date, today: date) -> str:
    """Return `today`, `yesterday` or `on 20 November`."""
    return {0: "today", 1: "yesterday"}.get((today - day).days, f"on {day_in_words(day)}")


def full_day(day: date) -> str:
    """Return `20 November 2026`."""
    return f"{day_in_words(day)} {day.year}"


def weekday_and_day(day: date) -> str:
    """Return `Tuesday, 1 December`."""
    return f"{WEEKDAYS[day.weekday()]}, {day_in_words(day)}"


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"sentence": sentence, "clause": clause, "quoted": quoted, "listed": listed}
)
"""What a template may use besides Jinja's plain filters."""
