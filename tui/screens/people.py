"""The people who help: who was briefed, who helped, who was thanked."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from store.model.agenda import Item
from store.model.person import Person
from store.rules.standing import Standing
from store.workspace.acquaintance import fitting, people_known
from store.workspace.commands.delete_file import delete_record
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.naming import with_keys
from tui.bridge.gathering import GatheringPlace
from tui.dialogs.pick import PickDialog
from tui.keymap import bindings
from tui.presentation import choosing, empty, people
from tui.presentation.tabs import TABS
from tui.widgets.foot import Foot
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

HINT = "Enter goes on, Esc leaves it."
KEEPS = "Enter keeps it, Esc clears it"


class PeopleScreen(GatheringPlace):
    """Lists who helps by groups, with everything that is known of one beside or below."""

    NAME = "people"
    TITLE = "People"
    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("people")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)
    top = query_one("#top", Vertical)
    filter = query_one("#filter", Input)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Standing, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        yield TitleBar(TABS, self.NAME)
        with Vertical(id="top"):
            with Horizontal(id="line"):
                yield Static(literal("/", "accent"), id="slash")
                yield Input(placeholder="name, part, company, opportunity", id="filter", compact=True)
                yield Static("", id="count")
            yield Static(literal(KEEPS, "muted"), id="keeps")
        with Container(id="body"):
            yield RowList(people.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.top.display = False
        self.rows.focus()

    def gather(self, snapshot: Snapshot) -> None:
        """Ask for them."""
        self.ask(lambda _: people_known(snapshot), self._list)

    def _list(self, found: tuple[Standing, ...]) -> None:
        self._people = found
        if self.seen is None:
            return
        shown = fitting(found, self.filter.value)
        self.rows.show(people.rows(shown, self.seen.today), empty.nobody() if found else empty.people())
        self.bar.say(people.said(found))
        self.query_one("#count", Static).update(literal(f"{len(shown)} of {len(found)}", "muted"))
        self.detail.display = bool(shown)
        self._explain()

    @property
    def person(self) -> Standing | None:
        """Return the highlighted person."""
        return next((one for one in self._people if one.key == self.rows.key), None)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        one = self.person
        lines = people.detail(one, self.seen.today) if one and self.seen else ()
        self.detail.show(lines, from_top=True)
        self.refresh_bindings()

    # The filter, and reading.

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        """Narrow the list."""
        self._list(self._people)

    @on(Input.Submitted, "#filter")
    def keep_filter(self) -> None:
        """Go to the list; the filter stays."""
        self.top.display = bool(self.filter.value)
        self.rows.focus()

    def action_person_filter(self) -> None:
        """Go to the filter."""
        self.top.display = True
        self.filter.focus()

    @on(RowList.Opened)
    def read(self) -> None:
        """Go to everything that is known; a narrow screen gives it all the room."""
        self.add_class("-reading")
        self.detail.focus()

    def ask_to_leave(self) -> bool:
        """Come back to the list, then clear the filter, before anything closes."""
        if self.has_class("-reading"):
            self.remove_class("-reading")
        elif self.filter.has_focus or self.filter.value:
            self.filter.value = ""
            self.top.display = False
        elif self.rows.has_focus:
            return True
        self.rows.focus()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted person while there is none; in the filter a slash is a slash."""
        if action == "person_filter":
            return not self.filter.has_focus
        always = action == "person_new" or not action.startswith(("person_", "file_"))
        return True if always or self.person else None

    # Keys.

    def action_person_new(self) -> None:
        """Add somebody."""
        self.post_message(messages.AddPerson())

    def action_file_edit(self) -> None:
        """Open the file where they are written down."""
        if one := self.person:
            self.post_message(messages.EditFile(one.path, one.line))

    def action_person_compose(self) -> None:
        """Write to them: for a step of theirs, else in the context of one search."""
        if one := self.person:

            def write(ident: str, item: Item | None) -> None:
                wish = "" if item else choosing.letter_to(one)
                self.post_message(messages.ComposeLetter(ident, item, to=one.person.ident, template=wish))

            self._choose(f"What do you write to {one.name}?", one, write, steps=True)

    def action_person_call(self) -> None:
        """Open their call sheet."""
        if one := self.person:

            def call(ident: str, item: Item | None) -> None:
                self.post_message(messages.OpenCall(ident, item, to=one.person.ident))

            self._choose(f"About which search do you call {one.name}?", one, call)

    def action_person_log(self) -> None:
        """Log what happened with them."""
        if one := self.person:

            def log(ident: str, item: Item | None) -> None:
                channel = "briefing" if one.group == "reference" else (item and item.channel) or ""
                self.post_message(messages.LogTouch(ident, one.name, channel))

            self._choose(f"About which search was it with {one.name}?", one, log)

    def action_person_delete(self) -> None:
        """Show their file, and delete it on a yes."""
        if one := self.person:
            if isinstance(one.person, Person):
                path, name = one.path, one.name
                self.post_message(messages.ShowFirst(lambda _: delete_record(path, name), f"Delete {name}?", "Delete"))
            else:
                self.notify(
                    f"{literal(f'{one.name} is a contact in {one.path} and has no file to delete.')} "
                    + with_keys("Press {file.edit} to edit it."),
                    severity="warning",
                    markup=False,
                )

    def _choose(
        self, question: str, one: Standing, then: Callable[[str, Item | None], None], *, steps: bool = False
    ) -> None:
        """Ask which step or search is meant, where several can be."""
        if self.seen is None:
            return
        choices = choosing.choices(one, self.seen.records.opportunities, self.seen.today, steps=steps)
        if not choices:
            self.notify(
                with_keys("There is no opportunity yet that it could be about. Press {app.new} to add one."),
                markup=False,
            )
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                picked = choices[int(value)]
                then(picked.opportunity, picked.item)

        if len(choices) == 1:
            chosen("0")
        else:
            lines = [(choice.line, str(place)) for place, choice in enumerate(choices)]
            self.app.push_screen(PickDialog(question, lines, HINT), chosen)
