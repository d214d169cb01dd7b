"""One of two texts that a merge left standing, found in a body by its lines and taken out or replaced.

A text of one line may be the content of a list item, such as a mark: its bullet stays where it is.
"""

from store.errors import RefusedEdit
from store.text.document import Document, NotText, bare_lines_of, lines_of, split
from store.text.outline import ITEM


def holds_text(data: bytes, path: str, text: str) -> bool:
    """Tell whether a file's body holds a text, as whole lines, exactly once.

    Raises:
        RefusedEdit: the file is not UTF-8 text.
    """
    return _place(_document(data, path), text) is not None


def with_other_text(data: bytes, path: str, text: str, other: str = "") -> bytes:
    """Return a file's bytes with one text in place of another; without one, the text goes with a blank line beside it.

    Raises:
        RefusedEdit: the text does not stand in the file exactly once.
    """
    document = _document(data, path)
    place = _place(document, text)
    if place is None:
        raise RefusedEdit(path, document.body_line, "the text that is to go does not stand here once, as it was")
    lines = lines_of(document.body)
    start, stop = place
    bullet = _bullet(lines[start]) if _bare(text) != _bare("".join(lines[start:stop])) else ""
    new = [bullet + line + document.newline for line in _bare(other)] if other else []
    if not new:
        # The blank line that parted the text from its neighbour has nothing to part any more.
        if stop < len(lines) and not lines[stop].strip():
            stop += 1
        elif start and not lines[start - 1].strip():
            start -= 1
    return document.with_body("".join([*lines[:start], *new, *lines[stop:]]))


def _document(data: bytes, path: str) -> Document:
    try:
        return split(data)
    except NotText as error:
        raise RefusedEdit(path, error.line, "the file is not UTF-8 text") from error


def _place(document: Document, text: str) -> tuple[int, int] | None:
    lines, wanted = _bare(document.body), _bare(text)
    size = len(wanted)
    if not size:
        return None
    found = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == wanted]
    if not found and size == 1:
        found = [at for at, line in enumerate(lines) if line.removeprefix(_bullet(line)) == wanted[0]]
    return (found[0], found[0] + size) if len(found) == 1 else None


def _bullet(line: str) -> str:
    found = ITEM.match(line)
    return found[0] if found else ""


def _bare(text: str) -> list[str]:
    return bare_lines_of(text)
