"""The call sheet: the clock, what to say, what was heard, and how it ended; every ending logs the call (R31-R33)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from store.errors import StoreError
from store.model.agenda import Item
from store.model.draft import Draft
from store.model.entry import Entry
from store.model.left_form import LeftForm
from store.model.letter import Rendered
from store.model.opportunity import Contact
from store.model.person import Person
from store.model.value import replace
from store.workspace.calling import next_steps
from store.workspace.changing import Plan
from store.workspace.commands.log_call import Call, Outcome, log_call
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import compose
from store.workspace.door import Workspace
from store.workspace.familiar import Unfamiliar, note_use, unfamiliar
from store.workspace.snapshot import Snapshot
from store.workspace.templates import all_templates, template_named
from store.workspace.when import day_meant
from tui import messages
from tui.bridge.queue import Clock
from tui.dialogs.called import CalledDialog
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.later import CallBack, LaterDialog
from tui.keymap import bindings
from tui.presentation import call as words
from tui.presentation.agenda import item_id
from tui.presentation.sheet import PACE, read_sheet
from tui.presentation.spans import line
from tui.presentation.words import company, counted
from tui.screens.call.listening import Listening
from tui.widgets.bars import Headline
from tui.widgets.call_notes import CallNotes
from tui.widgets.endings import Endings
from tui.widgets.foot import Foot
from tui.widgets.literal import literal
from tui.widgets.note_lines import Asked, NoteLine
from tui.widgets.prose import Prose
from tui.widgets.script import Script

SHEET, BRIEFING = "call-sheet", "reference-briefing"
"""The templates of a call."""
SECOND = 1.0


class CallScreen(Listening):
    """Shows what to say while one calls; nothing typed here is lost unasked."""

    NAME = "call"
    TITLE = "Call sheet"
    HOLDS = "call"
    CSS_PATH = "call.tcss"
    INNER = ("script", "noting")
    BINDINGS: ClassVar[list[BindingType]] = bindings("call")
    WORD = 60 / PACE
    """Seconds that the mark stays on a word."""

    headline = query_one(Headline)
    facts = query_one("#facts", Prose)
    short = query_one("#short", Prose)

    def __init__(self, opportunity: str, to: str, clock: Clock, *, item: Item | None, draft: Draft | None) -> None:
        super().__init__(opportunity, to)
        self._clock = clock
        self._item = item
        self._draft = draft
        self._began: datetime | None = None
        """When they picked up."""
        self._gathered: object = None
        """The state of the files that the sheet was filled from."""
        self._reading: Timer | None = None
        self._logged = ""
        """The heading that the call has left in the log; empty = none yet."""
        self._is_over = False

    # What is shown.

    def compose(self) -> ComposeResult:
        """Lay out person, sheet, notes and endings."""
        yield Headline()
        yield Prose(id="short", can_focus=False)
        with Container(id="body"):
            yield Script(id="script")
            with Vertical(id="side"):
                yield Prose(id="facts")
                yield CallNotes([Asked(*one) for one in words.NOTES], self._complete, self._turn)
        yield Static(id="reads")
        yield Static(literal(words.HINT, "muted"), id="hint")
        yield Endings("Note", words.NOTES_ROW, id="note-keys")
        yield Endings("It ended", words.ENDINGS_ROW, id="endings")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the sheet, the clock running."""
        super().on_mount()
        self.set_interval(SECOND, self._tick)
        self.script.focus()

    @property
    def now(self) -> datetime:
        """Return the time on the user's own clock."""
        now = self._clock().now
        return now.astimezone(self.snapshot.zone) if self.snapshot else now

    def show(self, snapshot: Snapshot) -> None:
        """Show who is called and what to say; follow the files."""
        opportunity, person = self.opportunity, self.person
        if opportunity is None or person is None:
            self.headline.say(f"Call to {self.to}", "no longer in the files; what you typed is kept", "")
            return
        headings = {entry.heading for entry in opportunity.entries}
        if self._logged and self._logged not in headings:  # it was taken back
            self._logged = ""
            self._is_over = False
            self.keep_again()
        self._tick()
        self.facts.show(words.about(person, opportunity, self._item, snapshot.today))
        self.short.show(words.in_short(person, opportunity, self._item, snapshot.today))
        if snapshot.records is not self._gathered:
            self._gathered = snapshot.records
            self._fill(snapshot, person)

    def _fill(self, snapshot: Snapshot, person: Contact | Person) -> None:
        """Fill the sheet from its draft, or else from the notes."""
        self._draft = self._draft_in(snapshot, person)
        if self._draft is not None:
            self.script.show(read_sheet(self._draft.body))
            return
        ident, to, name = self.ident, person.ident, self._template(snapshot, person)

        def filled(workspace: Workspace) -> tuple[Rendered, tuple[Unfamiliar, ...]]:
            now = workspace.snapshot()
            template = template_named(now, name)
            fresh = unfamiliar(workspace, (template,))
            note_use(workspace, (template,))
            return compose(now, ident, name, to), fresh

        self.ask(filled, self._show_sheet)

    def _show_sheet(self, found: tuple[Rendered, tuple[Unfamiliar, ...]]) -> None:
        """Show what to say, and before it is said that its template is not as it was."""
        letter, fresh = found
        for one in fresh:
            self.notify(str(literal(one.sentence, limit=400)), severity="warning", markup=False, timeout=10)
        self.script.show(read_sheet(letter.body))

    def _draft_in(self, snapshot: Snapshot, person: Contact | Person) -> Draft | None:
        drafts = [d for d in snapshot.records.drafts if d.readable and d.channel == "phone"]
        if (known := self._draft) is not None:
            return next((d for d in drafts if d.path == known.path), None)
        mine = (d for d in drafts if d.opportunity == self.ident and d.to in (person.ident, person.name))
        return next(mine, None)

    def _template(self, snapshot: Snapshot, person: Contact | Person) -> str:
        """Return the step's own sheet, or the usual one of a call to such a person."""
        own = self._item.template if self._item else None
        named = {t.name for t in all_templates(snapshot) if t.channel == "phone"}
        return own if own in named else BRIEFING if words.is_beside(person) else SHEET

    def _tick(self) -> None:
        if (o := self.opportunity) and (person := self.person):
            state = words.clock(self.now, self._began)
            self.headline.say(f"Call to {person.name}", company(o), state)

    # The call.

    def action_call_answered(self) -> None:
        """Let the time of the call run."""
        if self._began is None:
            self._began = self.now
            self._tick()

    def action_call_reset(self) -> None:
        """Set the time of the call back to zero."""
        self._began = None
        self._tick()

    def action_call_read(self) -> None:
        """Run the mark through the message, or stop it."""
        if self._reading is not None:
            self._stop_reading()
        elif self.script.words:
            self.script.go_to_message()
            self.script.read = 0
            self._reading = self.set_interval(self.WORD, self._read_on)
        else:
            self.notify(words.NO_MESSAGE, severity="warning", markup=False)

    def _read_on(self) -> None:
        read = self.script.read
        if read is None or read + 1 >= self.script.words:
            self._stop_reading()
        else:
            self.script.read = read + 1

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.stop()
        self._reading, self.script.read = None, None

    def action_call_copy(self) -> None:
        """Copy the number."""
        person = self.person
        if person and person.phone:
            self.app.copy_to_clipboard(person.phone)
            self.notify(f"{literal(person.phone)} was sent to the clipboard.", markup=False)

    def action_call_rewrite(self) -> None:
        """Open the sheet's text in the composer; it becomes a draft, so that the sheet follows it."""
        person, snapshot = self.person, self.snapshot
        if self._draft is not None:
            self.post_message(messages.RewriteCall(self._draft))
        elif person is not None and snapshot is not None:
            plan = write_draft(self.ident, self._template(snapshot, person), person.ident, None)
            self.ask(lambda w: _written(w, plan), self._rewrite)

    def _rewrite(self, draft: Draft) -> None:
        self.post_message(messages.RewriteCall(draft))

    def action_file_edit(self) -> None:
        """Open the draft's file, or the opportunity's while there is none."""
        if self._draft:
            self.post_message(messages.EditFile(self._draft.path, self._draft.body_line))
        elif o := self.opportunity:
            person = self.person
            self.post_message(messages.EditFile(o.path, person.line if isinstance(person, Contact) else 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a number while there is none."""
        if action == "call_copy" and not (self.person and self.person.phone):
            return None
        return True

    @on(Endings.Chosen)
    async def choose_ending(self, event: Endings.Chosen) -> None:
        """Take what was clicked."""
        await self.run_action(event.method)

    # How it ended.

    @property
    def is_dirty(self) -> bool:
        """Tell whether the screen holds what no file holds."""
        return not self._logged and any(self.notes.lines)

    def left_form(self) -> LeftForm:
        """Return what is kept of it: who is called, and what is typed."""
        about = {
            "place": self.NAME,
            "opportunity": self.ident,
            "to": self.to,
            "step": self._item.key if self._item else "",
            "draft": self._draft.path if self._draft else "",
            "day": self.now.date().isoformat(),
        }
        person, o = self.person, self.opportunity
        title = f"Call to {person.name if person else self.to}, {company(o) if o else self.ident}"
        return LeftForm(title=title, about=about, held=self.held())

    def _call(self, outcome: Outcome, *, strictly: bool = True) -> Call:
        sheet = self.script.sheet
        return Call(
            opportunity=self.ident,
            to=self.to,
            outcome=outcome,
            key=self._item.key if self._item else "",
            began=self._began.time().replace(second=0, microsecond=0) if self._began else None,
            notes=tuple(self._notes(strictly=strictly)),
            said=sheet.message if sheet.is_whole else "",
            draft=self._draft.path if self._draft else "",
        )

    def _log(self, outcome: Outcome, later: CallBack | None = None, restriction: str = "") -> None:
        if self._logged or self._is_over:
            self.notify(words.LOGGED_ALREADY, severity="warning", markup=False)
            return
        try:
            call = self._call(outcome)
        except StoreError as error:
            self._say(error)
            return
        if later:
            call = replace(call, until=later.day, at=later.hour)
        plan = log_call(replace(call, restriction=restriction))
        self._is_over = True
        self._stop_reading()
        ident, to = self.ident, self.to

        def job(workspace: Workspace) -> tuple[str, Snapshot, tuple[Item, ...]]:
            before = {e.heading for e in workspace.snapshot().opportunity(ident).entries}
            workspace.carry_out(plan)
            self.let_go()
            snapshot = workspace.snapshot()
            entries = snapshot.opportunity(ident).entries
            heading = next((e.heading for e in entries if e.heading not in before), entries[-1].heading)
            return heading, snapshot, next_steps(snapshot, ident, to)

        self.ask(job, self._tell, self._refused)

    def _refused(self, error: Exception) -> None:
        self._is_over = False
        self._say(error)

    def _say(self, error: Exception) -> None:
        self.notify(str(literal(str(error), limit=600)), severity="error", markup=False, timeout=10)

    def _tell(self, came: tuple[str, Snapshot, tuple[Item, ...]]) -> None:
        """Show what was logged and what comes next."""
        self._logged, snapshot, items = came
        opportunity = snapshot.opportunity(self.ident)
        entry: Entry = next(e for e in opportunity.entries if e.heading == self._logged)
        item = items[0] if items else None
        lines = (
            *words.logged(entry, opportunity, snapshot.today),
            *words.proposed(items, opportunity.label, snapshot.today),
        )

        def answered(answer: str | None) -> None:
            if answer == "undo":
                self.app.run_worker(self.run_action("app.app_undo"))
                return
            self.post_message(messages.LeaveScreen(self))
            if answer == "open" and item:
                self.app.post_message(_request(item))

        self.app.push_screen(CalledDialog(words.title(entry), lines, words.opens(item) if item else ""), answered)

    def action_call_talked(self) -> None:
        """Log that you talked."""
        self._log(Outcome.TALKED)

    def action_call_message(self) -> None:
        """Log that you left a message."""
        person = self.person
        if person and words.is_beside(person) and not self.script.sheet.message:
            self.notify(words.NOT_BY_MESSAGE, severity="warning", markup=False)
        else:
            self._log(Outcome.MESSAGE)

    def action_call_nobody(self) -> None:
        """Log that nobody answered."""
        self._log(Outcome.NO_ANSWER)

    def action_call_later(self) -> None:
        """Ask when to call back, and log it."""
        person, snapshot = self.person, self.snapshot
        if person is None or snapshot is None or self._logged:
            return

        def read_day(text: str) -> date:
            return day_meant(snapshot, text)

        def answered(answer: CallBack | None) -> None:
            if answer:
                self._log(Outcome.LATER, answer)

        self.app.push_screen(LaterDialog(person.name, snapshot.today, read_day), answered)

    def action_call_refused(self) -> None:
        """Ask what is not wanted from now on, and log it."""
        person = self.person
        if person is None or self._logged:
            return
        beside = words.is_beside(person)
        options = [Option(*one) for one in words.REFUSALS[-1:] if beside] or [Option(*one) for one in words.REFUSALS]
        lines = words.REFUSED_BESIDE if beside else words.REFUSED

        def answered(answer: str | None) -> None:
            if answer:
                self._log(Outcome.REFUSED, restriction="" if answer == "this" else answer)

        self.app.push_screen(ChooseDialog(f"What does {person.name} not want?", lines, options), answered)

    # Leaving.

    def ask_to_leave(self) -> bool:
        """Let it close when the call is logged or never began; else ask. A line of notes is left first."""
        if isinstance(self.focused, NoteLine):
            self.script.focus()
            return False
        if not self.is_dirty:
            self.look_again()
        if self._logged or not (self.is_dirty or self._began):
            return True
        number = len(list(self.notes.lines))
        said = f"{counted(number, 'note')} and the call are" if number else "The call is"
        options = (
            Option("d", "Talked: log it", "talked"),
            Option("b", "No answer: log it", "nobody"),
            Option("y", "Leave without it", "leave"),
        )
        lines = (line(f"{said} not in the log yet."),)
        self.app.push_screen(ChooseDialog("How did the call end?", lines, options), self._leave_if)
        return False

    def _leave_if(self, answer: str | None) -> None:
        if answer == "talked":
            self.action_call_talked()
        elif answer == "nobody":
            self.action_call_nobody()
        elif answer == "leave":
            self._is_over = True
            self.let_go()
            self.post_message(messages.LeaveScreen(self))

    def rescue(self) -> Callable[[Workspace], Any] | None:
        """Return the job that writes the notes down when the program ends."""
        if self._is_over or not self.is_dirty:
            return None
        plan = log_call(self._call(Outcome.TALKED, strictly=False))
        return self.written_down(lambda workspace: workspace.carry_out(plan))


def _written(workspace: Workspace, plan: Plan) -> Draft:
    path = workspace.carry_out(plan).paths[0]
    return next(draft for draft in workspace.snapshot().records.drafts if draft.path == path)


def _request(item: Item) -> Message:
    """Return what is asked for by going on to a step: what is due is written, the rest is shown."""
    if words.is_due(item):
        return messages.ComposeLetter(item.opportunity, item)
    return messages.OpenOpportunity(item.opportunity, item_id(item))
