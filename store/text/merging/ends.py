"""The line ends of a file in which not all are the same: each line of the result gets the one it had.

The merge itself knows LF only. Where a file has one sort of line end, the result has it throughout; where one mixes
them, a line is found again in each version, and the side that changed its end has its say.
"""

from store.text.document import lines_of
from store.text.merge3 import equal_blocks
from store.text.merging.values import settled


def are_mixed(text: str) -> bool:
    """Tell whether a text has several sorts of line ends."""
    return "\r" in text and len({_end(line) for line in lines_of(text)} - {""}) > 1


def with_ends(text: str, newline: str, base: str | None, ours: str, theirs: str) -> str:
    """Return a text with the line ends of the versions that it came from.

    Args:
        text: the result, with LF line ends.
        newline: the end of lines that stand in no version.
        base: what both versions came from, as it is; None when there is none.
        ours: one version.
        theirs: the other.
    """
    lines = [line.removesuffix("\n") for line in lines_of(text)]
    ended = len(lines) if text.endswith("\n") else len(lines) - 1
    known = [_found(lines, version) for version in (base, ours, theirs)]
    whole: list[str] = []
    above = ""
    for at, line in enumerate(lines):
        end = (settled(*(ends.get(at) for ends in known)) or newline) if at < ended else ""
        if above == "\r" and not line and end == "\n":
            end = "\r\n"  # else it would only complete the line end above
        whole.append(line + end)
        above = end
    return "".join(whole)


def _found(lines: list[str], version: str | None) -> dict[int, str]:
    """Return the line ends that a version has for lines of the result, by their place there.

    A line that was moved is known by its text, if it is not blank and has the same end wherever it stands.
    """
    old = lines_of(version or "")
    texts, ends = [line.rstrip("\r\n") for line in old], [_end(line) for line in old]
    several: dict[str, set[str]] = {}
    for text, end in zip(texts, ends, strict=True):
        several.setdefault(text, set()).add(end)
    only = {text: max(found) for text, found in several.items() if text and len(found - {""}) == 1}
    found = {at: only[line] for at, line in enumerate(lines) if line in only}
    for start, new, count in equal_blocks(texts, lines):
        found |= {new + i: ends[start + i] for i in range(count) if ends[start + i]}
    return found


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
