"""What goes into a letter: the person, the template, notes and stories to tick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Select, Static

from store.model.letter import Choice
from tui.presentation.spans import Line
from tui.widgets.field import Field
from tui.widgets.literal import content, literal
from tui.widgets.tick_list import TickList
from tui.widgets.wrapped_list import Choices

PARTS = (
    ("open", "Needs of earlier rounds, still without an answer"),
    ("notes", "Notes that go in"),
    ("stories", "Stories that go in"),
)
"""The lists to tick, with their captions."""
NOTE, STORY = "note ", "story "
"""What a value begins with: a note with its line, a story with its path."""


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
        yield Field("To", Select[str]((), id="person", compact=True, prompt="choose a person"))
        yield Field("Letter", Select[str]((), id="template", compact=True, prompt="choose a template"))
        for name, caption in PARTS:
            yield Static(literal(caption, "muted"), classes="caption", id=f"{name}-caption")
            yield TickList(id=name)

    def on_mount(self) -> None:
        """Begin without captions over nothing."""
        self.query_one("#open-caption").display = False

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

    def show_notes(self, parts: Mapping[str, Choices], choice: Choice) -> None:
        """Show what can go in, by the names of the parts, and tick what does."""
        ticked = values_of(choice)
        for name, _caption in PARTS:
            listing, choices = self.query_one(f"#{name}", TickList), parts.get(name, ())
            listing.show(choices, ticked)
            listing.tick_only(ticked)
            self.query_one(f"#{name}-caption").display = bool(choices)

    def explain(self, below: Mapping[int, Line]) -> None:
        """Show below each ticked need which story answers it."""
        lines = {f"{NOTE}{line}": text for line, text in below.items()}
        for listing in self.lists:
            listing.explain(lines)

    @property
    def lists(self) -> Sequence[TickList]:
        """Return the lists from top to bottom."""
        return tuple(self.query_one(f"#{name}", TickList) for name, _caption in PARTS)

    @property
    def choice(self) -> Choice:
        """Return which notes and stories are ticked."""
        ticked = {value for listing in self.lists for value in listing.ticked}
        return Choice(
            marks=frozenset(int(v.removeprefix(NOTE)) for v in ticked if v.startswith(NOTE)),
            stories=frozenset(v.removeprefix(STORY) for v in ticked if v.startswith(STORY)),
        )

    @property
    def note(self) -> int:
        """Return the line of the highlighted note; 0 = none is."""
        here = next((listing.value for listing in self.lists if listing.has_focus), "")
        return int(here.removeprefix(NOTE)) if here.startswith(NOTE) else 0

    def enter(self) -> None:
        """Go to the first list that holds something to tick."""
        filled = [listing for listing in self.lists if listing.is_filled]
        (filled[0] if filled else self.query_one("#notes")).focus()

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

    @on(TickList.Left)
    def go_on(self, event: TickList.Left) -> None:
        """Go from the end of one list to the next one."""
        event.stop()
        filled = [listing for listing in self.lists if listing.is_filled]
        place = next((n for n, listing in enumerate(filled) if listing is event.listing), -1)
        to = place + (1 if event.down else -1)
        if place >= 0 and 0 <= to < len(filled):
            (filled[to].action_row_first if event.down else filled[to].action_row_last)()
            filled[to].focus()


def values_of(choice: Choice) -> Iterable[str]:
    """Return the values of what is chosen."""
    return {*(f"{NOTE}{mark}" for mark in choice.marks), *(f"{STORY}{path}" for path in choice.stories)}


def _one(line: Line) -> Content:
    return content((line,))
