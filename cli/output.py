"""Data: the one owner of standard output, as lines for people or as one JSON document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.safe import cells, safe_text, wrap

if TYPE_CHECKING:
    from cli.diagnostics import Stream

STYLES: Mapping[str, str] = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
"""Terminal attributes by name."""


LITTLE = 30
"""Columns that a text needs to stand beside or under its head; with fewer it follows the head and goes on below it."""
HANGING = 4
"""Columns before what goes on below."""
UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of a line with a look, where the terminal has looks at all."""

    text: str
    style: str


Piece = str | Styled


class Output:
    """Writes data: every line is made safe, every document is plain ASCII."""

    def __init__(self, stream: "Stream", *, width: int, colour: bool, terminal: bool, endless: bool = False) -> None:
        self.stream = stream
        self._colour = colour
        self._terminal = terminal
        self.width = width
        """Columns that prose takes."""
        self.room = UNLIMITED if endless else width
        """Columns that a table may take: no end where a program reads it line by line and nobody told a width."""

    def line(self, *pieces: Piece) -> None:
        """Write one line; control characters in it are data and are left out."""
        self.stream.write("".join(self._rendered(p) for p in pieces).rstrip(" ") + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        """Write several lines."""
        for text in texts:
            self.line(text)

    def text(self, text: str) -> None:
        """Write a text of several lines; its tabs are shown as spaces."""
        self.lines(line.expandtabs(4) for line in text.removesuffix("\n").split("\n"))

    def paragraph(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Write a text wrapped to the width."""
        indent = self._indented(indent)
        for line in wrap(text, self.width - indent):
            self.line(" " * indent, Styled(line, style) if style else line)

    def beside(self, head: Iterable[Piece], text: str, *, indent: int) -> None:
        """Write a text beside a head of `indent` columns; further lines of it stand below its beginning.

        Where that leaves little room, or the head is wider, the text follows the head and goes on below it.
        """
        pieces = list(head)
        taken = cells(safe_text("".join(text_of(p) for p in pieces)))
        below = self._indented(indent)
        if below < indent or taken > indent:
            pieces = trimmed(pieces)
            taken = cells(safe_text("".join(text_of(p) for p in pieces))) + 2
            pieces.append("  ")
        first, *rest = wrap(text, self.width - below, taken - below) or [""]
        self.line(*pieces, first)
        for line in rest:
            self.line(" " * below, line)

    def _indented(self, indent: int) -> int:
        return indent if self.width - indent >= LITTLE else min(indent, HANGING)

    def exact(self, text: str) -> None:
        """Write a line that another program will use as it is; on a terminal it is made safe."""
        if self._terminal:
            self.line(text)
        else:
            self.stream.write(text + "\n")

    def data(self, text: str) -> None:
        """Write what another program will read, to the byte; on a terminal its lines are made safe."""
        if self._terminal:
            self.text(text.replace("\r\n", "\n"))
        else:
            self.stream.write(text)

    def document(self, document: Mapping[str, object]) -> None:
        """Write one JSON document with its version, in ASCII."""
        import json  # which a prompt does not wait for

        json.dump({"version": 1, **document}, self.stream, ensure_ascii=True, indent=2)
        self.stream.write("\n")

    def one_line(self, document: Mapping[str, object]) -> None:
        """Write one JSON document with its version on one line, for programs that read by lines."""
        import json

        self.stream.write(json.dumps({"version": 1, **document}, ensure_ascii=True) + "\n")

    def diff(self, text: str) -> None:
        """Write a unified diff, added and removed lines in colour where there is colour."""
        for line in text.removesuffix("\n").split("\n"):
            self.line(Styled(line.expandtabs(4), diff_style(line)))

    def clipboard(self, text: str) -> bool:
        """Ask the terminal to put a text into its clipboard; False where there is no terminal to ask."""
        if self._terminal:
            import base64

            self.stream.write(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07")
        return self._terminal

    def flush(self) -> None:
        """Hand everything written to the system.

        Raises:
            BrokenPipeError: the reader is gone.
        """
        self.stream.flush()

    def _rendered(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return safe_text(piece)
        code = STYLES.get(piece.style)
        shown = safe_text(piece.text)
        return f"\x1b[{code}m{shown}\x1b[0m" if self._colour and code and shown else shown


def text_of(piece: Piece) -> str:
    """Return the text of a piece without its look."""
    return piece if isinstance(piece, str) else piece.text


def trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces without the spaces at their end."""
    found = list(pieces)
    while found and not text_of(found[-1]).strip():
        found.pop()
    if found:
        last = found.pop()
        found.append(last.rstrip() if isinstance(last, str) else Styled(last.text.rstrip(), last.style))
    return found


def diff_style(line: str) -> str:
    """Return the look of one line of a diff."""
    if line.startswith(("+++", "---", "diff ")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
