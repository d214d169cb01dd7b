"""Decide what a merge left open: keep what stands, take the other, or leave both."""

from enum import StrEnum

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.review import CONTACTS, Review
from store.text.header_edit import set_contact, set_keys
from store.text.paragraphs import holds_text, with_other_text
from store.text.reviews import without_review
from store.workspace.changing import Plan
from store.workspace.reviewing import Undecided
from store.workspace.snapshot import Snapshot


class Choice(StrEnum):
    """What can be decided."""

    KEEP = "keep"
    """What stands is right; of two texts, the first stays."""
    TAKE = "take"
    """The other is right; of two texts, the second stays."""
    BOTH = "both"
    """The file is right as it is."""


def decide(one: Undecided, choice: Choice) -> Plan:
    """Return the plan that carries out a decision and takes it off the list.

    The plan raises BadRequest where the text that is to go was changed since, and RefusedEdit where the file cannot be
    changed exactly; nothing is changed then.
    """

    def plan(snapshot: Snapshot) -> Change:
        before = snapshot.bytes_of(one.path)
        after = carried_out(before, one.path, one.review, choice)
        edit = Edit(path=one.path, before=before, after=without_review(after, one.path, one.review))
        return Change(sentence=f"{one.about}: {one.review.where.partition('/')[0]} decided", edits=(edit,))

    return plan


def carried_out(data: bytes, path: str, review: Review, choice: Choice) -> bytes:
    """Return a file's bytes as the choice wants them."""
    if choice is Choice.BOTH:
        return data
    if review.is_text:
        right, wrong = (review.kept, review.other) if choice is Choice.KEEP else (review.other, review.kept)
        return with_one_text(data, path, right, wrong)
    if choice is Choice.KEEP:
        return data
    if review.where.startswith(CONTACTS):
        name, _, key = review.where.removeprefix(CONTACTS).rpartition("/")
        return set_contact(data, path, name, {key: review.other or None})
    return set_keys(data, path, {review.where: review.other or None})


def with_one_text(data: bytes, path: str, right: str, wrong: str) -> bytes:
    """Return a file's bytes with the right one of two texts only; of some texts, such as marks, only one stands."""
    has_right, has_wrong = holds_text(data, path, right), holds_text(data, path, wrong)
    if not has_wrong:
        if has_right:
            return data
        raise BadRequest(
            f"{path}: both texts were changed since, so nothing was taken out. "
            "Edit the file if it needs it, then decide for both."
        )
    return with_other_text(data, path, wrong, "" if has_right else right)
