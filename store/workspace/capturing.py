"""What a line of quick capture means in a vault; what could mean two things is refused with both of them."""

from dataclasses import dataclass
from datetime import date, time

from store.errors import Ambiguous, BadRequest, NotFound, UnknownOpportunity
from store.model.entry import PLANNABLE, SPOKEN, Direction, Entry, Kind, Word
from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from store.text.capture import Happened, cuts, happened, marked
from store.workspace.noting import Note
from store.workspace.people import people_typed
from store.workspace.snapshot import Snapshot
from store.workspace.talks import reader_of, talk
from store.workspace.when import day_meant

GRAMMAR = "Northwind: need reps stall below C-level (Joe)"

LONGEST_NAME = 6
"""Words of a name before which a colon may have been left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """Something to log."""

    kind: Kind
    direction: Direction | None
    names: tuple[str, ...]
    day: date
    at: time | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A line, understood: a note for a talk, or something to log."""

    opportunity: Opportunity
    note: Note | None = None
    talk: Entry | None = None
    """The talk that the note goes into."""
    touch: Touch | None = None


def captured(snapshot: Snapshot, line: str, here: str = "") -> Captured:
    """Return what a line means.

    Args:
        snapshot: the vault.
        line: as typed.
        here: id of the opportunity that is open, for a line that begins with its mark.

    Raises:
        UnknownOpportunity: it is about one that is not in the vault.
        Ambiguous: what it is about, or somebody in it, fits several.
        BadRequest: something of it is missing or cannot be.
    """
    line = " ".join(line.split())
    opportunity, text = about(snapshot, line, here)
    if not text:
        raise BadRequest(f"What about {opportunity.label}? Go on behind the colon, such as: {GRAMMAR}")
    mark = marked(text)
    if mark is None and (found := happened(text)) and (touch := _touch(snapshot, opportunity, found)):
        return Captured(opportunity=opportunity, touch=touch)
    word, words = mark or (Word.TOPIC, text)
    entry = _talk(snapshot, opportunity)
    note = reader_of(snapshot, opportunity, entry).note(word, words)
    if note is None:
        raise BadRequest(f"The {word} is empty: say in a few words what was said.")
    return Captured(opportunity=opportunity, note=note, talk=entry)


def about(snapshot: Snapshot, line: str, here: str = "") -> tuple[Opportunity, str]:
    """Return the opportunity that a line is about, and the rest of it.

    Raises:
        UnknownOpportunity: none is called so.
        Ambiguous: several are.
        BadRequest: the line does not say.
    """
    if not line:
        raise BadRequest(f"Nothing is typed yet. Write for example: {GRAMMAR}")
    ways = tuple(cuts(line))
    whole = [(found, rest) for what, rest in ways if (found := _called(snapshot, what))]
    if whole:
        found, text = whole[-1]  # the longest name that is somebody's whole name
        return snapshot.opportunity_to_change(found.id), text
    if here and (not ways or marked(line) or ((found_here := happened(line)) and found_here.names)):
        return snapshot.opportunity_to_change(here), line
    if not ways or not ways[0][0]:
        raise BadRequest(
            f"Say first what it is about, then a colon, such as: {colon_missing(snapshot, line) or GRAMMAR}"
        )
    what, text = ways[0]
    if fold_name(what) in set(Word):
        raise BadRequest(f"“{what}” says what it is, not what it is about. Begin with that, such as: {GRAMMAR}")
    try:
        return snapshot.opportunity_to_change(what), text
    except NotFound as error:
        if meant := colon_missing(snapshot, line):
            raise BadRequest(f"Nothing is called “{what}”. With a colon behind what it is about: {meant}") from error
        raise UnknownOpportunity(what, text, str(error)) from error


def colon_missing(snapshot: Snapshot, line: str) -> str:
    """Return the line with the colon that was left out, where it begins with what one opportunity only is called."""
    words = line.split()
    for number in range(min(len(words) - 1, LONGEST_NAME), 0, -1):
        what, rest = " ".join(words[:number]), " ".join(words[number:]).lstrip("-–— ")
        if ":" not in what and rest and (marked(rest) or happened(rest)) and _fits_one(snapshot, what):
            return f"{what}: {rest}"
    return ""


def _fits_one(snapshot: Snapshot, what: str) -> bool:
    try:
        snapshot.opportunity(what)
    except (NotFound, Ambiguous, BadRequest):
        return False
    return True


def _called(snapshot: Snapshot, what: str) -> Opportunity | None:
    wanted = fold_name(what)
    found = [o for o in snapshot.records.opportunities if wanted in map(fold_name, (o.id, o.company, o.position))]
    return found[0] if wanted and len(found) == 1 else None


def _talk(snapshot: Snapshot, opportunity: Opportunity) -> Entry:
    held = [e for e in opportunity.entries if e.kind in SPOKEN and e.day <= snapshot.today]
    if not held:
        raise BadRequest(
            f"{opportunity.label} has no talk yet that a note could stand in. "
            f"Log one first, such as: {opportunity.label}: call with NAME"
        )
    return talk(opportunity, snapshot.today)


def _touch(snapshot: Snapshot, opportunity: Opportunity, found: Happened) -> Touch | None:
    """Return what is to be logged; None where it was a sentence that only begins so."""
    try:
        names = people_typed(snapshot, opportunity, found.names) if found.names else ()
    except NotFound:
        if not found.is_certain:
            return None
        people = ", ".join(c.name for c in opportunity.contacts) or "nobody yet"
        raise BadRequest(f"Nobody at {opportunity.label} is called “{found.names}”. There: {people}.") from None
    day = day_meant(snapshot, found.day) if found.day else snapshot.today
    if day > snapshot.today and found.kind not in PLANNABLE:
        raise BadRequest(
            f"{day} is still to come. Only an interview, a meeting or a visit can be planned; "
            "anything else is a promise."
        )
    at = None
    if found.at:
        try:
            at = time.fromisoformat(found.at.zfill(5))
        except ValueError:
            raise BadRequest(f"“{found.at}” is not a time of day. Write it as 14:30.") from None
    return Touch(kind=found.kind, direction=found.direction, names=names, day=day, at=at, title=found.title)
