"""Two versions of a file brought together by meaning, given what both came from: a pure function of three byte strings.

    files.py      the whole file: byte order mark, line ends, front matter, body, what is kept apart
    header.py     the front matter; keys.py, lists.py, rows.py, people.py, values.py, comments.py, blocks.py below it
    body.py       sections, log entries and paragraphs
    decisions.py  what a person should decide, under `merge_review`; review.py joins it
    apart.py      what cannot be merged, in a fence below the text
    markers.py    conflict markers that others committed
    order.py      two orders in one
    ends.py       the line ends of a file that mixes them

It does not matter which version is called ours. A version that equals the base gives way to the other, byte for byte;
merging the result with either version again gives the result. Nothing is ever raised, whatever the bytes.
"""

import re

from msgspec import Struct

from store.model.folding import fold_name
from store.model.review import PROSE
from store.text import document as documents
from store.text.document import BOM, NotText
from store.text.header import FILE_BYTES
from store.text.merging import apart
from store.text.merging.blocks import parsed
from store.text.merging.body import merge_bodies
from store.text.merging.decisions import Decision, written_review
from store.text.merging.ends import are_mixed, with_ends
from store.text.merging.header import merged_header
from store.text.merging.markers import has_markers, sides_of
from store.text.merging.values import settled, text_of

SUBJECT = ("company", "position")
REPAIRS = 20
"""Conflicts inside conflicts that are taken apart one after the other."""


class Merged(Struct, frozen=True, kw_only=True):
    """A file that came from two versions."""

    data: bytes
    reviews: tuple[Decision, ...] = ()
    """What a person should decide and neither version said yet, in order; it stands in the file's `merge_review`."""
    has_fence: bool = False
    """Whether lines of one version were put into a fence below the text, since they could not be merged."""


class Version(Struct, frozen=True):
    """One version, cut; its texts have LF line ends."""

    data: bytes
    bom: bytes = b""
    newline: str = "\n"
    opening: str = ""
    header: str | None = None
    """None: there is no front matter."""
    closing: str = ""
    body: str = ""
    is_readable: bool = False
    """Whether it can be cut, and its front matter read."""

    @property
    def is_whole(self) -> bool:
        """Tell whether it has a front matter that can be read."""
        return self.is_readable and self.header is not None

    @property
    def as_is(self) -> str | None:
        """All of it but the byte order mark, with its own line ends; None where it is no text."""
        try:
            return self.data.removeprefix(self.bom).decode()
        except UnicodeDecodeError:
            return None

    @property
    def text(self) -> str:
        """All of it but the byte order mark."""
        return self.opening + (self.header or "") + self.closing + self.body


def merge_files(base: bytes | None, ours: bytes, theirs: bytes, path: str) -> Merged:
    """Merge two versions of one file.

    Args:
        base: the version that both came from; None when there is none.
        ours: one version.
        theirs: the other.
        path: where the file is, relative to the vault.
    """
    if ours == theirs or base in (ours, theirs):
        return Merged(data=theirs if ours == base else ours)
    repairs = [_repaired(data, path) if has_markers(data) else Merged(data=data) for data in (ours, theirs)]
    one, two = (repair.data for repair in repairs)
    if one == two or base in (one, two):
        return Merged(data=two if one == base else one)
    old, mine, other = version_of(base), version_of(one), version_of(two)
    if max(len(mine.data), len(other.data)) > FILE_BYTES:
        return _one_of(old, *((mine, other) if mine.data > other.data else (other, mine)))
    if mine.is_readable and other.is_readable and mine.is_whole == other.is_whole:
        return _by_meaning(old, mine, other)
    if mine.is_whole != other.is_whole:
        return _one_of(old, *((mine, other) if mine.is_whole else (other, mine)))
    return _one_of(old, *((mine, other) if mine.data > other.data else (other, mine)))


def repaired(data: bytes, path: str) -> Merged:
    """Return a file without the conflict markers that somebody committed: both sides of each merged by meaning."""
    return _repaired(data, path) if has_markers(data) else Merged(data=data)


def _repaired(data: bytes, path: str) -> Merged:
    reviews: list[Decision] = []
    has_fence = False
    for _ in range(REPAIRS):
        if not has_markers(data):
            break
        merged = merge_files(*sides_of(data), path)
        data = merged.data
        reviews += merged.reviews
        has_fence |= merged.has_fence
    return Merged(data=data, reviews=tuple(sorted(set(reviews))), has_fence=has_fence)


def is_same_subject(one: bytes, other: bytes) -> bool:
    """Tell whether two files are about one position at one company; False when that cannot be read."""
    subjects = [_subject(version_of(data)) for data in (one, other)]
    return None not in subjects and subjects[0] == subjects[1]


def _subject(version: Version) -> tuple[str, ...] | None:
    found = parsed(version.header) if version.is_whole and version.header is not None else None
    words = tuple(fold_name(text_of(found[0].get(key))) for key in SUBJECT) if found else ()
    return words if words and all(words) else None


def version_of(data: bytes | None) -> Version:
    """Cut one version; what is not there, is empty."""
    if data is None:
        return Version(b"", is_readable=True)
    if len(data) > FILE_BYTES:
        return Version(data)
    try:
        document = documents.split(data)
    except NotText:
        return Version(data)
    opening, header, closing, body = (
        _with_lf(text) for text in (document.opening, document.header, document.closing, document.body)
    )
    if not opening:
        return Version(data, document.bom, document.newline, body=body, is_readable=True)
    is_readable = bool(closing) and parsed(header) is not None
    return Version(data, document.bom, document.newline, opening, header, closing, body, is_readable)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _by_meaning(base: Version, ours: Version, theirs: Version) -> Merged:
    """Merge two versions that can be read, both with a front matter or both without."""
    bodies, sections = zip(*(apart.peeled(version.body) for version in (base, ours, theirs)), strict=True)
    body, found = _merged_body(*bodies)
    below = apart.joined_sections(*sections)
    kept = apart.lines_in(below)
    told = tuple(one for one in found if one.where == PROSE or not kept.issuperset(_told(one)))
    reviews: tuple[Decision, ...] = found
    header, lost = "", [line for decision in told for line in _told(decision)]
    if ours.header is not None and theirs.header is not None:
        merged = merged_header(base.header if base.is_whole else None, ours.header, theirs.header, told)
        if merged is not None:
            header, reviews, lost = merged.text, merged.new, []
        else:
            header, lost = _greater_header(base, ours, theirs, lost)
    new = [line for line in lost if line not in kept]
    if new:
        below.append(apart.section_of(new, body))
    opening, closing = (
        settled(*(getattr(version, part) or None for version in (base, ours, theirs))) or ""
        for part in ("opening", "closing")
    )
    below_header = apart.put_below(body, below)
    if closing and below_header and not closing.endswith("\n"):
        closing += "\n"
    text = opening + header + closing + below_header
    return Merged(data=_written(text, base, ours, theirs), reviews=reviews, has_fence=bool(new))


def _merged_body(base: str, ours: str, theirs: str) -> tuple[str, tuple[Decision, ...]]:
    if ours == theirs or base in (ours, theirs):
        return theirs if ours == base else ours, ()
    merged = merge_bodies(base, ours, theirs)
    return merged.text, merged.decisions


def _told(decision: Decision) -> list[str]:
    """Return the lines that tell a decision where there is no front matter that could hold it."""
    return written_review([decision]).splitlines()[1:] if decision.where != PROSE else []


def _greater_header(base: Version, ours: Version, theirs: Version, told: list[str]) -> tuple[str, list[str]]:
    """Return the header of one version, and the lines of the other that it does not hold."""
    other, kept = sorted((ours.header or "", theirs.header or ""))
    known = {*kept.split("\n"), *(base.header or "").split("\n"), ""}
    return kept, [*(line for line in other.split("\n") if line not in known), *told]


def _written(text: str, base: Version, ours: Version, theirs: Version) -> bytes:
    """Return a text as bytes, with the line ends and the byte order mark of the side that changed them."""
    has_base = bool(base.data)
    newline, bom = (
        settled(getattr(base, part) if has_base else None, getattr(ours, part), getattr(theirs, part))
        for part in ("newline", "bom")
    )
    was, mine, other = (version.as_is for version in (base, ours, theirs))
    if mine is not None and other is not None and any(are_mixed(each or "") for each in (was, mine, other)):
        return _in_bytes(with_ends(text, newline, was if has_base else None, mine, other), "\n", bom)
    same = [v.data for v in (ours, theirs) if (v.text, v.newline, v.bom) == (text, newline, bom)]
    return max(same) if same else _in_bytes(text, newline, bom)


def _in_bytes(text: str, newline: str, bom: bytes) -> bytes:
    return bom + (text if newline == "\n" else text.replace("\n", newline)).encode()


def _one_of(base: Version, kept: Version, other: Version) -> Merged:
    """Take one version as the file, and keep the lines of the other in a fence below it."""
    whole = _with_lf(kept.data.removeprefix(BOM).decode(errors="surrogateescape"))
    body, sections = apart.peeled(kept.body if kept.is_readable else whole)
    known = apart.lines_in(sections).union(apart.readable_lines(kept.data))
    new = apart.differing(other.data, known, base.data or None)
    if not new:
        return Merged(data=kept.data)
    section = apart.section_of(new, body)
    end = re.search(rb"\r\n|\n|\r", kept.data)
    newline = end.group() if end else b"\n"
    above = newline if whole and not whole.endswith("\n") else b""
    if whole and (body or sections or not kept.is_whole):
        above, section = above + newline, section if whole.endswith("\n") else section.removesuffix("\n")
    if kept.data.endswith(b"\r") and above.startswith(b"\n"):
        above = newline + above  # the first one would only complete the line end that is there
    return Merged(data=kept.data + above + section.encode().replace(b"\n", newline), has_fence=True)
