"""A place that works out behind the screen what it shows, and only while somebody looks at it."""

from textual import events

from store.workspace.snapshot import Snapshot
from tui.bridge.place import Place


class GatheringPlace(Place):
    """Gathers once for each state of the vault; a hidden screen waits until it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Snapshot | None = None
        """The state of the vault that is shown, or being gathered."""

    def show(self, snapshot: Snapshot) -> None:
        """Gather from a new state of the vault."""
        if self.is_current and snapshot is not self.seen:
            self.seen = snapshot
            self.gather(snapshot)

    def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002 - as of every place
        """Catch up with what happened meanwhile."""
        if self.snapshot is not None:
            self.show(self.snapshot)

    def gather(self, snapshot: Snapshot) -> None:
        """Ask for what there is to show, and show it when it is there."""
        raise NotImplementedError
