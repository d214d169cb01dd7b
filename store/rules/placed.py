"""An open step at its place among all others of the vault: what a backlog and the limits make of it."""

from datetime import date

from msgspec import Struct

from store.model.agenda import Bucket, Item, State
from store.model.share import OpenStep, Share
from store.model.value import replace


class Placed(Struct, eq=False):
    """An open step while its place is worked out."""

    share: Share
    step: OpenStep
    not_before: date | None = None
    """From when on it should go out, where it waits in a backlog."""
    why: str = ""
    """Why it should wait so long."""
    allowed: date | None = None
    """The day until which it is held; None = it is not."""
    remark: str = ""
    retired: str = ""
    """Why it falls away; empty while it stands."""
    beside: str = ""
    """Another search at the same employer that is under way."""

    def hold(self, until: date, why: str) -> None:
        """Hold it until that day."""
        self.allowed, self.remark = until, f"held until {until}: {why}"


def told(one: Placed, item: Item | None = None) -> Item:
    """Return what is shown of a step at its place.

    Args:
        one: the step.
        item: what would be shown without the others; by default what the share says.
    """
    shown = item or one.step.item
    if one.retired:
        return replace(shown, state=State.RETIRED, bucket=None, note=one.retired, stale="", hints=())
    if one.beside and shown.who is not None:
        at = one.step.hinted
        hint = f"also under way at {one.share.label}: {one.beside}; they share their turns"
        shown = replace(shown, hints=(*shown.hints[:at], hint, *shown.hints[at:]))
    if one.allowed is None:
        return shown
    note = shown.note if one.step.has_word else "; ".join(filter(None, (shown.note, one.remark)))
    return replace(shown, bucket=Bucket.HELD, allowed=one.allowed, note=note)
