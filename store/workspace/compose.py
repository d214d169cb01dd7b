"""The letter that a template makes out of the chosen notes, filled anew and looked over. Writes nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from store.errors import BadRequest
from store.letters.choosing import default_choice
from store.letters.facts import Facts, Scene, facts
from store.letters.held import everything, held_by
from store.letters.paragraphs import WIDTHS
from store.letters.proof import proof_of
from store.letters.refill import refill
from store.model.agenda import Item
from store.model.draft import Draft, Finding
from store.model.letter import Choice, Proof, Refilled, Rendered, Template
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.value import replace
from store.rules import linting
from store.workspace.marking import step_in_words
from store.workspace.people import person_meant
from store.workspace.proposing import proposed
from store.workspace.snapshot import Snapshot
from store.workspace.templates import all_templates, template_named

ANSWER = "Re: {{ message.subject }}"
"""The subject of a letter that answers a message; `answer_subject` says the same without a template."""


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


def compose(  # noqa: PLR0913 - a letter has that many sides
    snapshot: Snapshot,
    opportunity_id: str,
    template: str,
    to: str,
    choice: Choice | None = None,
    key: str | None = None,
    *,
    also: Sequence[str] = (),
) -> Rendered:
    """Return the letter that a template makes for one person out of the chosen notes.

    Args:
        snapshot: the vault.
        opportunity_id: the opportunity.
        template: name of the letter template.
        to: whom it is for.
        choice: which notes and stories go in; None = the usual ones.
        key: the step that it is for. An e-mail that answers a message goes out under that message's subject,
            whatever the template calls it, so that it stays one conversation.
        also: keys of further steps that it does; each gets a paragraph, by the `also` of the template of that step.

    Raises:
        BadRequest: a further step is not this person's.
    """
    opportunity = snapshot.opportunity(opportunity_id)
    person = person_meant(snapshot, opportunity, to)
    letter = template_named(snapshot, template)
    scene = _scene(snapshot, opportunity, person, letter)
    parts = [_part(snapshot, scene, snapshot.item(opportunity.id, other)) for other in also]
    step = snapshot.item(opportunity.id, key) if key else None
    if step and step.ident == person.ident:
        proposal = proposed(snapshot, step)
        scene = replace(scene, about=step.mark_line or 0)
        if proposal.subject and letter.channel == proposal.channel:
            letter = replace(letter, subject=ANSWER)
    return _rendered(letter, scene, choice, parts)


def _part(snapshot: Snapshot, scene: Scene, item: Item) -> tuple[Template, Facts]:
    """Return the template of a further step, and what its paragraph is filled with: its own usual notes."""
    proposal, person = proposed(snapshot, item), scene.contact
    if person is None or item.ident != person.ident:
        raise BadRequest(f"A letter to {person.name if person else 'nobody'} cannot do {step_in_words(item)}.")
    rules = proposal.template.rules
    usual = default_choice(scene.opportunity, person, scene.stories, scene.today, rules=rules)
    about = item.mark_line or 0
    choice = replace(usual, marks=usual.marks | {about}) if about else usual
    return proposal.template, facts(replace(scene, rules=rules, about=about), choice)


def _scene(
    snapshot: Snapshot,
    opportunity: Opportunity,
    person: Contact | Person,
    letter: Template | None,
    day: date | None = None,
) -> Scene:
    return Scene(
        opportunity=opportunity,
        settings=snapshot.settings,
        today=day or snapshot.today,
        contact=person,
        stories=snapshot.records.stories,
        calendar=snapshot.calendar,
        to_all=snapshot.announced_to_all(opportunity.id),
        rules=letter.rules if letter else None,
        locate=_line_finder(snapshot),
    )


def templates_of(
    snapshot: Snapshot, opportunity_id: str, template: str, also: Sequence[str] = ()
) -> tuple[Template, ...]:
    """Return the templates that a letter is made with: its own, and that of each further step."""
    steps = [proposed(snapshot, snapshot.item(opportunity_id, key)).template for key in also]
    return (template_named(snapshot, template), *steps)


def chosen_in(snapshot: Snapshot, draft: Draft) -> Choice:
    """Return which notes and stories a draft holds, as its text shows; for its ticks when it is opened."""
    opportunity = snapshot.opportunity(draft.opportunity)
    person = person_meant(snapshot, opportunity, draft.to)
    return held_by(draft.subject, draft.body, _scene(snapshot, opportunity, person, None))


def proof_in(snapshot: Snapshot, draft: Draft) -> tuple[Proof, ...]:
    """Return the facts that stand in a draft by now, whatever was typed since, with their places in it."""
    opportunity = snapshot.opportunity(draft.opportunity)
    person = person_meant(snapshot, opportunity, draft.to)
    scene = _scene(snapshot, opportunity, person, None)
    return proof_of(draft.subject, draft.body, facts(scene, everything(scene)))


def filled_before(snapshot: Snapshot, draft: Draft) -> Rendered:
    """Return a draft as its template made it on the day that it was written: what to tell the user's edits from.

    Raises:
        NotFound: the person or the template is no longer there.
        TemplateFault: the template is wrong.
    """
    opportunity = snapshot.opportunity(draft.opportunity)
    person = person_meant(snapshot, opportunity, draft.to)
    letter = template_named(snapshot, draft.template)
    scene = _scene(snapshot, opportunity, person, letter, draft.created)
    return _rendered(letter, scene, chosen_in(snapshot, draft))


def _rendered(
    letter: Template, scene: Scene, choice: Choice | None, parts: Sequence[tuple[Template, Facts]] = ()
) -> Rendered:
    from store.letters.joined import render_joined  # with it comes the engine, which nothing else here needs

    return render_joined(letter, facts(scene, choice), parts)


def refilled(filled: str, typed: str, anew: str, channel: str) -> Refilled:
    """Bring together a letter in which the user typed and the same letter made with another choice.

    Args:
        filled: as the template made it before; ask `filled_before` for it when a draft is opened again.
        typed: what the user made of that.
        anew: as the template makes it now.
        channel: the template's channel, which says how wide lines are; empty for the subject.
    """
    return refill(filled, typed, anew, WIDTHS.get(channel))


def close_templates() -> None:
    """End the process that fills the vault's own templates; the next such letter starts it again."""
    from store.letters.limited import RESIDENT

    RESIDENT.close()


def _line_finder(snapshot: Snapshot) -> Callable[[str, str, int], int]:
    """Return what finds the line of a text in a file, from 1, at or below a line; 0 where it is not there."""

    @cache
    def lines(path: str) -> list[str]:
        return snapshot.text(path).split("\n")

    def locate(path: str, words: str, line: int) -> int:
        wanted = words.split("\n", 1)[0]
        return next((number for number, text in enumerate(lines(path)[line - 1 :], line) if wanted in text), 0)

    return locate


def lint_text(snapshot: Snapshot, draft: Draft) -> tuple[Finding, ...]:
    """Return what the checks find in a draft as it stands."""
    if not draft.readable:
        why = next(p for p in snapshot.records.problems if p.path == draft.path)
        return (Finding(code=why.code, message=why.message, severity="error", line=why.line),)
    opportunity = snapshot.opportunity_with(draft.opportunity)
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
    return (*astray, *linting.lint(draft, opportunity, snapshot.records, snapshot.today, rules, roll=snapshot.roll))
