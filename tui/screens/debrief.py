"""The debrief: what was heard in a talk, one note a line, with cards and the next step, written in one change."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Select, Static

from store.errors import StoreError
from store.model.entry import Entry, Word
from store.model.left_form import LeftForm
from store.model.opportunity import Contact, Opportunity
from store.workspace.changing import Plan
from store.workspace.commands.debrief import LEAD, Card, debrief
from store.workspace.door import Workspace
from store.workspace.noting import Note, completion, next_person
from store.workspace.snapshot import Snapshot
from store.workspace.talks import people_there, reader_of
from tui import messages
from tui.dialogs.choose import ChooseDialog, Option
from tui.keymap import bindings
from tui.presentation import debrief as words
from tui.presentation.spans import Line, line
from tui.presentation.words import company, counted
from tui.widgets.bars import Headline
from tui.widgets.dialog import Field
from tui.widgets.foot import Foot
from tui.widgets.literal import content, literal
from tui.widgets.note_lines import Asked, NoteBlock, NoteLine
from tui.widgets.noting_place import Held, NotingPlace
from tui.widgets.prose import Prose
from tui.widgets.tick_list import TickList
from tui.widgets.window import STYLES

POST = "for post: street, town"
FIELDS = (("title", "title", "their job"), ("email", "e-mail", ""), ("address", "address", POST))
"""What a card tells, how it is asked for where the file does not know it, and what is meant."""


class DebriefScreen(NotingPlace):
    """Asks what was heard; nothing typed here is lost unasked."""

    NAME = "debrief"
    TITLE = "Debrief"
    HOLDS = "debrief"
    CSS_PATH = [STYLES, "debrief.tcss"]  # noqa: RUF012 - as Screen has it
    INNER = ("noting", "ticks", "reading")
    BINDINGS: ClassVar[list[BindingType]] = bindings("debrief")

    headline = query_one(Headline)
    form = query_one("#form", VerticalScroll)
    reads = query_one("#reads", Static)
    beside = query_one("#aside", Prose)

    def __init__(self, snapshot: Snapshot, opportunity: Opportunity, entry: Entry) -> None:
        super().__init__()
        self._ident, self._heading = opportunity.id, entry.heading
        self._opportunity, self._entry = opportunity, entry
        self._reader = reader_of(snapshot, opportunity, entry)
        there = people_there(snapshot, opportunity, entry)
        self._people = tuple(p for p in there if isinstance(p, Contact))
        """Whose cards can be kept: contacts, and those whom the file does not know yet."""
        self._is_over = False

    # The form.

    def compose(self) -> ComposeResult:
        """Lay out the questions, the people, and what is good to have beside them."""
        yield Headline()
        with Container(id="body"):
            with VerticalScroll(id="form", can_focus=False):
                for word, label, hint in words.QUESTIONS:
                    yield NoteBlock(Asked(word, label, hint), self._complete, self._turn)
                yield from self._cards()
            yield Prose(id="aside")
        yield Static("", id="reads")
        yield Foot()

    def _complete(self, typed: str) -> str:
        return completion(typed, self._reader.there)

    def _turn(self, typed: str) -> str:
        return next_person(typed, self._reader.there)

    def _cards(self) -> ComposeResult:
        if any(not p.is_confirmed for p in self._people):
            yield Static(literal("Tick whose card you have, or whose name you checked.", "muted"), classes="caption")
            yield TickList(id="cards")
        if self._asks_who_leads:
            people = [(str(literal(p.name)), p.ident) for p in self._people]
            choice = Select[str](people, prompt="not clear yet", id="leader", compact=True)
            with Horizontal(id="lead"):
                yield Static(literal("Who would be your boss?", "muted"), classes="label")
                yield choice
        for place, person in enumerate(self._people):
            yield Prose((words.known(person),), can_focus=False, classes="who")
            with Container(classes="card"):
                for key, label, hint in FIELDS:
                    if not getattr(person, key):
                        yield Field(label, Input(placeholder=hint, id=f"{key}-{place}", compact=True))

    @property
    def _asks_who_leads(self) -> bool:
        """Tell whether several were there, and nobody here is marked as the one who decides."""
        return len(self._people) > 1 and not any(LEAD in c.part for c in self._opportunity.contacts)

    def on_mount(self) -> None:
        """Begin with the first need."""
        super().on_mount()
        if ticks := self.query_one_optional("#cards", TickList):
            people = [(words.person(p), p.ident) for p in self._people if not p.is_confirmed]
            ticks.show(people, ())
        next(iter(self.query(NoteLine))).focus()

    def show(self, snapshot: Snapshot) -> None:
        """Follow the file: who is known, what is written already."""
        found = next((o for o in snapshot.records.opportunities if o.id == self._ident), None)
        entry = next((e for e in found.entries if e.heading == self._heading), None) if found else None
        if found is None or entry is None:
            self.headline.say("Debrief", company(self._opportunity), "its heading is gone from the file")
            return
        self._opportunity, self._entry = found, entry
        self._reader = reader_of(snapshot, found, entry)
        heard = [m for e in found.entries if e.day < entry.day for m in e.marks if m.word is Word.NEED]
        self.beside.show(words.aside(entry.marks, [p.name for p in self._reader.there], heard))
        self._describe()

    def _describe(self) -> None:
        today = self.snapshot.today if self.snapshot else self._entry.day
        number = sum(1 for one in self.query(NoteLine) if one.value.strip())
        state = counted(number, "note") if number else "no notes"
        self.headline.say("Debrief", f"{company(self._opportunity)}, {words.headline(self._entry, today)}", state)

    # While one types.

    @on(Input.Changed)
    def follow(self) -> None:
        """Say how the line is read."""
        self._describe()
        self._read_aloud()

    def on_descendant_focus(self) -> None:
        """Say how the line is read that one has come to."""
        self._read_aloud()

    def _read_aloud(self) -> None:
        focused = self.focused
        said: Line = line(words.HINT, "muted")
        if isinstance(focused, NoteLine) and focused.value.strip() and self.snapshot:
            try:
                note = self._reader.note(focused.word, focused.value)
            except StoreError as error:
                said = line(str(error), "alarm")
            else:
                said = self._understood(note) if note else said
        self.reads.update(content((said,)))

    def _understood(self, note: Note) -> Line:
        there = [person.name for person in self._reader.there]
        return words.understood(note.word, note.by, note.persons, there, self._reader.today)

    @on(NoteLine.Left)
    def go(self, event: NoteLine.Left) -> None:
        """Go to the next line, or the one before."""
        lines = list(self.query(NoteLine))
        place = lines.index(event.line) + (1 if event.down else -1)
        if 0 <= place < len(lines):
            lines[place].focus()
        elif event.down:
            self.focus_next()

    @on(NoteBlock.Ended)
    def go_on(self, event: NoteBlock.Ended) -> None:
        """Go to the next question, after the last one to the people."""
        blocks = list(self.query(NoteBlock))
        place = blocks.index(event.block) + 1
        if place < len(blocks):
            blocks[place].lines[0].focus()
        else:
            self.set_focus(event.block.lines[-1])
            self.focus_next()

    @on(Input.Submitted)
    def go_to_next_field(self) -> None:
        """Go to the next field of a card."""
        self.focus_next()

    # What was typed.

    def _notes(self, *, strictly: bool = True) -> Iterator[Note]:
        """Yield the notes; one that cannot be read is raised, or else kept as it was typed."""
        for one in self.query(NoteLine):
            try:
                note = self._reader.note(one.word, one.value)
            except StoreError:
                if strictly:
                    one.focus()
                    raise
                note = Note(word=one.word, text=one.value.strip())
            if note:
                yield note

    @property
    def _cards_typed(self) -> tuple[Card, ...]:
        ticks = self.query_one_optional("#cards", TickList)
        ticked = ticks.ticked if ticks else frozenset()
        leader = self.query_one_optional("#leader", Select)
        found = []
        for place, person in enumerate(self._people):
            asked = {key: self.query_one_optional(f"#{key}-{place}", Input) for key, _label, _hint in FIELDS}
            told = {key: field.value.strip() for key, field in asked.items() if field and field.value.strip()}
            is_leader = leader is not None and leader.value == person.ident
            if told or person.ident in ticked or is_leader:
                found.append(Card(ident=person.ident, confirmed=person.ident in ticked, leads=is_leader, **told))
        return tuple(found)

    @property
    def is_dirty(self) -> bool:
        """Tell whether the form holds what no file holds."""
        return any(one.value.strip() for one in self.query(NoteLine)) or bool(self._cards_typed)

    def left_form(self) -> LeftForm:
        """Return what is kept of it: which talk it is about, and what is typed."""
        talk = words.headline(self._entry, self._reader.today)
        about = {"place": self.NAME, "opportunity": self._ident, "heading": self._heading}
        return LeftForm(title=f"Debrief: {company(self._opportunity)}, {talk}", about=about, held=self.held())

    def held(self) -> Held:
        """Return the notes, and what the cards say, by the people's names."""
        held = super().held()
        for card in self._cards_typed:
            told = {f"{key} {card.ident}": getattr(card, key) for key, _label, _hint in FIELDS}
            held |= {name: text for name, text in told.items() if text}
            held |= {"leader": card.ident} if card.leads else {}
        ticks = [card.ident for card in self._cards_typed if card.confirmed]
        return held | ({"cards": ticks} if ticks else {})

    async def put_back(self, held: Mapping[str, Any]) -> None:
        """Put back notes and cards."""
        if ticks := self.query_one_optional("#cards", TickList):
            ticks.tick_only(frozenset(held.get("cards", ())))
        for place, person in enumerate(self._people):
            for key, _label, _hint in FIELDS:
                if field := self.query_one_optional(f"#{key}-{place}", Input):
                    field.value = str(held.get(f"{key} {person.ident}", ""))
            if held.get("leader") == person.ident and (leader := self.query_one_optional("#leader", Select)):
                leader.value = person.ident
        await super().put_back(held)

    def _plan(self, *, strictly: bool = True) -> Plan:
        notes = tuple(self._notes(strictly=strictly))
        return debrief(self._ident, notes, self._cards_typed, heading=self._heading)

    def action_debrief_save(self) -> None:
        """Write it down, and close."""
        if self._is_over:
            return
        if not self.is_dirty:
            self.notify(words.EMPTY, severity="warning", markup=False)
            return
        try:
            plan = self._plan()
        except StoreError as error:
            self._say(error)
            return
        self._is_over = True
        self.post_message(messages.CarryOut(plan, self._saved, self._refused, self.let_go))

    def _saved(self, _applied: object) -> None:
        self.post_message(messages.LeaveScreen(self))

    def _refused(self, error: Exception) -> None:
        self._is_over = False
        self._say(error)

    def _say(self, error: Exception) -> None:
        self.notify(str(literal(str(error), limit=600)), severity="error", markup=False, timeout=10)

    # Leaving.

    def ask_to_leave(self) -> bool:
        """Let it close when nothing is typed; else ask."""
        if not self.is_dirty:
            self.look_again()
        if self._is_over or not self.is_dirty:
            return True
        options = (Option("s", "Write it down", "save"), Option("y", "Leave without it", "leave"))
        lines = (line("The form holds notes that are in no file yet."),)
        self.app.push_screen(ChooseDialog("Keep what you typed?", lines, options), self._leave_if)
        return False

    def _leave_if(self, answer: str | None) -> None:
        if answer == "save":
            self.action_debrief_save()
        elif answer == "leave":
            self._is_over = True
            self.let_go()
            self.post_message(messages.LeaveScreen(self))

    def rescue(self) -> Callable[[Workspace], Any] | None:
        """Return the job that writes the notes down when the program ends."""
        if self._is_over or not self.is_dirty:
            return None
        plan = self._plan(strictly=False)
        return self.written_down(lambda workspace: workspace.carry_out(plan))
