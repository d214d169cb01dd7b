"""The terminal program: its screens, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from tui import messages
from tui.actions.naming import keys_of, with_keys
from tui.actions.table import put_in_force
from tui.bridge.place import Place
from tui.bridge.queue import Clock, running
from tui.guiding import Guide
from tui.keymap import bindings, keymap
from tui.later import MAIN, get_ready, made
from tui.presentation import empty
from tui.presentation.days import short
from tui.presentation.looks import Looks
from tui.presentation.own_keys import own_keys
from tui.presentation.spans import Line, Span
from tui.screens.agenda import AgendaScreen
from tui.widgets.bars import Headline
from tui.widgets.painting import Pointed
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from store.workspace.door import Workspace
    from tui.bridge.early import Early
    from tui.leftovers import Left
    from tui.syncing import Syncer

SOON = 1.5
"""Seconds after the start until the first look at the remote: the first rows come first."""


class AfterwordApp(Guide):
    """Afterword on the whole screen."""

    TITLE = "Afterword"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "agenda": AgendaScreen,
        **{mode: partial(made, place) for mode, place in MAIN.items()},
    }
    DEFAULT_MODE = "agenda"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012 - as App has it
    ENABLE_COMMAND_PALETTE = False  # Textual's own would take ctrl+p, whatever the user's keys are

    def __init__(
        self,
        workspace: Workspace,
        *,
        clock: Clock | None = None,
        editor: str | None = None,
        greeting: str = "",
        looks: Looks | None = None,
        early: Early | None = None,
    ) -> None:
        super().__init__(workspace, clock, editor, looks)
        self._early = early
        self._greeting = greeting
        self._keys, self._key_trouble = own_keys(workspace.machine)
        self.set_keymap(keymap(self._keys))
        self._sync_said = Span("")

    async def on_load(self) -> None:
        """Put the user's keys in force, before anything is shown that names one."""
        put_in_force(self._keys)

    @cached_property
    def _syncer(self) -> Syncer:
        from tui.syncing import Syncer

        return Syncer(self, self._workspace.apart, self._say_sync)

    @property
    def may_rest(self) -> bool:
        """Tell whether no sync is under way."""
        return not self._syncer.is_running

    @property
    def log_key(self) -> str:
        """Return the key that shows the messages."""
        return keys_of("app.messages")

    @property
    def after_change(self) -> str:
        """Return how a change is taken back."""
        return with_keys("{app.undo} takes it back, or a click.")

    def begin(self) -> None:
        """Read the vault, ask about what an earlier run left behind, commit what editors left."""
        super().begin()
        self.post_message(messages.Ask(_left_behind, self._ask_about))
        self.post_message(messages.Ask(lambda w: w.commit_pending(), lambda _: None, lambda _: None))
        self.set_timer(SOON, self._begin_syncing)

    def on_mount(self) -> None:
        """Say what is wrong with the user's own settings, and greet."""
        if self._key_trouble:
            self.tell(self._key_trouble, "warning")
        for said in filter(None, self.wrong_looks):
            self.tell(said, "warning")
        if self._greeting:
            self.tell(self._greeting)

    def _begin_syncing(self) -> None:
        self._syncer.begin()

    def _ask_about(self, left: Left) -> None:
        if not any(left):
            return
        from tui.leftovers import ask_about
        from tui.reopening import reopened

        ask_about(self, left, self.take_up, partial(reopened, self))

    @on(messages.AskAboutForm)
    def _ask_about_form(self, request: messages.AskAboutForm) -> None:
        from tui.leftovers import ask_about_form
        from tui.reopening import reopened

        ask_about_form(self, (request.form, request.file), partial(reopened, self), request.then)

    @on(messages.SyncMoved)
    def _sync_moved(self, fact: messages.SyncMoved) -> None:
        self._syncer.moved(fact.progress)

    @on(messages.StillReading)
    def _say_reading(self, fact: messages.StillReading) -> None:
        if self._snapshot is None:
            self._say_in_lists(empty.reading(fact.read, fact.of))

    def _say_in_lists(self, lines: tuple[Line, ...]) -> None:
        """Say something where the rows will stand."""
        for place in self.places():
            for things in place.query(Pointed):
                things.say_empty(lines)

    @on(messages.VaultRead)
    def _look_where_it_stands(self) -> None:
        if self._snapshot is None:
            self._say_in_lists(empty.READING)  # some screens have more to gather
            self.post_message(messages.Ask(get_ready, self._know_windows))
        else:
            self._syncer.look_later()
        self._say_sync(self._sync_said)  # with it goes the day, which may be another one

    def _know_windows(self, _: object) -> None:
        """Have the styles of windows parsed before the first one opens."""
        from tui.widgets.window import STYLES

        if not self.stylesheet.has_source(str(STYLES), ""):
            self.stylesheet.read(STYLES)
            self.stylesheet.parse()

    @on(messages.ShowSnapshot)
    def _greet(self, request: messages.ShowSnapshot) -> None:
        self._fill_bars(request.screen)

    def _say_sync(self, said: Span) -> None:
        self._sync_said = said
        for place in self.places():
            self._fill_bars(place)

    def _fill_bars(self, screen: Screen[Any]) -> None:
        """Say in the bars of a screen how the vault stands, and which day it is where no screen of the program does."""
        for bar in screen.query(TitleBar):
            bar.say_sync(self._sync_said)
        for line in screen.query(Headline):
            line.say_sync(self._sync_said)
            if self._snapshot is not None:
                line.say_day(short(self._snapshot.today, self._snapshot.today))

    @on(messages.LogIn)
    def _log_in(self, request: messages.LogIn) -> None:
        import shlex

        from tui.bridge.editor import run_in_terminal

        if trouble := run_in_terminal(self, shlex.split(request.command), "git"):
            self.tell(trouble, "warning")
        else:
            self._syncer.by_hand()

    @on(TitleBar.Chosen)
    def _choose(self, event: TitleBar.Chosen) -> None:
        self._show_list(event.mode)

    @on(messages.ShowOpportunities)
    async def _show_opportunities(self, request: messages.ShowOpportunities) -> None:
        await self.switch_mode("opportunities")
        self.screen.query_one("#filter", Input).value = request.query

    def delay_update(self, delay: float = 0.05) -> None:
        """Draw nothing while one screen takes the place of another: until that one has caught up with the vault.

        Textual waits as long as `delay` says, whatever comes; that is left to a screen that is made only now.
        """
        unfinished = ExitStack()
        unfinished.enter_context(self.batch_update())

        def draw() -> None:
            unfinished.close()
            self.screen.refresh()

        def follow() -> None:
            place = self.screen_stack[0]  # which nothing closes: what is drawn again waits for it
            if not (place.is_mounted and place.call_later(draw)):  # goes behind what makes it catch up
                self.set_timer(delay, draw)

        self.call_later(follow)

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

    def action_app_board(self) -> None:
        """Show the opportunities by stage."""
        self._show_list("board")

    def action_app_drafts(self) -> None:
        """Show the drafts."""
        self._show_list("drafts")

    def action_app_people(self) -> None:
        """Show the people who help."""
        self._show_list("people")

    def action_app_stories(self) -> None:
        """Show the stories."""
        self._show_list("stories")

    def action_app_insights(self) -> None:
        """Show how the search goes."""
        self._show_list("insights")

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

    def action_app_capture(self) -> None:
        """Keep one line, from anywhere."""
        self.post_message(messages.CaptureLine(self.screen.about() if isinstance(self.screen, Place) else ""))

    def action_app_history(self) -> None:
        """Show what happened, to the opportunity that is open or to everything."""
        from tui.screens.history import HistoryScreen

        if not isinstance(self.screen, HistoryScreen):
            path = self.screen.about() if isinstance(self.screen, Place) else ""
            self.post_message(messages.OpenHistory(path))

    def action_app_recover(self) -> None:
        """Show what is in no file and no commit."""
        from tui.screens.recover import RecoverScreen

        if not isinstance(self.screen, RecoverScreen):
            self.push_screen(RecoverScreen())

    def action_app_undo(self) -> None:
        """Show the last change, and take it back on a yes."""
        self.post_message(messages.ShowFirst(lambda w: w.undoing, "Take this back?", "Take it back"))

    def action_app_redo(self) -> None:
        """Show what the last undo took back, and do it again on a yes."""
        self.post_message(messages.ShowFirst(lambda w: w.redoing, "Do this again?", "Do it again"))

    def action_app_refresh(self) -> None:
        """Read the files again, and show what is there now."""
        self.post_message(messages.Ask(lambda w: w.believe_deletions(), lambda _: None))

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
        from tui.widgets.dialog import Dialog

        form = self.screen
        if isinstance(form, Dialog) and form.is_typed and not form.asked.display:
            form.action_dialog_cancel()  # once more quits
            return
        if isinstance(form, Dialog) and form.asked.display:
            form.give_up()
        if not self._syncer.before_leaving(self.end):
            self.end()

    def action_app_suspend(self) -> None:
        """Give the terminal to the shell until `fg`, once nothing is being written that a command would wait for."""

        def written(_: object) -> None:
            super(AfterwordApp, self).action_app_suspend()
            self._bridge.refresh()

        self.post_message(messages.Ask(lambda _: None, written))

    def end(self, code: int = 0) -> None:
        """Stop a sync that runs, keep what is typed, then end with that code."""
        self._syncer.stop()
        super().end(code)


def _left_behind(workspace: Workspace) -> Left:
    """Look for what an earlier run left behind; what that takes is imported on the vault's thread."""
    from store.workspace.recovery import clean_up
    from tui.leftovers import left_behind

    clean_up(workspace)
    return left_behind(workspace)


def run(
    workspace: Workspace,
    *,
    clock: Clock | None = None,
    editor: str | None = None,
    greeting: str = "",
    looks: Looks | None = None,
    early: Early | None = None,
) -> int:
    """Open the full screen and stay until the user leaves; return the exit code.

    Args:
        workspace: the open vault.
        clock: gives the moment of each change; None = the time runs on from the workspace's moment.
        editor: the user's editor as typed in a shell; None = $VISUAL, else $EDITOR.
        greeting: what is said first; empty = nothing.
        looks: how it looks; None = as where nobody said anything.
        early: what another process finds out meanwhile; None = nothing.
    """
    begun = clock or running(workspace.moment)
    app = AfterwordApp(workspace, clock=begun, editor=editor, greeting=greeting, looks=looks, early=early)
    result = app.run(mouse=app.looks.mouse)
    return result if result is not None else app.return_code or 0
