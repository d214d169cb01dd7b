"""What a letter can be made of, as `draft --json` tells it; a room of its own, since it loads what letters need."""

from cli.shapes import Shape
from store.model.letter import Choice
from store.workspace.compose import Material


def material_shape(stuff: Material, choice: Choice) -> Shape:
    """Return what a letter can be made of, and what of it goes in."""
    answers = stuff.answers(choice)
    return {
        "notes": [
            {
                "line": note.mark.line,
                "word": str(note.mark.word),
                "text": note.mark.text,
                "persons": [name.text for name in note.mark.persons],
                "date": note.entry.day.isoformat(),
                "own": note.own,
                "chosen": note.mark.line in choice.marks,
                "earlier": note.is_earlier,
                "unanswered": note.is_open,
            }
            for note in stuff.notes
        ],
        "needs": [
            {
                "line": line,
                "answer": answers[line].path if line in answers else None,
                "stories": [
                    {
                        "file": match.story.path,
                        "title": match.story.title or None,
                        "score": match.score,
                        "words": list(match.words),
                        "fits": match.is_fitting,
                    }
                    for match in matches
                ],
            }
            for line, matches in stuff.matches.items()
        ],
        "stories": [
            {"file": story.path, "title": story.title or None, "chosen": story.path in choice.stories}
            for story in stuff.stories
        ],
        "uncovered": [note.mark.line for note in stuff.uncovered(choice)],
    }
