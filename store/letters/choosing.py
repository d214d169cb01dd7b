"""What goes into a letter when the user has not chosen: that person's own marks, and the best story for each need."""

from collections.abc import Collection, Sequence
from datetime import date

from store.letters.finds import parts_of
from store.letters.told import is_answered, is_told, messages_to, sent_to
from store.model.entry import Box, Entry, Kind, Mark, Word
from store.model.letter import Choice
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.person import Person
from store.model.story import Story
from store.rules.drafting.gifts import is_goods
from store.rules.matching import best
from store.rules.meeting import conversations, is_theirs, present

OF_THE_MEETING = frozenset({Word.TOPIC, Word.QUOTE, Word.FUMBLED})
"""Words that belong to one conversation; the others are of use as long as the search lasts."""
PANEL_WIDE = frozenset({Word.NEED, Word.STRENGTH})
"""Words that are of use to a person even where the whole meeting heard or said them."""
FOR_REFERENCES = frozenset({Word.NEED, Word.TOPIC, Word.STRENGTH})
"""Words of the latest interview that a reference should know, where they are nobody's own (R34)."""
BUILDS_ON_NEEDS = frozenset({"R17", "R25"})
"""Rules of the letters in which a need of an earlier round is taken up by itself: they set needs beside work, or bring
what is new. In a short message it would push aside what was said last; there it takes a tick."""


def default_choice(
    opportunity: Opportunity,
    contact: Contact | Person | None,
    stories: Sequence[Story],
    today: date,
    meeting: Entry | None = None,
    rules: Collection[str] | None = None,
) -> Choice:
    """Choose this person's own marks, the whole meeting's needs, and the best story for each chosen need.

    What this person was sent already is not chosen again; a need of an earlier round is, while no message answered it,
    in a letter that builds on needs. A reference gets what the latest interview was about.

    Args:
        opportunity: the search.
        contact: whom the letter is for.
        stories: the stories of the vault.
        today: the user's own day.
        meeting: the conversation that it follows; None = the latest with this person.
        rules: what the template carries out; None = it is not known.
    """
    meeting = meeting or followed(opportunity, contact, today)
    ident = contact.ident if contact else None
    open_needs = unanswered(opportunity, contact, stories, today)
    builds = rules is None or not BUILDS_ON_NEEDS.isdisjoint(rules)
    left_out = told_finds(opportunity, ident) | (
        earlier_needs(opportunity, contact, today) - (open_needs if builds else set())
    )
    about = _interview(opportunity, today) if contact and "reference" in contact.part else None
    marks = [
        mark
        for entry in opportunity.entries
        for mark in entry.marks
        if entry.day <= today
        and mark.line not in left_out
        and (_is_chosen(opportunity, entry, mark, ident, meeting) or (entry is about and _is_for_references(mark)))
    ]
    needs = [mark for mark in marks if mark.word is Word.NEED]
    new = _untold(opportunity, ident, stories) if rules and "R25" in rules else stories
    matches = [best(need.text, new) or best(need.text, stories) for need in needs]
    return Choice(
        marks=frozenset(mark.line for mark in marks),
        stories=frozenset(match.story.path for match in matches if match),
    )


def earlier_needs(opportunity: Opportunity, contact: Contact | Person | None, today: date) -> frozenset[int]:
    """Return the lines of the needs that this person heard or named before the latest round.

    A round is an interview with this person; where there was none, the talk that a letter follows.
    """
    held = conversations(opportunity, contact.ident, today) if contact else ()
    latest = next((e for e in held if e.kind is Kind.INTERVIEW), followed(opportunity, contact, today))
    if contact is None or latest is None:
        return frozenset()
    return frozenset(
        mark.line
        for entry in opportunity.entries
        for mark in entry.marks
        if mark.word is Word.NEED and entry.day < latest.day and _concerns(opportunity, entry, mark, contact.ident)
    )


def unanswered(
    opportunity: Opportunity, contact: Contact | Person | None, stories: Sequence[Story], today: date
) -> frozenset[int]:
    """Return the lines of those needs of earlier rounds that no message to this person took up since (R17)."""
    earlier = earlier_needs(opportunity, contact, today)
    sent = messages_to(opportunity, contact.ident if contact else None) if earlier else ()
    return frozenset(
        mark.line
        for entry in opportunity.entries
        for mark in entry.marks
        if mark.line in earlier and not is_answered(mark, stories, [m for m in sent if entry.day <= m.day <= today])
    )


def followed(opportunity: Opportunity, contact: Contact | Person | None, today: date) -> Entry | None:
    """Return the conversation that a letter follows: the latest with this person, bare calls aside.

    A call without a note (an appointment made, a no received) is not what one thanks for.
    """
    held = conversations(opportunity, contact.ident, today) if contact else ()
    return next((e for e in held if e.marks or e.kind is not Kind.CALL), next(iter(held), None))


def can_be_picked(opportunity: Opportunity, person: Contact | Person, entry: Entry, mark: Mark, today: date) -> bool:
    """Tell whether a note is offered for a letter: this person's own, the meeting's, or one that a reference may hear.

    What somebody else said in the latest interview is offered to a reference, and goes in only with a tick (R34).
    """
    if not mark.persons or is_theirs(mark, person.ident):
        return True
    return "reference" in person.part and mark.word in FOR_REFERENCES and entry is _interview(opportunity, today)


def allowed_marks(
    opportunity: Opportunity, contact: Contact | Person | None, chosen: Collection[int], today: date
) -> list[tuple[Entry, Mark]]:
    """Return the chosen marks, latest conversation first, without what must not go to this person.

    A fumbled answer goes only to one who heard it, and never after a no; dropped and done tasks are over; goods stay
    out where gifts are ruled out.
    """
    ident = contact.ident if contact else None
    pairs = [(e, m) for e in opportunity.entries for m in e.marks if m.line in chosen and e.day <= today]
    kept = [
        (e, m)
        for e, m in pairs
        if (m.word is not Word.FUMBLED or _heard(opportunity, e, m, ident))
        and m.box is Box.OPEN
        and not _is_ruled_out(opportunity, m)
    ]
    return sorted(kept, key=lambda pair: (-pair[0].day.toordinal(), -pair[0].line, pair[1].line))


def _heard(opportunity: Opportunity, entry: Entry, mark: Mark, ident: str | None) -> bool:
    if opportunity.stage is Stage.REJECTED or ident is None:
        return False
    return is_theirs(mark, ident) if mark.persons else ident in present(opportunity, entry)


def _is_chosen(opportunity: Opportunity, entry: Entry, mark: Mark, ident: str | None, meeting: Entry | None) -> bool:
    if mark.word is Word.NEXT or mark.box is not Box.OPEN or _is_ruled_out(opportunity, mark):
        return False
    own = is_theirs(mark, ident)
    if mark.word in OF_THE_MEETING:
        return own and entry is meeting
    return own or (mark.word in PANEL_WIDE and _concerns(opportunity, entry, mark, ident))


def _concerns(opportunity: Opportunity, entry: Entry, mark: Mark, ident: str | None) -> bool:
    """Tell whether a mark is this person's own, or the whole meeting's with this person in it."""
    return is_theirs(mark, ident) or (not mark.persons and ident in present(opportunity, entry))


def _is_for_references(mark: Mark) -> bool:
    return mark.word in FOR_REFERENCES and not mark.persons


def _interview(opportunity: Opportunity, today: date) -> Entry | None:
    held = [e for e in opportunity.entries if e.kind is Kind.INTERVIEW and e.day <= today]
    return max(held, key=lambda e: (e.day, e.line), default=None)


def _is_ruled_out(opportunity: Opportunity, mark: Mark) -> bool:
    return "no-gifts" in opportunity.restrictions and is_goods(mark)


def told_finds(opportunity: Opportunity, ident: str | None) -> frozenset[int]:
    """Return the lines of the finds that this person was sent already (R13, R25)."""
    sent = sent_to(opportunity, ident)
    finds = [m for e in opportunity.entries for m in e.marks if m.word is Word.VALUE] if sent else []
    return frozenset(m.line for m in finds if is_told(sent, *parts_of(m.text)))


def _untold(opportunity: Opportunity, ident: str | None, stories: Sequence[Story]) -> list[Story]:
    """Return the stories that no message to this person told (R25)."""
    sent = sent_to(opportunity, ident)
    return [story for story in stories if not is_told(sent, story.title, story.result)]
