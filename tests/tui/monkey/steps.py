"""What a monkey may do: steps drawn from a seed, written down as lines of JSON, and read back."""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.actions.table import ACTIONS
from tui.keymap import NAMES

Step = tuple[str, ...]

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60), (10, 3), (1, 1), (33, 7), (300, 5))
HOSTILE = (
    "[/b] [bold]x",
    "[@click=app.quit]press[/]",
    "[q [",
    "\x1b[31m\x1b]0;t\x07",
    "\x9b31m\x85",
    "\u202egnp.exe\u202c",
    "\u200b\ufeff",
    "👩\u200d💻🇩🇪 日本語",
    "--- : # {{ x }} {% if",
    "- [ ] promise: x by 2026-99-99",
    "### 2026-11-20 Call: x",
    "x" * 300,
    "[[ gap ]]",
    "stage:lead (",
    '"',
)
PLAIN = ("Ana", "yes", "2026-11-27", "tomorrow", "call", "Joe Alvarez", "tag", "lead", "+1 555 0100", "a@b.example")
COMMON = (
    *("tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "space", "home", "end", "pagedown"),
    *("pageup", "backspace", "delete", "ctrl+o", "ctrl+a", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+z", "ctrl+y"),
    *("ctrl+c", "ctrl+x", "ctrl+v", "ctrl+d", "ctrl+e", "ctrl+f", "f1", "f5", "shift+down", "y", "n"),
)
FORMS = ("n", "A", "L", "d", "s", "x", "semicolon")
"""Keys of the agenda that open a dialog."""
DESKS = ("c", "b", "C")
"""Keys of the agenda that open a place where one writes: letter, debrief, call."""
OUTSIDE = ("append", "replace", "recreate", "garbage", "command")
"""What befalls the files meanwhile; the last costs most, as it reads the whole vault."""


def keys() -> tuple[str, ...]:
    """Return every key that does something, and every one that a person may hit beside it."""
    ours = {NAMES.get(key, key) for row in ACTIONS for key in row.keys}
    return tuple(sorted(ours | set(COMMON) | set("abcdefghijklmnopqrstuvwxyzADFKLNPRSTVZ0123456789")))


class Steps:
    """Draws steps; the same seed gives the same ones."""

    def __init__(self, seed: int, *, is_welcome: bool = False) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self._keys = keys()
        self._is_welcome = is_welcome
        self._made = 0

    def draw(self, number: int) -> Iterator[Step]:
        """Give that many steps."""
        for _ in range(number):
            yield self._next()

    def _next(self) -> Step:
        kind = self._rng.random()
        if kind < 0.66:
            return "press", self._rng.choice(self._keys)
        if kind < 0.74:
            return "press", self._rng.choice(("enter", "escape", "tab", "ctrl+o"))
        if kind < 0.82:
            return "type", self._words()
        if kind < 0.91:
            return "click", f"{self._rng.random():.3f}", f"{self._rng.random():.3f}"
        if kind < 0.93:
            width, height = self._rng.choice(SIZES)
            return ("resize", str(width), str(height)) if kind < 0.92 else ("resize",)
        return self._further(kind)

    def _further(self, kind: float) -> Step:
        if self._is_welcome:
            return "press", self._rng.choice("12344")
        if kind < 0.95:
            return "fill", self._rng.choice(FORMS), str(self._rng.randrange(6)), self._mark()
        if kind < 0.965:
            return "write", self._rng.choice(DESKS), str(self._rng.randrange(6)), self._mark()
        if kind < 0.967:
            return ("quit",)
        return self._rng.choice((*OUTSIDE[:4], *OUTSIDE)), str(self._rng.randrange(1000)), self._mark()

    def _words(self) -> str:
        kind = self._rng.random()
        if kind < 0.5:
            return f"{self._mark()} word"
        return self._rng.choice(HOSTILE if kind < 0.8 else PLAIN)

    def _mark(self) -> str:
        """Return a word that occurs nowhere else."""
        self._made += 1
        return f"qz{self._made}qz"


def write(steps: Iterable[Step], place: Path) -> None:
    """Write steps down, one a line."""
    place.write_text("".join(f"{json.dumps(step)}\n" for step in steps))


def read(place: Path) -> tuple[Step, ...]:
    """Return the steps that were written down."""
    return tuple(tuple(json.loads(line)) for line in place.read_text().splitlines() if line.strip())
