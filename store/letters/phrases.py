"""Small turns of phrase for templates: sentences, quotations, lists and days in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

QUOTES = "\"“”„‟«»'‘’"
CLOSING_QUOTES = '"”'
ENDS = ".!?…。！？"
SMALL = frozenset(
    """
    a an the this that these those some any no nobody nothing every each all both one two three four five many few more
    how what when where whether which who whom whose why our my your their his her its we you they it there
    getting giving having keeping letting making starting teaching
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that are large only because a note begins with them."""
SUBJECTS = frozenset(("he", "i", "she", "there", "they", "we", "you"))
"""Words that begin a whole sentence: nobody speaks about `they need a rota`."""
SOMETIMES = frozenset(("everybody", "everyone", "everything", "it", "nobody", "nothing", "somebody"))
"""Words that do, where a verb follows: `nobody owns the forecast`, and not `nobody to ask`."""
ASKING = frozenset(("how", "what", "when", "where", "whether", "which", "who", "whom", "whose", "why"))
HELPING = frozenset(
    """
    am are can could did do does had has have is may might must shall should was were will would
    """.split()  # noqa: SIM905
)
"""Words that stand second in a question, and not where one tells what was asked."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def sentence(value: object) -> str:
    """Return a note as a sentence: its first letter large, a full stop behind it."""
    text = _begun(str(value).strip())
    bare = text.rstrip(QUOTES + ")")
    if not text or bare.endswith(tuple(ENDS)) or text.endswith("]]"):
        return text
    return f"{text[:-1]}.{text[-1]}" if text[-1] in CLOSING_QUOTES else f"{text}."


def clause(value: object) -> str:
    """Return a note for the middle of a sentence: without the stop at its end, its first word small unless a name."""
    text = str(value).strip().rstrip(".;,。").rstrip()
    first = text.partition(" ")[0]
    return text[0].lower() + text[1:] if first.istitle() and first.casefold() in SMALL else text


def matter(value: object) -> str:
    """Return a note for behind `about`, `of` or `on`: what is a whole sentence or a question there becomes a thing.

    `they need a rota` gives `how they need a rota`, `how people grow?` loses its mark, `can we trust it?` is quoted.
    """
    text = clause(value)
    first, _, rest = text.partition(" ")
    if text.endswith(("?", "？")):
        is_indirect = first in ASKING and rest.partition(" ")[0] not in HELPING
        return text.rstrip("?？").rstrip() if is_indirect else quoted(_begun(text))
    second, _, more = rest.partition(" ")
    is_sentence = first in SUBJECTS or (first in SOMETIMES and (second.endswith("s") or second in HELPING))
    return f"how {text}" if is_sentence and more else text


def headline(value: object) -> str:
    """Return a note for a subject line: its first letter large, without the stop at its end."""
    return _begun(clause(value))


def _begun(text: str) -> str:
    """Return a text with its first letter large, also behind a quotation mark."""
    start = len(text) - len(text.lstrip(QUOTES))
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def quoted(value: object) -> str:
    """Return what somebody said between plain quotation marks, once."""
    text = str(value).strip()
    return text if text.startswith("[[ ") else f'"{text.strip(QUOTES).strip()}"'


def listed(values: Iterable[object]) -> str:
    """Return several things in words: `a`, `a and b`, `a, b and c`; `a; b, Jr. and c` where one has a comma itself."""
    texts = [clause(value) for value in values]
    if len(texts) < 2:  # noqa: PLR2004 - one thing needs no `and`
        return "".join(texts)
    comma = "; " if any("," in text for text in texts) else ", "
    return f"{comma.join(texts[:-1])} and {texts[-1]}"


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
    {"sentence": sentence, "clause": clause, "matter": matter, "headline": headline, "quoted": quoted, "listed": listed}
)
"""What a template may use besides Jinja's plain filters."""
