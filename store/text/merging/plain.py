"""Two versions of a file that is no note brought together by its lines, whichever side is called ours."""

import re
import tomllib
from collections.abc import Iterable, Iterator

from store.text.document import lines_of
from store.text.merge3 import Place, equal_blocks, merge_lines, places

KEPT = "# kept from the other version: "
TABLE = re.compile(r"\s*\[.*\]\s*(?:#.*)?")
KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")


def merge_plain(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Merge two texts by lines; None where both changed the same lines, or one of the three is no text."""
    try:
        old, mine, other = (data.decode() for data in (base, ours, theirs))
    except UnicodeDecodeError:
        return None
    if "\0" in old + mine + other:
        return None
    text, clean = merge_lines(old, mine, other)
    return text.encode() if clean else None


def merge_union(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge two lists of lines, such as a .gitignore: what a side has added stays, no line comes twice by that."""
    old, mine, other = (_whole_lines(data) for data in (base, ours, theirs))
    merged: list[str] = []
    for place in places(old, mine, other):
        kept = settled(place)
        woven = (line for run in _woven(place) for line in (*run[0], *run[1]))
        merged += _without_doubles(woven) if kept is None else kept
    return _bytes("".join(merged))


def merge_settings(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge two versions of afterword.toml by lines and keys.

    Where both changed one key, the greater line holds and the other stays as a comment beside it. The result can be
    read wherever one of the two can: if lines alone do not achieve that, one version holds whole, and the lines
    that only the other has stay as comments at its end.
    """
    old, mine, other = (_whole_lines(data) for data in (base, ours, theirs))
    merged: list[str] = []
    for place in places(old, mine, other):
        kept = settled(place)
        merged += [line for run in _woven(place) for line in _by_key(*run)] if kept is None else kept
    joined = _bytes("".join(_each_key_once(merged)))
    if is_toml(joined):
        return joined
    greater, lesser = sorted((ours, theirs), key=lambda data: (is_toml(data), data), reverse=True)
    held = _whole_lines(greater)
    return _bytes("".join([*held, *_comments(_whole_lines(lesser), held)]))


def is_toml(data: bytes) -> bool:
    """Tell whether a file of settings can be read."""
    try:
        tomllib.loads(data.decode())
    except (ValueError, RecursionError):
        return False
    return True


def settled(place: Place) -> list[str] | None:
    """Return what stands at a place that one side changed, or both alike; None where both did."""
    old, mine, other = place
    if other in (mine, old):
        return mine
    return other if mine == old else None


def _woven(place: Place) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the runs of two versions of a place: equal ones as one, those that differ with the lesser first."""
    lesser, greater = sorted(place[1:])
    i = j = 0
    for a, b, size in (*equal_blocks(lesser, greater), (len(lesser), len(greater), 0)):
        yield lesser[i:a], greater[j:b]
        yield lesser[a : a + size], []
        i, j = a + size, b + size


def _by_key(one: list[str], other: list[str]) -> Iterator[str]:
    """Yield the lines of two runs; of two lines with one key the greater, and the other as a comment above it."""
    rivals = {_key(line): line for line in other if _key(line)}
    settled_keys = set()
    for line in one:
        rival = rivals.get(_key(line))
        if rival is None:
            yield line
        else:
            settled_keys.add(_key(line))
            yield from _chosen(line, rival)
    yield from (line for line in other if _key(line) not in settled_keys or not _key(line))


def _each_key_once(lines: list[str]) -> Iterator[str]:
    """Yield lines of which none has a key that its table has already; such doubles come of two additions."""
    table, at = "", dict[tuple[str, str], int]()
    result: list[list[str]] = []
    for line in lines:
        if TABLE.fullmatch(line.rstrip("\r\n")):
            table = line.strip()
        name = (table, _key(line))
        if name[1] and name in at:
            *others, first = result[at[name]]
            result[at[name]] = [*others, *_chosen(first, line)]
        else:
            at[name] = len(result)
            result.append([line])
    said = set[str]()
    for line in (line for group in result for line in group):
        if not line.startswith(KEPT):
            yield line
        elif line not in said:
            said.add(line)
            yield line


def _chosen(one: str, other: str) -> list[str]:
    lesser, greater = sorted((one, other))
    return [greater] if lesser == greater else [*_comments([lesser], []), greater]


def _comments(lines: Iterable[str], known: list[str]) -> list[str]:
    made = (KEPT + line.lstrip() for line in lines if line.strip() and line not in known)
    return [line for line in _without_doubles(made) if line not in known]


def _key(line: str) -> str:
    found = KEY.match(line)
    return found[1] if found else ""


def _without_doubles(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def _whole_lines(data: bytes) -> list[str]:
    """Return lines, each with its end, so that another can follow."""
    text = data.decode("utf-8", "surrogateescape")
    return lines_of(text if not text or text.endswith(("\n", "\r")) else text + "\n")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
