"""What could not be merged is kept apart: the lines of the other version in a fence below the text.

    ## Kept from the other version

    ```
    stage: offer
    ```

Nothing in the fence reads as anything: what would be a log heading, a fence, a comment, a conflict marker or the end of
a front matter wears a backslash. Such sections are a set of their own at the end of a body; the same lines are never
kept twice.
"""

import re
from collections.abc import Iterable

from store.text.document import BOM, bare_lines_of
from store.text.guard import guarded, unguarded
from store.text.merging.order import in_one_order
from store.text.outline import outline

HEADING = "## Kept from the other version"
FENCE = re.compile(r"`{3,}|~{3,}")
ALSO_GUARDED = re.compile(r"\\*(?=(?:(?:<{7,}|>{7,}|={7,}|\|{7,})(?:[ \t]|$)|---[ \t]*$))")
"""What is no sign in the text of a letter, and would be one here: conflict markers and the fence of a front matter."""
SHORTEST = 3


def section_of(lines: Iterable[str], body: str) -> str:
    """Return lines as a section that can be put below a body."""
    inner = [_guarded(line) for line in lines]
    sign = "~" if any(open_sign.startswith("`") for open_sign in outline(body).unclosed.values()) else "`"
    longest = max((len(run) for line in inner for run in re.findall(f"{sign}+", line)), default=0)
    fence = sign * max(SHORTEST, longest + 1)
    return "\n".join((HEADING, "", fence, *inner, fence, ""))


def lines_in(sections: Iterable[str]) -> frozenset[str]:
    """Return the lines that sections keep, as they were."""
    return frozenset(_unguarded(line) for section in sections for line in section.split("\n")[3:-2])


def peeled(body: str) -> tuple[str, tuple[str, ...]]:
    """Return a body without the sections at its end, and those. Lines end with LF."""
    whole = body if body.endswith("\n") or not body else body + "\n"
    for found in re.finditer(rf"^{HEADING}\n", whole, re.MULTILINE):
        sections = _sections(whole[found.start() :])
        text = whole[: max(0, found.start() - 1)]
        text = text if body.endswith("\n") else text.removesuffix("\n")
        if sections and put_below(text, sections) == body:
            return text, sections
    return body, ()


def _sections(text: str) -> tuple[str, ...]:
    """Return the sections that a text consists of; none when it is anything else."""
    found = []
    while text:
        lines = text.split("\n")
        fence = lines[2] if len(lines) > SHORTEST and lines[:2] == [HEADING, ""] else ""
        if not FENCE.fullmatch(fence) or fence not in lines[3:]:
            return ()
        end = lines.index(fence, 3)
        found.append("\n".join(lines[: end + 1]) + "\n")
        rest = lines[end + 1 :]
        if rest and rest[0] == "" and len(rest) > 1:
            rest = rest[1:]
        elif rest != [""]:
            return ()
        text = "\n".join(rest)
    return tuple(found)


def joined_sections(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    """Return the sections of two versions as one set."""
    one, two, old = (list(dict.fromkeys(sections)) for sections in (ours, theirs, base))
    kept = {section for section in {*one, *two} if (section in one and section in two) or section not in old}
    return in_one_order(old, one, two, kept)


def put_below(body: str, sections: Iterable[str]) -> str:
    """Return a body with sections at its end; `peeled` takes them away again."""
    below = "\n".join(sections)
    if not below:
        return body
    if not body:
        return below
    if body.endswith("\n"):
        return f"{body}\n{below}"
    return f"{body}\n\n{below}".removesuffix("\n")


def differing(side: bytes, known: frozenset[str], base: bytes | None) -> list[str]:
    """Return the lines of a version which the result does not hold, as far as this version wrote them."""
    old = frozenset(readable_lines(base)) if base is not None else frozenset()
    return [line for line in readable_lines(side) if line.strip() and line not in known and line not in old]


def readable_lines(data: bytes) -> list[str]:
    """Return the lines of any bytes, without their ends; bytes that are no text are written as escapes."""
    data = data.removeprefix(BOM)
    try:
        return bare_lines_of(data.decode())
    except UnicodeDecodeError:
        return [_readable(line) for line in re.split(rb"\r\n|\n|\r", data)]


def _readable(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.replace(b"\\", b"\\\\").decode(errors="backslashreplace")


def _guarded(line: str) -> str:
    return "\\" + line if ALSO_GUARDED.match(line) else guarded(line)


def _unguarded(line: str) -> str:
    found = ALSO_GUARDED.match(line)
    return line[1:] if found and found.end() else unguarded(line)
