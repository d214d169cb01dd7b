"""What is pressed before its turn: kept in order until then, as a terminal keeps what is typed ahead.

A key may open a window or move the cursor to another field, and only says so by messages. So behind each key something
goes the way that those messages go, from where one types up to the program; what is typed meanwhile waits for it.
"""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from textual import events
from textual.app import App, ScreenStackError
from textual.binding import Binding
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.widget import Widget

from tui.bridge.place import Place
from tui.keymap import is_key_of

T = TypeVar("T")
PAUSE = 0.01
"""Seconds between two looks at a window that opens."""
LOOKS = 300
"""Looks after which keys go to a window as it is."""
GONE = "The step that you were on is gone since, so what you pressed was not done."
"""Said where keys waited for something that is not there."""
ROUNDS = 3
"""Times that the way is gone: a list says what was chosen, its screen says what that means, the program opens it."""
MOVES = frozenset({"row.down", "row.up", "row.first", "row.last", "row.page-down", "row.page-up"})
"""Actions of a list that move its cursor."""


def stays(key: events.Key, here: Widget) -> bool:
    """Tell whether a key surely leads nowhere else: a letter in a field, a step in a list, which one holds down."""
    from textual.widgets import Input, TextArea

    if isinstance(here, Input | TextArea):
        return key.is_printable
    own = {row.id for row in here.BINDINGS if isinstance(row, Binding)}
    return any(is_key_of(key.key, ident) for ident in MOVES if ident in own)


class Ahead(App[T], Generic[T]):
    """Gives keys, clicks and pasted text to screens whose widgets are all there, one key after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Event] = deque()
        self._looks = 0
        self._given = 0
        """Keys that were given to a screen and may move the cursor."""
        self._handled = 0
        """The last of them that was dealt with."""

    async def on_event(self, event: events.Event) -> None:
        """Keep what comes too early; what comes after it waits too, so that nothing is turned round."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead or self._must_wait or self._is_early(event):
            self._ahead.append(event)
            if len(self._ahead) == 1:
                self._looks = 0
                self.set_timer(PAUSE, self._look_ahead)
        else:
            await self._pass_on(event)

    @property
    def _must_wait(self) -> bool:
        """Tell whether a key has not been dealt with, or a window opens."""
        is_open = bool(self._screen_stacks.get(self.current_mode))
        is_opening = is_open and not self.screen.is_mounted
        is_beginning = is_open and isinstance(self.screen, Place) and self.screen.is_beginning
        return is_opening or is_beginning or self._handled < self._given

    def _is_early(self, event: events.Event) -> bool:
        """Tell whether an event is about what is not known yet."""
        if not self._screen_stacks.get(self.current_mode) or not isinstance(self.screen, Place):
            return False
        is_early = self.screen.must_wait(event)
        if is_early:
            self.screen.say_waiting()
        return is_early

    def forget_ahead(self) -> None:
        """Drop what was kept, since it was meant for something that is gone, and say so."""
        if self._ahead:
            self._ahead.clear()
            self.notify(GONE, severity="warning", markup=False)

    async def _pass_on(self, event: events.Event) -> None:
        """Give an event to the screen; a key is followed, unless it can lead nowhere else."""
        if isinstance(event, events.MouseDown) and self._is_gone(event):
            return
        here = self.focused or self.screen
        await super().on_event(event)
        if isinstance(event, events.Key) and not stays(event, here):
            self._given += 1
            await self._go_behind((*here.ancestors_with_self,) * ROUNDS, self._given)

    def _is_gone(self, event: events.MouseDown) -> bool:
        """Tell whether a click meets what was just taken away and is still to be seen; Textual would break on it."""
        try:
            return not self.screen.get_widget_at(event.x, event.y)[0].is_attached
        except (NoWidget, ScreenStackError):
            return False

    async def _go_behind(self, way: Sequence[DOMNode], key: int) -> None:
        """Go one step behind a key, past those that are gone; at the end it was dealt with."""
        for place, node in enumerate(way, 1):
            if node.post_message(events.Callback(callback=partial(self._go_behind, way[place:], key))):
                return
        self._handled = max(self._handled, key)
        await self._hand_on()

    async def _hand_on(self) -> None:
        """Hand on what was kept, as far as there is a screen that can take it."""
        while self._ahead and (self._looks >= LOOKS or not self._must_wait) and not self._is_early(self._ahead[0]):
            await self._pass_on(self._ahead.popleft())

    async def _look_ahead(self) -> None:
        """Look again whether a window stands; none keeps what is typed for long."""
        self._looks = 0 if self._ahead and self._is_early(self._ahead[0]) else self._looks + 1
        await self._hand_on()
        if self._ahead:
            self.set_timer(PAUSE, self._look_ahead)
