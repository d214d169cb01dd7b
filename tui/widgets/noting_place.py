"""The ground of screens in which notes are typed: they are kept outside of the vault until a file holds them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from store.model.left_form import LeftForm
from tui.bridge.ground import Ground
from tui.bridge.keeper import Keeper
from tui.bridge.place import Place
from tui.widgets.note_lines import NoteBlock, NoteLine

W = TypeVar("W")
T = TypeVar("T")
Held = dict[str, Any]
"""What is typed, in plain data: notes by their words, one a line."""


class NotingPlace(Place):
    """A place whose notes outlive every end of the program."""

    def __init__(self) -> None:
        super().__init__()
        self._keeper: Keeper | None = None
        self._left: Mapping[str, Any] = {}
        self._before: Callable[[], None] | None = None

    @property
    def is_dirty(self) -> bool:
        """Tell whether it holds what no file holds."""
        raise NotImplementedError

    def left_form(self) -> LeftForm:
        """Return what is kept of it."""
        raise NotImplementedError

    def take_up(self, held: Mapping[str, Any], before: Callable[[], None]) -> None:
        """Begin with what was typed in an earlier run; `before` removes the copy, once there is a new one."""
        self._left, self._before = held, before

    def on_mount(self) -> None:
        """Begin to keep what is typed."""
        super().on_mount()
        app = self.app
        if self._keeper is None and isinstance(app, Ground):
            self._keeper = app.keep_on(self, self._worth_keeping, self._before)
            if self._left:
                self.call_next(self.put_back, self._left)  # before any key that is typed meanwhile

    def on_unmount(self) -> None:
        """Look no more; a copy that nobody let go of is offered at the next start."""
        app = self.app
        if self._keeper and isinstance(app, Ground):
            app.keepers.discard(self._keeper)

    def _worth_keeping(self) -> LeftForm | None:
        return self.left_form() if self.is_dirty else None

    def held(self) -> Held:
        """Return what is typed, in plain data."""
        return {block.asked.word.value: block.typed for block in self.query(NoteBlock) if block.typed}

    async def put_back(self, held: Mapping[str, Any]) -> None:
        """Put back what was typed, and go to the last note."""
        for block in self.query(NoteBlock):
            await block.put_back(str(held.get(block.asked.word.value, "")))
        if filled := [one for one in self.query(NoteLine) if one.value]:
            filled[-1].focus()

    def look_again(self) -> None:
        """Copy at once what is typed, or remove the copy of what was erased."""
        if self._keeper:
            self._keeper.look()

    def let_go(self) -> None:
        """Remove the copy of what was typed: a file holds it, or it was given up."""
        if self._keeper:
            self._keeper.let_go()

    def keep_again(self) -> None:
        """Keep what is typed once more: its change was taken back."""
        if self._keeper:
            self._keeper.go_on()

    def written_down(self, job: Callable[[W], T]) -> Callable[[W], T]:
        """Return a job after which the copy goes, as soon as files hold what is typed."""

        def done(workspace: W) -> T:
            result = job(workspace)
            self.let_go()
            return result

        return done
