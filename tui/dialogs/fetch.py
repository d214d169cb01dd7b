"""A vault that is kept on another machine: where to fetch it from, and where to."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input

from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Where a vault comes from, and where it goes."""

    address: str
    folder: str


class FetchDialog(Dialog[Fetched | None]):
    """Asks for the address of a git repository and for a new folder."""

    ACCEPT = "Fetch it"

    def __init__(self, folder: str) -> None:
        about = "Where it is kept for all your machines: you@host:search.git, https://…, or a folder."
        super().__init__("Fetch your vault", (line(about, "muted"),))
        self._folder = folder

    def parts(self) -> ComposeResult:
        """Ask for both."""
        yield Field("from", Input(placeholder="you@host:search.git", id="address", compact=True))
        yield Field("to", Input(self._folder, id="folder", compact=True))

    def answer(self) -> Fetched:
        """Return both."""
        address, folder = (self.query_one(f"#{n}", Input).value.strip() for n in ("address", "folder"))
        if not address:
            raise Amiss("address", "Say where the vault is fetched from.")
        if not folder:
            raise Amiss("folder", "Name a new folder for the vault, such as ~/job-search.")
        return Fetched(address=address, folder=folder)
