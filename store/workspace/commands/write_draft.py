"""Write a draft out of a template, a person and the notes of the talk."""

from collections.abc import Sequence

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.draft import Draft
from store.model.letter import Choice, Rendered
from store.text.draft import write_draft as draft_file
from store.text.slug import slug
from store.workspace.changing import Plan
from store.workspace.compose import addressee, compose
from store.workspace.proposing import proposed
from store.workspace.snapshot import Snapshot
from store.workspace.templates import template_named


def write_draft(  # noqa: PLR0913 - a letter has that many sides
    opportunity_id: str,
    template: str,
    to: str | None = None,
    key: str | None = None,
    choice: Choice | None = None,
    typed: tuple[str, str] | None = None,
    *,
    also: Sequence[str] = (),
) -> Plan:
    """Return the plan of a new draft.

    Args:
        opportunity_id: id of the opportunity, or a unique part of its names.
        template: name of the letter template.
        to: whom, by any unique part of the name; None = whom the step with `key` concerns, or the only contact.
        key: the step of the agenda that the letter is for; a letter that answers a message takes its subject.
        typed: subject and text that the user made of the letter already; None = as the template makes it.
        also: keys of further steps that the same letter does.
        choice: which notes and stories go in; None = this person's own notes and the best story for each need.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        person = addressee(snapshot, opportunity, to, key)
        letter = template_named(snapshot, template)
        subject, body = typed or written(
            compose(snapshot, opportunity.id, letter.name, person.ident, choice, key, also=also)
        )
        step = proposed(snapshot, snapshot.item(opportunity.id, key)) if key else None
        channel = (step.channel if step and step.template.name == letter.name else letter.channel) or "email"
        draft = Draft(
            path=free_path(snapshot, opportunity.id, f"{letter.name}-{slug(person.name, '')}"),
            opportunity=opportunity.id,
            to=person.ident,
            channel=channel,
            template=letter.name,
            subject=subject,
            created=snapshot.today,
            body=body,
        )
        return Change(
            sentence=f"{opportunity.label}: {letter.name.replace('-', ' ')} to {person.name} drafted",
            edits=(Edit(path=draft.path, before=None, after=draft_file(draft)),),
        )

    return plan


def written(letter: Rendered) -> tuple[str, str]:
    """Return subject and text of a letter as its template made it."""
    return letter.subject, letter.body


def free_path(snapshot: Snapshot, folder: str, name: str) -> str:
    """Return a path in `drafts/` that no draft has.

    Raises:
        BadRequest: there are far too many drafts of that name.
    """
    taken = {d.path for d in snapshot.records.drafts}
    for number in range(1, 1000):
        path = f"drafts/{folder}/{name}{'' if number == 1 else f'-{number}'}.md"
        if path not in taken:
            return path
    raise BadRequest(f"There are a thousand drafts called {name} already. Send or delete some.")
