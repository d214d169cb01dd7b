"""A letter filled again with another choice, after the user typed in it: both are kept."""

from store.model.letter import Refilled
from store.text.merge3 import merge_lines


def refill(filled: str, typed: str, anew: str, width: int | None = None) -> Refilled:  # noqa: ARG001 - soon
    """Bring together what the user typed and what the template changes."""
    both, clean = merge_lines(filled, typed, anew)
    return Refilled(text=both if clean else typed, is_clean=clean, both=both, theirs=both if clean else anew)
