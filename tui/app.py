"""The terminal program: its screens, what they ask of it, and the keys that work everywhere."""

import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import constants, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from store.errors import StoreError
from store.model.agenda import Item
from store.model.draft import Draft
from store.model.opportunity import Contact
from store.model.person import Person
from store.workspace.calling import is_call, people_to_call
from store.workspace.door import Preview, Workspace
from store.workspace.moment import Moment
from store.workspace.talks import talk_to_debrief
from tui import messages
from tui.actions.table import actions_at
from tui.bridge.desk import Desk
from tui.bridge.editor import MISSING, edit, editor_command, run_in_terminal
from tui.bridge.place import Place
from tui.bridge.queue import Clock, running
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.help import HelpDialog
from tui.keymap import bindings, keys_of
from tui.leftovers import Letter, ask_about, ask_about_letter, draft_of, left_behind
from tui.palette import OpportunitiesProvider, commands
from tui.performing import perform
from tui.presentation.history import diff_lines
from tui.presentation.spans import BLANK, Span, line
from tui.screens.agenda import AgendaScreen
from tui.screens.drafts import DraftsScreen
from tui.screens.history import HistoryScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.problems import ProblemsScreen
from tui.screens.week import WeekScreen
from tui.syncing import Moved, Syncer
from tui.themes.colours import DARK, PLAIN, THEMES, other
from tui.themes.guard import Guard
from tui.widgets.bars import Headline, TitleBar

DIFF_LINES = 30
"""Lines of a change that the undo question shows."""


class AfterwordApp(Desk):
    """Afterword on the whole screen."""

    AFTER_CHANGE = f"{keys_of('app.undo')} takes it back."
    TITLE = "Afterword"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "agenda": AgendaScreen,
        "opportunities": OpportunitiesScreen,
        "drafts": DraftsScreen,
        "problems": ProblemsScreen,
    }
    DEFAULT_MODE = "agenda"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012 - as App has it
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {*App.COMMANDS, OpportunitiesProvider}

    def __init__(self, workspace: Workspace, *, clock: Clock | None = None, editor: str | None = None) -> None:
        super().__init__(workspace, clock)
        self._editor = editor
        self._guard = Guard()
        self._syncer = Syncer(self, workspace.apart, self._say_sync)
        self._sync_said = Span("")
        for theme in THEMES:
            self.register_theme(theme)
        if constants.DEFAULT_THEME == "textual-dark":
            self.theme = PLAIN if self.no_color else DARK

    def on_mount(self) -> None:
        """Ask about what an earlier run left behind, commit what editors left; the desk begins to read by itself."""
        self.post_message(messages.Ask(left_behind, lambda left: ask_about(self, left, self._take_up)))
        self.post_message(messages.Ask(lambda w: w.commit_pending(), lambda _: None, lambda _: None))
        self._syncer.begin()

    def _take_up(self, letter: Letter) -> None:
        from tui.screens.composer.screen import ComposerScreen

        typed = letter[0]
        draft = draft_of(typed, self._snapshot.records.drafts if self._snapshot else ())
        items = self._snapshot.agenda if self._snapshot else ()
        item = next((i for i in items if i.opportunity == typed.opportunity and i.key == typed.key), None)
        self.push_screen(ComposerScreen(typed.opportunity, item=item, draft=draft, unsaved=letter))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the guard behind every other filter."""
        return [*super().get_line_filters(), self._guard]

    # What screens ask for.

    @on(messages.WriteDebrief)
    def _write_debrief(self, request: messages.WriteDebrief) -> None:
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
        perform(self, request)

    @on(messages.OpenWeek)
    def _open_week(self) -> None:
        self.push_screen(WeekScreen())

    @on(messages.OpenOpportunity)
    def _open_opportunity(self, request: messages.OpenOpportunity) -> None:
        self.push_screen(OpportunityScreen(request.ident, request.item))

    @on(messages.OpenHistory)
    def _open_history(self, request: messages.OpenHistory) -> None:
        self.push_screen(HistoryScreen(request.path))

    @on(messages.ShowFirst)
    def _show_first(self, request: messages.ShowFirst) -> None:
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
                job = messages.Ask(
                    lambda w: w.carry_out(request.plan(w)), lambda a: self.tell(f"{a.sentence}. {a.note}".strip())
                )
                self.post_message(job)

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
        ask_about_letter(self, (request.typed, request.file), self._take_up, request.then)

    @on(messages.ComposeLetter)
    def _compose_letter(self, request: messages.ComposeLetter) -> None:
        if request.item and is_call(request.item):
            self.post_message(messages.OpenCall(request.opportunity, request.item, to=request.item.ident or ""))
            return
        drafts = self._snapshot.records.drafts if self._snapshot else ()
        begun = (d for d in drafts if request.item and answers(d, request.item))
        self._show_composer(request.opportunity, request.item, next(begun, None))

    def _show_composer(self, opportunity: str, item: Item | None, draft: Draft | None) -> None:
        from tui.screens.composer.screen import ComposerScreen  # with it come the letters and their engine

        self.push_screen(ComposerScreen(opportunity, item=item, draft=draft))

    @on(messages.OpenPanel)
    def _open_panel(self, request: messages.OpenPanel) -> None:
        from tui.screens.panel import PanelScreen

        self.push_screen(PanelScreen(request.opportunity, request.line))

    @on(messages.OpenCall)
    def _open_call(self, request: messages.OpenCall) -> None:
        from tui.screens.call.screen import CallScreen

        if self._snapshot is None:
            return
        people = people_to_call(self._snapshot, request.opportunity, request.to)
        if len(people) > 1:
            self._ask_whom(request, people)
        elif not people:
            self.tell("This opportunity names nobody who could be called. Add a person in the file (e).", "warning")
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
        command = editor_command(self._editor)
        trouble = MISSING if command is None else ""
        if command:
            trouble = edit(self, command, self._workspace.root, request.path, request.line)
            self.post_message(messages.Ask(lambda w: w.commit_outside(request.path), lambda _: None))
        if trouble:
            self.tell(trouble, "warning")

    @on(Moved)
    def _sync_moved(self, fact: Moved) -> None:
        self._syncer.moved(fact.progress)

    @on(messages.VaultRead)
    def _look_where_it_stands(self) -> None:
        self._syncer.look_later()

    @on(messages.ShowSnapshot)
    def _greet(self, request: messages.ShowSnapshot) -> None:
        for bar in request.screen.query(TitleBar):
            bar.say_sync(self._sync_said)

    def _say_sync(self, said: Span) -> None:
        self._sync_said = said
        for place in self.places():
            for bar in place.query(TitleBar):
                bar.say_sync(said)

    @on(messages.LogIn)
    def _log_in(self, request: messages.LogIn) -> None:
        if trouble := run_in_terminal(self, shlex.split(request.command), "git"):
            self.tell(trouble, "warning")
        else:
            self._syncer.by_hand()

    @on(messages.LeaveScreen)
    def _leave(self, request: messages.LeaveScreen) -> None:
        if self.screen is request.screen and len(self.screen_stack) > 1:
            self.pop_screen()

    @on(TitleBar.Chosen)
    def _choose(self, event: TitleBar.Chosen) -> None:
        self._show_list(event.mode)

    def _show_list(self, mode: str) -> None:
        """Show a mode's list; what was open over it closes, unless it holds text that is in no file."""
        self.switch_mode(mode)
        while len(self.screen_stack) > 1 and isinstance(self.screen, Place) and self.screen.ask_to_leave():
            self.pop_screen()

    # Keys.

    def action_app_agenda(self) -> None:
        """Show the agenda."""
        self._show_list("agenda")

    def action_app_opportunities(self) -> None:
        """Show every opportunity."""
        self._show_list("opportunities")

    def action_app_drafts(self) -> None:
        """Show the drafts."""
        self._show_list("drafts")

    def action_app_problems(self) -> None:
        """Show the problems."""
        self._show_list("problems")

    def action_app_review(self) -> None:
        """Show what waits for a decision."""
        from tui.screens.review import ReviewScreen

        if not isinstance(self.screen, ReviewScreen):
            self.push_screen(ReviewScreen())

    def action_app_sync(self) -> None:
        """Sync now, or show the sync that runs."""
        self._syncer.by_hand()

    def action_app_new(self) -> None:
        """Add an opportunity."""
        self.post_message(messages.AddOpportunity())

    def action_app_history(self) -> None:
        """Show what happened, to the opportunity that is open or to everything."""
        if not isinstance(self.screen, HistoryScreen):
            path = self.screen.about() if isinstance(self.screen, Place) else ""
            self.post_message(messages.OpenHistory(path))

    def action_app_undo(self) -> None:
        """Show the last change, and take it back on a yes."""
        self.post_message(messages.ShowFirst(lambda w: w.undoing, "Take this back?", "Take it back"))

    def action_app_redo(self) -> None:
        """Show what the last undo took back, and do it again on a yes."""
        self.post_message(messages.ShowFirst(lambda w: w.redoing, "Do this again?", "Do it again"))

    def action_app_refresh(self) -> None:
        """Read the files again."""
        self._bridge.refresh()

    def action_app_theme(self) -> None:
        """Change between light and dark."""
        self.theme = other(self.theme)

    def action_app_palette(self) -> None:
        """Open the command palette."""
        self.action_command_palette()

    def action_app_help(self) -> None:
        """Show the keys of this screen."""
        screen = self.screen
        if isinstance(screen, Place):
            self.push_screen(HelpDialog(screen.TITLE, actions_at(screen.NAME, *screen.INNER, "app")))

    @on(Headline.BackChosen)
    def action_app_back(self) -> None:
        """Close what is open; never quit."""
        screen = self.screen
        if isinstance(screen, Place) and screen.ask_to_leave() and len(self.screen_stack) > 1:
            self.pop_screen()

    def action_app_leave(self) -> None:
        """Go back; on a main screen, quit."""
        if len(self.screen_stack) > 1:
            self.action_app_back()
        else:
            self.action_app_quit()

    def action_app_quit(self) -> None:
        """Quit, typed letters kept as drafts; after a sync, where the user's own settings say so."""
        if not self._syncer.before_leaving(self.end):
            self.end()

    def end(self, code: int = 0) -> None:
        """Stop a sync that runs, keep what is typed, then end with that code."""
        self._syncer.stop()
        super().end(code)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action that applies here."""
        yield from commands(self, screen, screen.NAME if isinstance(screen, Place) else "")


def answers(draft: Draft, item: Item) -> bool:
    """Tell whether a draft is the letter that a step asks for."""
    same = draft.opportunity == item.opportunity and draft.template == item.template
    return same and draft.to in (item.who, item.ident)


def run(workspace: Workspace, moment: Moment, *, clock: Clock | None = None, editor: str | None = None) -> int:
    """Open the full screen and stay until the user leaves; return the exit code.

    Args:
        workspace: the open vault.
        moment: when the program began; without a clock the time runs on from there.
        clock: gives the moment of each change.
        editor: the user's editor as typed in a shell; None = $VISUAL, else $EDITOR.
    """
    app = AfterwordApp(workspace, clock=clock or running(moment), editor=editor)
    result = app.run()
    return result if result is not None else app.return_code or 0
