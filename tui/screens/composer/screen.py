"""The composer's screen: person, letter and notes on one side, the text on the other, what the checks find below."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.widgets import Input, Static, TextArea

from store.model.agenda import Item
from store.model.draft import Draft
from store.workspace.commands.confirm_spelling import confirm_spelling
from store.workspace.compose import close_templates
from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot
from store.workspace.unsaved import Unsaved
from tui import messages
from tui.keymap import bindings
from tui.screens.composer.checking import Checking
from tui.screens.composer.filling import Filling
from tui.screens.composer.page import Page
from tui.screens.composer.proving import Proving
from tui.screens.composer.rescuing import Rescuing
from tui.screens.composer.saving import Saving
from tui.screens.composer.sending import Sending
from tui.screens.composer.standing import Standing
from tui.screens.composer.wish import NO_WISH, Wish
from tui.widgets.bars import Headline
from tui.widgets.dialog import Field
from tui.widgets.foot import Foot
from tui.widgets.letter import Letter, Subject, TypedOn
from tui.widgets.pick_list import PickList
from tui.widgets.picker import Picker
from tui.widgets.window import STYLES

AMONG_CHOICES = frozenset({"draft_write", "draft_story", "draft_panel"})
"""Actions whose only key is a letter, which is text where one writes."""
NUMBERED = 70
"""Columns of a screen from which on the lines of a letter have numbers; below, the letter needs the room."""


class ComposerScreen(Page):
    """Makes a letter out of a person's own notes, keeps it as a draft, and logs it once it was sent."""

    NAME = "composer"
    TITLE = "Composer"
    HOLDS = "letter"
    CSS_PATH = [STYLES, "composer.tcss"]  # noqa: RUF012 - as Screen has it
    INNER = ("ticks", "letter", "list")
    BINDINGS: ClassVar[list[BindingType]] = bindings("composer")

    def __init__(
        self,
        opportunity: str,
        *,
        item: Item | None = None,
        draft: Draft | None = None,
        unsaved: tuple[Unsaved, Path] | None = None,
        wish: Wish = NO_WISH,
    ) -> None:
        """Make the screen.

        Args:
            opportunity: id of the opportunity.
            item: the step that the letter is for.
            draft: the letter as its file has it.
            unsaved: text that was typed before a crash, and the copy that kept it.
            wish: what was chosen where there is neither step nor draft.
        """
        super().__init__(opportunity, item, draft, wish)
        self._unsaved = unsaved
        self._is_ready = False
        self._checking = Checking(self)
        self._filling = Filling(self, self._checking)
        self._rescuing = Rescuing(self)
        self._saving = Saving(self, self._checking, self._rescuing.keep)
        self._proving = Proving(self)
        self._standing = Standing(self, self._checking, self._saving)
        self._sending = Sending(self, self._saving, self._standing)

    def compose(self) -> ComposeResult:
        """Lay out choices, text and findings."""
        yield Headline()
        with Container(id="body"):
            yield Picker()
            with Vertical(id="paper"):
                yield Static("", id="banner")
                yield Field("Subject", Subject(id="subject", compact=True), id="heading-line")
                yield Letter(id="letter", show_line_numbers=True, compact=True)
                yield PickList(id="findings")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the choices."""
        super().on_mount()
        self.banner.display = False
        self.picker.enter()

    def show(self, snapshot: Snapshot) -> None:
        """Show the letter; follow its file, never over typed text."""
        if self.opportunity is None:
            self.say("The opportunity's file is gone. The text here is kept; copy it, or put the file back.")
            return
        if not self._is_ready:
            self._is_ready = True
            if self.draft.path:
                self._saving.load(self.draft)
                self.filled = self.typed  # until it is known how the template made it
            else:
                self._filling.begin(snapshot)
            self._take_up()
        self._saving.follow(snapshot)
        self.describe()
        self._filling.follow(snapshot)

    def _take_up(self) -> None:
        """Put in what was typed before a crash."""
        if self._unsaved:
            letter, self._rescuing.from_file = self._unsaved
            self.template, self.channel = letter.template, letter.channel
            self.put(letter.subject, letter.body)
            self.say("This text was typed and not saved when the program ended. It is as it was.")
            self._rescuing.keep()

    # What is chosen and typed.

    @on(Picker.PersonChosen)
    def choose_person(self, event: Picker.PersonChosen) -> None:
        """Write to somebody else."""
        self._filling.write_to(event.ident)

    @on(Picker.TemplateChosen)
    def choose_template(self, event: Picker.TemplateChosen) -> None:
        """Write another letter."""
        self._filling.write_as(event.name)

    @on(Picker.NotesChosen)
    def choose_notes(self) -> None:
        """Write with other notes."""
        self._filling.write_with(self.picker.choice)
        self._rescuing.settle()

    @on(Input.Changed, "#subject")
    @on(TextArea.Changed)
    def follow_typing(self) -> None:
        """Look at the text once the typing pauses."""
        self._checking.settle()
        self._rescuing.settle()
        self.describe()

    @on(PickList.Picked)
    def go_to_finding(self, event: PickList.Picked) -> None:
        """Go to where a finding stands."""
        self._checking.go_to_named(event.value)

    @on(TypedOn)
    def refuse_typing(self) -> None:
        """Say that the text stands still."""
        self._standing.note_typing()

    def on_descendant_focus(self) -> None:
        """Give the text the whole width while one types, where there is little of it."""
        self.set_class(self.letter.has_focus or self.subject.has_focus, "-writing")

    def on_resize(self, event: Resize) -> None:
        """Number the lines where there is room for it."""
        self.letter.show_line_numbers = event.size.width >= NUMBERED

    @on(Letter.Left)
    def leave_letter(self) -> None:
        """Leave the text for the choices."""
        self.picker.enter()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Let an i be an i in the text and in the subject."""
        return not (action in AMONG_CHOICES and isinstance(self.focused, Input | TextArea))

    def action_draft_write(self) -> None:
        """Go to the text."""
        self.set_focus(self.letter)

    def action_draft_fill(self) -> None:
        """Fill the letter again; ask first when something was typed."""
        self._filling.again()

    def action_draft_story(self) -> None:
        """Choose the story that answers the highlighted need."""
        self._filling.choose_story()

    def action_draft_proof(self) -> None:
        """Show where the facts come from."""
        self._proving.show()

    def action_draft_next(self) -> None:
        """Go to the next finding."""
        self._checking.go_to_next()

    def action_draft_suggest(self) -> None:
        """Offer other spellings of an underlined word."""
        self._checking.suggest()

    def action_draft_panel(self) -> None:
        """Show the letters to everybody of the interview."""
        self.post_message(messages.OpenPanel(self.draft.opportunity))

    def action_draft_spelling(self) -> None:
        """Vouch for the name."""
        if self.draft.to:
            plan = confirm_spelling(self.draft.opportunity, self.draft.to)
            self.post_message(messages.CarryOut(plan, lambda _applied: self._checking.look()))

    def action_file_edit(self) -> None:
        """Open the draft's file, or the opportunity's while there is none."""
        path = self.draft.path or (self.opportunity.path if self.opportunity else "")
        if path:
            self.post_message(messages.EditFile(path, self.draft.body_line))

    def action_draft_save(self) -> None:
        """Save the draft."""
        self._saving.save()

    def action_draft_sent(self) -> None:
        """Save, check, ask, and log it as sent."""
        self._sending.mark()

    def action_draft_send(self) -> None:
        """Save, check, choose the way, and send it after a yes."""
        self._sending.send()

    # Leaving.

    def ask_to_leave(self) -> bool:
        """Let it close when every typed word is in a file; else ask. A field is left first."""
        if self.subject.has_focus:
            self.leave_letter()
            return False
        return self._saving.may_leave()

    def rescue(self) -> Callable[[Workspace], Any] | None:
        """Return the job that saves the letter when the program ends."""
        if not self._is_ready or not self.is_dirty or self.is_over:
            return None
        save = self._saving.job

        def job(workspace: Workspace) -> None:
            save(workspace)
            self._rescuing.forget()

        return job

    def on_unmount(self) -> None:
        """Let go of the copy of what a file holds, or what was given up."""
        if self.is_over or not self.holds_text:
            self._rescuing.forget()
        close_templates()
