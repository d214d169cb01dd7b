"""Two versions of afterword.toml brought together by tables and keys, whichever side is called ours."""

import re
import tomllib
from collections.abc import Iterable

from store.text.document import lines_of
from store.text.merging.order import in_one_order

Name = tuple[str, str, int]
"""What a piece is: its sort, its key or text, and its number among equal ones of its table."""
Table = dict[Name, str]
"""The pieces of a table in their order, each with its lines: the heading, keys with values, comments, blank lines."""

KEPT = "# kept from the other version: "
HEADING = re.compile(r"\s*(\[.*\])\s*(?:#.*)?")
PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
KEY = re.compile(rf"\s*({PART}(?:\s*\.\s*{PART})*)\s*=")
LONGEST_VALUE = 200
"""Lines."""


def merge_settings(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge two versions of afterword.toml by their keys.

    Where both changed one key, the greater lines hold and the others stay as a comment above. The result can be read
    wherever one of the two can: if keys alone do not achieve that, one version holds whole, and the lines that
    only the other has stay as comments at its end.
    """
    old, mine, other = (_read(data) for data in (base, ours, theirs))
    merged: list[str] = []
    for name in in_one_order(list(old), list(mine), list(other), set(mine) | set(other)):
        merged += _merged(old.get(name, {}), mine.get(name, {}), other.get(name, {}))
    joined = _bytes("".join(merged))
    if is_toml(joined):
        return joined
    greater, lesser = sorted((ours, theirs), key=lambda data: (is_toml(data), data), reverse=True)
    held = whole_lines(greater)
    return _bytes("".join([*held, *_comments(whole_lines(lesser), held)]))


def is_toml(data: bytes) -> bool:
    """Tell whether a file of settings can be read."""
    try:
        tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return False
    return True


def _read(data: bytes) -> dict[Name, Table]:
    """Cut a file into its tables; what stands before the first heading is one too."""
    lines = whole_lines(data)
    tables: dict[Name, Table] = {("", "", 0): {}}
    table = tables["", "", 0]
    at = 0
    while at < len(lines):
        heading = HEADING.fullmatch(lines[at].rstrip("\r\n"))
        key = KEY.match(lines[at])
        end = at + 1
        if heading:
            table = tables[_numbered(("[", heading[1]), tables)] = {}
            name = ("[", heading[1], 0)
        elif key:
            end = _end_of_value(lines, at)
            name = _numbered(("=", re.sub(r"\s", "", key[1])), table)
        else:
            name = _numbered(("#", lines[at].strip()), table)
        table[name] = "".join(lines[at:end])
        at = end
    return tables


def _numbered(what: tuple[str, str], among: Iterable[Name]) -> Name:
    return (*what, sum(name[:2] == what for name in among))


def _end_of_value(lines: list[str], start: int) -> int:
    """Return the line after a key's value, which may have several; after its first where no end makes sense."""
    for end in range(start + 1, min(len(lines), start + LONGEST_VALUE) + 1):
        if is_toml(_bytes("".join(lines[start:end]))):
            return end
    return start + 1


def _merged(old: Table, mine: Table, other: Table) -> list[str]:
    """Return the lines of a table of which each side has a version, or one."""
    kept = {name for name in mine | other if _stays(name, old, mine, other)}
    if kept:  # whatever stays of a table, stays under its heading
        kept |= {name for name in mine | other if name[0] == "["}
    lines: list[str] = []
    for name in in_one_order(list(old), list(mine), list(other), kept):
        values = {side[name] for side in (mine, other) if name in side}
        changed = sorted(values - {old.get(name)}) or sorted(values)
        for lesser in changed[:-1]:
            lines += (line for line in _comments(lines_of(lesser), []) if ("#", line.strip(), 0) not in kept)
        lines.append(changed[-1])
    return lines


def _stays(name: Name, old: Table, mine: Table, other: Table) -> bool:
    if name in mine and name in other:
        return True
    return (mine.get(name) or other.get(name)) != old.get(name)


def _comments(lines: Iterable[str], known: list[str]) -> list[str]:
    made = (_comment(line) for line in lines if line.strip() and line not in known)
    return [line for line in dict.fromkeys(made) if line not in known]


def _comment(line: str) -> str:
    """Return a line as a comment, in signs that a file of settings may hold; one that is a comment of ours stays."""
    text = _bytes(line.strip()).decode("utf-8", "backslashreplace")
    plain = "".join(c if c.isprintable() or c == "\t" else f"\\x{ord(c):02x}" for c in text)
    return (plain if plain.startswith(KEPT) else KEPT + plain) + ("\r\n" if line.endswith("\r\n") else "\n")


def whole_lines(data: bytes) -> list[str]:
    """Return a file's lines, each with its end, so that another can follow; bytes that are no text survive."""
    text = data.decode("utf-8", "surrogateescape")
    return lines_of(text if not text or text.endswith(("\n", "\r")) else text + "\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
