"""What every screen of the app is: a place that is given snapshots, and shows them."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen

from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot
from tui import messages

T = TypeVar("T")


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

    snapshot: var[Snapshot | None] = var(None)

    def on_mount(self) -> None:
        """Ask for what there is to show."""
        self.post_message(messages.ShowSnapshot(self))

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show a new snapshot."""
        if snapshot is not None and self.is_mounted:
            self.show(snapshot)

    def show(self, snapshot: Snapshot) -> None:
        """Show what it holds, without moving cursor, scroll, filter or typed text."""

    def ask(
        self,
        job: Callable[[Workspace], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Have something worked out in turn; what comes of it is dropped when the screen has closed meanwhile."""
        self.post_message(messages.Ask(job, self._while_open(then), failed))

    def ask_outside(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something asked of another program; what comes of it is dropped when the screen has closed meanwhile."""
        self.post_message(messages.Outside(job, self._while_open(then), lambda _error: None))

    def _while_open(self, then: Callable[[T], None]) -> Callable[[T], None]:
        def answer(result: T) -> None:
            if self.is_attached and self.is_running and not self._closing:
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
