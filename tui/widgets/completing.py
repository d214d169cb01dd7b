"""A field that offers what is known while one types; nothing is put into it that was not chosen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import BindingType
from textual.strip import Strip
from textual.widgets import Input

from tui.keymap import bindings
from tui.presentation.completing import NOTHING, Choice, Source
from tui.presentation.safe import safe_line
from tui.presentation.spans import Span
from tui.widgets.painting import Painted, fitted

MOST = 5
"""Choices that are seen at once."""
NOTED = 14
"""Cells below which a note is left out."""


class Offers(Painted, can_focus=False):
    """The list below a field; the field has the keys, the list takes clicks."""

    DEFAULT_CSS = """
    Offers {
        display: none; overlay: screen; constrain: none inside;
        width: 1fr; height: auto; background: $block-cursor-blurred-background; overflow: hidden;
    }
    """

    def __init__(self, take: Callable[[Choice], None]) -> None:
        super().__init__()
        self._take = take
        self._choices: tuple[Choice, ...] = ()
        self._top = 0
        self._seen = 0
        self.cursor = -1
        """Which one is chosen; -1 = none yet."""

    @property
    def is_open(self) -> bool:
        """Tell whether there is something to choose."""
        return bool(self.display)

    @property
    def chosen(self) -> Choice | None:
        """Return what is chosen."""
        return self._choices[self.cursor] if self.is_open and 0 <= self.cursor < len(self._choices) else None

    @property
    def best(self) -> Choice | None:
        """Return what fits best, where something does."""
        return self._choices[0] if self.is_open and self._choices else None

    def open(self, choices: Sequence[Choice], room: int) -> None:
        """Show what there is to choose, in so many rows."""
        if self.is_open and self._choices == tuple(choices):
            return
        self._choices = tuple(choices)
        self._seen = max(1, min(MOST, len(choices), room - 1))
        self.cursor, self._top = -1, 0
        self.styles.height = self._seen + 1
        self.display = bool(choices)
        self.refresh()

    def close(self) -> None:
        """Show nothing."""
        self.display = False
        self.cursor = -1

    def move(self, by: int) -> None:
        """Choose the next one, or the one before; before the first none is chosen."""
        self.cursor = max(-1, min(len(self._choices) - 1, self.cursor + by))
        self._top = max(min(self._top, max(0, self.cursor)), self.cursor - self._seen + 1)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the one under the mouse."""
        event.stop()
        place = self._top + event.y
        if event.y < self._seen and place < len(self._choices):
            self._take(self._choices[place])

    def render_line(self, y: int) -> Strip:
        """Paint one choice, or below them what the keys do."""
        width = self.size.width
        if y >= self._seen:
            more = len(self._choices) - self._seen
            said = f"{more} more; " if more > 0 else ""
            return self.paint([Span(fitted(f" {said}↓ chooses, Tab or Enter takes it", width), "muted")], width)
        place = self._top + y
        if place >= len(self._choices):
            return self.paint([], width)
        choice = self._choices[place]
        text = safe_line(choice.text, 200)
        note = safe_line(choice.note, 200)
        spans = [Span(f" {fitted(text, min(cell_len(text), width - 2))}")]
        if note and width - cell_len(text) - 4 >= NOTED:
            spans.append(Span(f"  {fitted(note, width - cell_len(text) - 4)}", "muted"))
        over = self.get_component_rich_style("painted--cursor") if place == self.cursor else None
        return self.paint(spans, width, over)


class Completing(Input):
    """A field of one line with its list; `offers` must be set below it, as `Field` does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("completing")

    def __init__(
        self,
        source: Source,
        value: str = "",
        *,
        placeholder: str = "",
        is_sure: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
        select_on_focus: bool = True,
    ) -> None:
        """Make the field.

        Args:
            source: what fits the words at the cursor.
            value: what it holds at first.
            placeholder: what is to be seen while it is empty.
            is_sure: whether only something known can stand in it: then Tab takes the best one unasked.
            id: as in Textual.
            select_on_focus: as in Textual.
        """
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=select_on_focus)
        self._source = source
        self._is_sure = is_sure
        self._offer = NOTHING
        self._settled = value
        """The words to which nothing is offered unasked: those it began with, and those that were chosen."""
        self.offers = Offers(self._put)

    def put_back(self, value: str) -> None:
        """Hold what was typed before; nothing is offered to it unasked."""
        self._settled = value
        self.value = value

    def replace_source(self, source: Source) -> None:
        """Complete from something else from now on."""
        self._source = source

    @on(Input.Changed)
    def _follow(self) -> None:
        if self.has_focus and self.value != self._settled and self.value.strip():
            self._open()
        else:
            self.offers.close()

    def _open(self) -> None:
        self._offer = self._source(self.value, self.cursor_position)
        room = self.app.size.height - self.region.bottom
        if self._offer.choices and room > 1:
            self.offers.open(self._offer.choices, room)
        else:
            self.offers.close()

    def _put(self, choice: Choice) -> None:
        value, cursor = self._offer.taken(self.value, choice)
        self._settled = value
        self.value = value
        self.cursor_position = cursor
        self.offers.close()

    def on_blur(self) -> None:
        """Close the list."""
        self.offers.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the dialog where the list has no use for it."""
        match action:
            case "complete_take":
                return self.offers.chosen is not None or (self._is_sure and self.offers.is_open)
            case "complete_close" | "complete_previous":
                return self.offers.is_open
        return super().check_action(action, parameters)

    def action_complete_next(self) -> None:
        """Choose the next one; open the list first."""
        if not self.offers.is_open:
            self._open()
        if self.offers.is_open:
            self.offers.move(1)

    def action_complete_previous(self) -> None:
        """Choose the one before."""
        self.offers.move(-1)

    def action_complete_take(self) -> None:
        """Put what is chosen into the field."""
        if choice := self.offers.chosen or self.offers.best:
            self._put(choice)

    def action_complete_close(self) -> None:
        """Close the list."""
        self.offers.close()

    async def action_submit(self) -> None:
        """Put what is chosen into the field, or answer the dialog."""
        if choice := self.offers.chosen:
            self._put(choice)
        else:
            self.offers.close()
            await super().action_submit()

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Take what is offered at the end of the line; else go to the right."""
        choice = self.offers.chosen or self.offers.best
        if choice and self.cursor_at_end and not select:
            self._put(choice)
        else:
            super().action_cursor_right(select)
