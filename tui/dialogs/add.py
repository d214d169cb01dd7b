"""Add an opportunity: a company and a position are enough."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input

from store.errors import BadRequest
from tui.presentation.spans import line
from tui.widgets.dialog import Dialog, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new opportunity."""

    company: str
    position: str
    source: str


class AddDialog(Dialog[Added | None]):
    """Asks for company, position, and where it was found."""

    ACCEPT = "Add it (Enter)"

    def __init__(self) -> None:
        super().__init__("Add an opportunity", (line("It begins as a lead, in a file of its own.", "muted"),))

    def parts(self) -> ComposeResult:
        """Ask for company, position and source."""
        yield Field("company", Input(id="company", compact=True))
        yield Field("position", Input(id="position", compact=True))
        yield Field("source", Input(placeholder="where you found it", id="source", compact=True))

    def answer(self) -> Added:
        """Return the new opportunity."""
        company, position, source = (
            self.query_one(f"#{n}", Input).value.strip() for n in ("company", "position", "source")
        )
        if not company or not position:
            raise BadRequest("A new opportunity needs a company and a position.")
        return Added(company=company, position=position, source=source)
