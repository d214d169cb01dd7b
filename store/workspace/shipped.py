"""The playbooks that ship with Afterword, read once."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from store.data import data_dir
from store.model.playbook import Playbook
from store.text.playbook import read_playbook


@cache
def shipped_playbooks() -> Mapping[str, Playbook]:
    """Return the shipped playbooks by name.

    Raises:
        AssertionError: one of them has a mistake, which a test rules out.
    """
    books: dict[str, Playbook] = {}
    for file in sorted((data_dir("templates") / "playbooks").glob("*.md")):
        book, problems = read_playbook(file.read_bytes(), file.name)
        if book is None:
            raise AssertionError(problems)
        books[book.name] = book
    return MappingProxyType(books)
