"""What one can tell, the needs it answers, how often it was told, and the needs that no story answers."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.workspace.commands.delete_file import delete_record
from store.workspace.snapshot import Snapshot
from store.workspace.telling import Repertoire, Told, Unanswered, Wanted, repertoire
from tui import messages
from tui.bridge.gathering import GatheringPlace
from tui.dialogs.pick import PickDialog
from tui.keymap import bindings
from tui.presentation import empty, stories
from tui.presentation.rows import fitting
from tui.presentation.spans import Span
from tui.presentation.tabs import TABS
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

LETTER = "needs-chart-email"
"""The letter that sets a story beside a need (R17)."""


class Listed:
    """What is listed, made where no key waits for it: a long search leaves thousands of needs."""

    def __init__(self, found: Repertoire) -> None:
        self.found = found
        self.told = {stories.key(told): told for told in found.stories}
        self.needs = {stories.need_key(one): one for one in found.unanswered}
        self.rows = stories.rows(found)
        self.columns = fitting(stories.COLUMNS, self.rows, cell_len)


class StoriesScreen(GatheringPlace):
    """Lists the stories and the needs without one, with everything about the highlighted line beside or below."""

    NAME = "stories"
    TITLE = "Stories"
    CSS_PATH = "stories.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("stories")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, Told] = {}
        self._needs: dict[str, Unanswered] = {}

    def compose(self) -> ComposeResult:
        """Lay out list and detail."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(stories.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.rows.focus()

    def gather(self, snapshot: Snapshot) -> None:
        """Ask for them."""
        self.ask(lambda _: Listed(repertoire(snapshot)), self._list)

    def _list(self, listed: Listed) -> None:
        found, self._told, self._needs = listed.found, listed.told, listed.needs
        self.rows.show(listed.rows, empty.stories(), listed.columns)
        self.bar.say(stories.said(found))
        self.detail.display = bool(found.stories or found.unanswered)
        self._explain()

    @property
    def told(self) -> Told | None:
        """Return the highlighted story."""
        return self._told.get(self.rows.key)

    @property
    def need(self) -> Unanswered | None:
        """Return the highlighted need without a story."""
        return self._needs.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        if self.seen is not None:
            today = self.seen.today
            told, need = self.told, self.need
            lines = stories.detail(told, today) if told else stories.need_detail(need, today) if need else ()
            self.detail.show(lines, from_top=True)
        self.refresh_bindings()

    @on(RowList.Opened)
    def read(self) -> None:
        """Go to the story; a narrow screen gives it all the room."""
        self.add_class("-reading")
        self.detail.focus()

    def ask_to_leave(self) -> bool:
        """Come back to the list before anything closes."""
        if self.rows.has_focus and not self.has_class("-reading"):
            return True
        self.remove_class("-reading")
        self.rows.focus()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted story while there is none."""
        if action == "story_compose":
            return True if self.told and self.told.wanted else None
        if action == "story_delete":
            return True if self.told else None
        return None if action == "file_edit" and not (self.told or self.need) else True

    # Keys.

    def action_story_new(self) -> None:
        """Add a story, for the highlighted need where it is one without."""
        self.post_message(messages.AddStory(self.need.mark.text if self.need else ""))

    def action_file_edit(self) -> None:
        """Open the story's file, or the opportunity's at the need."""
        if told := self.told:
            self.post_message(messages.EditFile(told.story.path))
        elif need := self.need:
            self.post_message(messages.EditFile(need.opportunity.path, need.mark.line))

    def action_story_delete(self) -> None:
        """Show the story's file, and delete it on a yes."""
        if told := self.told:
            path, name = told.story.path, f"Story “{told.story.title or told.story.path}”"
            self.post_message(messages.ShowFirst(lambda _: delete_record(path, name), "Delete this story?", "Delete"))

    def action_story_compose(self) -> None:
        """Write a letter that tells it to who has the need; ask to whom where there are several."""
        if (told := self.told) and told.wanted:
            wanted = sorted(told.wanted, key=lambda one: one.is_told)

            def chosen(value: str | None) -> None:
                if value is not None:
                    self._write(told, wanted[int(value)])

            if len(wanted) == 1:
                chosen("0")
                return
            lines = [
                (
                    (
                        Span(f"{one.opportunity.label}: "),
                        Span(one.mark.text, "muted"),
                        *((Span("  told already", "muted"),) if one.is_told else ()),
                    ),
                    str(place),
                )
                for place, one in enumerate(wanted)
            ]
            self.app.push_screen(
                PickDialog("Which need do you answer?", lines, "Enter goes on, Esc leaves it."), chosen
            )

    def _write(self, told: Told, wanted: Wanted) -> None:
        whom = next((name.who for name in wanted.mark.persons if name.who), "")
        self.post_message(
            messages.ComposeLetter(
                wanted.opportunity.id, to=whom, template=LETTER, story=told.story.path, need=wanted.mark.line
            )
        )
