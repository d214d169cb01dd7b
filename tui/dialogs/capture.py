"""Quick capture: one line from anywhere; while it is typed one reads how it is understood."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from tui.presentation.capture import Told, opening
from tui.presentation.completing import Source
from tui.presentation.spans import BLANK, Line, line
from tui.widgets.completing import Completing
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.literal import literal
from tui.widgets.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFirst:
    """The line is about an opportunity that is to be added before."""

    company: str
    position: str
    line: str


class CaptureDialog(Dialog[str | NewFirst | None]):
    """Gives back the line once it is understood; what is refused stays in the field, with the reason."""

    ACCEPT = "Keep it"

    def __init__(self, explain: Callable[[str], Told], source: Source, begun: str = "", here: str = "") -> None:
        """Ask for a line.

        Args:
            explain: says how a line is understood.
            source: completes it.
            begun: what was typed before.
            here: what the opportunity that is open is called.
        """
        super().__init__("Keep a line")
        self._explain, self._source = explain, source
        self._begun, self._here = begun, here

    def parts(self) -> ComposeResult:
        """Ask for the line, and say how it is understood."""
        yield Field("", Completing(self._source, self._begun, id="line", select_on_focus=False))
        yield Prose(self._opening(), id="told", can_focus=False)

    def more_buttons(self) -> ComposeResult:
        """Offer to add the opportunity that is missing."""
        yield Button("", id="new", compact=True)

    def on_mount(self) -> None:
        """Say how the line is understood that was typed before."""
        super().on_mount()
        self.query_one("#line").focus()
        self.tell()

    def _opening(self) -> tuple[Line, ...]:
        here = (BLANK, line(f"What begins with its mark is about {self._here}, which is open.", "muted"))
        return (*opening(), *(here if self._here else ()))

    @on(Input.Changed, "#line")
    def tell(self) -> None:
        """Say how the line is understood."""
        typed = self.value("line")
        told = self._explain(typed) if typed else Told(self._opening())
        self._show((*told.lines, *in_the_way(told.trouble, "muted")))
        button = self.query_one("#new", Button)
        button.display = told.new is not None
        if told.new:
            button.label = literal(f"Add {told.new[0]} first", limit=30)
            button.refresh(layout=True)

    def _show(self, lines: tuple[Line, ...]) -> None:
        prose = self.query_one("#told", Prose)
        prose.show(lines, from_top=True)
        prose.refresh(layout=True)

    def refuse(self, name: str, why: str) -> None:
        """Say what is amiss where it was read before, only clearer."""
        self._show(in_the_way(why, "warn"))
        self.query_one(f"#{name}").focus()

    @on(Button.Pressed, "#new")
    def add_first(self) -> None:
        """Give back the opportunity that is missing, and the line."""
        typed = self.value("line")
        if new := self._explain(typed).new:
            self.dismiss(NewFirst(company=new[0], position=new[1], line=typed))

    def answer(self) -> str:
        """Return the line."""
        typed = self.value("line")
        told = self._explain(typed)
        if told.trouble:
            raise Amiss("line", told.trouble)
        return typed


def in_the_way(trouble: str, tone: str) -> tuple[Line, ...]:
    """Return what is in the way of a line, with those that it fits below each other."""
    return tuple(line(row, tone) for row in trouble.split("\n")) if trouble else ()
