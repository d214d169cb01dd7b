"""The playbooks that ship with Afterword, read once."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from store.data import data_dir
from store.model.playbook import Playbook

if TYPE_CHECKING:
    from store.vault.index_file import IndexFile

ROW = "playbooks"


@cache
def shipped_playbooks() -> Mapping[str, Playbook]:
    """Return the shipped playbooks by name.

    Raises:
        AssertionError: one of them has a mistake, which a test rules out.
    """
    from store.text.playbook import read_playbook  # which takes as long as the rest of a command, where they are kept

    books: list[Playbook] = []
    for file in sorted((data_dir("templates") / "playbooks").glob("*.md")):
        book, problems = read_playbook(file.read_bytes(), file.name)
        if book is None:
            raise AssertionError(problems)
        books.append(book)
    return _by_name(books)


def kept_playbooks(file: "IndexFile") -> Mapping[str, Playbook]:
    """Return the same out of an index, whose seal shows that this very program read them; they are kept there."""
    from msgspec import DecodeError
    from msgspec.msgpack import Decoder, Encoder

    from store.vault.index import plain
    from store.vault.index_file import Shelf

    shelf = Shelf(file, "shipped")
    row = dict(shelf.rows()).get(ROW)
    if row is not None:
        try:
            return _by_name(Decoder(tuple[Playbook, ...]).decode(row))
        except DecodeError:  # it has the seal of this program, so that this is a fault of ours: read them
            pass
    books = shipped_playbooks()
    shelf.keep({ROW: Encoder(enc_hook=plain).encode(tuple(books.values()))}, (ROW,), ())
    return books


def _by_name(books: Iterable[Playbook]) -> Mapping[str, Playbook]:
    return MappingProxyType({book.name: book for book in books})
