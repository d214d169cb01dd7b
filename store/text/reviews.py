"""What a merge left to decide, read from a header and taken out of it."""

from store.errors import RefusedEdit
from store.model.review import Review
from store.text.fields import Fields
from store.text.header import read_file
from store.text.header_edit import take_out_item
from store.text.merging.decisions import KEY, PARTS
from store.text.tree import Mapping, Sequence


def read_reviews(fields: Fields) -> tuple[Review, ...]:
    """Return what a person should look at."""
    items = fields.mappings(KEY, "bad-merge-review", "where: stage")
    return tuple(read_review(tree, fields) for tree in items)


def read_review(tree: Mapping, fields: Fields) -> Review:
    """Return one item; what it does not say is empty."""
    review = Fields(tree, fields.path, fields.problems)
    where, kept, other, base = (review.text(key) for key in PARTS)
    return Review(line=tree.line, where=where, kept=kept, other=other, base=base)


def without_review(data: bytes, path: str, review: Review) -> bytes:
    """Return a file's bytes without one item of what is to decide; one that is gone already leaves them as they are.

    Raises:
        RefusedEdit: it cannot be done exactly.
    """
    tree = read_file(data, path).tree
    node = tree.get(KEY)
    items = node.items if isinstance(node, Sequence) else ()
    fields = Fields(tree, path, [])
    wanted = (review.where, review.kept, review.other, review.base)
    for index, item in enumerate(items):
        if isinstance(item, Mapping):
            found = read_review(item, fields)
            if (found.where, found.kept, found.other, found.base) == wanted:
                return take_out_item(data, path, KEY, index)
    if items and not all(isinstance(item, Mapping) for item in items):
        raise RefusedEdit(path, tree.line_of(KEY), f"`{KEY}` holds what is no decision")
    return data
