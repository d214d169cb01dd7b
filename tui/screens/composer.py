"""The composer: person, letter and notes on one side, the text on the other, what the checks find below."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from store.model.agenda import Item
from store.model.draft import Draft, Finding
from store.model.letter import Choice, Rendered
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.model.records import Records
from store.workspace.commands.confirm_spelling import confirm_spelling
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.commands.save_draft import BothChanged
from store.workspace.compose import Material, compose, lint_text, material, template_for
from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot
from store.workspace.when import day_meant
from tui import messages
from tui.bridge.keeping import Saved, keeping
from tui.bridge.place import Place
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.sent import SentDialog
from tui.keymap import bindings, keys_of
from tui.presentation import findings, notes
from tui.presentation.conflict import conflict
from tui.presentation.spans import BLANK, line
from tui.presentation.words import channel_name, company
from tui.widgets.bars import Headline
from tui.widgets.dialog import Field
from tui.widgets.foot import Foot
from tui.widgets.letter import GAP, Letter, Subject, TypedOn
from tui.widgets.literal import literal
from tui.widgets.picker import Picker
from tui.widgets.prose import Prose

SETTLE = 0.25
"""Seconds without a key press before the checks look at the text."""
YOURS = f"The text is yours now. {keys_of('draft.fill')} fills it again with this choice."
MARK_SENT = keys_of("draft.sent")


class ComposerScreen(Place):
    """Makes a letter out of a person's own notes, keeps it as a draft, and logs it once it was sent."""

    NAME = "composer"
    TITLE = "Composer"
    HOLDS = "letter"
    CSS_PATH = "composer.tcss"
    INNER = ("ticks", "letter", "reading")
    BINDINGS: ClassVar[list[BindingType]] = bindings("composer")

    headline = query_one(Headline)
    picker = query_one(Picker)
    subject = query_one("#subject", Subject)
    letter = query_one(Letter)
    banner = query_one("#banner", Static)
    found = query_one("#findings", Prose)

    def __init__(self, opportunity: str, *, item: Item | None = None, draft: Draft | None = None) -> None:
        super().__init__()
        self._draft = draft or Draft(path="", opportunity=opportunity, to=(item and item.ident) or "")
        """The letter as its file has it; without a path there is none yet."""
        self._item = item
        self._filled: tuple[str, str] = ("", "")
        """Subject and text as they came out of the template."""
        self._template = draft.template if draft else ""
        self._offered_to = ""
        self._is_ready = False
        self._is_over = False
        self._is_held = False
        """Whether the text stands still: it is being saved to be logged."""
        self._typed_on = False
        """Whether somebody typed while it stood still."""
        self._settling: Timer | None = None
        self._gathered: Records | None = None
        """The state of the files that the choices were gathered from."""

    def compose(self) -> ComposeResult:
        """Lay out choices, text and findings."""
        yield Headline()
        with Container(id="body"):
            yield Picker()
            with Vertical(id="paper"):
                yield Static("", id="banner")
                yield Field("Subject", Subject(id="subject", compact=True))
                yield Letter(id="letter", show_line_numbers=True, compact=True)
                yield Prose(id="findings")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the choices."""
        super().on_mount()
        self.banner.display = False
        self.picker.enter()

    # What is shown.

    def show(self, snapshot: Snapshot) -> None:
        """Show the letter; follow its file, never over typed text."""
        opportunity = self.opportunity
        if opportunity is None:
            self._say("The opportunity's file is gone. The text here is kept; copy it, or put the file back.")
            return
        if not self._is_ready:
            self._begin(snapshot, opportunity)
        self._follow(snapshot)
        self._describe(opportunity)
        if snapshot.records is not self._gathered:
            self._gathered = snapshot.records
            self._gather()

    def _describe(self, opportunity: Opportunity) -> None:
        channel = channel_name(self._draft.channel)
        kept = "not saved yet" if not self._draft.path else "changed" if self.is_dirty else "saved"
        to = self._draft.to or "nobody yet"
        kind = channel[:1].upper() + channel[1:] if channel else "Letter"
        self.headline.say(f"{kind} to {to}", company(opportunity), kept)

    def _begin(self, snapshot: Snapshot, opportunity: Opportunity) -> None:
        self._is_ready = True
        if self._draft.path:
            self._load(self._draft)
            return
        to = self._draft.to or (opportunity.contacts[0].ident if opportunity.contacts else "")
        self._template = template_for(snapshot, self._item).name if self._item else "plain-message"
        self._draft = replace(self._draft, to=to)
        self._fill(None)

    def _load(self, draft: Draft) -> None:
        self._draft = draft
        with self.prevent(Input.Changed, TextArea.Changed):
            self.subject.value = draft.subject
            self.letter.put(draft.body)
        self._filled = self.typed
        self._check()

    def _follow(self, snapshot: Snapshot) -> None:
        path = self._draft.path
        if not path or self._is_over:
            return
        on_disk = next((d for d in snapshot.records.drafts if d.path == path), None)
        if on_disk is None:
            self._say(f"The draft's file is gone. The text here is kept; {keys_of('draft.save')} writes it again.")
            self._draft = replace(self._draft, path="", subject="", body="")
        elif (on_disk.subject, on_disk.body) == (self._draft.subject, self._draft.body):
            return
        elif not self.is_dirty or (on_disk.subject, on_disk.body) == self.typed:
            self._load(on_disk)
        else:
            self._say("Another program changed this draft. Saving joins its changes with yours.")

    def _gather(self) -> None:
        if not self._draft.to:
            return
        ident, to = self._draft.opportunity, self._draft.to
        self.ask(lambda w: material(w.snapshot(), ident, to), self._offer)

    def _offer(self, stuff: Material) -> None:
        if self.snapshot is None or (opportunity := self.opportunity) is None:
            return
        today = self.snapshot.today
        people: list[Contact | Person] = [*opportunity.contacts]
        if stuff.person.ident not in {p.ident for p in people}:
            people.append(stuff.person)
        self.picker.show_people(tuple((notes.person(p), p.ident) for p in people), stuff.person.ident)
        self.picker.show_templates(tuple((line(t.name), t.name) for t in stuff.templates), self._template)
        channels = {t.name: t.channel for t in stuff.templates}
        if not self._draft.path:
            self._draft = replace(self._draft, to=stuff.person.ident, channel=channels.get(self._template, "email"))
        self._describe(opportunity)
        lines = [(notes.note(n.mark, n.entry, today, own=n.own), f"note {n.mark.line}") for n in stuff.notes]
        tales = [(notes.story(s), f"story {s.path}") for s in stuff.stories if s.readable]
        usual = [*(f"note {mark}" for mark in stuff.usual.marks), *(f"story {path}" for path in stuff.usual.stories)]
        self.picker.show_notes(tuple(lines), tuple(tales), usual)
        if self.picker.has_focus_within and self._offered_to != stuff.person.ident:
            self.picker.enter()
        if self._offered_to != stuff.person.ident:
            self._offered_to = stuff.person.ident
            self.picker.tick_only(usual)

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the letter's opportunity."""
        if self.snapshot is None:
            return None
        return next((o for o in self.snapshot.records.opportunities if o.id == self._draft.opportunity), None)

    @property
    def typed(self) -> tuple[str, str]:
        """Return subject and text as they stand on the screen."""
        return (self.subject.value, self.letter.text.strip("\n"))

    @property
    def is_dirty(self) -> bool:
        """Tell whether the screen holds text that no file holds."""
        if self._draft.path:
            return self.typed != (self._draft.subject, self._draft.body)
        return self.typed != self._filled

    def _say(self, text: str) -> None:
        self.banner.update(literal(text, "warn", 200))
        self.banner.display = bool(text)

    # Filling it from the template.

    @on(Picker.PersonChosen)
    def choose_person(self, event: Picker.PersonChosen) -> None:
        """Write to somebody else: with that person's own notes."""
        if event.ident != self._draft.to and not self._draft.path:
            self._draft = replace(self._draft, to=event.ident)
            self._gather()
            self._fill_unless_typed(None)
        elif event.ident != self._draft.to:
            self._say("This draft is to one person. Leave it with Esc, and compose another for the other person.")

    @on(Picker.TemplateChosen)
    def choose_template(self, event: Picker.TemplateChosen) -> None:
        """Write another letter."""
        if event.name != self._template:
            self._template = event.name
            self._gather()
            self._fill_unless_typed(None)

    @on(Picker.NotesChosen)
    def choose_notes(self) -> None:
        """Write with other notes."""
        self._fill_unless_typed(self.picker.choice)

    def _fill_unless_typed(self, choice: Choice | None) -> None:
        if self.typed == self._filled and not self._draft.path:
            self._fill(choice)
        else:
            self._say(YOURS)

    def action_draft_fill(self) -> None:
        """Fill the letter again; ask first when something was typed."""
        if self.typed == self._filled and not self._draft.path:
            self._fill(self.picker.choice)
            return
        options = (Option("y", "Fill it again", "fill"),)
        lines = (line("The template and the chosen notes replace what is there. Undo in the text brings it back."),)
        self.app.push_screen(ChooseDialog("Replace your text?", lines, options), self._fill_if)

    def _fill_if(self, answer: str | None) -> None:
        if answer:
            self._fill(self.picker.choice)

    def _fill(self, choice: Choice | None) -> None:
        ident, name, to = self._draft.opportunity, self._template, self._draft.to
        if to:
            typed = self.typed
            self.ask(
                lambda w: compose(w.snapshot(), ident, name, to, choice),
                lambda rendered: self._filled_in(rendered, typed),
            )
        else:
            self._say("This opportunity names nobody yet. Add a person in the file (e), then compose.")

    def _filled_in(self, rendered: Rendered, before: tuple[str, str]) -> None:
        if self.typed != before:
            self._say(YOURS)
            return
        with self.prevent(Input.Changed, TextArea.Changed):
            self.subject.value = rendered.subject
            self.letter.put(rendered.body)
        self._filled = self.typed
        self._say("")
        self._check()

    # Checks, while one types.

    @on(Input.Changed, "#subject")
    @on(TextArea.Changed)
    def settle(self) -> None:
        """Look at the text once the typing pauses."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE, self._check)
        if o := self.opportunity:
            self._describe(o)

    @property
    def as_draft(self) -> Draft:
        """Return the letter as it stands on the screen."""
        subject, body = self.typed
        path = self._draft.path or "drafts/new.md"
        return replace(self._draft, path=path, template=self._template, subject=subject, body=body)

    def _check(self) -> None:
        draft = self.as_draft
        self.ask(lambda w: lint_text(w.snapshot(), draft), self._report)

    def _report(self, found: tuple[Finding, ...]) -> None:
        self.found.show(findings.findings(found))
        self.found.border_title = literal(findings.summary(found), "muted")

    # Keys.

    def on_descendant_focus(self) -> None:
        """Give the text the whole width while one types, where there is little of it."""
        self.set_class(self.letter.has_focus or self.subject.has_focus, "-writing")

    @on(Letter.Left)
    def leave_letter(self) -> None:
        """Leave the text for the choices."""
        self.picker.enter()

    def action_draft_write(self) -> None:
        """Go to the text."""
        self.set_focus(self.letter)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Let an i be an i in the text and in the subject."""
        return not isinstance(self.focused, Input | TextArea) if action == "draft_write" else True

    def action_draft_spelling(self) -> None:
        """Vouch for the name."""
        if self._draft.to:
            self.post_message(messages.CarryOut(confirm_spelling(self._draft.opportunity, self._draft.to), self._again))

    def _again(self, _applied: object) -> None:
        self._check()

    def action_file_edit(self) -> None:
        """Open the draft's file, or the opportunity's while there is none."""
        path = self._draft.path or (self.opportunity.path if self.opportunity else "")
        if path:
            self.post_message(messages.EditFile(path, self._draft.body_line))

    def action_draft_save(self) -> None:
        """Save the draft."""
        self._save(self._saved)

    def _save(self, then: Callable[[Saved], None]) -> None:
        self.ask(self._job(), then, self._refused)

    def _job(self) -> Callable[[Workspace], Saved]:
        return keeping(self._draft, self.as_draft, self._item.key if self._item else None, self.picker.choice)

    def _saved(self, saved: Saved) -> None:
        joined = " The other program's changes are in it." if saved.is_joined else ""
        self._take(saved)
        self.notify(f"Saved as {saved.draft.path}.{joined} {keys_of('app.undo')} takes it back.", markup=False)

    def _take(self, saved: Saved) -> None:
        if self.typed == saved.typed:
            self._load(saved.draft)
        else:  # typed on while it was being saved: what is in the file is the ground for the next save
            self._draft = replace(saved.draft, body=self._draft.body if saved.is_joined else saved.typed[1])
        self._say("")
        if o := self.opportunity:
            self._describe(o)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BothChanged):
            self.notify(str(literal(str(error), limit=600)), severity="error", markup=False, timeout=10)
            return
        bodies = {"mine": self.typed[1], "theirs": error.theirs, "both": error.both}
        options = (
            Option("k", "Mine", "mine"),
            Option("t", "Theirs", "theirs"),
            Option("b", "Both", "both"),
        )
        lines = (
            line("Another program and you changed the same lines of this draft. Nothing was written over."),
            line("Keeping yours leaves theirs in the history. After the others, undo in the text brings yours back."),
            BLANK,
            *conflict(bodies["mine"], bodies["theirs"]),
        )

        def settle(answer: str | None) -> None:
            if answer:
                self._draft = replace(self._draft, body=bodies["theirs"])
                self.letter.put(bodies[answer])
                if self.is_dirty:
                    self.action_draft_save()

        self.app.push_screen(ChooseDialog("Which lines stay?", lines, options), settle)

    def action_draft_sent(self) -> None:
        """Save, check, ask, and log it as sent; the text stands still until the question stands."""
        if self._is_held:
            return
        self._hold()
        if self.is_dirty or not self._draft.path:
            self.ask(self._job(), self._saved_before_sent, self._not_saved_before_sent)
        else:
            self._ask_sent()

    def _hold(self, *, held: bool = True) -> None:
        self._is_held, self._typed_on = held, False
        self.letter.read_only = self.subject.is_held = held

    @on(TypedOn)
    def _note_typing(self) -> None:
        if self._is_held and not self._typed_on:
            self._typed_on = True
            text = f"The letter was being saved, so that text was not taken. Type it again, then {MARK_SENT}."
            self.notify(f"Nothing was logged. {text}", severity="warning", markup=False)

    def _may_go_on(self) -> bool:
        """Tell whether what the file holds is what the user sees and means."""
        return not self._typed_on and not self.is_dirty and self.is_current

    def _saved_before_sent(self, saved: Saved) -> None:
        self._take(saved)
        if self._may_go_on():
            self._ask_sent()
            return
        if not self._typed_on:
            self.notify(
                f"The text has changed since; nothing was logged. {MARK_SENT} asks again.",
                severity="warning",
                markup=False,
            )
        self._hold(held=False)

    def _not_saved_before_sent(self, error: Exception) -> None:
        self._hold(held=False)
        self._refused(error)

    def _ask_sent(self) -> None:
        draft = self._draft
        self.ask(lambda w: lint_text(w.snapshot(), draft), self._confirm_sent, self._not_saved_before_sent)

    def _confirm_sent(self, found: tuple[Finding, ...]) -> None:
        may = self._may_go_on()
        self._hold(held=False)
        if not may:
            return
        self._report(found)
        blocking = findings.blocking(found)
        if blocking:
            self._go_to(blocking[0])
            return
        opportunity, snapshot = self.opportunity, self.snapshot
        if opportunity and snapshot:
            dialog = SentDialog(self._draft, company(opportunity), found, lambda text: day_meant(snapshot, text))
            self.app.push_screen(dialog, self._sent_if)

    def _go_to(self, finding: Finding) -> None:
        """Go where something is to be mended, and say so: keys are text from now on."""
        if finding.code == "gap" and GAP.search(self._draft.subject):
            self.subject.focus()
            where = "in the subject now"
        else:
            self.letter.focus()
            self.letter.move_cursor((max(0, finding.line - 1), 0))
            where = f"in the text now, at {'the gap in ' * (finding.code == 'gap')}line {finding.line}"
        self.notify(f"Not yet: {finding.message} You are {where}; Esc leaves it.", severity="warning", markup=False)

    def _sent_if(self, day: date | None) -> None:
        if day is not None:
            self._is_over = True
            self.post_message(messages.CarryOut(mark_sent(self._draft.path, day), self._sent, self._not_sent))

    def _sent(self, _applied: object) -> None:
        self.post_message(messages.LeaveScreen(self))

    def _not_sent(self, error: Exception) -> None:
        self._is_over = False
        self._refused(error)

    # Leaving.

    def ask_to_leave(self) -> bool:
        """Let it close when every typed word is in a file; else ask. A field is left first."""
        if self.subject.has_focus:
            self.leave_letter()
            return False
        if not self.is_dirty or self._is_over:
            return True
        options = (Option("s", "Save as draft", "save"), Option("y", "Leave without it", "leave"))
        lines = (line("The letter holds text that is in no file yet."),)
        self.app.push_screen(ChooseDialog("Keep what you wrote?", lines, options), self._leave_if)
        return False

    def _leave_if(self, answer: str | None) -> None:
        if answer == "save":
            self._save(self._saved_and_leave)
        elif answer == "leave":
            self._is_over = True
            self.post_message(messages.LeaveScreen(self))

    def _saved_and_leave(self, saved: Saved) -> None:
        self._saved(saved)
        self.post_message(messages.LeaveScreen(self))

    def rescue(self) -> Callable[[Workspace], Any] | None:
        """Return the job that saves the letter when the program ends."""
        return self._job() if self._is_ready and self.is_dirty and not self._is_over else None
