"""What screens ask of the program: other screens, questions, the editor; each request is answered here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from store.errors import StoreError
from store.model.value import replace
from tui import messages
from tui.actions.naming import with_keys
from tui.bridge.desk import Desk
from tui.presentation.spans import BLANK, line

if TYPE_CHECKING:
    from store.model.agenda import Item
    from store.model.draft import Draft
    from store.model.opportunity import Contact
    from store.model.person import Person
    from store.workspace.door import Applied, Preview, Workspace
    from tui.bridge.queue import Clock
    from tui.leftovers import Letter
    from tui.presentation.looks import Looks
    from tui.screens.composer.wish import Wish

NOBODY = "This opportunity names nobody who could be called. Add a person in the file ({file.edit})."
DIFF_LINES = 30
"""Lines of a change that the undo question shows."""


class Opener(Desk):
    """Answers what screens ask for; a screen never opens another by itself."""

    def __init__(self, workspace: Workspace, clock: Clock | None, editor: str | None, looks: Looks | None) -> None:
        super().__init__(workspace, clock, looks)
        self._editor = editor

    def take_up(self, letter: Letter) -> None:
        """Open a letter that was left unsaved."""
        from tui.leftovers import draft_of
        from tui.screens.composer.screen import ComposerScreen

        typed = letter[0]
        draft = draft_of(typed, self._snapshot.records.drafts if self._snapshot else ())
        items = self._snapshot.agenda if self._snapshot else ()
        item = next((i for i in items if i.opportunity == typed.opportunity and i.key == typed.key), None)
        self.push_screen(ComposerScreen(typed.opportunity, item=item, draft=draft, unsaved=letter))

    @on(messages.WriteDebrief)
    def _write_debrief(self, request: messages.WriteDebrief) -> None:
        from store.workspace.talks import talk_to_debrief
        from tui.screens.debrief import DebriefScreen

        if self._snapshot is None:
            return
        try:
            opportunity = self._snapshot.opportunity_to_change(request.opportunity)
            entry = talk_to_debrief(opportunity, self._snapshot.today, request.line)
        except StoreError as error:
            self.tell_error(error)
            return
        self.push_screen(DebriefScreen(self._snapshot, opportunity, entry))

    @on(messages.Deed)
    def _perform(self, request: messages.Deed) -> None:
        from tui.performing import perform

        perform(self, request)

    @on(messages.OpenWeek)
    def _open_week(self) -> None:
        from tui.screens.week import WeekScreen

        self.push_screen(WeekScreen())

    @on(messages.OpenOpportunity)
    def _open_opportunity(self, request: messages.OpenOpportunity) -> None:
        from tui.screens.opportunity import OpportunityScreen

        self.push_screen(OpportunityScreen(request.ident, request.item))

    @on(messages.OpenHistory)
    def _open_history(self, request: messages.OpenHistory) -> None:
        from tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(request.path))

    @on(messages.ShowFirst)
    def _show_first(self, request: messages.ShowFirst) -> None:
        from tui.dialogs.choose import ChooseDialog, Option
        from tui.presentation.history import diff_lines

        def show(preview: Preview) -> None:
            if not preview.diff:
                self.tell("The files are like that already; there is nothing to do.")
                return
            hint = line("y does it; Enter presses the marked button.", "muted")
            shown = preview.diff.splitlines()[:DIFF_LINES]
            lines = (hint, BLANK, line(preview.change.sentence), *diff_lines("\n".join(shown)))
            self.push_screen(ChooseDialog(request.question, lines, (Option("y", request.answer, "yes"),)), answered)

        def answered(answer: str | None) -> None:
            if answer:
                after = self.after_change if request.is_own else ""

                def done(applied: Applied) -> None:
                    self.tell(f"{applied.sentence}. {applied.note or after}".strip())

                self.post_message(messages.Ask(lambda w: w.carry_out(request.plan(w)), done))

        self.post_message(messages.Ask(lambda w: w.preview(request.plan(w)), show))

    @on(messages.OpenDraft)
    def _open_draft(self, request: messages.OpenDraft) -> None:
        drafts = self._snapshot.records.drafts if self._snapshot else ()
        if draft := next((d for d in drafts if d.path == request.path), None):
            if draft.channel == "phone":
                self.post_message(messages.OpenCall(draft.opportunity, None, draft, draft.to))
            else:
                self._show_composer(draft.opportunity, None, draft)

    @on(messages.AskAboutUnsaved)
    def _ask_about_unsaved(self, request: messages.AskAboutUnsaved) -> None:
        from tui.leftovers import ask_about_letter

        ask_about_letter(self, (request.typed, request.file), self.take_up, request.then)

    @on(messages.ComposeLetter)
    def _compose_letter(self, request: messages.ComposeLetter) -> None:
        from store.workspace.calling import is_call
        from tui.screens.composer.wish import Wish

        if not request.opportunity:
            self._ask_which(request)
            return
        if request.item and is_call(request.item):
            self.post_message(messages.OpenCall(request.opportunity, request.item, to=request.item.ident or ""))
            return
        drafts = self._snapshot.records.drafts if self._snapshot else ()
        begun = (d for d in drafts if request.item and answers(d, request.item))
        wish = Wish(to=request.to, template=request.template, story=request.story, need=request.need)
        self._show_composer(request.opportunity, request.item, next(begun, None), wish)

    def _ask_which(self, request: messages.ComposeLetter) -> None:
        from tui.dialogs.pick import PickDialog
        from tui.presentation import choosing

        known = self._snapshot.records.opportunities if self._snapshot else ()

        def answered(ident: str | None) -> None:
            if ident:
                self.post_message(replace(request, opportunity=ident))

        title, hint = f"For which opportunity is {request.template}?", "Enter goes on, Esc leaves it."
        self.push_screen(PickDialog(title, choosing.open_ones(known), hint), answered)

    def _show_composer(
        self, opportunity: str, item: Item | None, draft: Draft | None, wish: Wish | None = None
    ) -> None:
        from tui.screens.composer.screen import ComposerScreen  # with it come the letters and their engine
        from tui.screens.composer.wish import NO_WISH

        self.push_screen(ComposerScreen(opportunity, item=item, draft=draft, wish=wish or NO_WISH))

    @on(messages.OpenPanel)
    def _open_panel(self, request: messages.OpenPanel) -> None:
        from tui.screens.panel import PanelScreen

        self.push_screen(PanelScreen(request.opportunity, request.line))

    @on(messages.OpenCall)
    def _open_call(self, request: messages.OpenCall) -> None:
        from store.workspace.calling import is_call, people_to_call
        from tui.screens.call.screen import CallScreen

        if self._snapshot is None:
            return
        people = people_to_call(self._snapshot, request.opportunity, request.to)
        if len(people) > 1:
            self._ask_whom(request, people)
        elif not people:
            self.tell(with_keys(NOBODY), "warning")
        else:
            ident = people[0].ident
            for place in self.screen_stack:
                if isinstance(place, CallScreen) and (place.ident, place.to) == (request.opportunity, ident):
                    while self.screen is not place:
                        self.pop_screen()
                    return
            item = request.item if request.item and request.item.ident == ident and is_call(request.item) else None
            self.push_screen(CallScreen(request.opportunity, ident, self.clock, item=item, draft=request.draft))

    def _ask_whom(self, request: messages.OpenCall, people: Sequence[Contact | Person]) -> None:
        from tui.dialogs.choose import ChooseDialog, Option

        def answered(ident: str | None) -> None:
            if ident:
                self.post_message(replace(request, to=ident))

        options = [Option(str(place), person.name, person.ident) for place, person in enumerate(people[:9], 1)]
        lines = [line(f"{person.name}  {person.phone or 'no number'}") for person in people[:9]]
        self.push_screen(ChooseDialog("Whom do you call?", lines, options), answered)

    @on(messages.RewriteCall)
    def _rewrite_call(self, request: messages.RewriteCall) -> None:
        self._show_composer(request.draft.opportunity, None, request.draft)

    @on(messages.EditFile)
    def _edit(self, request: messages.EditFile) -> None:
        from tui.bridge.editor import MISSING, edit, editor_command

        command = editor_command(self._editor)
        trouble = MISSING if command is None else ""
        if command:
            trouble = edit(self, command, self._workspace.root, request.path, request.line)
            is_seen = not trouble
            self.post_message(messages.Ask(lambda w: _edited(w, request.path, is_seen=is_seen), lambda _: None))
        if trouble:
            self.tell(trouble, "warning")

    @on(messages.LeaveScreen)
    def _leave(self, request: messages.LeaveScreen) -> None:
        if self.screen is request.screen and len(self.screen_stack) > 1:
            self.pop_screen()


def _edited(workspace: Workspace, path: str, *, is_seen: bool) -> None:
    """Commit a file that was in the editor; a template that could be seen there is known then."""
    workspace.commit_outside(path)
    if is_seen and path.startswith("templates/"):
        from store.workspace.familiar import note_edit

        note_edit(workspace, path)


def answers(draft: Draft, item: Item) -> bool:
    """Tell whether a draft is the letter that a step asks for."""
    same = draft.opportunity == item.opportunity and draft.template == item.template
    return same and draft.to in (item.who, item.ident)
