"""The stories, and what they are good for: the needs of the open searches that each of them answers."""

from dataclasses import dataclass

from store.model.entry import Mark, Word
from store.model.opportunity import CLOSED, Opportunity
from store.model.story import Story
from store.rules.matching import Match, best
from store.workspace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A need of an open search that a story answers better than any other."""

    opportunity: Opportunity
    mark: Mark
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with the needs that call for it."""

    story: Story
    wanted: tuple[Wanted, ...]


def stories_told(snapshot: Snapshot) -> tuple[Told, ...]:
    """Return every story by its title, with the needs of the open searches that it fits best (R17)."""
    stories = snapshot.records.stories
    wanted = [
        Wanted(opportunity=opportunity, mark=mark, match=match)
        for opportunity in snapshot.records.opportunities
        if opportunity.stage not in CLOSED
        for entry in opportunity.entries
        if entry.day <= snapshot.today
        for mark in entry.marks
        if mark.word is Word.NEED and (match := best(mark.text, stories))
    ]
    return tuple(
        Told(story=story, wanted=tuple(w for w in wanted if w.match.story.path == story.path))
        for story in sorted(stories, key=lambda s: (s.title.casefold(), s.path))
    )
