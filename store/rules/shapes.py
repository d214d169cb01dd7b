"""Values as plain data, as JSON takes them: a key is never left out; what is absent is null."""

from store.model.agenda import Item
from store.model.draft import Draft
from store.model.entry import Entry, Mark
from store.model.opportunity import Contact, Opportunity
from store.model.story import Story

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


def story_shape(story: Story) -> Shape:
    """Return an accomplishment without its text."""
    return {
        "file": story.path,
        "title": story.title or None,
        "needs": list(story.needs),
        "skills": list(story.skills),
        "result": story.result or None,
        "sample": story.sample or None,
    }


def text_or_none(value: object) -> str | None:
    """Return a word or a day as text, and null for what is absent."""
    return None if value is None else str(value)
