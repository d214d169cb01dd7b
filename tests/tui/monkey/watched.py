"""The two programs as a monkey plays them: they end only when it means it, and tell which typed text was taken."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, TextArea

from store.workspace.door import Applied
from tui import messages
from tui.app import AfterwordApp
from tui.welcome.app import WelcomeApp
from tui.widgets.dialog import Dialog

TOKEN = re.compile(r"qz[0-9]+qz")
REFUSED = "could not be kept, so the program stays open"


class Watched(AfterwordApp):
    """The program, which also tells what was typed into each dialog whose answer reached the vault."""

    CSS_PATH = str(Path(sys.modules[AfterwordApp.__module__].__file__ or "").with_name("app.tcss"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.accepted: set[str] = set()
        self.may_end = False
        self._answered: Dialog[Any] | None = None

    def push_screen(self, screen: Any, callback: Any = None, *more: Any, **named: Any) -> Any:
        """Remember which dialog is answered while its answer is dealt with."""
        if not isinstance(screen, Dialog) or callback is None:
            return super().push_screen(screen, callback, *more, **named)

        def answered(answer: Any) -> Any:
            self._answered = screen
            try:
                return callback(answer)
            finally:
                self._answered = None

        return super().push_screen(screen, answered, *more, **named)

    def post_message(self, message: Message) -> bool:
        """Note what was typed where a change goes out, once it is made."""
        if isinstance(message, messages.CarryOut) and self._answered is not None and self._answered.typed:
            self._note(message, set(TOKEN.findall(str(self._answered.typed))))
        return super().post_message(message)

    def _note(self, request: messages.CarryOut, typed: set[str]) -> None:
        then = request.then

        def done(applied: Applied) -> None:
            self.accepted |= typed
            if then:
                then(applied)

        request.then = done

    def end(self, code: int = 0) -> None:
        """End when that is meant: a key hit by chance ends nothing."""
        if self.may_end:
            super().end(code)

    def written(self) -> set[str]:
        """Return the words in places that promise to keep them when the program ends."""
        held = (field for place in self.places() if place.rescue() for field in fields_of(place))
        return {mark for field in held for mark in TOKEN.findall(text_of(field))}

    @property
    def has_refused_to_end(self) -> bool:
        """Tell whether the program said that it stays open for a text's sake."""
        return any(REFUSED in str(one.message) for one in self._notifications)


class Newcomer(WelcomeApp):
    """The first screen, kept to its own home whatever folder is typed."""

    CSS_PATH = str(Path(sys.modules[AfterwordApp.__module__].__file__ or "").with_name("app.tcss"))

    def place(self, folder: str) -> Path:
        """Return what a folder means, if it lies in the home."""
        meant = super().place(folder)
        home = self._around.home
        return meant if ".." not in meant.parts and meant.is_relative_to(home) else home / "elsewhere"

    def end(self, code: int = 0) -> None:
        """Do not end by a key hit by chance."""


def fields_of(screen: Screen[Any]) -> Iterator[Input | TextArea]:
    """Give every field of a screen."""
    yield from screen.query(Input)
    yield from screen.query(TextArea)


def text_of(field: Input | TextArea) -> str:
    """Return what stands in a field."""
    return field.value if isinstance(field, Input) else field.text


Player = Watched | Newcomer
