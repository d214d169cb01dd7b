"""Add a person who helps: a name is enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, Select

from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field

PARTS = ("reference", "ally", "recruiter", "helper")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded:
    """A new person: the keys of the file, and the searches they help with."""

    values: dict[str, str]
    searches: tuple[str, ...]


class PersonDialog(Dialog[PersonAdded | None]):
    """Asks who somebody is, how to reach them, and for which search they stand."""

    ACCEPT = "Add it"

    def __init__(self, searches: Sequence[tuple[str, str]]) -> None:
        """Make the question.

        Args:
            searches: the open opportunities: what each is called, its id.
        """
        super().__init__("Who helps you?", (line("They get a file of their own; a name is enough.", "muted"),))
        self._searches = tuple(searches)

    def parts(self) -> ComposeResult:
        """Ask for name, part, company, mail, phone, consent, search and a note."""
        yield Field("name", Input(id="name", compact=True))
        parts = [(part, part) for part in PARTS]
        yield Field("part", Select(parts, value=PARTS[0], allow_blank=False, id="part", compact=True))
        yield Field("company", Input(placeholder="or how you know them", id="company", compact=True))
        yield Field("email", Input(id="email", compact=True))
        yield Field("phone", Input(id="phone", compact=True))
        yield Field("consent", Input(placeholder="did they agree, and when?", id="consent", compact=True))
        searches = [("none of them yet", ""), *self._searches]
        yield Field("search", Select(searches, value="", allow_blank=False, id="for", compact=True))
        yield Field("notes", Input(placeholder="one line to remember", id="notes", compact=True))

    def answer(self) -> PersonAdded:
        """Return the new person."""
        names = ("name", "company", "email", "phone", "consent", "notes")
        values = {name: text for name in names if (text := self.query_one(f"#{name}", Input).value.strip())}
        if "name" not in values:
            raise Amiss("name", "A person needs a name.")
        part, search = self.query_one("#part", Select).value, self.query_one("#for", Select).value
        return PersonAdded(
            values={"name": values.pop("name"), "part": str(part), **values}, searches=(str(search),) if search else ()
        )
