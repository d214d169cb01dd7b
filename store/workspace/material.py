"""What a letter to one person can be made of: notes, stories, templates, and what goes in when nothing is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.letters.choosing import can_be_picked, default_choice, earlier_needs, told_finds, unanswered
from store.model.entry import Entry, Mark, Word
from store.model.letter import Choice, Template
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.story import Story
from store.rules.matching import Match, assign, ranked
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot
from store.workspace.templates import all_templates


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
    is_told: bool = False
    """Whether it is a find that a message to this person brought before: why it is not chosen (R13, R25)."""


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
    told = told_finds(opportunity, person.ident)
    still_open = unanswered(opportunity, person, stories, today)
    notes = [
        Note(
            mark=mark,
            entry=entry,
            own=any(n.who == person.ident for n in mark.persons),
            is_earlier=mark.line in earlier,
            is_open=mark.line in still_open,
            is_told=mark.line in told,
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
