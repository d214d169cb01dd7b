"""By what channel a step is done: what its people, its event and the restrictions of the search leave of its own."""

import re
from collections.abc import Iterable

from store.model.entry import Kind
from store.model.playbook import POSTED, Step
from store.rules.chronicle import Event
from store.rules.logbook import CHANNEL
from store.rules.people import BESIDE, Someone
from store.rules.situation import SETTLING, Situation

NAMING = frozenset({"reply", "promise", "next"})
"""Events that may say themselves by what channel they are met."""
SPOKEN = frozenset({"phone", "meeting"})
SPOKEN_OF = re.compile(r"\b(?:call|phone|ring|telephone)\b", re.IGNORECASE)
"""Words of a promise that is kept by a call."""


def channel_of(situation: Situation, step: Step, who: Someone | None, event: Event | None = None) -> str | None:
    """Return the channel (R29): theirs for an answer, the one a promise names, the preferred one, one that reaches."""
    channels = allowed_channels(situation, step)
    if len(channels) < 2:  # noqa: PLR2004  there is no choice
        return channels[0] if channels else None
    if event is not None and event.sort in NAMING and event.entry is not None:
        asked = _asked_for(event)
        if asked in channels:
            return asked
        if (
            event.mark is not None and event.sort != "lapsed"
        ):  # what was promised in so many words goes in writing, whoever likes the phone
            channels = tuple(c for c in channels if c not in SPOKEN) or channels
    if who is None or step.in_turn:
        return channels[0]
    if who.prefers in channels:
        return who.prefers
    return next((c for c in channels if who.is_reached_by(c)), channels[0])


def _asked_for(event: Event) -> str:
    if event.sort == "reply" and event.entry:
        return "phone" if event.entry.kind is Kind.VOICEMAIL else CHANNEL.get(event.entry.kind, "")
    return "phone" if event.mark and SPOKEN_OF.search(event.mark.text) else ""


def allowed_channels(situation: Situation, step: Step) -> tuple[str, ...]:
    """Return a step's channels without calls where they are not wanted; what is left of a call is an e-mail.

    Where gifts are not wanted nothing useful goes by post either: a link will do (guard 7).
    """
    channels, unwanted = step.by, situation.opportunity.restrictions
    if not unwanted or not channels:
        return channels
    if "no-calls" in unwanted and not BESIDE.issuperset(step.each):
        written = tuple(c for c in channels if c != "phone")
        channels = written or (("email",) if SETTLING.isdisjoint(step.only) else ())
    if "no-gifts" in unwanted and "R13" in step.rules:
        channels = tuple(c for c in channels if c not in POSTED) or ("email",)
    return channels


def in_turn(channels: tuple[str, ...], used: Iterable[str]) -> str | None:
    """Return whose turn it is: the channel that was used longest ago, those never used first (R21)."""
    last = {channel: n for n, channel in enumerate(used)}
    return min(channels, key=lambda c: (last.get(c, -1), channels.index(c)), default=None)
