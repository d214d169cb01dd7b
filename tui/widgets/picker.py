"""What goes into a letter: the person, the template, notes and stories to tick."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Select, Static

from store.model.letter import Choice
from tui.presentation.spans import Line
from tui.widgets.literal import content, literal
from tui.widgets.tick_list import TickList

Choices = tuple[tuple[Line, str], ...]
"""Lines to choose among, each with its value."""


class Picker(VerticalScroll, can_focus=False):
    """Shows the choices and tells when one was changed by the user."""

    @dataclass
    class PersonChosen(Message):
        """Another person was chosen."""

        ident: str

    @dataclass
    class TemplateChosen(Message):
        """Another template was chosen."""

        name: str

    class NotesChosen(Message):
        """Notes or stories were ticked or unticked."""

    def __init__(self) -> None:
        super().__init__(id="picker")
        self._shown: dict[str, object] = {}

    def compose(self) -> ComposeResult:
        """Lay out the choices."""
        yield Static(literal("To", "muted"), classes="caption -of-choice")
        yield Select[str]((), id="person", compact=True, prompt="choose a person")
        yield Static(literal("Letter", "muted"), classes="caption -of-choice")
        yield Select[str]((), id="template", compact=True, prompt="choose a template")
        yield Static(literal("Notes that go in", "muted"), classes="caption", id="notes-caption")
        yield TickList(id="notes")
        yield Static(literal("Stories that go in", "muted"), classes="caption", id="stories-caption")
        yield TickList(id="stories")

    def show_people(self, people: Choices, chosen: str) -> None:
        """Show whom it can be for."""
        self._show_select("person", people, chosen)

    def show_templates(self, templates: Choices, chosen: str) -> None:
        """Show the letters there are."""
        self._show_select("template", templates, chosen)

    def _show_select(self, name: str, choices: Choices, chosen: str) -> None:
        if self._shown.get(name) == (choices, chosen):
            return
        self._shown[name] = (choices, chosen)
        select = self.query_one(f"#{name}", Select)
        with self.prevent(Select.Changed):
            select.set_options([(_one(line), value) for line, value in choices])
            if any(value == chosen for _line, value in choices):
                select.value = chosen

    def show_notes(self, notes: Choices, stories: Choices, chosen: Iterable[str]) -> None:
        """Show what can go in; what the user ticked before stays as it was."""
        ticked = tuple(chosen)
        for name, choices in (("notes", notes), ("stories", stories)):
            self.query_one(f"#{name}", TickList).show(choices, ticked)
            self.query_one(f"#{name}-caption").display = bool(choices)

    def tick_only(self, values: Iterable[str]) -> None:
        """Tick these and no others: those of another person."""
        ticked = tuple(values)
        for listing in self.query(TickList):
            listing.tick_only(ticked)

    @property
    def chosen(self) -> frozenset[str]:
        """Return the values of the ticked notes and stories."""
        return frozenset(value for listing in self.query(TickList) for value in listing.ticked)

    @property
    def choice(self) -> Choice:
        """Return which notes and stories are ticked."""
        return Choice(
            marks=frozenset(int(v.removeprefix("note ")) for v in self.chosen if v.startswith("note ")),
            stories=frozenset(v.removeprefix("story ") for v in self.chosen if v.startswith("story ")),
        )

    def enter(self) -> None:
        """Go to the first list that holds something to tick."""
        lists = [listing for listing in self.query(TickList) if listing.is_filled]
        (lists[0] if lists else self.query_one("#notes")).focus()

    @on(Select.Changed, "#person")
    def choose_person(self, event: Select.Changed) -> None:
        """Tell the person."""
        event.stop()
        if isinstance(event.value, str) and event.value:
            self.post_message(self.PersonChosen(event.value))

    @on(Select.Changed, "#template")
    def choose_template(self, event: Select.Changed) -> None:
        """Tell the template."""
        event.stop()
        if isinstance(event.value, str) and event.value:
            self.post_message(self.TemplateChosen(event.value))

    @on(TickList.Changed)
    def choose_notes(self, event: TickList.Changed) -> None:
        """Tell that the choice changed."""
        event.stop()
        self.post_message(self.NotesChosen())


def _one(line: Line) -> Content:
    return content((line,))
