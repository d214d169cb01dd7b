"""Decide what a merge left open: keep what stands, take the other, or leave both."""

from enum import StrEnum

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.review import CONTACTS, Review
from store.text.contacts import placed_contacts
from store.text.header import read_file
from store.text.header_edit import set_contact, set_keys, take_out_item
from store.text.paragraphs import holds_text, with_other_text
from store.text.reviews import without_review
from store.text.tree import Scalar, Sequence
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
        before = after = snapshot.bytes_of(one.path)
        for review in (one.review, *one.along):
            after = without_review(carried_out(after, one.path, review, choice), one.path, review)
        edit = Edit(path=one.path, before=before, after=after)
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
        return with_other_contact(data, path, review)
    if "/" in review.where or review.other.startswith("{"):
        raise BadRequest(
            f"{path}: {review.where} is written in a way that only you can change: put “{review.other}” into the file, "
            "then decide for both."
        )
    return set_keys(data, path, {review.where: value_of(data, path, review)})


def with_other_contact(data: bytes, path: str, review: Review) -> bytes:
    """Return a file's bytes with the other value of one contact's key, or without a contact that was taken out."""
    name, slash, key = review.where.removeprefix(CONTACTS).rpartition("/")
    if slash and not review.kept.startswith("{"):
        return set_contact(data, path, name, {key: value_of(data, path, review)})
    whom = review.where.removeprefix(CONTACTS)
    found = next((at for at, c in placed_contacts(read_file(data, path).tree, path) if c.ident == whom), None)
    if found is None or review.other:
        raise BadRequest(f"{path}: change the contact {whom} in the file, then decide for both.")
    return take_out_item(data, path, "contacts", found)


def value_of(data: bytes, path: str, review: Review) -> str | tuple[str, ...] | None:
    """Return the other value as a key takes it: a text, a list where the key holds one; None removes the key."""
    if not review.other:
        return None
    node = read_file(data, path).tree.get(review.where)
    if isinstance(node, Sequence):
        other = read_file(f"---\nother: {review.other}\n---\n".encode(), path).tree.get("other")
        if isinstance(other, Sequence):
            return tuple(item.text for item in other.items if isinstance(item, Scalar))
    return review.other


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
