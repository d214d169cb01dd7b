"""The footer: the keys of the screen, as many as it has room for, painted as one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.actions.table import ACTIONS
from tui.keymap import NONE

SPARE = {row.method: row.spare for row in ACTIONS if row.spare}
"""What a narrow footer does without; the highest goes first."""
OTHER_WAY = {row.method: row.pair for row in ACTIONS if row.pair}
"""The action that goes the other way: its key stands before, without words of its own."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the footer."""

    key: str
    name: str
    label: str
    action: str
    told: str
    """What is said where the mouse points at it."""
    is_on: bool
    """Whether it does something now."""

    @property
    def cells(self) -> int:
        """Return the cells that it takes, with the blank behind it."""
        return cell_len(self.name) + (cell_len(self.label) + 1 if self.label else 0) + 1


def gaps(keys: Sequence[Key], room: int) -> tuple[int, ...]:
    """Return the blanks behind each key: one behind the first of a pair, two behind the others where all fit so."""
    wide = tuple(2 if key.label else 1 for key in keys)
    return wide if sum(key.cells - 1 for key in keys) + sum(wide[:-1]) + 2 <= room else (1,) * len(keys)


class Foot(Widget):
    """Shows fewer keys on a narrow screen, so that none is cut; help has them all.

    One painted line: a cursor that moves changes what keys apply, and widgets made anew for each would cost more than
    all the rest of a key press.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key", "foot--label", "foot--off", "foot--pointed"}
    DEFAULT_CSS = """
    Foot {
        dock: bottom;
        height: 1;
        background: $footer-background;
        .foot--key { color: $footer-key-foreground; text-style: bold; }
        .foot--label { color: $footer-description-foreground; }
        .foot--off { color: $text-muted; text-style: not bold; }
        .foot--pointed { background: $block-hover-background; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Key, ...] = ()
        """What is shown, from the left; none before the screen knows its keys."""
        self._pointed: Key | None = None

    def on_mount(self) -> None:
        """Hear of each change of what keys apply."""
        self.screen.bindings_updated_signal.subscribe(self, self._hear)

    def _hear(self, screen: Screen[Any]) -> None:
        if self.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._look)

    def on_resize(self) -> None:
        """Look again which keys there is room for."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Paint anew where other keys are to be shown.

        Textual asks the screen on top what applies, whichever screen wants to know: one that does not stand yet has
        no answer, and once this screen is on top again it looks again.
        """
        if self.is_attached and self.app.screen.is_mounted and self.keys != (keys := self._fitting()):
            self.keys = keys
            self.refresh()

    def _fitting(self) -> tuple[Key, ...]:
        """Return the keys that there is room for."""
        active = {
            binding.id: (binding, enabled)
            for _, binding, enabled, _ in self.screen.active_bindings.values()
            if binding.id and binding.key != NONE  # Textual's own have no id
        }

        def known(ident: str, *, is_pair: bool = False) -> Iterator[Key]:
            if ident in active:
                binding, enabled = active[ident]
                label = "" if is_pair else binding.description
                told = binding.tooltip or binding.description
                name = self.app.get_key_display(binding)
                yield Key(binding.key, name, label, binding.action, told, enabled)

        shown = [
            (*known(OTHER_WAY.get(binding.action, ""), is_pair=True), *known(ident))
            for ident, (binding, _) in active.items()
            if binding.show
        ]
        shown.sort(key=lambda keys: keys[-1].name != "Enter")  # it stands first on every screen
        while sum(key.cells for key in chain(*shown)) > self.size.width + 1:  # the last one needs no blank behind it
            least = max(shown, key=lambda keys: SPARE.get(keys[-1].action, 0), default=())
            if not least or least[-1].action not in SPARE:
                break
            shown.remove(least)
        return tuple(chain(*shown))

    def render_line(self, y: int) -> Strip:
        """Paint the keys with their words."""
        base = self.rich_style
        styles = {
            name: self.get_component_rich_style(f"foot--{name}", partial=True) for name in ("key", "label", "off")
        }
        pointed = self.get_component_rich_style("foot--pointed", partial=True)
        segments = [Segment(" " * self._left, base)]
        for key, gap in zip(self.keys, gaps(self.keys, self.size.width), strict=True) if y == 0 else ():
            ground = base + pointed if key == self._pointed else base
            segments.append(Segment(key.name, ground + styles["key" if key.is_on else "off"]))
            if key.label:
                segments.append(Segment(f" {key.label}", ground + styles["label"]))
            segments.append(Segment(" " * gap, base))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"foot--{name}", partial=True)

    @property
    def _left(self) -> int:
        """Return the cells before the first key: as far in as the text above, where all keys have room so."""
        return 1 if sum(key.cells for key in self.keys) <= self.size.width else 0

    def _placed(self) -> Iterator[tuple[int, Key]]:
        """Yield each key with its first cell."""
        left = self._left
        for key, gap in zip(self.keys, gaps(self.keys, self.size.width), strict=True):
            yield left, key
            left += key.cells - 1 + gap

    def place_of(self, action: str) -> int:
        """Return the first cell of an action's key, -1 where it is not shown."""
        return next((left for left, key in self._placed() if key.action == action), -1)

    def _at(self, x: int) -> Key | None:
        return next((key for left, key in self._placed() if left <= x < left + key.cells - 1), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what the mouse points at, and say what it does."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Point at nothing any more."""
        self._point(None)

    def _point(self, key: Key | None) -> None:
        if key != self._pointed:
            self._pointed = key
            self.tooltip = key.told if key else None
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Press the key; one that does nothing now says why, as it does on the keyboard."""
        if key := self._at(event.x):
            self.app.simulate_key(key.key)
