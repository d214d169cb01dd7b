"""Many values at once: Python's collector of cycles would look through them again and again, and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEVER = 1_000_000_000
"""Passes over young values that no program lives to see."""


def keep_still() -> None:
    """Keep the collector still until `wake`: what is imported and drawn first stays.

    Its passes were a tenth of the way to the first frame; the last of them, over everything, fell just before it.
    """
    gc.disable()


def wake() -> None:
    """Let the collector look by itself again."""
    gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector still while a whole vault is worked out; it takes up to a third of that time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def young_only() -> Iterator[None]:
    """Have the collector look by itself at young values only, and at the others when `tidy` is called.

    A pass over all of them comes where many values are made, which is while somebody types.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(*thresholds[:2], NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def set_aside() -> None:
    """Have the collector never look again at what there is now.

    Among ten thousand files its pass over everything stops all threads for a second, again and again. What is set aside
    still goes when nobody holds it any more, unless it holds itself: snapshots do not, closed windows may.
    """
    gc.freeze()


def tidy(*, thoroughly: bool) -> None:
    """Take away what is held by itself only, and set the rest aside: in a quiet moment.

    Args:
        thoroughly: whether to look through all that was ever set aside, which takes a second.
    """
    if thoroughly:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
