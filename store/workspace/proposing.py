"""What the composer begins with for a step of the agenda: template, person, channel, and the subject of an answer."""

from dataclasses import dataclass

from store.letters.timeline import latest_from
from store.model.agenda import Item
from store.model.entry import WRITTEN, Direction, Entry
from store.model.letter import Template
from store.rules.threads import answer_subject
from store.text.template import CHANNELS
from store.workspace.snapshot import Snapshot
from store.workspace.templates import all_templates

INSTEAD = {"phone": "call-sheet", "text": "text-message"}
"""What takes the place of a letter where the step goes by such a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the composer begins with for a step of the agenda."""

    template: Template
    person: str
    """Ident of the one whom the step concerns; empty where it is nobody in particular."""
    channel: str
    """How it goes: by what the person prefers and what the step says, which may differ from the template's."""
    answers: Entry | None = None
    """Their message that it answers: of several in a row the latest, as its template has it."""

    @property
    def subject(self) -> str:
        """The subject of an answer by e-mail; empty where the template's own counts."""
        return answer_subject(self.answers.title) if self.answers and self.channel == "email" else ""


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
        channel=item.channel if item.channel in CHANNELS else template.channel,
        answers=latest_from(opportunity, item.ident, snapshot.today)
        if is_answer and item.template in {None, "reply"}
        else None,
    )
