"""Letters that are too alike: to two people of one panel, or to the same person again (R11, R25)."""

import re
from collections.abc import Iterable, Iterator

from store.model.draft import Finding
from store.model.entry import WRITTEN, Direction
from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from store.rules.drafting.context import Context, prose_of, warning
from store.rules.meeting import present

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
GAP = re.compile(r"\[\[ .+? \]\]", re.DOTALL)
RUN = 3
"""Words of a shingle."""
FEWEST = 12
"""Shingles below which a text is too short to be compared."""
TOO_ALIKE = 0.6


def check(context: Context) -> Iterable[Finding]:
    """Compare a draft with those to others of its panel, and with what was sent before."""
    here = context.opportunity
    if here is None or context.is_spoken:
        return
    mine = _shingles(context.draft.body)
    if len(mine) < FEWEST:
        return
    for what, same, text in _others(context, here):
        theirs = _shingles(text)
        share = len(mine & theirs) / len(mine)
        if len(theirs) >= FEWEST and share >= TOO_ALIKE and (same or context.asks("R11")):
            yield _finding(what, share, same=same)


def likeness(text: str, other: str) -> float:
    """Return which part of a text stands in another one too, from 0 to 1, greeting and closing aside."""
    mine = _shingles(text)
    return len(mine & _shingles(other)) / len(mine) if mine else 0.0


def _finding(what: str, share: float, *, same: bool) -> Finding:
    percent = round(share * 100)
    if same:
        message = f"{percent} % of this stands in {what} already. What is new this time?"
        return warning("repeats-earlier", 1, message, "R25")
    message = f"{percent} % of this stands in {what} too. They may compare: give each their own words."
    return warning("too-alike", 1, message, "R11")


def _others(context: Context, here: Opportunity) -> Iterator[tuple[str, bool, str]]:
    """Yield what to compare with: in words, whether to the same person, and its text."""
    to = fold_name(context.draft.to)
    panel = _panel(context, here)
    for draft in context.records.drafts:
        whom = fold_name(draft.to)
        if (
            draft.opportunity == here.id
            and draft.path != context.draft.path
            and whom != to
            and whom in panel
            and draft.channel != "phone"
        ):
            yield f"the draft to {draft.to}", False, draft.body
    for entry in here.entries:
        if entry.kind not in WRITTEN or entry.direction is not Direction.TO or not entry.text:
            continue
        names = {fold_name(name.who or name.text) for name in entry.names}
        what = f"the {entry.kind.value.lower()} of {entry.day} to {', '.join(name.text for name in entry.names)}"
        if to in names or (context.contact and fold_name(context.contact.ident) in names):
            yield what, True, entry.text
        elif names & panel:
            yield what, False, entry.text


def _panel(context: Context, here: Opportunity) -> set[str]:
    """Return the names of those who were in a conversation with this person."""
    idents = {ident for entry in context.conversations for ident in present(here, entry)}
    return {fold_name(text) for c in here.contacts if c.ident in idents for text in (c.ident, c.name)}


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(GAP.sub(" ", prose_of(text)))]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
