"""One opportunity: its steps with reasons, its log, its people, its letters, its card, its file."""

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import var
from textual.widgets import Static

from store.errors import NotFound, StoreError
from store.model.agenda import Item, State
from store.model.entry import Box, Mark
from store.model.opportunity import Opportunity
from store.model.problem import Problem
from store.rules.preparing import Preparation
from store.workspace.commands.set_mark_box import set_mark_box
from store.workspace.foresight import plans_of
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import agenda, contacts, correspondence, empty, problems, steps
from tui.presentation.card import card
from tui.presentation.plan import plan_lines
from tui.presentation.ready import ready
from tui.presentation.reasons import reason
from tui.presentation.spans import BLANK, Line, line
from tui.presentation.standing import standing
from tui.presentation.tabs import PANES
from tui.presentation.timeline import log_lines, task_at
from tui.presentation.words import company
from tui.widgets.bars import Headline, PaneBar
from tui.widgets.foot import Foot
from tui.widgets.list_and_text import ListAndText
from tui.widgets.literal import content
from tui.widgets.log_list import LogList
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
    VERTICAL_BREAKPOINTS = [*Place.VERTICAL_BREAKPOINTS, (48, "-high")]  # noqa: RUF012 - as Screen has it

    headline = query_one(Headline)
    panes = query_one(PaneBar)
    rows = query_one("#steps", RowList)
    why = query_one("#why", Prose)
    stand = query_one("#stand", Static)
    log_pane = query_one("#log", LogList)
    people = query_one("#people", ListAndText)
    letters = query_one("#letters", ListAndText)
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
        yield Static("", id="stand")
        yield PaneBar(PANES)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowList(steps.COLUMNS, empty=empty.READING, fits=True, id="steps")
                yield Prose(empty.DETAIL, id="why")
                yield Prose(id="card")
            with Vertical(id="right"):
                yield LogList(id="log")
                yield ListAndText(contacts.COLUMNS, id="people")
                yield ListAndText(correspondence.COLUMNS, id="letters")
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
        return self.snapshot.opportunity_with(self._ident) if self.snapshot else None

    def about(self) -> str:
        """Return the file of the opportunity."""
        return self.opportunity.path if self.opportunity else ""

    def show(self, snapshot: Snapshot) -> None:
        """Show what the file says now."""
        opportunity, today = self.opportunity, snapshot.today
        if opportunity is None:
            self.headline.say(self._ident, "its file is gone", "")
            return
        found = tuple(p for p in snapshot.problems if p.path == opportunity.path and p.severity != "advice")
        self._faults = tuple(p for p in found if p.severity == "error")
        fault = f"! line {self._faults[0].line} needs mending" if self._faults else ""
        self.headline.say(
            company(opportunity), opportunity.position, fault if opportunity.readable else "! cannot be read"
        )
        self._stand()
        items = snapshot.schedule(opportunity.id) if opportunity.readable else ()
        self._plans = plans_of(snapshot, opportunity.id) if opportunity.readable else ()
        self.set_class(bool(self._plans), "-planned")
        self._items = {agenda.item_id(item): item for item in _with_buckets(items, snapshot)}
        nothing = (
            (line(UNREADABLE, "alarm"), BLANK, *problems.faults(found)) if not opportunity.readable else empty.steps()
        )
        self.rows.show(steps.rows(self._items.values(), today, opportunity.entries, self._plans), nothing)
        self.rows.highlight(self._wanted)
        self._wanted = ""
        self.card.show(card(opportunity, found, today))
        self.log_pane.show(log_lines(opportunity.entries, today) or tuple((one, "") for one in empty.log()))
        self._show_people(opportunity, today)
        self._show_letters(opportunity, snapshot)
        self._show_file(snapshot, opportunity.path)
        self._explain()

    def _stand(self) -> None:
        """Say how it stands, in as many words as there is room for."""
        if (o := self.opportunity) and self.snapshot:
            self.stand.update(content((standing(o, self.snapshot.today, self.app.size.width),)))

    def on_resize(self) -> None:
        """Say in other words how it stands."""
        self._stand()

    def _show_people(self, opportunity: Opportunity, today: date) -> None:
        def explain(ident: str) -> tuple[Line, ...]:
            contact = opportunity.contact(ident)
            return contacts.detail(contact, opportunity.entries, today) if contact else ()

        self.people.show(contacts.rows(opportunity, today), explain, empty.contacts())

    def _show_letters(self, opportunity: Opportunity, snapshot: Snapshot) -> None:
        drafts, entries, today = snapshot.drafts_of(opportunity.id), opportunity.entries, snapshot.today

        def explain(key: str) -> tuple[Line, ...]:
            return correspondence.text(key, drafts, entries)

        self.letters.show(correspondence.rows(drafts, entries, today), explain, empty.letters())

    def _show_file(self, snapshot: Snapshot, path: str) -> None:
        try:
            text = snapshot.text(path)
        except NotFound:  # taken away a moment ago: what is shown stays until it is known to be gone
            return
        except (StoreError, OSError) as error:
            text = str(error)
        self.file.show(tuple(line(row) for row in text.split("\n")))

    @property
    def item(self) -> Item | None:
        """Return the highlighted step."""
        return self._items.get(self.rows.key)

    @on(RowList.Highlighted, "#steps")
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
        place = self.query_one(f"#{new}")
        (place.rows if isinstance(place, ListAndText) else place).focus()
        self.refresh_bindings()

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
        if action == "mark_tick":
            return True if self._ticking else None
        if action == "opportunity_delete":
            return True if opportunity else None
        if action.startswith(("item_", "opportunity_")):
            return True if opportunity and opportunity.readable else None
        if action.startswith("file_"):
            return True if opportunity else None
        return True

    def _open_item(self) -> Item | None:
        item = self.item
        return item if item and item.state is State.OPEN and not self._person else None

    @property
    def _person(self) -> str:
        """Return whom the pane of people highlights, while it is the one that is looked at."""
        return self.people.key if self.pane == "people" else ""

    @on(LogList.Moved)
    def _look_again(self) -> None:
        self.refresh_bindings()

    @property
    def _ticking(self) -> Mark | None:
        """Return the promise or next step under the cursor: in the log, or behind the highlighted step."""
        o, item = self.opportunity, self.item
        if o is None or not o.readable:
            return None
        if self.log_pane.has_focus:
            return task_at(o.entries, self.log_pane.value)
        if not self.rows.has_focus or item is None or item.mark_line is None:
            return None
        return next((m for e in o.entries for m in e.marks if m.line == item.mark_line), None)

    @on(LogList.Ticked)
    def action_mark_tick(self) -> None:
        """Tick a promise or a next step; one that is ticked or dropped becomes open again."""
        if mark := self._ticking:
            box = Box.DONE if mark.box is Box.OPEN else Box.OPEN
            self.post_message(messages.CarryOut(set_mark_box(self._ident, mark.line, box)))

    @on(RowList.Opened, "#letters-rows")
    def open_letter(self, event: RowList.Opened) -> None:
        """Go on with a draft; of what was sent, go into the text."""
        if event.key.startswith(correspondence.DRAFT):
            self.post_message(messages.OpenDraft(event.key.removeprefix(correspondence.DRAFT)))
        else:
            self.letters.text.focus()

    @on(RowList.Opened, "#people-rows")
    def open_person(self) -> None:
        """Go into what is known of somebody."""
        self.people.text.focus()

    @on(RowList.Opened, "#steps")
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
        self.post_message(messages.OpenCall(self._ident, item, to=self._person or (item and item.ident) or ""))

    def action_opportunity_panel(self) -> None:
        """Show the letters to everybody of the interview that the highlighted step counts from, else of the latest."""
        item = self._open_item()
        self.post_message(messages.OpenPanel(self._ident, item.because.line if item else 0))

    def action_opportunity_log(self) -> None:
        """Log what happened."""
        item = self._open_item()
        self.post_message(
            messages.LogTouch(self._ident, self._person or (item and item.who) or "", (item and item.channel) or "")
        )

    def action_opportunity_contact(self) -> None:
        """Add a person."""
        self.post_message(messages.AddContact(self._ident))

    def action_opportunity_note(self) -> None:
        """Add a note."""
        item = self._open_item()
        self.post_message(messages.AddNote(self._ident, self._person or (item and item.who) or ""))

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

    def action_opportunity_tags(self) -> None:
        """Give it tags, or take tags from it."""
        self.post_message(messages.TagOpportunities((self._ident,)))

    def action_opportunity_delete(self) -> None:
        """Delete it; an unreadable file may go as well."""
        self.post_message(messages.DeleteOpportunities((self._ident,)))

    def action_file_edit(self) -> None:
        """Open its file."""
        if o := self.opportunity:
            self.post_message(messages.EditFile(o.path, self._faults[0].line if self._faults else 1))


def _with_buckets(items: tuple[Item, ...], snapshot: Snapshot) -> tuple[Item, ...]:
    """Return the steps as the agenda has them where it does: limits and all."""
    known = ready(snapshot).outlook.items
    return tuple(known.get(agenda.item_id(item), item) for item in items)
