"""The line in which a query is typed: the rest of a word is offered in grey, and Tab or → takes it."""

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input


class Completing(Suggester):
    """Offers what a function says."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return what the text would become."""
        return self._complete(value) or None


class QueryLine(Input):
    """A one-line field with completion."""

    virtual_size = Reactive(Size(0, 0))
    """As in Textual, where each letter lays the whole screen out anew: a line takes the same room whatever is in it."""

    def __init__(self, complete: Callable[[str], str], placeholder: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(placeholder=placeholder, suggester=Completing(complete), id=id, compact=True)

    async def _on_key(self, event: events.Key) -> None:
        """Take the offer with Tab; without one Tab goes on as everywhere."""
        if event.key == "tab" and self._suggestion and self.cursor_position == len(self.value):
            event.prevent_default()
            event.stop()
            self.action_cursor_right()
            return
        await super()._on_key(event)
