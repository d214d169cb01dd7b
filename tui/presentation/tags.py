"""Tags as lines to tick: which of the chosen opportunities have them, and how many do in all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.model.folding import fold
from store.model.opportunity import Opportunity
from tui.presentation.spans import Line, Span

LONGEST = 24
"""Cells that the names of tags take at most in their list."""


class State(StrEnum):
    """How many of the chosen opportunities have a tag."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag of the vault."""

    name: str
    here: int
    """How many of the chosen opportunities have it."""
    everywhere: int
    state: State


def counts(opportunities: Iterable[Opportunity]) -> dict[str, int]:
    """Return every tag, as it is written most often, with the number of opportunities that have it."""
    written: dict[str, Counter[str]] = {}
    for opportunity in opportunities:
        for tag in {fold(tag): tag for tag in opportunity.tags}.values():
            written.setdefault(fold(tag), Counter())[tag] += 1
    return {spellings.most_common(1)[0][0]: spellings.total() for spellings in written.values()}


def tags_of(chosen: Sequence[Opportunity], everywhere: Mapping[str, int]) -> tuple[Tag, ...]:
    """Return every tag: those of the chosen opportunities first, then by how often they are used."""
    having = Counter(name for o in chosen for name in {fold(tag) for tag in o.tags})

    def tag(name: str, number: int) -> Tag:
        here = having[fold(name)]
        state = State.ALL if chosen and here == len(chosen) else State.SOME if here else State.NONE
        return Tag(name=name, here=here, everywhere=number, state=state)

    found = (tag(name, number) for name, number in everywhere.items())
    return tuple(sorted(found, key=lambda t: (-t.here, -t.everywhere, fold(t.name))))


def lines_of(tags: Sequence[Tag], chosen: int) -> tuple[tuple[Line, str], ...]:
    """Return tags as lines with their names: how many have each, and where only some of the chosen do."""
    width = min(LONGEST, max((len(tag.name) for tag in tags), default=0)) + 1

    def line_of(tag: Tag) -> Line:
        some = f"  on {tag.here} of these {chosen}" if tag.state is State.SOME else ""
        return (
            Span(f"{tag.name:<{width}}"),
            Span(f"{tag.everywhere:>4} in all", "muted"),
            Span(some, "accent"),
        )

    return tuple((line_of(tag), tag.name) for tag in tags)
