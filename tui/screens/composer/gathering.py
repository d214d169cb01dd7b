"""What a letter can be made of, gathered from the files; and the user's choice carried over when they change."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.errors import NotFound, TemplateFault
from store.model.draft import Draft
from store.model.letter import Choice, Rendered
from store.workspace.compose import chosen_in, filled_before
from store.workspace.door import Workspace
from store.workspace.familiar import news
from store.workspace.material import Material, Note, material


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What there is to write one letter with."""

    made_as: tuple[str, str]
    """Template and person that it was gathered for."""
    material: Material
    news: Mapping[str, str]
    """The templates that are not as they were used last on this machine, by name: `new` or `changed`."""
    chosen: Choice | None = None
    """What a reopened draft holds."""
    before: Rendered | None = None
    """A reopened draft as its template made it."""


def gathered(workspace: Workspace, letter: Draft, *, reopened: bool) -> Gathered:
    """Gather what a letter can be made of; for a reopened one also what is in it already."""
    snapshot = workspace.snapshot()
    fresh = news(workspace, snapshot)
    stuff = material(snapshot, letter.opportunity, letter.to, letter.template)
    made_as = (letter.template, letter.to)
    if not reopened:
        return Gathered(made_as=made_as, material=stuff, news=fresh)
    try:
        before = filled_before(snapshot, letter)
    except (NotFound, TemplateFault):
        before = None
    return Gathered(made_as=made_as, material=stuff, news=fresh, chosen=chosen_in(snapshot, letter), before=before)


def carried(before: Material, choice: Choice, now: Material, *, with_new: bool) -> Choice:
    """Return the choice for what there is now: what the user ticked or unticked stays so, wherever its line went.

    Args:
        before: what there was to choose.
        choice: what was chosen of it.
        now: what there is to choose.
        with_new: whether a new note goes in as it usually would; else it waits for a tick.
    """
    was = {_key(note): note.mark.line for note in before.notes}
    lines = {was[_key(note)]: note.mark.line for note in now.notes if _key(note) in was}
    new_notes = {note.mark.line for note in now.notes} - set(lines.values()) if not with_new else set()
    own = {lines[mark] for mark in choice.marks ^ before.usual.marks if mark in lines}
    known = {story.path for story in now.stories}
    new_stories = known - {story.path for story in before.stories} if not with_new else set()
    return Choice(
        marks=frozenset((now.usual.marks ^ own) - new_notes),
        stories=frozenset(((now.usual.stories ^ (choice.stories ^ before.usual.stories)) - new_stories) & known),
        answers={lines[need]: path for need, path in choice.answers.items() if need in lines},
    )


def _key(note: Note) -> tuple[object, ...]:
    """Return what a note is known by when its line has moved."""
    mark = note.mark
    return (note.entry.day, note.entry.heading, mark.word, mark.text, tuple(name.text for name in mark.persons))
