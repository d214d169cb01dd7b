"""The text below a front matter, without the blank lines around it, and put back line by line."""

from msgspec import Struct

from store.text.document import Document, bare_lines_of, lines_of
from store.text.merge3 import equal_blocks

BLANK = " \t\r\n"


class Body(Struct, frozen=True, kw_only=True):
    """A body in three parts: `head + inner + tail` is the body."""

    head: str
    """The blank lines before the text."""
    inner: str
    """The text as it stands, without the end of its last line."""
    tail: str
    """The end of the text's last line and the blank lines below it."""

    @property
    def text(self) -> str:
        """The text with LF line ends."""
        return "\n".join(bare_lines(self.inner))


def body_of(document: Document) -> Body:
    """Cut a file's body into its three parts."""
    lines = lines_of(document.body)
    full = [i for i, line in enumerate(lines) if line.strip(BLANK)]
    if not full:
        return Body(head="", inner="", tail=document.body)
    first, last = full[0], full[-1]
    inner = "".join(lines[first : last + 1])
    bare = inner.rstrip("\r\n")
    return Body(head="".join(lines[:first]), inner=bare, tail=inner[len(bare) :] + "".join(lines[last + 1 :]))


def text_line(document: Document, body: Body) -> int:
    """Return the line of the file where the text begins, from 1."""
    return document.body_line + len(lines_of(body.head))


def with_text(document: Document, text: str) -> bytes:
    """Return a file's bytes with another text in its body; lines that stay keep their line ends.

    Blank lines at both ends of the new text are not part of it.
    """
    body = body_of(document)
    wanted = bare_lines(trimmed(text))
    old = lines_of(body.inner)
    stays = equal_blocks([line.rstrip("\r\n") for line in old], wanted)
    kept = {new + i: old[at + i] for at, new, count in stays for i in range(count)}
    lines = [kept.get(i, line) for i, line in enumerate(wanted)]
    ended = [line if line.endswith(("\r", "\n")) else line + document.newline for line in lines[:-1]]
    inner = "".join(ended) + "".join(line.rstrip("\r\n") for line in lines[-1:])
    head = body.head if body.inner else document.newline
    tail = body.tail if body.inner else document.newline
    return document.with_body(head + inner + tail)


def trimmed(text: str) -> str:
    """Return a text with LF line ends, without the blank lines at both ends."""
    lines = bare_lines(text)
    full = [i for i, line in enumerate(lines) if line.strip(BLANK)]
    return "\n".join(lines[full[0] : full[-1] + 1]) if full else ""


def bare_lines(text: str) -> list[str]:
    """Cut a text into lines without their line ends."""
    return bare_lines_of(text)


def prose(text: str) -> str:
    """Return a text as the body of a new file: without blank lines around it, its last line ended."""
    wanted = trimmed(text)
    return f"{wanted}\n" if wanted else ""
