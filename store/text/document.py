"""A file cut into its parts by bytes: byte order mark, front matter, body. Joining them gives the same bytes.

The cut is ours and not the library's, whose own loses blank lines, line ends and byte order marks.
"""

import io
import re

from msgspec import Struct

BOM = b"\xef\xbb\xbf"
HEADER_LINE = 2
"""Where a header starts: only a file's first line can open one."""
FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|$)")
LINE_END = re.compile(r"\r\n|\n|\r")
CLOSING = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\n|\r|\Z)")


class NotText(ValueError):
    """The bytes are not UTF-8; `line` is where that shows."""

    def __init__(self, line: int, offset: int) -> None:
        self.line, self.offset = line, offset
        super().__init__(f"not UTF-8 text (byte {offset})")


class Document(Struct, frozen=True, kw_only=True):
    """A file's text in parts: `bom + opening + header + closing + body` is the file."""

    bom: bytes
    opening: str
    """The first fence line with its line end; empty when there is no front matter."""
    header: str
    """The YAML between the fences, with its line ends."""
    closing: str
    """The second fence line; empty when it is missing."""
    body: str
    newline: str
    """The line end that new lines of this file get: the first one found, else LF."""

    @property
    def body_line(self) -> int:
        """Line of the file where the body starts, from 1."""
        above = self.opening + self.header + self.closing
        return 1 + (len(lines_of(above)) if "\r" in above or not above.endswith("\n") else above.count("\n"))

    @property
    def is_unclosed(self) -> bool:
        """Tell whether a front matter begins and does not end."""
        return bool(self.opening) and not self.closing

    def with_header(self, header: str) -> bytes:
        """Return the file's bytes with another header."""
        return self._joined(header, self.body)

    def with_body(self, body: str) -> bytes:
        """Return the file's bytes with another body."""
        return self._joined(self.header, body)

    def _joined(self, header: str, body: str) -> bytes:
        return self.bom + (self.opening + header + self.closing + body).encode()


def lines_of(text: str) -> list[str]:
    """Cut a text into lines with their line ends; CRLF, LF and CR count, nothing else does."""
    return io.StringIO(text, newline="").readlines()


def bare_lines_of(text: str) -> list[str]:
    """Cut a text into the same lines without their line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _newline_of(text: str) -> str:
    """Return the first line end; LF where there is none."""
    if "\r" not in text:
        return "\n"
    end = LINE_END.search(text)
    return end.group() if end else "\n"


def _closing(text: str, at: int) -> re.Match[str] | None:
    """Find the line that closes a front matter, from a place on."""
    if "\r" in text:
        return CLOSING.search(text, at)
    place = at - 1
    while (place := text.find("\n---", place)) >= 0:
        place += 1
        if found := FENCE.match(text, place):
            return found
    return None


def split(data: bytes) -> Document:
    """Cut a file into its parts.

    Only a first line that is exactly `---` opens a front matter, and only another such line closes it. Where
    none closes it, all the rest is body, so nothing of it can be lost.

    Raises:
        NotText: the bytes are not UTF-8.
    """
    bom = BOM if data.startswith(BOM) else b""
    try:
        text = data[len(bom) :].decode()
    except UnicodeDecodeError as error:
        raise NotText(data[: len(bom) + error.start].count(b"\n") + 1, len(bom) + error.start) from error
    newline = _newline_of(text)
    first = FENCE.match(text)
    if not first:
        return Document(bom=bom, opening="", header="", closing="", body=text, newline=newline)
    opening, at = first.group(), first.end()
    close = _closing(text, at)
    if close is None:
        return Document(bom=bom, opening=opening, header="", closing="", body=text[at:], newline=newline)
    return Document(
        bom=bom,
        opening=opening,
        header=text[at : close.start()],
        closing=close.group(),
        body=text[close.end() :],
        newline=newline,
    )
