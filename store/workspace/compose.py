"""The composer without a screen: what there is to write with, and the letter it makes. Writes nothing."""

from dataclasses import dataclass

from store.errors import BadRequest
from store.letters.choosing import can_be_picked, default_choice
from store.letters.facts import Scene, facts
from store.letters.library import templates
from store.letters.render import render
from store.model.agenda import Item
from store.model.draft import Draft, Finding
from store.model.entry import Entry, Mark
from store.model.folding import fold
from store.model.letter import Choice, Rendered, Template
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.story import Story
from store.rules import linting
from store.workspace.people import person_meant
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note mark with the talk it stands in."""

    mark: Mark
    entry: Entry
    own: bool
    """Whether it is this person's own; else the whole meeting's or, for a reference, somebody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a letter to one person can be made of."""

    person: Contact | Person
    notes: tuple[Note, ...]
    """This person's notes and the whole meeting's, newest talk first; for a reference, those of the interview too."""
    stories: tuple[Story, ...]
    templates: tuple[Template, ...]
    usual: Choice
    """What goes in when the user chooses nothing."""


def all_templates(snapshot: Snapshot) -> tuple[Template, ...]:
    """Return the letter templates: the shipped ones and the vault's own."""
    return templates(snapshot.root)


def template_named(snapshot: Snapshot, part: str) -> Template:
    """Return the template that the typed name means.

    Raises:
        NotFound: there is none.
        Ambiguous: several fit.
    """
    return pick("template", part, [(t, (t.name,)) for t in all_templates(snapshot)])


def addressee(snapshot: Snapshot, opportunity: Opportunity, to: str | None, key: str | None) -> Contact | Person:
    """Return whom a letter is for: the one named, else the one the step concerns, else the only contact.

    Raises:
        BadRequest: nobody was named and several could be meant.
    """
    if to:
        return person_meant(snapshot, opportunity, to)
    ident = snapshot.item(opportunity.id, key).ident if key else None
    if ident:
        return person_meant(snapshot, opportunity, ident)
    if len(opportunity.contacts) == 1:
        return opportunity.contacts[0]
    names = ", ".join(c.name for c in opportunity.contacts) or "nobody yet"
    raise BadRequest(f"To whom? {opportunity.label} has: {names}. Name one with --to.")


def material(snapshot: Snapshot, opportunity_id: str, ident: str) -> Material:
    """Return what a letter to one person of an opportunity can be made of."""
    opportunity = snapshot.opportunity(opportunity_id)
    person = person_meant(snapshot, opportunity, ident)
    notes = [
        Note(mark=mark, entry=entry, own=any(n.who == person.ident for n in mark.persons))
        for entry in sorted(opportunity.entries, key=lambda e: (e.day, e.line), reverse=True)
        for mark in entry.marks
        if can_be_picked(opportunity, person, entry, mark, snapshot.today)
    ]
    return Material(
        person=person,
        notes=tuple(notes),
        stories=snapshot.records.stories,
        templates=all_templates(snapshot),
        usual=default_choice(opportunity, person, snapshot.records.stories, snapshot.today),
    )


def template_for(snapshot: Snapshot, item: Item) -> Template:
    """Return the template of a step, or the plain message where the step names none that is there."""
    known = {t.name: t for t in all_templates(snapshot)}
    return known.get(item.template or "") or known["plain-message"]


def compose(snapshot: Snapshot, opportunity_id: str, template: str, to: str, choice: Choice | None = None) -> Rendered:
    """Return the letter that a template makes for one person out of the chosen notes."""
    opportunity = snapshot.opportunity(opportunity_id)
    person = person_meant(snapshot, opportunity, to)
    letter = template_named(snapshot, template)
    scene = Scene(
        opportunity=opportunity,
        settings=snapshot.settings,
        today=snapshot.today,
        contact=person,
        stories=snapshot.records.stories,
        calendar=snapshot.calendar,
        to_all=snapshot.announced_to_all(opportunity.id),
        locate=lambda path, words: line_of(snapshot, path, words),
    )
    return render(letter, facts(scene, choice))


def line_of(snapshot: Snapshot, path: str, words: str) -> int:
    """Return the line of a file, from 1, where the words begin; 1 where they are not found."""
    text = snapshot.text(path)
    place = text.find(words.split("\n", 1)[0]) if words else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def lint_text(snapshot: Snapshot, draft: Draft) -> tuple[Finding, ...]:
    """Return what the checks find in a draft as it stands."""
    if not draft.readable:
        why = next(p for p in snapshot.records.problems if p.path == draft.path)
        return (Finding(code=why.code, message=why.message, severity="error", line=why.line),)
    wanted = fold(draft.opportunity)
    opportunity = next((o for o in snapshot.records.opportunities if fold(o.id) == wanted), None)
    astray = (
        ()
        if opportunity
        else (
            Finding(
                code="draft-astray", message=f"There is no opportunity “{draft.opportunity}”.", severity="error", line=1
            ),
        )
    )
    rules = next((t.rules for t in all_templates(snapshot) if t.name == draft.template), None)
    return (*astray, *linting.lint(draft, opportunity, snapshot.records, snapshot.today, rules))
