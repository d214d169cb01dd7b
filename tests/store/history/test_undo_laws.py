"""Laws of undo and redo over random work: forth and back gives the same bytes, and no typed word is ever lost."""

import contextlib
import itertools
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import BadRequest, EditedLater
from store.history.repository import Repository
from store.model.change import Change, Edit
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY

NAMES = ("a.md", "b.md", "in/c.md")
Files = dict[str, bytes]


class Desk:
    """A vault in which a person works, by the app and past it; every word is typed once in a life."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "afterword.toml").write_text("[me]\n")
        Repository(root).init("Ann Example", "ann@home.example")
        Repository(root).commit(["afterword.toml"], "new", trailers={"Afterword": "start"})
        moment = Moment(today=TODAY, now=NOW, fixed=True)
        self.workspace = Workspace.open(root, moment, lambda: Machine(name="desk"))
        self.words = itertools.count()

    @property
    def files(self) -> Files:
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in sorted(self.root.rglob("*.md"))}

    def by_app(self, edits: list[tuple[str, int]]) -> None:
        """Change files in one commit: a new line at a place, a line away, the whole file away."""
        files = self.files
        made = tuple(Edit(path=p, before=files.get(p), after=self._after(files.get(p), at)) for p, at in edits)
        self.workspace.carry_out(lambda _: Change(sentence="a change", edits=made))

    def _after(self, before: bytes | None, at: int) -> bytes | None:
        if before is not None and at == 0:
            return None
        lines = (before or b"").splitlines(keepends=True)
        if lines and at % 3 == 0:
            return b"".join(lines[: at % len(lines)] + lines[at % len(lines) + 1 :])
        return b"".join([*lines[:at], f"app {next(self.words)}\n".encode(), *lines[at:]])

    def by_hand(self, path: str, at: int) -> bytes:
        """Type a line in an editor, at a place of a file that may be new; return it."""
        place = self.root / path
        place.parent.mkdir(exist_ok=True)
        lines = place.read_bytes().splitlines(keepends=True) if place.exists() else []
        typed = f"hand {next(self.words)}\n".encode()
        place.write_bytes(b"".join([*lines[:at], typed, *lines[at:]]))
        return typed


WORK = st.lists(
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 7)), min_size=1, max_size=2, unique_by=lambda e: e[0]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=12)
@given(work=WORK, data=st.data())
def test_undo_some_times_and_redo_as_often_gives_the_same_bytes(
    work: list[list[tuple[str, int]]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        states = [desk.files]
        for edits in work:
            desk.by_app(edits)
            if desk.files != states[-1]:
                states.append(desk.files)
        for _ in range(2):
            times = data.draw(st.integers(0, len(states) - 1))
            for number in range(1, times + 1):
                desk.workspace.undo()
                assert desk.files == states[-1 - number]
            for number in reversed(range(times)):
                desk.workspace.redo()
                assert desk.files == states[-1 - number]


PLACE = st.tuples(st.sampled_from(NAMES[:2]), st.integers(1, 5))
ROUND = st.tuples(
    st.lists(PLACE, max_size=2),  # by the app
    st.lists(PLACE, max_size=2),  # by hand
    st.sampled_from(("", "", "rename", "pending")),
    st.sampled_from(("undo", "undo undo", "undo redo", "redo", "")),
)
"""What a person does in one go: some work by the app, some past it, and then something is taken back."""


@settings(max_examples=18)
@given(rounds=st.lists(ROUND, min_size=1, max_size=3))
def test_no_undo_and_no_redo_loses_what_was_typed_by_hand(
    rounds: list[tuple[list[tuple[str, int]], list[tuple[str, int]], str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        typed: set[bytes] = set()
        for by_app, by_hand, besides, back in rounds:
            before = lines_in(desk.files)
            for place in by_app:
                desk.by_app([place])
            typed -= before - lines_in(desk.files)  # what the user takes away in the app is no undo's fault
            typed.update(desk.by_hand(*place) for place in by_hand)
            if besides == "rename" and (desk.root / NAMES[0]).exists():
                (desk.root / NAMES[0]).rename(desk.root / f"moved-{next(desk.words)}.md")
            elif besides == "pending":
                desk.workspace.commit_pending()
            for step in back.split():
                with contextlib.suppress(BadRequest, EditedLater):
                    (desk.workspace.undo if step == "undo" else desk.workspace.redo)()

                assert typed - lines_in(desk.files) == set()


def lines_in(files: Files) -> set[bytes]:
    return {line for data in files.values() for line in data.splitlines(keepends=True)}
