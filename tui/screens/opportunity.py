"""One opportunity: its steps with reasons, its log as a timeline, its card, its file."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import var

from store.errors import StoreError
from store.model.agenda import Item, State
from store.model.opportunity import Opportunity
from store.model.problem import Problem
from store.rules.preparing import Preparation
from store.workspace.foresight import plans_of
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import agenda, empty, problems, steps
from tui.presentation.card import card
from tui.presentation.plan import plan_lines
from tui.presentation.reasons import reason
from tui.presentation.spans import BLANK, line
from tui.presentation.tabs import PANES
from tui.presentation.timeline import timeline
from tui.presentation.words import STAGES, company
from tui.widgets.bars import Headline, PaneBar
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList

NAMES = tuple(name for name, _label in PANES)
UNREADABLE = "This file cannot be read, so no steps follow from it. Nothing in it is changed until it is mended."


class OpportunityScreen(Place):
    """Shows one pane at a time where it is narrow, all of them side by side where it is wide."""

    NAME = "opportunity"
    TITLE = "One opportunity"
    CSS_PATH = "opportunity.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("opportunity")

    headline = query_one(Headline)
    panes = query_one(PaneBar)
    rows = query_one("#steps", RowList)
    why = query_one("#why", Prose)
    log_pane = query_one("#log", Prose)
    card = query_one("#card", Prose)
    file = query_one("#file", Prose)

    pane = var("steps", init=False)

    def __init__(self, ident: str, item: str = "") -> None:
        super().__init__(classes="-pane-steps")
        self._ident = ident
        self._wanted = item
        self._items: dict[str, Item] = {}
        self._plans: tuple[Preparation, ...] = ()
        """The plan of every interview that is still to come."""
        self._faults: tuple[Problem, ...] = ()
        """What keeps its file from being read in full."""

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield Headline()
        yield PaneBar(PANES)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowList(steps.COLUMNS, empty=empty.READING, fits=True, id="steps")
                yield Prose(empty.DETAIL, id="why")
                yield Prose(id="card")
            with Vertical(id="right"):
                yield Prose(id="log")
                yield Prose(id="file")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the steps."""
        super().on_mount()
        self.panes.mark("steps")
        self.rows.focus()

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the opportunity, as long as its file is there."""
        if self.snapshot is None:
            return None
        return next((o for o in self.snapshot.records.opportunities if o.id == self._ident), None)

    def about(self) -> str:
        """Return the file of the opportunity."""
        return self.opportunity.path if self.opportunity else ""

    def show(self, snapshot: Snapshot) -> None:
        """Show what the file says now."""
        opportunity, today = self.opportunity, snapshot.today
        if opportunity is None:
            self.headline.say(self._ident, "its file is gone", "")
            return
        sign, _tone = STAGES[opportunity.stage]
        stage = f"{sign} {opportunity.stage_text or opportunity.stage}"
        found = tuple(p for p in snapshot.problems if p.path == opportunity.path and p.severity != "advice")
        self._faults = tuple(p for p in found if p.severity == "error")
        if not opportunity.readable:
            stage = "! cannot be read"
        elif self._faults:
            stage = f"! line {self._faults[0].line} needs mending"
        self.headline.say(company(opportunity), opportunity.position, stage)
        items = snapshot.schedule(opportunity.id) if opportunity.readable else ()
        self._plans = plans_of(snapshot, opportunity.id) if opportunity.readable else ()
        self.set_class(bool(self._plans), "-planned")
        self._items = {agenda.item_id(item): item for item in _with_buckets(items, snapshot.agenda)}
        nothing = (
            (line(UNREADABLE, "alarm"), BLANK, *problems.faults(found)) if not opportunity.readable else empty.STEPS
        )
        self.rows.show(steps.rows(self._items.values(), today, opportunity.entries, self._plans), nothing)
        self.rows.highlight(self._wanted)
        self._wanted = ""
        self.card.show(card(opportunity, found, today))
        self.log_pane.show(timeline(opportunity.entries, today) or empty.LOG)
        self._show_file(snapshot, opportunity.path)
        self._explain()

    def _show_file(self, snapshot: Snapshot, path: str) -> None:
        try:
            text = snapshot.text(path)
        except (StoreError, OSError) as error:
            text = str(error)
        self.file.show(tuple(line(row) for row in text.split("\n")))

    @property
    def item(self) -> Item | None:
        """Return the highlighted step."""
        return self._items.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        if self.snapshot is None:
            return
        item, opportunity = self.item, self.opportunity
        lines = reason(item, self.snapshot.today, opportunity.entries) if item and opportunity else empty.DETAIL
        if opportunity and opportunity.readable and self._faults:
            lines = (*problems.faults(self._faults), BLANK, *lines)
        elif self._faults:
            lines = ()
        if plan := self._plan():
            own = tuple(plan_lines(plan, self.snapshot.today))
            lines = (*lines, BLANK, *own) if item else own
        self.why.show(lines, from_top=True)
        self.refresh_bindings()

    def _plan(self) -> Preparation | None:
        """Return the plan that is highlighted, or that of the interview which the highlighted step counts from."""
        item, key = self.item, self.rows.key
        return next(
            (p for p in self._plans if steps.plan_id(p) == key or (item and item.because.line == p.entry.line)), None
        )

    def watch_pane(self, old: str, new: str) -> None:
        """Show another pane."""
        self.remove_class(f"-pane-{old}")
        self.add_class(f"-pane-{new}")
        self.panes.mark(new)
        self.query_one(f"#{new}").focus()

    def action_pane_next(self) -> None:
        """Show the next pane."""
        self.pane = NAMES[(NAMES.index(self.pane) + 1) % len(NAMES)]

    def action_pane_previous(self) -> None:
        """Show the pane before."""
        self.pane = NAMES[NAMES.index(self.pane) - 1]

    @on(PaneBar.Chosen)
    def choose_pane(self, event: PaneBar.Chosen) -> None:
        """Show the pane that was clicked."""
        self.pane = event.name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs an open step, or a file, while there is none."""
        if action in ("item_done", "item_snooze", "item_skip"):
            return True if self._open_item() else None
        opportunity = self.opportunity
        if action.startswith(("item_", "opportunity_")):
            return True if opportunity and opportunity.readable else None
        if action.startswith("file_"):
            return True if opportunity else None
        return True

    def _open_item(self) -> Item | None:
        item = self.item
        return item if item and item.state is State.OPEN else None

    @on(RowList.Opened)
    def open(self, event: RowList.Opened) -> None:
        """Go into the plan of an interview, to read on; else do what the step asks for."""
        if any(steps.plan_id(plan) == event.key for plan in self._plans):
            self.why.focus()
        else:
            self.action_item_compose()

    def action_item_compose(self) -> None:
        """Write the step's letter, or a free one; a debrief has a form of its own."""
        item = self._open_item()
        if item and item.is_debrief:
            self.post_message(messages.CompleteStep(item))
        elif o := self.opportunity:
            self.post_message(messages.ComposeLetter(o.id, item))

    def action_item_done(self) -> None:
        """Log the step as done."""
        if item := self._open_item():
            self.post_message(messages.CompleteStep(item))

    def action_item_snooze(self) -> None:
        """Put the step off."""
        if item := self._open_item():
            self.post_message(messages.SnoozeStep(item))

    def action_item_skip(self) -> None:
        """Leave the step out."""
        if item := self._open_item():
            self.post_message(messages.SkipStep(item))

    def action_item_call(self) -> None:
        """Open the call sheet of the highlighted step's person."""
        item = self._open_item()
        self.post_message(messages.OpenCall(self._ident, item, to=(item and item.ident) or ""))

    def action_opportunity_panel(self) -> None:
        """Show the letters to everybody of the interview that the highlighted step counts from, else of the latest."""
        item = self._open_item()
        self.post_message(messages.OpenPanel(self._ident, item.because.line if item else 0))

    def action_opportunity_log(self) -> None:
        """Log what happened."""
        item = self._open_item()
        self.post_message(messages.LogTouch(self._ident, (item and item.who) or "", (item and item.channel) or ""))

    def action_opportunity_note(self) -> None:
        """Add a note."""
        item = self._open_item()
        self.post_message(messages.AddNote(self._ident, (item and item.who) or ""))

    def action_opportunity_debrief(self) -> None:
        """Write down the latest interview, or the one that the highlighted step counts from."""
        item = self._open_item()
        self.post_message(messages.WriteDebrief(self._ident, item.because.line if item else 0))

    def action_opportunity_playbook(self) -> None:
        """Choose another playbook."""
        self.post_message(messages.ChoosePlaybook(self._ident))

    def action_opportunity_stage(self) -> None:
        """Move it to another stage."""
        self.post_message(messages.MoveStage(self._ident))

    def action_file_edit(self) -> None:
        """Open its file."""
        if o := self.opportunity:
            self.post_message(messages.EditFile(o.path, self._faults[0].line if self._faults else 1))


def _with_buckets(items: tuple[Item, ...], listed: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the steps as the agenda has them where it does: limits and all."""
    known = {agenda.item_id(item): item for item in listed}
    return tuple(known.get(agenda.item_id(item), item) for item in items)
