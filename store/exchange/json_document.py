"""A vault as one JSON document: everything that was read of it, and the text of each file."""

import json

from store import VERSION
from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.outgoing import Leaving
from store.model.person import Person
from store.model.settings import Settings
from store.model.story import Story
from store.rules.shapes import Shape, draft_shape, entry_shape, item_shape, opportunity_shape, story_shape

DOCUMENT = 1
"""The version of the document: it grows when a script that reads it would have to change."""


def written(leaving: Leaving) -> bytes:
    """Return the document, in ASCII."""
    document: Shape = {
        "version": DOCUMENT,
        "program": f"afterword {VERSION}",
        "today": leaving.today.isoformat(),
        "settings": settings_shape(leaving.settings),
        "opportunities": [
            whole_opportunity(o) | {"markdown": leaving.text(o.path) or None} for o in leaving.opportunities
        ],
        "people": [person_shape(p) | {"markdown": leaving.text(p.path) or None} for p in leaving.people],
        "stories": [whole_story(s) | {"markdown": leaving.text(s.path) or None} for s in leaving.stories],
        "drafts": [whole_draft(d) | {"markdown": leaving.text(d.path) or None} for d in leaving.drafts],
        "agenda": [item_shape(i) for i in leaving.items],
    }
    return (json.dumps(document, ensure_ascii=True, indent=2) + "\n").encode("ascii")


def settings_shape(settings: Settings) -> Shape:
    """Return who searches and how."""
    s = settings
    return {
        "name": s.name or None,
        "email": s.email or None,
        "phone": s.phone or None,
        "address": s.address or None,
        "timezone": s.timezone or None,
        "playbook": s.playbook or None,
        "stages": {name: str(stage) for name, stage in s.stages.items()},
    }


def whole_opportunity(opportunity: Opportunity) -> Shape:
    """Return an opportunity with its log and the keys of the user's own."""
    return {
        **opportunity_shape(opportunity),
        "own_stage": opportunity.stage_text or None,
        "own_keys": dict(opportunity.extra),
        "log": [entry_shape(entry) for entry in opportunity.entries],
    }


def person_shape(person: Person) -> Shape:
    """Return a person beyond one opportunity."""
    p = person
    return {
        "file": p.path,
        "name": p.name or None,
        "part": list(p.part),
        "email": p.email or None,
        "phone": p.phone or None,
        "address": p.address or None,
        "company": p.company or None,
        "opportunities": list(p.opportunities),
        "spelling": p.spelling or None,
        "prefers": p.prefers or None,
        "notes": p.notes or None,
        "own_keys": dict(p.extra),
    }


def whole_story(story: Story) -> Shape:
    """Return an accomplishment with its text."""
    return {**story_shape(story), "body": story.body or None}


def whole_draft(draft: Draft) -> Shape:
    """Return a draft with its text."""
    return {**draft_shape(draft), "body": draft.body or None}
