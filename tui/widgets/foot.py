"""The footer: the keys of the screen, as many as it has room for."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # it has no public name

from tui.actions.table import ACTIONS

SPARE = {row.method: row.spare for row in ACTIONS if row.spare}
"""What a narrow footer does without; the highest goes first."""


class Foot(Footer):
    """Shows fewer keys on a narrow screen, so that none is cut; help has them all."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._seen_at = 0

    def compose(self) -> ComposeResult:
        """Give the keys that there is room for."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        while sum(map(_cells, keys)) > self.app.size.width + 1:  # the last one needs no blank behind it
            least = max(keys, key=lambda key: SPARE.get(key.action, 0))
            if least.action not in SPARE:
                break
            keys.remove(least)
        yield from keys

    def on_resize(self, event: events.Resize) -> None:
        """Look again which keys there is room for."""
        if event.size.width != self._seen_at:
            self._seen_at = event.size.width
            self.call_after_refresh(self.recompose)


def _cells(key: FooterKey) -> int:
    return len(key.key_display) + len(key.description) + 2
