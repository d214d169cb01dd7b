"""Notes typed one a line, in a block for each question; Enter opens another line, or goes on from an empty one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from store.model.entry import Word
from tui.keymap import bindings
from tui.widgets.literal import literal

Rewrite = Callable[[str], str]
"""From a line as typed to another one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form."""

    word: Word
    label: str
    hint: str


class Completion(Suggester):
    """Offers the name that is begun in parentheses."""

    def __init__(self, complete: Rewrite) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line, or nothing."""
        return self._complete(value) or None


class NoteLine(Input):
    """One note."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("noting")

    @dataclass
    class Left(Message):
        """The cursor goes to another line."""

        line: "NoteLine"
        down: bool

    @dataclass
    class Emptied(Message):
        """Backspace was pressed in an empty line."""

        line: "NoteLine"

    def __init__(self, word: Word, hint: str, complete: Rewrite, turn: Rewrite) -> None:
        super().__init__(placeholder=hint, compact=True, select_on_focus=False, suggester=Completion(complete))
        self.word = word
        self._turn = turn

    def action_line_down(self) -> None:
        """Go to the next line."""
        self.post_message(self.Left(self, down=True))

    def action_line_up(self) -> None:
        """Go to the line before."""
        self.post_message(self.Left(self, down=False))

    def action_line_person(self) -> None:
        """Give the note to the next person."""
        if self.value.strip():
            self.value = self._turn(self.value)
            self.cursor_position = len(self.value)

    def on_key(self, event: events.Key) -> None:
        """Take an empty line away again."""
        if event.key == "backspace" and not self.value:
            event.prevent_default().stop()  # else it would reach the line that one comes to
            self.post_message(self.Emptied(self))


class NoteBlock(Horizontal):
    """A question with its lines."""

    @dataclass
    class Ended(Message):
        """Enter was pressed in the empty last line."""

        block: "NoteBlock"

    def __init__(self, asked: Asked, complete: Rewrite, turn: Rewrite) -> None:
        super().__init__(id=f"block-{asked.word.value}")
        self.asked = asked
        self._complete, self._turn = complete, turn

    def compose(self) -> ComposeResult:
        """Set the question beside its first line."""
        yield Static(literal(self.asked.label, "muted"), classes="label")
        with Vertical(classes="lines"):
            yield self._line(self.asked.hint)

    def _line(self, hint: str = "") -> NoteLine:
        return NoteLine(self.asked.word, hint, self._complete, self._turn)

    @property
    def lines(self) -> Sequence[NoteLine]:
        """Return its lines, from top to bottom."""
        return tuple(self.query(NoteLine))

    @property
    def typed(self) -> str:
        """Return its notes, one a line."""
        return "\n".join(one.value for one in self.lines if one.value.strip())

    async def put_back(self, typed: str) -> None:
        """Fill its lines with notes, one a line."""
        first, *more = typed.split("\n")
        self.lines[0].value = first
        for text in more:
            line = self._line()
            line.value = text
            await self.query_one(".lines").mount(line)
        for line in self.lines:
            line.cursor_position = len(line.value)

    @on(Input.Submitted)
    async def go_on(self, event: Input.Submitted) -> None:
        """Open another line below a filled one; leave an empty one, which goes away behind others."""
        event.stop()
        lines = self.lines
        place = lines.index(event.input) if isinstance(event.input, NoteLine) else 0
        if not event.value.strip():
            self.post_message(self.Ended(self))
            if place:
                await event.input.remove()
        elif place + 1 < len(lines) and not lines[place + 1].value.strip():
            lines[place + 1].focus()
        else:
            line = self._line()
            await self.query_one(".lines").mount(line, after=event.input)
            line.focus()

    @on(NoteLine.Emptied)
    async def take_away(self, event: NoteLine.Emptied) -> None:
        """Take an empty line away, as long as it is not the only one."""
        event.stop()
        lines = self.lines
        place = lines.index(event.line)
        if len(lines) > 1:
            lines[place - 1 if place else 1].focus()
            if not place:
                lines[1].placeholder = event.line.placeholder
            await event.line.remove()
