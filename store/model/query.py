"""A query: the terms that an opportunity must fit, all of them, each with its place in what was typed."""

from dataclasses import dataclass, field
from datetime import date

from store.model.folding import fold

TEXTS = ("company", "position", "tag", "who", "source", "location", "playbook", "text")
"""Keys that look for a text: `:` wants it somewhere in there, `=` wants exactly it."""
WORDS = ("", *TEXTS)
"""Keys by which a text is looked for anywhere; empty = a word or a phrase without a key."""
DAYS = ("due", "deadline")
"""Keys that are compared with a day."""
AGES = ("quiet", "since")
"""Keys that are compared with a length of time; `since` with a day too."""
KEYS = ("stage", *TEXTS, *DAYS, *AGES, "has")
"""Every key of the language."""
GROUPS = ("open", "closed")
"""What `stage:` knows besides stages."""
THINGS = {
    "promise": "an open promise of yours",
    "next": "an agreed next step that is open",
    "step": "anything outstanding",
    "overdue": "a step that is overdue",
    "today": "a step for today",
    "held": "a step that a limit holds back",
    "waiting": "somebody else's turn",
    "draft": "a letter not sent yet",
    "interview": "an interview, held or planned",
    "offer": "an offer, made or in hand",
    "deadline": "a deadline",
    "contact": "a person in the file",
    "tag": "a tag",
    "review": "something that a merge left to decide",
    "problem": "a problem in its file",
}
"""What `has:` knows, in words."""
ORDERS = (":", "<=", ">=", "<", ">", "=")
"""What may stand behind a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One condition, such as `stage:offer,interviewing` or `-quiet>14d`."""

    key: str = ""
    """One of KEYS; empty = a word or a phrase that must occur."""
    order: str = ":"
    """One of ORDERS; for days and lengths of time never `:`."""
    values: tuple[str, ...] = ()
    """What is looked for, any of them; a day as ISO text, a length of time as `14d`."""
    day: date | None = None
    """The day that is compared with; for a length of time the day so long ago."""
    is_age: bool = False
    """Whether a length of time was given, so that more of it means an earlier day."""
    is_negated: bool = False
    start: int = field(default=0, compare=False)
    """Where it begins in the text, in characters from 0."""
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked for; without terms it is everything."""

    text: str = field(default="", compare=False)
    terms: tuple[Term, ...] = ()

    def narrows(self, other: "Query") -> bool:
        """Tell whether it is certain, by the terms alone, that what fits this query fits the other one."""
        own = self.terms[: len(other.terms)]
        return len(own) == len(other.terms) and all(map(_implies, own, other.terms))


def _implies(term: Term, other: Term) -> bool:
    """Tell whether what fits one term certainly fits the other: where a text stands, each part of it does."""
    if term == other:
        return True
    both = (term, other)
    if term.key != other.key or term.key not in WORDS or any(t.is_negated or t.order != ":" for t in both):
        return False
    return all(len(t.values) == 1 for t in both) and fold(other.values[0]) in fold(term.values[0])
