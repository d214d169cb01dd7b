"""Notes typed during a call: a block for each sort, shown while one types in it or once it holds something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from store.model.entry import Word
from tui.widgets.note_lines import Asked, NoteBlock, NoteLine, Rewrite


class CallNotes(VerticalScroll, can_focus=False):
    """Opens a block when it is asked for, and closes it again when nothing was typed."""

    is_open = var[bool](default=False, toggle_class="-open")
    """Whether any block is shown."""

    class Left(Message):
        """The cursor has left the notes."""

    @dataclass
    class Opened(Message):
        """Notes are shown, or hidden again."""

        is_open: bool

    def __init__(self, asked: Sequence[Asked], complete: Rewrite, turn: Rewrite) -> None:
        super().__init__(id="notes")
        self._asked = tuple(asked)
        self._complete, self._turn = complete, turn

    def compose(self) -> ComposeResult:
        """Set the blocks one below the other, all of them closed."""
        for one in self._asked:
            yield NoteBlock(one, self._complete, self._turn)

    @property
    def blocks(self) -> Sequence[NoteBlock]:
        """Return the blocks, from top to bottom."""
        return tuple(self.query(NoteBlock))

    @property
    def lines(self) -> Iterator[NoteLine]:
        """Yield every line that something is typed in."""
        return (one for one in self.query(NoteLine) if one.value.strip())

    def note(self, word: Word) -> None:
        """Go to an empty line for a note of that sort."""
        block = next(block for block in self.blocks if block.asked.word is word)
        block.add_class("-open")
        self._show()
        last = block.lines[-1]
        last.focus()
        if last.value.strip():
            last.post_message(Input.Submitted(last, last.value))

    def look(self) -> None:
        """Close the blocks that hold nothing and are left."""
        for block in self.blocks:
            block.set_class(block.has_focus_within or any(one.value.strip() for one in block.lines), "-open")
        self._show()

    def _show(self) -> None:
        self.is_open = any(block.has_class("-open") for block in self.blocks)

    def watch_is_open(self) -> None:
        """Tell the screen, which makes room."""
        self.post_message(self.Opened(self.is_open))

    @on(NoteBlock.Ended)
    def end(self, event: NoteBlock.Ended) -> None:
        """Leave the notes."""
        event.stop()
        self.post_message(self.Left())

    @on(NoteLine.Left)
    def go(self, event: NoteLine.Left) -> None:
        """Go to the next line, or the one before; beyond them leave the notes."""
        event.stop()
        lines = [one for block in self.blocks if block.has_class("-open") for one in block.lines]
        place = lines.index(event.line) + (1 if event.down else -1)
        if 0 <= place < len(lines):
            lines[place].focus()
        else:
            self.post_message(self.Left())
