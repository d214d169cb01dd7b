"""A file opened for an edit of its log: lines go in, none goes out, and the result is read again."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from store.errors import RefusedEdit
from store.model.entry import Entry
from store.model.problem import Problem
from store.model.value import replace
from store.text.document import Document, NotText, lines_of, split
from store.text.log import read_log
from store.text.names import Roster
from store.text.outline import Outline, Sort, outline

OF_PERSONS = frozenset({"unknown-name", "ambiguous-name"})


class Page(Struct, frozen=True, dict=True):
    """A file's bytes with what its body says."""

    document: Document
    path: str
    roster: Roster

    @classmethod
    def open(cls, data: bytes, path: str, roster: Roster) -> "Page":
        """Open a file.

        Raises:
            RefusedEdit: it cannot be read well enough to be changed.
        """
        try:
            document = split(data)
        except NotText as error:
            raise RefusedEdit(path, error.line, "the file is not UTF-8 text") from error
        if document.is_unclosed:
            raise RefusedEdit(path, 1, "the front matter that begins here is not closed")
        return cls(document, path, roster)

    @cached_property
    def outline(self) -> Outline:
        """What each line of the body is."""
        return outline(self.document.body)

    @cached_property
    def log(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        """The entries and the problems."""
        return read_log(self.document.body, self.document.body_line, self.roster, self.path)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The log entries, in file order."""
        return self.log[0]

    @property
    def faults(self) -> list[str]:
        """The codes of all problems that no unknown person explains."""
        return [problem.code for problem in self.log[1] if problem.code not in OF_PERSONS]

    def refuse(self, line: int, reason: str) -> RefusedEdit:
        """Return the refusal of an edit."""
        return RefusedEdit(self.path, line, reason)

    def line_of(self, at: int) -> int:
        """Return the line in the file of a line of the body that counts from 0."""
        return self.document.body_line + at

    def after_last_word(self, stop: int) -> int:
        """Return the index behind the last line before `stop` that is not blank."""
        while stop > 0 and self.outline.sorts[stop - 1] is Sort.BLANK:
            stop -= 1
        return stop

    def check_open(self, at: int) -> None:
        """Refuse an insertion that other programs would show inside a fence or comment.

        Raises:
            RefusedEdit: a fence or comment above the place is not closed.
        """
        heads = [head for head, _, _ in self.outline.entries() if head < at]
        start = heads[-1] if heads else 0
        for line, sign in self.outline.unclosed.items():
            if start <= line < at:
                raise self.refuse(
                    self.line_of(line), f"“{sign}” begins here and is not closed, and would swallow what is added"
                )

    def inserted(self, at: int, new: Sequence[str]) -> "Page":
        """Return the page with new lines before the line at that index.

        Raises:
            RefusedEdit: the new lines cannot be written as UTF-8, or do not stay apart from their neighbours.
        """
        old = lines_of(self.document.body)
        for newline in self._newlines(old, at):
            lines = [*old[:at], *(line + newline for line in new), *old[at:]]
            if at and not old[at - 1].endswith(("\n", "\r")):
                lines[at - 1] += newline
            body = "".join(lines)
            if lines_of(body) == lines:
                return self._with_body(body, newline)
        raise self.refuse(self.line_of(at), "the new lines would run into the lines around them")

    def _newlines(self, old: list[str], at: int) -> Iterator[str]:
        """Yield the file's line end, then the one of the line above, which cannot melt with what follows."""
        yield self.document.newline
        if at:
            above = old[at - 1]
            yield above[len(above.rstrip("\r\n")) :] or self.document.newline

    def replaced(self, at: int, line: str) -> "Page":
        """Return the page with another text in one line, which keeps its line end."""
        lines = lines_of(self.document.body)
        lines[at] = line + lines[at][len(lines[at].rstrip("\r\n")) :]
        return self._with_body("".join(lines), "")

    def _with_body(self, body: str, newline: str) -> "Page":
        document = self.document
        if document.closing and not document.closing.endswith(("\n", "\r")):
            document = replace(document, closing=document.closing + newline)
        try:
            body.encode()
        except UnicodeEncodeError as error:
            raise self.refuse(document.body_line, "the new text holds half a character") from error
        return Page(replace(document, body=body), self.path, self.roster)

    def reread(self) -> "Page":
        """Return the page as its bytes read."""
        return Page.open(self.data, self.path, self.roster)

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.document.with_body(self.document.body)


def placeless(entry: Entry) -> Entry:
    """Return an entry without the lines where it stands, to compare it."""
    return replace(entry, line=0, end=0, marks=tuple(replace(mark, line=0) for mark in entry.marks))
