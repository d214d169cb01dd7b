"""Three versions of one file, as git hands them to its merge driver, become one in place.

It is started once for each file of a merge, so nothing is loaded here but what the merge itself needs.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

LARGEST = 8 * 1024 * 1024
"""Bytes above which a file is no note, and is left to git's own merge of lines."""

Merge = Callable[[bytes | None, bytes, bytes, str], bytes | None]
"""Merge of (base, ours, theirs, path); None where one file cannot hold both."""


def merge_in_place(base: Path, ours: Path, theirs: Path, path: str, merge: Merge | None = None) -> bool:
    """Merge three files into the second one, and tell whether it was written; else all are as they were.

    Args:
        base: the common version; git gives an empty file where there was none.
        ours: the version of this side, and the place of the result.
        theirs: the version of the other side.
        path: what the file is called in the repository.
        merge: the merge by meaning, unless another one is to be tried.

    Raises:
        OSError: a file cannot be read or written.
    """
    if any(place.stat().st_size > LARGEST for place in (base, ours, theirs)):
        return False
    versions = (base.read_bytes() or None, ours.read_bytes(), theirs.read_bytes())
    data = (merge or merge_by_meaning)(*versions, path)
    if data is None:
        return False
    _replace(ours, data)
    return True


def merge_by_meaning(base: bytes | None, ours: bytes, theirs: bytes, path: str) -> bytes | None:
    """Merge by meaning, as a sync does it; None for two things that came to one name by themselves."""
    from store.text.merging.files import is_same_subject, merge_files, repaired

    if base is None and not is_same_subject(ours, theirs):
        return None
    # Two histories that merged each other crosswise have two common versions. Git merges those first, and a merge
    # without this driver leaves its markers in them.
    common = base if base is None else repaired(base, path).data
    return merge_files(common, ours, theirs, path).data


def _replace(place: Path, data: bytes) -> None:
    """Write a file anew: whoever ends this program at any moment leaves the old or the new one, whole."""
    fresh = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("xb") as file:
            file.write(data)
        fresh.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
