"""The stories, and what they are good for: the needs they answer, where they were told, the needs that lack one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from store.letters.retold import Retold
from store.model.entry import SPOKEN, WRITTEN, Direction, Entry, Kind, Mark, Word
from store.model.opportunity import CLOSED, Opportunity
from store.model.story import Story
from store.rules.matching import Match, rank
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A need of an open search that a story answers better than any other."""

    opportunity: Opportunity
    mark: Mark
    match: Match
    is_told: bool = False
    """Whether this employer was told the story already, by what the log says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A text that tells a story: a letter that went out, a talk, or a draft."""

    path: str
    line: int
    opportunity: str
    """Its id; empty for a draft that belongs to none."""
    label: str
    names: tuple[str, ...]
    evidence: str
    """The words of the story that stand in it."""
    day: date | None = None
    kind: Kind | None = None
    """None for a draft, which is no use yet."""

    @property
    def is_draft(self) -> bool:
        """Tell whether nobody has heard it yet."""
        return self.kind is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with the needs that call for it, and where it was told."""

    story: Story
    wanted: tuple[Wanted, ...]
    uses: tuple[Use, ...] = ()
    """The latest first, drafts before them."""

    @property
    def times(self) -> int:
        """How often it was told: in letters that went out and in talks; drafts do not count."""
        return sum(not use.is_draft for use in self.uses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A need of an open search that no story answers (R17)."""

    opportunity: Opportunity
    entry: Entry
    mark: Mark
    nearest: Match | None = None
    """The story that shares the most words with it, too few to be proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repertoire:
    """Everything that can be told, and what cannot."""

    stories: tuple[Told, ...]
    unanswered: tuple[Unanswered, ...]
    """The furthest searches first, in each the latest talk first."""


def repertoire(snapshot: Snapshot) -> Repertoire:
    """Return every story by its title with its needs and uses, and the needs without a story (R17)."""
    stories = snapshot.records.stories
    uses: dict[str, list[Use]] = {}
    for path, use in _uses(snapshot):
        uses.setdefault(path, []).append(use)
    told_at = {(path, use.opportunity) for path, found in uses.items() for use in found if not use.is_draft}
    wanted: dict[str, list[Wanted]] = {}
    unanswered: list[Unanswered] = []
    for opportunity, entry, mark in _needs(snapshot):
        near = next(iter(rank(mark.text, stories)), None)
        if near and near.is_fitting:
            path = near.story.path
            one = Wanted(opportunity=opportunity, mark=mark, match=near, is_told=(path, opportunity.id) in told_at)
            wanted.setdefault(path, []).append(one)
        else:
            unanswered.append(Unanswered(opportunity=opportunity, entry=entry, mark=mark, nearest=near))
    return Repertoire(
        stories=tuple(
            Told(
                story=story,
                wanted=tuple(wanted.get(story.path, ())),
                uses=tuple(sorted(uses.get(story.path, ()), key=_recency)),
            )
            for story in sorted(stories, key=lambda s: (s.title.casefold(), s.path))
        ),
        unanswered=tuple(sorted(unanswered, key=_urgency)),
    )


def stories_told(snapshot: Snapshot) -> tuple[Told, ...]:
    """Return every story by its title, with the needs of the open searches that it fits best (R17)."""
    return repertoire(snapshot).stories


def story_named(found: Repertoire, part: str) -> Told:
    """Return the one story that the typed part of a title or of a file name means.

    Raises:
        NotFound: no story does.
        Ambiguous: several do.
    """
    return pick("story", part, [(told, (told.story.title, told.story.path)) for told in found.stories])


def _needs(snapshot: Snapshot) -> Iterator[tuple[Opportunity, Entry, Mark]]:
    for opportunity in snapshot.records.opportunities:
        for entry in opportunity.entries if opportunity.stage not in CLOSED else ():
            if entry.day <= snapshot.today:
                yield from ((opportunity, entry, mark) for mark in entry.marks if mark.word is Word.NEED)


def _uses(snapshot: Snapshot) -> Iterator[tuple[str, Use]]:
    """Yield the path of a story with each text that tells it: title, result or sample stand in it word for word."""
    retold = Retold(snapshot.records.stories)
    labels = {o.id: o.label for o in snapshot.records.opportunities}
    for draft in snapshot.records.drafts:
        for path, words in retold.told_in(draft.subject, draft.body).items():
            label = labels.get(draft.opportunity, draft.opportunity)
            yield (
                path,
                Use(
                    path=draft.path,
                    line=draft.body_line,
                    opportunity=draft.opportunity,
                    label=label,
                    names=(draft.to,) if draft.to else (),
                    evidence=words,
                    day=draft.created,
                ),
            )
    for opportunity in snapshot.records.opportunities:
        for entry in opportunity.entries:
            if entry.day > snapshot.today or not (said := _said(entry)):
                continue
            for path, words in retold.told_in(entry.title, said).items():
                yield (
                    path,
                    Use(
                        path=opportunity.path,
                        line=entry.line,
                        opportunity=opportunity.id,
                        label=opportunity.label,
                        names=tuple(name.text for name in entry.names),
                        evidence=words,
                        day=entry.day,
                        kind=entry.kind,
                    ),
                )


def _said(entry: Entry) -> str:
    """Return what the user said in an entry: the text of a letter, the notes of a talk and the strengths told in it."""
    if entry.kind in WRITTEN:
        return entry.text if entry.direction is Direction.TO else ""
    if entry.kind in SPOKEN or entry.kind is Kind.BRIEFING:
        return "\n".join((entry.text, *(mark.text for mark in entry.marks if mark.word is Word.STRENGTH))).strip()
    return ""


def _recency(use: Use) -> tuple[bool, int, str, int]:
    return (not use.is_draft, -(use.day or date.min).toordinal(), use.path, use.line)


def _urgency(one: Unanswered) -> tuple[int, str, int, int]:
    stages = list(type(one.opportunity.stage))
    return (-stages.index(one.opportunity.stage), one.opportunity.label, -one.entry.day.toordinal(), one.mark.line)
