"""A vault of one's own: who one is, and the folder; both are asked once."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input

from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Whose vault it is, and where."""

    name: str
    email: str
    folder: str


class BeginDialog(Dialog[Begun | None]):
    """Asks for name, e-mail address and folder."""

    ACCEPT = "Make it"
    WEAK = "folder"

    def __init__(self, begun: Begun) -> None:
        about = "Your name and address sign your letters and your history; they stay in the vault."
        super().__init__("Start your own vault", (line(about, "muted"),))
        self._begun = begun

    def parts(self) -> ComposeResult:
        """Ask for them."""
        yield Field("name", Input(self._begun.name, placeholder="as it stands under a letter", id="name", compact=True))
        yield Field(
            "email",
            Input(self._begun.email, placeholder="the history needs one; letters do not", id="email", compact=True),
        )
        yield Field("folder", Input(self._begun.folder, id="folder", compact=True))

    def answer(self) -> Begun:
        """Return whose vault it is, and where."""
        name, email, folder = (self.query_one(f"#{n}", Input).value.strip() for n in ("name", "email", "folder"))
        if not name:
            raise Amiss("name", "A letter needs a name under it: say how you sign.")
        if email and ("@" not in email.strip("@") or " " in email):
            raise Amiss("email", f"“{email}” is no e-mail address. It may stay empty.")
        if not folder:
            raise Amiss("folder", "Name the folder that the vault is to be in, such as ~/job-search.")
        return Begun(name=name, email=email, folder=folder)
