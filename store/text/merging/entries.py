"""One part that both sides have: its heading as the side that edited that has it, then its marks and its text."""

from dataclasses import replace

from store.text.merging.choosing import chosen
from store.text.merging.decisions import Decision
from store.text.merging.parts import NOTHING, Part, plain
from store.text.merging.prose import merge_blocks

PROSE = "prose"


def merge_parts(base: Part | None, ours: Part, theirs: Part, *, is_sealed: bool) -> tuple[Part, tuple[Decision, ...]]:
    """Return one part for two, and what a person should decide about it.

    Args:
        base: the part that both came from; None where both put it in.
        ours: the part of one side.
        theirs: the part of the other.
        is_sealed: whether a part with an open fence or comment is taken as a whole from one side.
    """
    if ours is theirs or theirs is base:
        return ours, ()
    if ours is base:
        return theirs, ()
    line = _line(base, ours, theirs)
    named = ours if ours.line == line else theirs
    where = f"entry/{named.title}" if named.heading else PROSE
    content = _with_content(base, ours, theirs)
    if content:
        return replace(named, listed=content.listed, blocks=content.blocks), ()
    if is_sealed and any(part and part.is_open for part in (base, ours, theirs)):
        lesser, greater = sorted((ours, theirs), key=lambda part: part.plain)
        decision = Decision(
            where=where,
            kept=lesser.plain.strip("\n"),
            other=greater.plain.strip("\n"),
            base=(base or NOTHING).plain.strip("\n"),
        )
        return replace(named, listed=lesser.listed, blocks=lesser.blocks), (decision,)
    before = base or NOTHING
    listed = merge_blocks(before.listed, ours.listed, theirs.listed, where)
    text = merge_blocks(before.blocks, ours.blocks, theirs.blocks, where)
    part = replace(named, listed=listed.blocks, blocks=text.blocks)
    return part, (*listed.decisions, *text.decisions)


def _with_content(base: Part | None, ours: Part, theirs: Part) -> Part | None:
    """Return the side that alone has changed what stands under the heading."""
    if ours.content == theirs.content or (base and theirs.content == base.content):
        return ours
    return theirs if base and ours.content == base.content else None


def _line(base: Part | None, ours: Part, theirs: Part) -> str:
    """Return the heading as the side that edited it has it; another line end is no edit."""
    before, one, two = base and plain(base.line), plain(ours.line), plain(theirs.line)
    if one == two:
        return chosen(base and base.line, ours.line, theirs.line)
    return ours.line if chosen(before, one, two) == one else theirs.line
