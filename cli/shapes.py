"""Values as JSON: the fixed shapes that scripts read. A key is never left out; what is absent is null."""

from store.model.agenda import Item
from store.model.draft import Draft, Finding
from store.model.entry import Entry, Mark
from store.model.letter import Choice, Proof, Template
from store.model.opportunity import Contact, Opportunity
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.rules.panel import Panel, Sheet
from store.workspace.material import Material
from store.workspace.telling import Told

Shape = dict[str, object]


def item_shape(item: Item) -> Shape:
    """Return an item of the agenda."""
    return {
        "key": item.key,
        "opportunity": item.opportunity,
        "company": item.company,
        "position": item.position,
        "step": item.step,
        "who": item.who,
        "channel": item.channel,
        "due": item.due.isoformat(),
        "time": item.time,
        "bucket": text_or_none(item.bucket),
        "days": item.days,
        "allowed": text_or_none(item.allowed),
        "template": item.template,
        "says": item.says,
        "playbook": item.playbook or None,
        "rules": list(item.rules),
        "source": list(item.source),
        "optional": item.optional,
        "because": {
            "event": item.because.event,
            "date": item.because.day.isoformat(),
            "file": item.because.path,
            "line": item.because.line,
        },
    }


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


def opportunity_shape(opportunity: Opportunity) -> Shape:
    """Return an opportunity's id, file and known keys."""
    o = opportunity
    return {
        "id": o.id,
        "file": o.path,
        "company": o.company or None,
        "position": o.position or None,
        "stage": str(o.stage),
        "stage_since": text_or_none(o.stage_since),
        "next_touch": text_or_none(o.next_touch),
        "deadline": text_or_none(o.deadline),
        "playbook": o.playbook or None,
        "contacts": [contact_shape(c) for c in o.contacts],
        "tags": list(o.tags),
        "url": o.url or None,
        "location": o.location or None,
        "salary": o.salary or None,
        "source": o.source or None,
        "documents": list(o.documents),
        "runner_up": o.runner_up,
        "restrictions": list(o.restrictions),
        "merge_review": [
            {"where": r.where, "kept": r.kept, "other": r.other, "base": r.base or None} for r in o.merge_review
        ],
    }


def contact_shape(contact: Contact) -> Shape:
    """Return a contact."""
    return {
        "name": contact.name,
        "title": contact.title or None,
        "part": list(contact.part),
        "email": contact.email or None,
        "phone": contact.phone or None,
        "address": contact.address or None,
        "spelling": contact.spelling or None,
        "prefers": contact.prefers or None,
    }


def entry_shape(entry: Entry) -> Shape:
    """Return a log entry with its marks."""
    return {
        "line": entry.line,
        "date": entry.day.isoformat(),
        "time": f"{entry.at:%H:%M}" if entry.at else None,
        "zone": entry.zone,
        "kind": str(entry.kind),
        "direction": text_or_none(entry.direction),
        "names": [n.text for n in entry.names],
        "title": entry.title or None,
        "marks": [mark_shape(m) for m in entry.marks],
        "text": entry.text or None,
    }


def mark_shape(mark: Mark) -> Shape:
    """Return a note mark; its box is `open`, `done` or `dropped` for what can be done, else null."""
    return {
        "line": mark.line,
        "word": str(mark.word),
        "text": mark.text,
        "box": mark.box.name.lower() if mark.word in ("promise", "next") else None,
        "by": text_or_none(mark.by),
        "persons": [n.text for n in mark.persons],
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


def draft_shape(draft: Draft) -> Shape:
    """Return a draft without its text."""
    return {
        "file": draft.path,
        "opportunity": draft.opportunity or None,
        "to": draft.to or None,
        "channel": draft.channel or None,
        "template": draft.template or None,
        "subject": draft.subject or None,
        "created": text_or_none(draft.created),
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


def template_shape(template: Template) -> Shape:
    """Return what is known of a letter template."""
    return {
        "name": template.name,
        "channel": template.channel or None,
        "for": list(template.whom),
        "purpose": template.purpose or None,
        "rules": list(template.rules),
        "file": template.path or None,
        "own": template.own,
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


def story_shape(told: Told) -> Shape:
    """Return a story with the needs of open searches that it answers best."""
    story = told.story
    return {
        "file": story.path,
        "title": story.title or None,
        "needs": list(story.needs),
        "skills": list(story.skills),
        "result": story.result or None,
        "sample": story.sample or None,
        "wanted": [
            {
                "opportunity": wanted.opportunity.id,
                "file": wanted.opportunity.path,
                "line": wanted.mark.line,
                "text": wanted.mark.text,
                "score": wanted.match.score,
                "words": list(wanted.match.words),
            }
            for wanted in told.wanted
        ],
    }


def text_or_none(value: object) -> str | None:
    """Return a word or a day as text, and null for what is absent."""
    return None if value is None else str(value)


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
