"""How later edits of a file are kept when a change of it is taken back: by a merge that leaves nothing to decide."""

from store.text.merge3 import merge_lines


def merged(base: bytes, ours: bytes, theirs: bytes, _path: str) -> bytes | None:
    """Merge two versions of a file; None where a person would have to decide, or a version is no text."""
    try:
        text, clean = merge_lines(base.decode(), ours.decode(), theirs.decode())
    except UnicodeDecodeError:
        return None
    return text.encode() if clean else None
