"""Syncing from the full screen: by a key or by itself, beside all other work; what is asked is asked in a dialog."""

import threading
from collections.abc import Callable

from textual.app import App
from textual.notifications import SeverityLevel

from store.errors import Cancelled, MustDecide, NeedsLogin, StoreError
from store.model.own_settings import SyncSettings
from store.model.sync import Progress, Standing, Synced
from store.workspace.door import Workspace
from tui import messages
from tui.actions.naming import keys_of
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.sync import SyncDialog
from tui.presentation import sync as words
from tui.presentation.spans import Line, Span, line

SOON = 1.5
"""Seconds after a change until the look at the remote."""
TOLD_FOR = 12.0
"""Seconds that a toast stays which nobody was waiting for."""


class Syncer:
    """One sync at a time, and where the vault stands."""

    def __init__(self, app: App[int], apart: Callable[[], Workspace], show: Callable[[Span], None]) -> None:
        """Begin with nothing.

        Args:
            app: gets the jobs and shows the dialogs.
            apart: opens the vault once more, for another thread.
            show: shows a few words in the bars.
        """
        self._app = app
        self._apart = apart
        self._show = show
        self._stop = threading.Event()
        self._then: Callable[[], None] | None = None
        self._own = SyncSettings()
        self._looks_later = False
        self._waits_for = ""
        """What a sync that nobody watched could not decide; it is told once, and not each time that it is tried."""
        self.standing = Standing()
        self.progress: Progress | None = None
        self.is_running = False

    # When.

    def begin(self) -> None:
        """Look where the vault stands, and sync when the user's own settings say so."""

        def ready(own: SyncSettings) -> None:
            self._own = own
            if own.every:
                self._app.set_interval(own.every * 60, self.by_itself)
            self.look(self.by_itself if own.at_start else None)

        self._app.post_message(messages.Ask(lambda w: w.own.sync, ready))

    def look_later(self) -> None:
        """Look in a moment, once for all that changes until then."""
        if self.standing.remote is not None and not self._looks_later:
            self._looks_later = True
            self._app.set_timer(SOON, self.look)

    def look(self, then: Callable[[], None] | None = None) -> None:
        """Look where the vault stands, without any network."""
        self._looks_later = False
        if self.is_running:
            return

        def stood(standing: Standing) -> None:
            self.standing = standing
            if not self.is_running:
                self._show(words.short(standing))
                if then is not None:
                    then()

        self._app.post_message(messages.Outside(lambda: _standing(self._apart()), stood, lambda _: None))

    def by_itself(self) -> None:
        """Sync without being asked: nothing is asked, and trouble is told in the bar only."""
        if not self.is_running and self._may_have_a_place:
            self._start(frozenset(), by_hand=False)

    @property
    def _may_have_a_place(self) -> bool:
        """Tell whether a sync has something to do: where git is in doubt, it mends that first and sees then."""
        return self.standing.remote is not None or bool(self.standing.trouble)

    def by_hand(self, accept: frozenset[str] = frozenset()) -> None:
        """Sync now and show how far it is."""
        if not self.is_running:
            self._start(accept, by_hand=True)
        self._app.push_screen(SyncDialog(self._lines(), self.progress, self._stop.set))

    def before_leaving(self, then: Callable[[], None]) -> bool:
        """Sync once more and go on then, if the user's own settings say so; False where nothing is to be done."""
        if not self._own.on_quit or self.standing.remote is None or self._then is not None:
            return False
        self._then = then
        if not self.is_running:
            self._start(frozenset(), by_hand=False)
        window = SyncDialog(self._lines(), self.progress, self._stop.set, leaving=True)
        self._app.push_screen(window, lambda _: self._leave())
        return True

    def _leave(self) -> None:
        self.stop()
        if (then := self._then) is not None:
            self._then = None
            then()

    def stop(self) -> None:
        """Ask a sync that runs to end."""
        self._stop.set()

    def moved(self, progress: Progress) -> None:
        """Show how far it is."""
        if self.is_running:
            self.progress = progress
            self._show(Span(words.going(progress), "accent"))
            if (window := self._window()) is not None:
                window.moved(progress)

    # How.

    def _start(self, accept: frozenset[str], *, by_hand: bool) -> None:
        self.is_running, self.progress = True, None
        self._stop = stop = threading.Event()
        self._show(Span(words.going(None), "accent"))
        app, apart = self._app, self._apart

        def watch(progress: Progress) -> None:
            app.post_message(messages.SyncMoved(progress))

        def job() -> Synced:
            from store.workspace.syncing.sync import sync  # with git and the merge: no key should wait for them

            return sync(
                apart(),
                watch=watch,
                cancelled=stop.is_set,
                accept=accept,
                by_hand=by_hand,
            )

        def done(synced: Synced) -> None:
            self._ended()
            self._came(synced, by_hand=by_hand)

        def failed(error: Exception) -> None:
            self._ended()
            self._explain(error, accept, by_hand=by_hand)

        app.post_message(messages.Outside(job, done, failed))

    def _came(self, synced: Synced, *, by_hand: bool) -> None:
        """Say what a sync did; of one that nobody watched, what there is to decide."""
        self._waits_for = ""
        if (window := self._window()) is not None:
            window.over(words.outcome(synced))
            return
        said = (
            *(synced.outcome if by_hand else ()),
            *synced.to_decide(keys_of("app.review")),
            *(synced.notes if by_hand else ()),
        )
        if said:
            tone: SeverityLevel = "information" if by_hand else "warning"
            self._app.notify(" ".join(said), severity=tone, timeout=None if by_hand else TOLD_FOR, markup=False)

    def _ended(self) -> None:
        self.is_running, self.progress = False, None
        self._app.post_message(
            messages.Ask(lambda w: w.believe_deletions(), lambda _: None)
        )  # and read again behind it
        if self._then is not None:
            self._leave()
        else:
            self.look()

    def _explain(self, error: Exception, accept: frozenset[str], *, by_hand: bool) -> None:
        """Say why a sync did not end well, and offer what a person can do about it."""
        if not by_hand and self._window() is None:
            if isinstance(error, MustDecide) and error.sentence != self._waits_for:
                self._waits_for = error.sentence
                self._app.notify(words.waits(error.sentence), severity="warning", timeout=TOLD_FOR, markup=False)
            return  # the bar says that S tells why
        if isinstance(error, MustDecide):
            self._ask(error, accept)
        elif isinstance(error, NeedsLogin):
            self._offer_login(error)
        else:
            tone = "" if isinstance(error, Cancelled) else "warn"
            self._tell(line(str(error), tone))

    def _ask(self, question: MustDecide, accept: frozenset[str]) -> None:
        self._close_window()

        def answered(answer: str | None) -> None:
            if answer:
                self.by_hand(accept | {answer})

        options = (Option("y", "Go on", question.word),)
        self._app.push_screen(ChooseDialog("Sync asks first", (line(question.sentence),), options), answered)

    def _offer_login(self, refused: NeedsLogin) -> None:
        self._close_window()

        def answered(answer: str | None) -> None:
            if answer:
                self._app.post_message(messages.LogIn(refused.command))

        options = (Option("l", "Log in now", "login"),)
        self._app.push_screen(ChooseDialog("Sync needs a login", (line(str(refused)),), options), answered)

    def _tell(self, said: Line) -> None:
        if (window := self._window()) is not None:
            window.over((said,))
        else:
            self._app.notify("".join(span.text for span in said), markup=False)

    def _lines(self) -> tuple[Line, ...]:
        return words.told(self.standing, self._apart().moment.now)

    def _window(self) -> SyncDialog | None:
        return next((s for s in self._app.screen_stack if isinstance(s, SyncDialog) and not s.is_over), None)

    def _close_window(self) -> None:
        if (window := self._window()) is not None:
            window.dismiss(None)


def _standing(workspace: Workspace) -> Standing:
    from store.workspace.syncing.sync import standing

    try:
        return standing(workspace)
    except StoreError as trouble:
        return Standing(trouble=str(trouble))
