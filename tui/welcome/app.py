"""The program where there is no vault yet: it ends with the vault that is to be opened."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import BindingType

from store.errors import BadRequest, Cancelled, StoreError
from store.model.left_form import LeftForm
from store.model.sync import Progress
from store.model.value import replace
from store.workspace.demo import make_demo
from store.workspace.door import Workspace
from store.workspace.familiar import note_all
from store.workspace.first_run import begin, look_at, newcomer, opens_everywhere
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.syncing.cloning import clone
from store.workspace.unsaved import left_forms
from tui.actions.table import action
from tui.bridge.ground import Ground
from tui.dialogs.begin import BeginDialog, Begun
from tui.dialogs.choose import ChooseDialog, Option
from tui.dialogs.fetch import FetchDialog, Fetched
from tui.dialogs.fetching import FetchingDialog
from tui.dialogs.folder import FolderDialog
from tui.dialogs.help import HelpDialog
from tui.keymap import binding
from tui.leftovers import ask_about_form
from tui.presentation import welcome
from tui.presentation.about import about, everywhere
from tui.presentation.keys import sections
from tui.presentation.looks import Looks
from tui.welcome.screen import WelcomeScreen
from tui.widgets.dialog import Dialog
from tui.widgets.filled import Filled, from_data

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where somebody stands who has no vault yet."""

    home: Path
    here: Path
    temporary: Callable[[], Path]
    """Makes a new, empty folder for what is thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A vault to open, and what to say when it is shown."""

    root: Path
    greeting: str


class WelcomeApp(Ground[Ready]):
    """Leads to a first vault: a demo, a new one, one that is here, one that is elsewhere."""

    TITLE = "Afterword"
    CSS_PATH = "../app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        binding(action("app.help")),
        replace(binding(action("app.leave")), description="Quit", show=True),
        binding(action("app.quit")),
        binding(action("app.suspend")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (110, "-wide")]  # noqa: RUF012 - as App has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012 - as App has it

    def __init__(self, machine: Machine, moment: Moment, around: Surroundings, looks: Looks | None = None) -> None:
        super().__init__(machine, looks)
        self._moment, self._around = moment, around
        self._known = Begun(name="", email="", folder="")

    def on_mount(self) -> None:
        """Show the ways to begin, and ask git behind the screen who the user is."""
        self.push_screen(WelcomeScreen())
        self._looking = self._look_who()
        for form in left_forms(self.machine, self.vault):
            ask_about_form(self, form, self._reopened)

    @work
    async def _look_who(self) -> None:
        known = await asyncio.to_thread(newcomer, self._around.home)
        self._known = Begun(name=known.name, email=known.email, folder=known.folder)

    def place(self, folder: str) -> Path:
        """Return what a folder that was typed means."""
        if folder == "~" or folder.startswith("~/"):
            return self._around.home / folder[2:]
        return self._around.here / folder

    def _reopened(self, form: LeftForm, before: Callable[[], None]) -> Callable[[], None] | None:
        """Return what opens a form again that an earlier run left open; None where that is not possible."""
        again = from_data(form.held), ""
        match form.about:
            case {"way": "new"}:
                return lambda: self._begin("", again, before)
            case {"way": "fetch"}:
                return lambda: self._fetch(again, before)
        return None

    @work
    async def _ask(
        self,
        way: str,
        make: Callable[[], Dialog[T | None]],
        job: Callable[[T], Awaitable[Ready]],
        again: tuple[Filled, str] | None,
        before: Callable[[], None] | None,
    ) -> None:
        """Ask until there is a vault to open, or the user has enough; what was refused comes back as it was typed.

        Args:
            way: which of the ways it is.
            make: makes the question.
            job: does what was answered.
            again: what was typed before, and what was in its way.
            before: lets go of the copy of an earlier form, which this one goes on with.
        """
        await self._looking.wait()  # a key may come before git has said who the user is
        while True:
            dialog = make()
            dialog.about, dialog.before = {"way": way}, before
            if again:
                dialog.ask_again(*again)
            answer = await self.push_screen_wait(dialog)
            if answer is None:
                return
            try:
                ready = await job(answer)
            except (StoreError, OSError) as error:
                again, before = (dialog.typed or {}, str(error)), dialog.let_go
            else:
                dialog.let_go()
                self.exit(ready)
                return

    # The ways.

    @work
    async def action_welcome_demo(self) -> None:
        """Make the demo and open it."""

        def make() -> Ready:
            root = make_demo(self._around.temporary(), self._moment.today, self.machine.called)
            note_all(Workspace.open(root, self._moment, lambda: self.machine))
            return Ready(root=root, greeting=welcome.DEMO)

        try:
            self.exit(await asyncio.to_thread(make))
        except (StoreError, OSError) as error:
            self.tell(str(error), "error")

    def action_welcome_new(self) -> None:
        """Ask whose vault it is, and make it."""
        self._begin()

    def _begin(
        self, folder: str = "", again: tuple[Filled, str] | None = None, before: Callable[[], None] | None = None
    ) -> None:
        """Ask whose vault it is, and make it in that folder; empty = where a new one is offered."""

        async def make(begun: Begun) -> Ready:
            place = self.place(begun.folder)
            made = await asyncio.to_thread(begin, place, begun.name, begun.email, self.machine)
            return Ready(root=made.root, greeting=f"{welcome.ready()} {made.note}".strip())

        self._ask(
            "new", lambda: BeginDialog(replace(self._known, folder=folder or self._known.folder)), make, again, before
        )

    @work
    async def action_welcome_open(self) -> None:
        """Ask for a folder, and open the vault in it or offer to make one of it."""
        folder = await self.push_screen_wait(FolderDialog(lambda folder: look_at(self.place(folder))))
        if folder is None:
            return
        root = self.place(folder)
        if look_at(root) == "vault":
            self.exit(Ready(root=root.resolve(), greeting=opens_everywhere(root.resolve(), self.machine)))
        elif await self.push_screen_wait(
            ChooseDialog("No vault there", welcome.offer(folder), (Option("y", "Make one in it", "yes"),))
        ):
            self._begin(folder)

    def action_welcome_fetch(self) -> None:
        """Ask where the vault is, and fetch it."""
        self._fetch()

    def _fetch(self, again: tuple[Filled, str] | None = None, before: Callable[[], None] | None = None) -> None:
        self._ask("fetch", lambda: FetchDialog(self._known.folder), self._fetched, again, before)

    async def _fetched(self, wanted: Fetched) -> Ready:
        stop = threading.Event()
        window = FetchingDialog(wanted.address, stop.set)
        await self.push_screen(window)

        def watch(progress: Progress) -> None:
            self.call_from_thread(window.moved, progress)

        def fetch() -> Ready:
            folder, here = self.place(wanted.folder), self._around.here
            got = clone(wanted.address, folder, here=here, machine=self.machine, watch=watch, cancelled=stop.is_set)
            return Ready(
                root=got.root, greeting=" ".join((*got.notes, opens_everywhere(got.root, self.machine))).strip()
            )

        try:
            return await asyncio.to_thread(fetch)
        except Cancelled as error:
            raise BadRequest("Stopped. Nothing was kept here.") from error
        finally:
            await window.dismiss(None)

    # Keys that work everywhere.

    def action_app_help(self) -> None:
        """Show the keys."""
        told = everywhere(str(self.machine.config or ""))
        self.push_screen(HelpDialog("Welcome", about("welcome"), sections(("welcome", "list")), told))

    def action_app_leave(self) -> None:
        """Leave without a vault."""
        self.end()

    def action_app_quit(self) -> None:
        """Leave without a vault."""
        self.end()


def run(machine: Machine, moment: Moment, around: Surroundings, looks: Looks) -> tuple[Ready | None, int]:
    """Show the first screen until there is a vault to open, or the user leaves; return it, and the exit code."""
    app = WelcomeApp(machine, moment, around, looks)
    return app.run(mouse=looks.mouse), app.return_code or 0
