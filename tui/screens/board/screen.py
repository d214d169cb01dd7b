"""The opportunities by stage, as columns of cards; moving a card moves the stage."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widgets import Input, Static

from store.model.agenda import Item
from store.model.opportunity import Opportunity, Stage
from store.workspace.commands.move_stage import move_stage
from store.workspace.narrowing import Narrowing
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.tending import OpportunityPlace
from tui.keymap import bindings
from tui.presentation import board, empty
from tui.presentation.days import full
from tui.presentation.ready import ready
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.board import Board
from tui.widgets.filter_bar import FilterBar
from tui.widgets.foot import Foot
from tui.widgets.literal import content
from tui.widgets.title_bar import TitleBar

UNFOLDED = 165
"""Cells from which on every closed stage has a column of its own."""


class BoardScreen(OpportunityPlace):
    """A card has company, position, next step and how long it is at its stage; `/` narrows."""

    NAME = "board"
    TITLE = "Board"
    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("board")
    WAITS = True

    bar = query_one(TitleBar)
    cards = query_one("#cards", Board)
    top = query_one(FilterBar)
    filter = query_one("#filter", Input)
    line = query_one("#about", Static)

    def __init__(self) -> None:
        super().__init__()
        self.coming: Mapping[str, Item] = {}
        """The most urgent step of each opportunity."""
        self._ordered: tuple[Opportunity, ...] = ()
        self._narrowing = Narrowing()
        self._known: dict[str, Opportunity] = {}
        self._seen: Snapshot | None = None
        """What these were made of."""
        self._stacks: tuple[board.Stack, ...] = ()
        self._moving: dict[str, Stage] = {}
        """Where cards go whose files are not written yet."""

    def compose(self) -> ComposeResult:
        """Lay out filter, cards, and a line about the highlighted one."""
        yield TitleBar(TABS, self.NAME)
        yield FilterBar(id="top")
        yield Board(empty=empty.READING, id="cards")
        yield Static("", id="about")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the cards, not in the filter."""
        super().on_mount()
        self.cards.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Fold or unfold what is closed."""
        if self.snapshot and self._stacks and (event.size.width >= UNFOLDED) == self._is_folded:
            self._deal(self.snapshot)

    @property
    def _is_folded(self) -> bool:
        return any(stack.name == board.FOLDED for stack in self._stacks)

    def show(self, snapshot: Snapshot) -> None:
        """Show the opportunities that the filter lets through."""
        if self._seen is not snapshot:
            self.top.complete = snapshot.completed
            self.coming = ready(snapshot).coming
            self._ordered = ready(snapshot).stacked
            self._known = {o.id: o for o in self._ordered}
            self._seen = snapshot
        self._moving = {
            ident: stage
            for ident, stage in self._moving.items()
            if (o := self._known.get(ident)) and o.stage is not stage
        }
        self.bar.say(full(snapshot.today))
        self._deal(snapshot)

    def _deal(self, snapshot: Snapshot) -> None:
        """Put the cards on their stacks."""
        everything = snapshot.records.opportunities
        shown, fault = self._narrowing.matching(self.filter.value, self._ordered, snapshot)
        self.top.point_at(fault)
        self._stacks = board.stacks(shown, folds=self.app.size.width < UNFOLDED)

        def draw(ident: str) -> board.Card:
            return board.card(self._known[ident], self.coming.get(ident), snapshot.today)

        self.cards.show(self._stacks, draw, empty.unmatched() if everything else empty.opportunities())
        total = counted(len(everything), "opportunity", "opportunities")
        said = total if len(shown) == len(everything) else f"{len(shown)} of {len(everything)}"
        self.top.say_count(said)

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the highlighted opportunity."""
        return self._known.get(self.cards.key)

    @on(Board.Highlighted)
    def explain(self) -> None:
        """Say in full what the highlighted card has no room for."""
        o = self.opportunity
        lines = board.about(o, self.coming.get(o.id), self.snapshot.today) if o and self.snapshot else ()
        self.line.update(content(lines), layout=False)
        self.refresh_bindings()

    # Filter.

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        """Narrow the board."""
        if self.snapshot is not None:
            self._deal(self.snapshot)

    @on(Input.Submitted, "#filter")
    def keep_filter(self) -> None:
        """Go to the cards; the filter stays."""
        self.cards.focus()

    def action_list_filter(self) -> None:
        """Go to the filter."""
        self.set_focus(self.filter)

    def ask_to_leave(self) -> bool:
        """Clear the filter, or leave it, before anything closes."""
        if self.filter.has_focus or self.filter.value:
            self.filter.value = ""
            self.cards.focus()
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted card while there is none; a slash in the filter is a slash."""
        if action == "list_filter":
            return not self.filter.has_focus
        about_one = ("item_", "opportunity_", "file_", "board_forward", "board_back")
        return None if action.startswith(about_one) and self.opportunity is None else True

    # Columns.

    def action_board_next(self) -> None:
        """Go to the next stage."""
        self.cards.across(1)

    def action_board_previous(self) -> None:
        """Go to the stage before."""
        self.cards.across(-1)

    def action_board_forward(self) -> None:
        """Move the card to the next stage."""
        self._shift(1)

    def action_board_back(self) -> None:
        """Move the card to the stage before."""
        self._shift(-1)

    def _shift(self, by: int) -> None:
        """Move the highlighted card by one column, counted from where it is going already."""
        if o := self.opportunity:
            here = self._moving.get(o.id, o.stage)
            names = [stack.stage for stack in self._stacks]
            place = names.index(here) if here in names else len(names) - 1
            if 0 <= place + by < len(names):
                self._move(o, names[place + by])

    @on(Board.Dropped)
    def drop(self, event: Board.Dropped) -> None:
        """Move a card to where it was dragged."""
        if o := self._known.get(event.key):
            self._move(o, event.stack.stage)

    def _move(self, opportunity: Opportunity, stage: Stage) -> None:
        """Make the move one change; where the file is not written yet the next move counts from there."""
        ident = opportunity.id
        self._moving[ident] = stage

        def refused(error: Exception) -> None:
            self._moving.pop(ident, None)
            self.app.notify(str(error), severity="error", markup=False)

        self.post_message(messages.CarryOut(move_stage(ident, stage.value), failed=refused))

    @on(Board.Opened)
    def open(self) -> None:
        """Open an opportunity."""
        if o := self.opportunity:
            self.post_message(messages.OpenOpportunity(o.id))
