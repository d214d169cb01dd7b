"""A playbook sorted for use: its steps by the event that they come after, and those that the silence brings."""

from store.model.playbook import Playbook, Step

CHAINED = frozenset({"silence", "no-answer", "letters", "attempts"})
"""Events that the clock of silence makes."""
IN_PERSON = "f-interview"


class SortedBook:
    """The steps of a playbook by what they wait for."""

    def __init__(self, book: Playbook) -> None:
        self.book = book
        chained = _chained(book)
        self.chain = tuple(s for s in book.steps if s.id in chained)
        """Steps that the clock of silence drives: those after its events, and those after one of these."""
        self.by_event: dict[str, tuple[Step, ...]] = {}
        """Every other step by its event, in the order of the file; those that come again are in `again`."""
        self.again: dict[str, tuple[Step, ...]] = {}
        self.by_step: dict[str, tuple[Step, ...]] = {}
        """Steps after another step, by that one's id."""
        for step in book.steps:
            if step.id in chained:
                continue
            place, name = self.again if step.every else self.by_event, step.after.event
            if name == "step":
                place, name = self.by_step, step.after.argument
            place[name] = (*place.get(name, ()), step)
        self.sorts = frozenset(s.after.event for s in book.steps)
        """Every event that a step waits for."""
        self.in_person = frozenset(s.id for s in book.steps if IN_PERSON in (s.id, s.stands_for))
        """Steps that are an interview itself."""
        self.replies = frozenset(s.id for s in book.steps if s.after.event == "reply")
        """Steps that answer a message."""

    def after(self, event: str) -> tuple[Step, ...]:
        """Return the steps after an event, but those of the silence and those that come again."""
        return self.by_event.get(event, ())

    def speaks_of(self, event: str) -> bool:
        """Tell whether the playbook has a step after an event."""
        return event in self.by_event or event in self.again


def _chained(book: Playbook) -> frozenset[str]:
    found = {s.id for s in book.steps if s.after.event in CHAINED}
    for _ in book.steps:
        more = {s.id for s in book.steps if s.after.event == "step" and s.after.argument in found}
        if more <= found:
            break
        found |= more
    return frozenset(found)
