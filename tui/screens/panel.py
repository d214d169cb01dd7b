"""The panel: the letters to everybody of one interview side by side, so that no two read alike (R11)."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.getters import query_one
from textual.reactive import var
from textual.widgets import Static

from store.rules.panel import Panel, Sheet
from store.workspace.calling import step_by_letter
from store.workspace.commands.write_draft import write_draft
from store.workspace.panel import panel_of
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import panel as words
from tui.presentation.words import company
from tui.widgets.bars import Headline
from tui.widgets.foot import Foot
from tui.widgets.literal import content, literal
from tui.widgets.prose import Prose

LEAST = 44
"""Cells that a letter needs beside another one."""
THANKS = "thank-you-email"
"""What is written to somebody whom no open step asks to write to."""


class PanelScreen(Place):
    """Shows as many letters side by side as there is room for; one of them has the cursor."""

    NAME = "panel"
    TITLE = "Panel"
    CSS_PATH = "panel.tcss"
    INNER = ("reading",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("panel")

    headline = query_one(Headline)
    where = query_one("#where", Static)
    columns = query_one("#columns", Horizontal)

    current = var(0, init=False)
    """The letter that has the cursor."""

    def __init__(self, opportunity: str, line: int = 0) -> None:
        super().__init__()
        self._ident, self._line = opportunity, line
        self._panel: Panel | None = None
        self._gathered: object = None

    def compose(self) -> ComposeResult:
        """Lay out the letters."""
        yield Headline()
        yield Static(id="where")
        yield Horizontal(id="columns")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Compare the letters again once the files have changed."""
        if snapshot.records is not self._gathered:
            self._gathered = snapshot.records
            ident, at = self._ident, self._line
            self.ask(lambda w: panel_of(w.snapshot(), ident, at), self._compare, self._refused)

    def _refused(self, error: Exception) -> None:
        self.notify(str(literal(str(error), limit=600)), severity="warning", markup=False)
        if self._panel is None:
            self.post_message(messages.LeaveScreen(self))

    async def _fill(self, panel: Panel) -> None:
        """Make as many columns as there are letters; those that are there keep their place."""
        known = list(self.columns.query(Prose))
        for prose in known[len(panel.sheets) :]:
            await prose.remove()
        for place in range(len(known), len(panel.sheets)):
            await self.columns.mount(Prose(id=f"sheet-{place}"))
        today = self.snapshot.today if self.snapshot else panel.entry.day
        for place, prose in enumerate(self.columns.query(Prose)):
            prose.show(words.column(panel, place, today))
        self._arrange()

    def _compare(self, panel: Panel) -> None:
        self._panel = panel
        opportunity = self.snapshot and next(
            (o for o in self.snapshot.records.opportunities if o.id == self._ident), None
        )
        if self.snapshot and opportunity:
            where = words.headline(panel, self.snapshot.today)
            self.headline.say("Panel", f"{company(opportunity)}, {where}", words.state(panel))
        self.run_worker(self._fill(panel), exclusive=True)

    # Which letters are shown.

    def on_resize(self) -> None:
        """Show as many letters as there is room for now."""
        self.call_after_refresh(self._arrange)

    def _arrange(self) -> None:
        """Show the letter with the cursor, and its neighbours as far as there is room."""
        sheets = list(self.columns.query(Prose))
        if not sheets:
            return
        self.current = min(self.current, len(sheets) - 1)
        least = max(LEAST, words.least_width(self._panel) if self._panel else 0)
        room = max(1, min(len(sheets), self.size.width // least))
        first = max(0, min(self.current - room // 2, len(sheets) - room))
        for place, prose in enumerate(sheets):
            prose.display = first <= place < first + room
            prose.set_class(place == first, "-first")
        self.where.display = room < len(sheets)
        self.where.update(content((words.places(self._panel, self.current),) if self._panel else ()))
        sheets[self.current].focus()
        self.refresh_bindings()

    def watch_current(self) -> None:
        """Show the letter that one has come to."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse to another letter."""
        name = event.widget.id or ""
        if name.startswith("sheet-"):
            self.current = int(name.removeprefix("sheet-"))

    @property
    def sheet(self) -> Sheet | None:
        """Return the letter that has the cursor."""
        sheets = self._panel.sheets if self._panel else ()
        return sheets[self.current] if self.current < len(sheets) else None

    def _go(self, by: int) -> None:
        number = len(self._panel.sheets) if self._panel else 0
        self.current = max(0, min(number - 1, self.current + by))

    def action_letter_next(self) -> None:
        """Go to the next letter."""
        self._go(1)

    def action_letter_previous(self) -> None:
        """Go to the letter before."""
        self._go(-1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what the letter with the cursor cannot be asked for."""
        sheet = self.sheet
        if action == "letter_open":
            return True if sheet and sheet.draft else None
        if action == "item_compose":
            return True if sheet and not sheet.draft else None
        return True

    # What is done about one.

    def action_letter_open(self) -> None:
        """Go on with the letter in the composer."""
        if (sheet := self.sheet) and sheet.draft:
            self.post_message(messages.OpenDraft(sheet.draft.path))

    def action_item_compose(self) -> None:
        """Write to the person who has no draft: for the step that asks for it, else a thank-you."""
        sheet, snapshot = self.sheet, self.snapshot
        if sheet is None or sheet.draft or snapshot is None or self._panel is None:
            return
        item = step_by_letter(snapshot, self._ident, sheet.person.ident, self._panel.entry.line)
        if item:
            self.post_message(messages.ComposeLetter(self._ident, item))
        else:
            plan = write_draft(self._ident, THANKS, sheet.person.ident)
            self.post_message(messages.CarryOut(plan))

    def action_file_edit(self) -> None:
        """Open the draft's file, or the opportunity's at the logged message."""
        sheet = self.sheet
        if sheet and sheet.draft:
            self.post_message(messages.EditFile(sheet.draft.path, sheet.draft.body_line))
        elif self.snapshot and self._panel:
            path = next((o.path for o in self.snapshot.records.opportunities if o.id == self._ident), "")
            at = sheet.sent.line if sheet and sheet.sent else self._panel.entry.line
            self.post_message(messages.EditFile(path, at))
