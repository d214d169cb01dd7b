"""Which of two values is kept where both sides changed one, by a rule that knows neither side nor clock.

The later stage, the later date, else the greater bytes: a date and a text are compared alike, since dates are written
so that the later one has the greater bytes.
"""

from typing import Any

from store.model.opportunity import Stage
from store.text.merging.blocks import Block
from store.text.merging.decisions import Decision
from store.text.quoting import quote_value
from store.text.tree import Mapping, Node, Scalar, is_blank
from store.text.tree import Sequence as Listing

STAGES = tuple(stage.value for stage in Stage)
STAGE, SINCE = "stage", "stage_since"


def is_same(one: Node | None, other: Node | None) -> bool:
    """Tell whether two values say the same; a text `"~"` is not the `~` that means nothing."""
    return one == other and is_blank(one) == is_blank(other)


def text_of(node: Node | None) -> str:
    """Return a value as the text by which it is compared and shown: a list or mapping on one line, as YAML."""
    if node is None or is_blank(node):
        return ""
    return node.text if isinstance(node, Scalar) else _on_one_line(node)


def _on_one_line(node: Node) -> str:
    if isinstance(node, Scalar):
        return "" if is_blank(node) else quote_value(node.text, flow=True)
    if isinstance(node, Listing):
        return f"[{', '.join(_on_one_line(item) for item in node.items)}]"
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{quote_value(e.key, flow=True)}: {_on_one_line(e.node)}' for e in node)}}}"
    return " ".join(node.source.split())


def settled(base: Any, ours: Any, theirs: Any) -> Any:
    """Return which of two ways to write one thing is taken; None where a side does not write it."""
    if ours == theirs or theirs is None:
        return ours
    if ours is None or ours == base:
        return theirs
    return ours if theirs == base else max(ours, theirs)


def rank(block: Block | None) -> tuple[bytes, bytes]:
    """Return what decides between two versions of a value; the greater one is kept."""
    return (text_of(block.node).encode(), block.core.encode()) if block else (b"", b"")


def kept_stage(ours: dict[str, Block], theirs: dict[str, Block]) -> dict[str, Block]:
    """Return the version whose stage is kept, with its date: the later stage; of one stage the later date."""
    return max(ours, theirs, key=lambda s: (*_stage_rank(ours, theirs, s), rank(s.get(SINCE)), rank(s.get(STAGE))))


def _stage_rank(ours: dict[str, Block], theirs: dict[str, Block], side: dict[str, Block]) -> tuple[int, bytes, bytes]:
    """Rank by the order of stages; words that it does not know, such as names of the user's own, by their bytes."""
    words = [_word(ours), _word(theirs)]
    if all(word in STAGES for word in words):
        return STAGES.index(_word(side)), b"", b""
    return 0, *rank(side.get(STAGE))


def _word(side: dict[str, Block]) -> str:
    block = side.get(STAGE)
    return (text_of(block.node) if block else "").strip().casefold() or Stage.LEAD.value


def decided(where: str, kept: Node | None, other: Node | None, base: Node | None) -> tuple[Decision, ...]:
    """Return what a person should decide: nothing where the other side has changed nothing."""
    if is_same(kept, other):
        return ()
    words = Decision(where=where, kept=text_of(kept), other=text_of(other), base=text_of(base))
    return (words,) if words.kept != words.other else ()
