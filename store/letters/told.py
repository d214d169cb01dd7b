"""What a person has been sent already: a story or a find that was told once is not new the second time (R25)."""

import re
from collections.abc import Iterable, Sequence

from store.model.entry import WRITTEN, Direction, Entry, Mark
from store.model.opportunity import Opportunity
from store.model.story import Story
from store.rules.drafting.echo import is_echoed
from store.rules.matching import rank, words_of

WORDS = re.compile(r"\w+")
PARAGRAPH_END = re.compile(r"\n\s*\n")
RUN = 4
"""So many words of a note in a row are no accident."""
TELLING = 2
"""So many of them must mean something."""


def messages_to(opportunity: Opportunity, ident: str | None) -> tuple[Entry, ...]:
    """Return the letters and messages that went to a person here, in file order."""
    if ident is None:
        return ()
    return tuple(
        entry
        for entry in opportunity.entries
        if entry.kind in WRITTEN and entry.direction is Direction.TO and any(name.who == ident for name in entry.names)
    )


def sent_to(opportunity: Opportunity, ident: str | None) -> str:
    """Return everything that was sent to a person here, ready to be searched."""
    return "\n".join(_flat(f"{entry.title} {entry.text}") for entry in messages_to(opportunity, ident))


def is_answered(need: Mark, stories: Sequence[Story], sent: Iterable[Entry]) -> bool:
    """Tell whether a message took up a need: in its words, or with a story that fits it (R17)."""
    fitting = [match.story for match in rank(need.text, stories) if match.is_fitting]
    return any(
        _takes_up(need, entry) or any(is_told(_flat(entry.text), story.title, story.result) for story in fitting)
        for entry in sent
    )


def _takes_up(mark: Mark, entry: Entry) -> bool:
    return any(
        is_echoed(mark, paragraph) or _quotes(mark.text, paragraph) for paragraph in PARAGRAPH_END.split(entry.text)
    )


def _quotes(note: str, text: str) -> bool:
    """Tell whether some words in a row of a note stand in a text, and mean something."""
    said = f" {' '.join(WORDS.findall(text.casefold()))} "
    words = WORDS.findall(note.casefold())
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return any(f" {run} " in said and len(words_of(run)) >= TELLING for run in runs)


def is_told(sent: str, *texts: str) -> bool:
    """Tell whether one of the texts stands in what was sent."""
    return any(text and _flat(text) in sent for text in texts)


def _flat(text: str) -> str:
    return " ".join(text.strip(" \"“”„‘’'.,;:").split()).casefold()
