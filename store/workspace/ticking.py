"""Ticks by hand, without a screen: what usually goes into a letter, with some notes and stories more or less."""

from collections.abc import Sequence

from store.errors import BadRequest
from store.model.entry import Word
from store.model.letter import Choice
from store.model.story import Story
from store.workspace.material import Material
from store.workspace.picking import pick


def ticked(
    stuff: Material,
    notes: Sequence[int] = (),
    stories: Sequence[str] = (),
    without: Sequence[str] = (),
    answers: Sequence[tuple[int, str]] = (),
) -> Choice:
    """Return the usual choice with some changes.

    Args:
        stuff: what the letter can be made of.
        notes: lines of notes that go in as well.
        stories: stories that go in as well, by any unique part of their names.
        without: what stays out: lines of notes, and stories by their names.
        answers: a need's line with the story that answers it; an empty name = none.

    Raises:
        BadRequest: there is no such note for this person.
        NotFound: there is no such story.
        Ambiguous: several stories are called that.
    """
    added = {_note(stuff, line) for line in notes}
    pinned = {_note(stuff, line, Word.NEED): story_named(stuff, name).path if name else "" for line, name in answers}
    gone = {_note(stuff, int(part)) for part in without if part.isascii() and part.isdigit()}
    untold = {story_named(stuff, part).path for part in without if not (part.isascii() and part.isdigit())}
    told = {story_named(stuff, name).path for name in stories}
    return Choice(
        marks=(stuff.usual.marks | added | pinned.keys()) - gone,
        stories=(stuff.usual.stories | told | {path for path in pinned.values() if path}) - untold,
        answers=pinned,
    )


def story_named(stuff: Material, part: str) -> Story:
    """Return the story that the typed words mean.

    Raises:
        NotFound: there is none.
        Ambiguous: several fit.
    """
    names = [(s, (s.path.removeprefix("stories/").removesuffix(".md"), s.path, s.title)) for s in stuff.stories]
    return pick("story", part, names)


def _note(stuff: Material, line: int, word: Word | None = None) -> int:
    if any(note.mark.line == line and word in (None, note.mark.word) for note in stuff.notes):
        return line
    what = "need" if word else "note"
    known = ", ".join(str(note.mark.line) for note in stuff.notes if word in (None, note.mark.word)) or "none"
    raise BadRequest(f"No {what} for {stuff.person.name} stands in line {line}. There are: {known}.")
