"""The terminal program: it owns the screens, answers their requests, and tells what was done."""

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual import constants, on, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from store.errors import StoreError
from store.workspace.door import Applied, Preview, Workspace
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot
from tui import deeds, messages
from tui.actions import actions_at
from tui.bridge.crash import report
from tui.bridge.editor import MISSING, arguments, editor_command, run_in_terminal
from tui.bridge.place import Place
from tui.bridge.queue import Bridge, Clock, running
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.help import HelpDialog
from tui.keymap import bindings, keys_of
from tui.palette import OpportunitiesProvider, commands
from tui.presentation.safe import safe_text
from tui.presentation.spans import BLANK, line
from tui.screens.agenda import AgendaScreen
from tui.screens.composer import ComposerScreen
from tui.screens.drafts import DraftsScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.problems import ProblemsScreen
from tui.themes.colours import DARK, THEMES, other
from tui.themes.guard import Guard
from tui.widgets.bars import Headline, TitleBar

LOOK_AGAIN = 20.0
"""Seconds after which files and day are looked at even if nothing was heard."""
DIFF_LINES = 30
"""Lines of a change that the undo question shows."""


class AfterwordApp(App[int]):
    """Afterword on the whole screen."""

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
        super().__init__()
        self._workspace = workspace
        self._bridge = Bridge(workspace, clock or running(workspace.moment), self.post_message)
        self._editor = editor
        self._guard = Guard()
        self._snapshot: Snapshot | None = None
        for theme in THEMES:
            self.register_theme(theme)
        if constants.DEFAULT_THEME == "textual-dark":
            self.theme = DARK

    # Beginning and end.

    async def on_load(self) -> None:
        """Come back to a clean terminal when the program is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                loop.add_signal_handler(number, self._told_to_end, number)

    def on_mount(self) -> None:
        """Begin to read and watch the vault."""
        self._bridge.start()
        self.set_interval(LOOK_AGAIN, self._bridge.refresh)

    def on_unmount(self) -> None:
        """Wait until the last write has ended."""
        self._bridge.stop()

    def on_app_focus(self) -> None:
        """Look at the files when the window is looked at again."""
        self._bridge.refresh()

    def _told_to_end(self, number: int) -> None:
        self.run_worker(self._end(128 + number))

    async def _end(self, code: int) -> None:
        """Keep typed letters as drafts, then end."""
        for place in self._places():
            if job := place.rescue():
                try:
                    await asyncio.wrap_future(self._bridge.submit(job))
                except (StoreError, OSError) as error:
                    if code == 0:
                        self.tell(f"The letter could not be kept, so the program stays open. {error}", "error")
                        return
        self.exit(code, return_code=code)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the guard behind every other filter."""
        return [*super().get_line_filters(), self._guard]

    def _handle_exception(self, error: Exception) -> None:
        """Say what kind of fault and where; the usual traceback would show what is in the files."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.append(Text(report(error)))
        self._close_messages_no_wait()

    # What screens are given.

    def _places(self) -> list[Place]:
        return [s for stack in self._screen_stacks.values() for s in stack if isinstance(s, Place)]

    @on(messages.ShowSnapshot)
    def _give(self, request: messages.ShowSnapshot) -> None:
        if isinstance(request.screen, Place):
            request.screen.snapshot = self._snapshot

    @on(messages.VaultRead)
    def _spread(self, fact: messages.VaultRead) -> None:
        self._snapshot = fact.snapshot
        for place in self._places():
            place.snapshot = fact.snapshot

    @on(messages.ThreadBroke)
    def _break(self, fact: messages.ThreadBroke) -> None:
        raise fact.error

    @on(messages.ReadingFailed)
    def _warn(self, fact: messages.ReadingFailed) -> None:
        self.tell(f"The vault could not be read: {fact.reason}", "error")

    def tell(self, text: str, severity: str = "information") -> None:
        """Show a few words for a few seconds."""
        level: Any = severity
        self.notify(safe_text(text, 600), severity=level, markup=False, timeout=5 if severity == "information" else 10)

    def _tell_error(self, error: Exception) -> None:
        self.tell(str(error), "error")

    # What screens ask for.

    @on(messages.Ask)
    @work(exit_on_error=True)
    async def _work_out(self, ask: messages.Ask) -> None:
        try:
            result = await asyncio.wrap_future(self._bridge.submit(ask.job))
        except (StoreError, OSError) as error:
            (ask.failed or self._tell_error)(error)
            return
        finally:
            self._bridge.refresh()
        ask.then(result)

    @on(messages.CarryOut)
    def _carry_out(self, request: messages.CarryOut) -> None:
        def done(applied: Applied) -> None:
            self.tell(f"{applied.sentence}. {applied.note or keys_of('app.undo') + ' takes it back.'}")
            if request.then:
                request.then(applied)

        self.post_message(messages.Ask(lambda w: w.carry_out(request.plan), done, request.failed))

    @on(messages.Deed)
    def _perform(self, deed: messages.Deed) -> None:
        if self._snapshot is None:
            return
        try:
            dialog = deeds.question(deed, self._snapshot)
        except StoreError as error:
            self.tell(str(error), "error")
            return

        def answered(answer: object) -> None:
            if answer is not None:
                self.post_message(messages.CarryOut(deeds.plan(deed, answer)))

        self.push_screen(dialog, answered)

    @on(messages.OpenOpportunity)
    def _open_opportunity(self, request: messages.OpenOpportunity) -> None:
        self.push_screen(OpportunityScreen(request.ident, request.item))

    @on(messages.OpenDraft)
    def _open_draft(self, request: messages.OpenDraft) -> None:
        drafts = self._snapshot.records.drafts if self._snapshot else ()
        if draft := next((d for d in drafts if d.path == request.path), None):
            self.push_screen(ComposerScreen(draft.opportunity, draft=draft))

    @on(messages.ComposeLetter)
    def _compose_letter(self, request: messages.ComposeLetter) -> None:
        item = request.item
        drafts = self._snapshot.records.drafts if self._snapshot else ()
        begun = [
            d
            for d in drafts
            if item
            and d.opportunity == item.opportunity
            and d.template == item.template
            and d.to in (item.who, item.ident)
        ]
        if begun:
            self.push_screen(ComposerScreen(request.opportunity, item=item, draft=begun[0]))
        else:
            self.push_screen(ComposerScreen(request.opportunity, item=item))

    @on(messages.EditFile)
    def _edit(self, request: messages.EditFile) -> None:
        command = editor_command(self._editor)
        trouble = MISSING if command is None else ""
        if command:
            trouble = run_in_terminal(self, arguments(command, self._workspace.root / request.path, request.line))
            self.post_message(messages.Ask(lambda w: w.commit_outside(request.path), lambda _: None))
        if trouble:
            self.tell(trouble, "warning")

    @on(messages.LeaveScreen)
    def _leave(self, request: messages.LeaveScreen) -> None:
        if self.screen is request.screen and len(self.screen_stack) > 1:
            self.pop_screen()

    @on(TitleBar.Chosen)
    def _choose(self, event: TitleBar.Chosen) -> None:
        self.switch_mode(event.mode)

    # Keys.

    def action_app_agenda(self) -> None:
        """Show the agenda."""
        self.switch_mode("agenda")

    def action_app_opportunities(self) -> None:
        """Show every opportunity."""
        self.switch_mode("opportunities")

    def action_app_drafts(self) -> None:
        """Show the drafts."""
        self.switch_mode("drafts")

    def action_app_problems(self) -> None:
        """Show the problems."""
        self.switch_mode("problems")

    def action_app_new(self) -> None:
        """Add an opportunity."""
        self.post_message(messages.AddOpportunity())

    def action_app_undo(self) -> None:
        """Show the last change, and take it back on a yes."""

        def show(preview: Preview) -> None:
            lines = (line(preview.change.sentence), BLANK, *map(line, preview.diff.splitlines()[:DIFF_LINES]))
            self.push_screen(ChooseDialog("Take this back?", lines, (Option("y", "Take it back", "undo"),)), undo)

        def undo(answer: str | None) -> None:
            if answer:
                self.post_message(messages.Ask(lambda w: w.undo(), lambda a: self.tell(f"{a.sentence}.")))

        self.post_message(messages.Ask(lambda w: w.preview(w.undoing), show))

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
            self.push_screen(HelpDialog(screen.TITLE, actions_at(screen.NAME, "list", "reading", "app")))

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
            self.run_worker(self._end(0))

    def action_app_quit(self) -> None:
        """Quit at once, typed letters kept as drafts."""
        self.run_worker(self._end(0))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action that applies here."""
        yield from commands(self, screen, screen.NAME if isinstance(screen, Place) else "")


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
