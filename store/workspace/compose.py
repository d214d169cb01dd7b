"""The composer without a screen: what there is to write with, and the letter it makes. Writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from store.errors import BadRequest
from store.letters.choosing import can_be_picked, default_choice, earlier_needs, unanswered
from store.letters.facts import Scene, facts
from store.letters.held import everything, held_by
from store.letters.library import templates
from store.letters.paragraphs import WIDTHS
from store.letters.proof import proof_of
from store.letters.refill import refill
from store.model.agenda import Item
from store.model.draft import Draft, Finding
from store.model.entry import WRITTEN, Direction, Entry, Mark, Word
from store.model.letter import Choice, Proof, Refilled, Rendered, Template
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.story import Story
from store.rules import linting
from store.rules.matching import Match, assign, ranked
from store.workspace.people import person_meant
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot

INSTEAD = {"phone": "call-sheet", "text": "text-message"}
"""What takes the place of a letter where the step goes by such a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note mark with the talk it stands in."""

    mark: Mark
    entry: Entry
    own: bool
    """Whether it is this person's own; else the whole meeting's or, for a reference, somebody else's."""
    is_earlier: bool = False
    """Whether it is a need of an earlier round than this person's latest."""
    is_open: bool = False
    """Whether it is a need of an earlier round that no message to this person took up since (R17)."""


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
    matches: Mapping[int, tuple[Match, ...]]
    """By the line of each need: all the stories, best first, with the words that they share with it (R17)."""

    @property
    def unanswered(self) -> tuple[Note, ...]:
        """The needs of earlier rounds that no message to this person took up since; they stand first."""
        return tuple(note for note in self.notes if note.is_open)

    def answers(self, choice: Choice) -> Mapping[int, Story]:
        """Return which story stands beside which ticked need, by the need's line."""
        wanted = choice.stories | set(choice.answers.values())
        stories = [story for story in self.stories if story.readable and story.path in wanted]
        return assign({n.mark.line: n.mark.text for n in self._needs(choice)}, stories, choice.answers)

    def uncovered(self, choice: Choice) -> tuple[Note, ...]:
        """Return the ticked needs that no chosen story answers."""
        answers = self.answers(choice)
        return tuple(note for note in self._needs(choice) if note.mark.line not in answers)

    def _needs(self, choice: Choice) -> list[Note]:
        return [n for n in self.notes if n.mark.word is Word.NEED and n.mark.line in choice.marks]


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


def material(snapshot: Snapshot, opportunity_id: str, ident: str, template: str | None = None) -> Material:
    """Return what a letter to one person of an opportunity can be made of.

    Args:
        snapshot: the vault.
        opportunity_id: the opportunity.
        ident: whom the letter is for.
        template: name of the letter, on which depends what usually goes in; None = it is not chosen yet.
    """
    opportunity = snapshot.opportunity(opportunity_id)
    person = person_meant(snapshot, opportunity, ident)
    known = all_templates(snapshot)
    stories, today = snapshot.records.stories, snapshot.today
    rules = next((t.rules for t in known if t.name == template), None)
    earlier = earlier_needs(opportunity, person, today)
    still_open = unanswered(opportunity, person, stories, today)
    notes = [
        Note(
            mark=mark,
            entry=entry,
            own=any(n.who == person.ident for n in mark.persons),
            is_earlier=mark.line in earlier,
            is_open=mark.line in still_open,
        )
        for entry in sorted(opportunity.entries, key=lambda e: (e.day, e.line), reverse=True)
        for mark in entry.marks
        if can_be_picked(opportunity, person, entry, mark, today)
    ]
    return Material(
        person=person,
        notes=tuple(sorted(notes, key=lambda note: not note.is_open)),
        stories=stories,
        templates=known,
        usual=default_choice(opportunity, person, stories, today, rules=rules),
        matches={n.mark.line: ranked(n.mark.text, stories) for n in notes if n.mark.word is Word.NEED},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the composer begins with for a step of the agenda."""

    template: Template
    person: str
    """Ident of the one whom the step concerns; empty where it is nobody in particular."""
    channel: str
    """How it goes: by what the person prefers and what the step says, which may differ from the template's."""
    answers: Entry | None = None
    """Their message that it answers."""

    @property
    def subject(self) -> str:
        """The subject of an answer, as mail programs write it; empty where the template's own counts."""
        title = self.answers.title if self.answers else ""
        return title if not title or title.casefold().startswith("re:") else f"Re: {title}"


def proposed(snapshot: Snapshot, item: Item) -> Proposal:
    """Return template, person and channel for a step of the agenda."""
    known = {t.name: t for t in all_templates(snapshot)}
    template = known.get(item.template or "") or known["plain-message"]
    if item.channel in INSTEAD and template.channel != item.channel:
        template = known[INSTEAD[item.channel]]
    opportunity = snapshot.opportunity(item.opportunity)
    came = next((e for e in opportunity.entries if e.line == item.because.line), None)
    is_answer = came is not None and came.kind in WRITTEN and came.direction is Direction.FROM
    return Proposal(
        template=template,
        person=item.ident or "",
        channel=item.channel if item.channel in WIDTHS else template.channel,
        answers=came if is_answer and item.template in {None, "reply"} else None,
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
    return _rendered(letter, _scene(snapshot, opportunity, person, letter), choice)


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


def _rendered(letter: Template, scene: Scene, choice: Choice | None) -> Rendered:
    from store.letters.render import render  # with it comes the engine, which nothing else here needs

    return render(letter, facts(scene, choice))


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
