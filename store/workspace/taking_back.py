"""How later edits of a file are kept when a change of it is taken back: by a merge that leaves nothing to decide."""

from store.text.merge3 import merge_lines
from store.text.merging.files import Merged, merge_files


def merged(base: bytes, ours: bytes, theirs: bytes, path: str) -> bytes | None:
    """Take a change back in a file that was edited later, by lines or else by meaning.

    A merge by meaning keeps what was edited later even where the change itself had written it; so it counts only if
    doing the change again leads to the very bytes that are there now: then it has taken back the change and no more.

    Args:
        base: the file as the change made it.
        ours: the file now.
        theirs: the file before the change.
        path: where it is, relative to the vault.

    Returns:
        The file without the change; None where a person would have to decide.
    """
    try:
        text, clean = merge_lines(base.decode(), ours.decode(), theirs.decode())
    except UnicodeDecodeError:
        return None
    if clean:
        return text.encode()
    back = merge_files(base, ours, theirs, path)
    again = merge_files(theirs, back.data, base, path)
    return back.data if _is_settled(back) and _is_settled(again) and again.data == ours else None


def _is_settled(merge: Merged) -> bool:
    return not merge.reviews and not merge.has_fence
