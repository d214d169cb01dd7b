"""A vault that is on this machine already: where it is."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input

from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field


class FolderDialog(Dialog[str | None]):
    """Asks for a folder, and takes none that is not there."""

    ACCEPT = "Open it"

    def __init__(self, look_at: Callable[[str], str]) -> None:
        """Ask.

        Args:
            look_at: tells what a path is: `vault`, `folder`, `file` or `nothing`.
        """
        about = "A vault on this machine (it holds a file afterword.toml), or a folder to make one in."
        super().__init__("Open a folder", (line(about, "muted"),))
        self._look_at = look_at

    def parts(self) -> ComposeResult:
        """Ask for the folder."""
        yield Field("folder", Input(placeholder="such as ~/job-search", id="folder", compact=True))

    def answer(self) -> str:
        """Return the folder."""
        folder = self.query_one("#folder", Input).value.strip()
        if not folder:
            raise Amiss("folder", "Name the folder that the vault is in.")
        found = self._look_at(folder)
        if found in ("file", "nothing"):
            raise Amiss("folder", f"{folder} is {'a file' if found == 'file' else 'not there'}. Name a folder.")
        return folder
