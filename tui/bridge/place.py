"""What every screen of the app is: a place that is given snapshots, and shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import ActiveBinding, BindingType
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from tui import messages

if TYPE_CHECKING:
    from textual.geometry import Size

    from store.workspace.door import Workspace
    from store.workspace.snapshot import Snapshot
    from tui.presentation.first_page import FirstPage

T = TypeVar("T")
Breaks = Sequence[tuple[int, str]]
"""From how many cells on a screen has which class."""


def of_size(size: Size, across: Breaks, down: Breaks) -> str:
    """Return the classes that a screen gets from the terminal's size, which Textual gives it once it has styled all."""
    breaks = ((size.width, across), (size.height, down))
    return " ".join(max((cells, name) for cells, name in steps if cells <= here)[1] for here, steps in breaks)


class Place(Screen[None]):
    """A screen that shows what a snapshot holds."""

    NAME: ClassVar[str] = ""
    """Its name in the table of actions."""
    TITLE: ClassVar[str] = ""
    HOLDS: ClassVar[str] = "text"
    """What `rescue` saves, as the user calls it."""
    INNER: ClassVar[tuple[str, ...]] = ("list", "reading")
    """The places in the table of actions that its widgets are."""
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (110, "-wide")]  # noqa: RUF012 - as Screen has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012 - as Screen has it

    WAITS: ClassVar[bool] = False
    """Whether a new state of the vault is shown only once somebody looks at the screen."""

    is_beginning = False
    """Whether that in which one types is about to come: keys wait for it."""

    is_elsewhere = False
    """Whether what keys waited for was not there any more when it came: they must not meet what is there instead."""

    snapshot: var[Snapshot | None] = var(None)
    _is_behind = False
    _styled_in: tuple[object, ...] = ()

    def __init__(self, *, classes: str = "") -> None:
        """Be as the size of the terminal asks from the beginning: else everything is styled and laid out twice."""
        fitting = of_size(self.app.size, self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS)
        super().__init__(classes=f"{classes} {fitting}")
        self._styled_in = self._surroundings  # what comes into it gets its styles as it comes

    def _compositor_refresh(self) -> None:
        """Draw nothing that is thrown away: as the program begins, Textual would draw the first screen once in vain."""
        if not self.app._batch_count:  # noqa: SLF001 - no public word says it
            super()._compositor_refresh()

    def on_mount(self) -> None:
        """Ask for what there is to show."""
        self.post_message(messages.ShowSnapshot(self))
        self.refresh_bindings()

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show a new snapshot; what is hidden and waits shows the latest one when it is looked at again."""
        if snapshot is not None and self.is_mounted and self.is_open:
            self._is_behind = self.WAITS and not self.is_seen
            if not self._is_behind:
                self.show(snapshot)

    @property
    def _surroundings(self) -> tuple[object, ...]:
        """What the styles of a screen follow from outside of it."""
        return self.app.theme, self.app.classes, self.app.pseudo_classes

    def on_screen_suspend(self) -> None:
        """Note what the styles follow from; as long as they are not looked at nothing keeps them up."""
        self._styled_in = self._surroundings

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Catch up with what happened meanwhile; this comes before the screen is painted.

        Of what it takes to show a screen again, working out all of its styles is a third.
        """
        if self._styled_in == self._surroundings:
            event.refresh_styles = False
        if self._is_behind and self.snapshot is not None and self.is_open:
            self._is_behind = False
            self.show(self.snapshot)
        self.refresh_bindings()  # what keys apply was not looked at while another screen was on top

    @property
    def is_seen(self) -> bool:
        """Tell whether it is on top, or behind nothing but windows."""
        stack = self.app.screen_stack
        return self in stack and all(isinstance(one, ModalScreen) for one in stack[stack.index(self) + 1 :])

    @property
    def is_open(self) -> bool:
        """Tell whether the screen and its widgets stand; one that was left may still be told what it asked for."""
        return self.is_attached and self.is_running and not (self._closing or self._pruning)

    def show(self, snapshot: Snapshot) -> None:
        """Show what it holds, without moving cursor, scroll, filter or typed text."""

    def show_page(self, page: FirstPage) -> None:
        """Show what is seen first, before there is a snapshot."""

    def give_page_up(self) -> None:
        """Take that away: it is not to be had in full."""

    def say_waiting(self) -> None:
        """Say that a key waits for it."""

    def must_wait(self, event: events.Event) -> bool:  # noqa: ARG002 - of those that can tell
        """Tell whether a key or a click is about what is not known before there is a snapshot."""
        return False

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that apply, which is said by widgets: none before they are there, none once they go."""
        return super().active_bindings if self.is_mounted and self.is_open else {}

    def ask(
        self,
        job: Callable[[Workspace], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        is_aside: bool = False,
    ) -> None:
        """Have something worked out in turn.

        What comes of it is dropped when the screen has closed meanwhile; that it failed is said then, too.
        What `is_aside` has nothing to do with the vault's files.
        """
        self.post_message(messages.Ask(job, self._while_open(then), failed and self._told_at_least(failed), is_aside))

    def ask_outside(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something asked of another program; what comes of it is dropped when the screen has closed meanwhile."""
        self.post_message(messages.Outside(job, self._while_open(then), lambda _error: None))

    def _told_at_least(self, failed: Callable[[Exception], None]) -> Callable[[Exception], None]:
        def answer(error: Exception) -> None:
            if self.is_open:
                failed(error)
            elif said := str(error):
                self.notify(said, severity="error", markup=False)

        return answer

    def _while_open(self, then: Callable[[T], None]) -> Callable[[T], None]:
        def answer(result: T) -> None:
            if self.is_open:
                then(result)

        return answer

    def ask_to_leave(self) -> bool:
        """Tell whether the screen may close now; one that may not asks the user itself."""
        return True

    def about(self) -> str:
        """Return the file of the opportunity that the screen is about; empty when it is about several or none."""
        return ""

    def rescue(self) -> Callable[[Workspace], Any] | None:
        """Return the job that saves typed text when the program must end, if there is any."""
        return None
