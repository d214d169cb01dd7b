"""Values as JSON: the fixed shapes that scripts read. A key is never left out; what is absent is null."""

from store.model.agenda import Item
from store.model.draft import Finding
from store.model.letter import Choice, Proof, Template
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.rules.panel import Panel, Sheet
from store.rules.shapes import (
    Shape,
    item_shape,
)
from store.workspace.material import Material


def step_shape(item: Item) -> Shape:
    """Return a step of a schedule: an item with what became of it."""
    return {
        **item_shape(item),
        "state": str(item.state),
        "note": item.note or None,
        "hints": list(item.hints),
        "answers": list(item.answers),
        "also": list(item.also),
        "stale": item.stale or None,
        "settled_by": item.settled_by,
    }


def problem_shape(problem: Problem) -> Shape:
    """Return a problem of the vault."""
    return {
        "file": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "fix": problem.fix,
    }


def finding_shape(finding: Finding) -> Shape:
    """Return what a check found in a draft."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "line": finding.line,
        "message": finding.message,
    }


def playbook_shape(book: Playbook, *, own: bool, usual: bool) -> Shape:
    """Return what is known of a playbook; `usual` = it counts where an opportunity names none."""
    return {
        "name": book.name,
        "about": book.about or None,
        "source": list(book.source),
        "steps": [step.id for step in book.steps],
        "own": own,
        "usual": usual,
    }


def template_shape(template: Template, news: str) -> Shape:
    """Return what is known of a letter template, and whether its text is `new` here or `changed` since its last use."""
    return {
        "name": template.name,
        "channel": template.channel or None,
        "for": list(template.whom),
        "purpose": template.purpose or None,
        "rules": list(template.rules),
        "file": template.path or None,
        "own": template.own,
        "news": news or None,
    }


def proof_shape(proof: Proof) -> Shape:
    """Return a fact of a letter: where it is from, and its places; row 0 is the body's first line, -1 the subject."""
    places = [{"row": place.row, "start": place.start, "end": place.end} for place in proof.places]
    return {"text": proof.text, "file": proof.path, "line": proof.line, "places": places}


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
                "told": note.is_told,
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


def panel_shape(panel: Panel) -> Shape:
    """Return the messages to the people of an interview side by side."""
    entry = panel.entry
    return {
        "interview": {
            "date": entry.day.isoformat(),
            "names": [name.text for name in entry.names],
            "title": entry.title or None,
            "line": entry.line,
        },
        "sheets": [
            {
                "who": sheet.person.name,
                "state": state_of(sheet),
                "file": sheet.draft.path if sheet.draft else None,
                "sent": sheet.sent.day.isoformat() if sheet.sent else None,
                "line": sheet.sent.line if sheet.sent else None,
                "cited": [{"word": str(m.word), "text": m.text, "line": m.line} for m in sheet.cited],
                "findings": [finding_shape(finding) for finding in sheet.findings],
            }
            for sheet in panel.sheets
        ],
        "likeness": [{"sheet": a, "in": b, "percent": round(share * 100)} for (a, b), share in panel.pairs.items()],
        "shared": [
            {
                "text": shared.text,
                "places": [
                    {
                        "sheet": sheet,
                        "line": panel.sheets[sheet].text.count("\n", 0, start) + 1,
                        "start": start,
                        "end": end,
                    }
                    for sheet, start, end in shared.places
                ],
            }
            for shared in panel.shared
        ],
    }


def state_of(sheet: Sheet) -> str:
    """Return whether a message is a draft, was sent, or is not there yet."""
    return "draft" if sheet.draft else "sent" if sheet.sent else "nothing"
