"""What comes too late to be what it was (guard 16): it is offered for leaving out, with a reason."""

from store.model.playbook import POSTED
from store.rules.clock import Moment, later
from store.rules.expected import Expected
from store.rules.situation import Situation


def stale_since(situation: Situation, item: Expected, *, posted_only: bool = False) -> int:
    """Return for how many days a step has been late, once it is no longer worth doing as it is; else 0."""
    if item.step.fades is None or (posted_only and item.channel not in POSTED):
        return 0
    last = later(Moment(item.due.day), item.step.fades, situation.calendar).day
    return (situation.today - item.due.day).days if situation.today > last else 0


def stale_words(situation: Situation, item: Expected) -> str:
    """Return why a step had better be left out by now; empty while it is worth doing."""
    days = stale_since(situation, item)
    return f"{days} days late, it would say that it was forgotten" if days else ""
