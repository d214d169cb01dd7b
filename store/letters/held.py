"""Which notes and stories a text holds: what was ticked for a letter, told by the letter itself."""

from store.letters.facts import Scene, facts
from store.letters.proof import proof_of
from store.model.entry import Word
from store.model.letter import Choice


def everything(scene: Scene) -> Choice:
    """Return the choice of every note and every story that there is."""
    entries = scene.opportunity.entries
    return Choice(
        marks=frozenset(mark.line for entry in entries for mark in entry.marks if mark.word is not Word.NEXT),
        stories=frozenset(story.path for story in scene.stories if story.readable),
    )


def held_by(subject: str, body: str, scene: Scene) -> Choice:
    """Return which notes and stories stand in a letter."""
    whole = everything(scene)
    proof = proof_of(subject, body, facts(scene, whole))
    lines = {fact.line for fact in proof if fact.path == scene.opportunity.path}
    return Choice(marks=whole.marks & lines, stories=whole.stories & {fact.path for fact in proof})
