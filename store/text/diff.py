"""A change shown the way git shows one, for `--dry-run` and the history."""

from difflib import unified_diff

from store.model.change import Change, Edit
from store.text.document import BOM

NO_END = "\\ No newline at end of file\n"


def unified(change: Change) -> str:
    """Return the change as one unified diff, file by file; empty when no byte changes."""
    return "".join(diff_of(edit) for edit in change.edits if edit.before != edit.after)


def diff_of(edit: Edit) -> str:
    """Return one file's part of a diff."""
    before = "/dev/null" if edit.before is None else f"a/{edit.path}"
    after = "/dev/null" if edit.after is None else f"b/{edit.path}"
    old, new = shown_lines(edit.before), shown_lines(edit.after)
    hunks = list(unified_diff(old, new, n=3))[2:]
    return f"--- {before}\n+++ {after}\n" + "".join(h if h.endswith("\n") else f"{h}\n{NO_END}" for h in hunks)


def shown_lines(data: bytes | None) -> list[str]:
    """Cut a file at LF, each line with its line end; bytes that are no UTF-8 are shown as question marks."""
    text = (data or b"").removeprefix(BOM).decode("utf-8", "replace")
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
