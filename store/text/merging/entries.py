"""One part that both sides have: its heading as the side that edited that has it, then its marks and its text."""

from store.model.review import ENTRY, PROSE
from store.model.value import replace
from store.text.merging.choosing import chosen
from store.text.merging.decisions import Decision
from store.text.merging.parts import NOTHING, Block, Part, plain
from store.text.merging.prose import merge_blocks


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
    where = f"{ENTRY}{named.title}" if named.heading else PROSE
    changed = _with_content(base, ours, theirs)
    if changed:
        return replace(named, listed=changed.listed, blocks=changed.blocks), ()
    if is_sealed and any(part and part.is_open for part in (base, ours, theirs)):
        content, decisions = _sealed(base or NOTHING, ours, theirs, where)
    else:
        before = base or NOTHING
        listed = merge_blocks(before.listed, ours.listed, theirs.listed, where)
        text = merge_blocks(before.blocks, ours.blocks, theirs.blocks, where)
        content, decisions = (listed.blocks, text.blocks), (*listed.decisions, *text.decisions)
    return replace(named, listed=content[0], blocks=content[1]), decisions


Content = tuple[tuple[Block, ...], tuple[Block, ...]]


def _sealed(base: Part, ours: Part, theirs: Part, where: str) -> tuple[Content, tuple[Decision, ...]]:
    """Merge the marks and take all else from one side, since beside what the other has a fence would hide too much."""
    before, one, two = _rest(base), _rest(ours), _rest(theirs)
    decisions: tuple[Decision, ...] = ()
    if before in (one, two) or one == two:
        carrier, other = (theirs, ours) if before == one else (ours, theirs)
    else:
        carrier, other = (ours, theirs) if one < two else (theirs, ours)
        decisions = (Decision(where=where, kept=min(one, two), other=max(one, two), base=before),)
    zones = [
        merge_blocks(_marks_with(old, mine), mine, _marks_with(others, mine), where)
        for old, mine, others in (
            (base.listed, carrier.listed, other.listed),
            (base.blocks, carrier.blocks, other.blocks),
        )
    ]
    return (zones[0].blocks, zones[1].blocks), (*decisions, *zones[0].decisions, *zones[1].decisions)


def _rest(part: Part) -> str:
    """Return all but the marks of a part."""
    blocks = (*part.listed, *part.blocks)
    return plain("".join((block.gap or "") + block.text for block in blocks if not block.mark)).strip("\n")


def _marks_with(marks: tuple[Block, ...], rest: tuple[Block, ...]) -> tuple[Block, ...]:
    return (*(block for block in marks if block.mark), *(block for block in rest if not block.mark))


def _with_content(base: Part | None, ours: Part, theirs: Part) -> Part | None:
    """Return the side that alone has changed what stands under the heading."""
    if ours.content == theirs.content or (base and theirs.content == base.content):
        return ours
    return theirs if base and ours.content == base.content else None


def _line(base: Part | None, ours: Part, theirs: Part) -> str:
    """Return the heading as the side that edited it has it; another line end is no edit."""
    before = base.line if base else None
    one, two = plain(ours.line), plain(theirs.line)
    if one == two:
        return chosen(before, ours.line, theirs.line)
    before = None if before is None else plain(before)
    return ours.line if chosen(before, one, two) == one else theirs.line
