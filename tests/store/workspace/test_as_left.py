"""What a change has left is shown without another look at all files: what a look would find, or less, never else."""

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from store.errors import StoreError
from store.model.change import Change
from store.model.records import Records
from store.vault import reading, scan
from store.vault.listing import Listing, listed
from store.vault.reading import Reader
from store.workspace.changing import Plan
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.set_keys import set_keys
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot

MOMENT = Moment(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 9, 30, tzinfo=UTC), fixed=True)
REST = 0.02
"""Seconds after which a file counts as rested here."""
NOTE = "---\ncompany: {}\nposition: Cook\nstage: lead\n---\n"
NAMES = ("acme", "blue", "cast")
TIMES = max(5, int(os.environ.get("AFTERWORD_EXAMPLES", "80")) // 16)


@pytest.fixture(autouse=True)
def little_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vault.bytes.YOUNG", REST)
    monkeypatch.setattr(reading, "SETTLING", 0)


def new_vault() -> Path:
    """Make a vault of a few notes."""
    root = create_vault(
        Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))) / "vault", "Ann", "a@b.example"
    ).root
    for name in NAMES:
        (root / f"opportunities/{name}.md").write_text(NOTE.format(name.title()))
    return root


def opened(root: Path) -> Workspace:
    """Open a vault as a program does; all of them share one index."""
    return Workspace.open(root, MOMENT, lambda: Machine(cache=root.parent / "cache"))


def truth(root: Path) -> Records:
    """Read what the files hold now, by nothing but the files."""
    return Reader(root).records()


def one_more(name: str) -> Plan:
    """Return a change that counts one further than what is there."""

    def plan(snapshot: Snapshot) -> Change:
        salary = snapshot.opportunity(name).salary
        return set_keys(name, {"salary": str(int(salary or 0) + 1)})(snapshot)

    return plan


class Turns(RuleBasedStateMachine):
    """Two programs that change one vault in turns, an editor that saves whenever it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.root = new_vault()
        self.programs = [opened(self.root) for _ in range(2)]
        self.counted = dict.fromkeys(NAMES, 0)
        self.made = 0

    @rule(who=st.integers(0, 1), name=st.sampled_from(NAMES))
    def count(self, who: int, name: str) -> None:
        self.change(who, one_more(name))
        self.counted[name] += 1

    @rule(who=st.integers(0, 1))
    def begin(self, who: int) -> None:
        self.made += 1
        self.change(who, new_opportunity(f"Made {self.made}", "Nurse"))

    @rule(who=st.integers(0, 1))
    def take_back(self, who: int) -> None:
        before = truth(self.root)
        try:
            self.change(who, self.programs[who].undoing)
        except StoreError:
            assert truth(self.root) == before
        self.counted = {o.id: int(o.salary or 0) for o in truth(self.root).opportunities if o.id in NAMES}

    def change(self, who: int, plan: Plan) -> None:
        workspace = self.programs[who]
        workspace.carry_out(plan)
        assert workspace.as_left().records == truth(self.root)

    @rule(
        who=st.integers(0, 1),
        name=st.sampled_from(NAMES),
        other=st.sampled_from(("people/rita.md", "stories/x.md")),
        has_looked=st.booleans(),
    )
    def save_in_an_editor_right_behind_a_change(self, who: int, name: str, other: str, has_looked: bool) -> None:
        before = truth(self.root)
        workspace = self.programs[who]
        workspace.carry_out(one_more(name))
        self.counted[name] += 1
        (self.root / other).write_text(f"---\nname: Rita {time.time_ns()}\ntitle: X\n---\n")
        if has_looked:
            workspace.snapshot()
        now = truth(self.root)
        seen = workspace.as_left().records
        assert (seen.people, seen.stories) in (
            () if has_looked else (before.people, before.stories),
            (now.people, now.stories),
        )
        assert workspace.snapshot().records == workspace.as_left().records == now

    @rule(name=st.sampled_from(("drafts/x.md", "opportunities/odd.md", "opportunities/acme 2.md")))
    def save_something_odd(self, name: str) -> None:
        (self.root / name).write_text("---\ncompany: [\n---\n")

    @rule(name=st.sampled_from(("opportunities/link.md", "people/folder.md")))
    def put_something_in_the_way(self, name: str) -> None:
        place = self.root / name
        if place.is_symlink():
            place.unlink()
        elif place.is_dir():
            place.rmdir()
        elif "link" in name:
            place.symlink_to("acme.md")
        else:
            place.mkdir()

    @rule()
    def rest(self) -> None:
        time.sleep(REST * 1.5)

    @rule(who=st.integers(0, 1))
    def look(self, who: int) -> None:
        assert self.programs[who].snapshot().records == truth(self.root)

    @rule(who=st.integers(0, 1))
    def start_again(self, who: int) -> None:
        self.programs[who] = opened(self.root)

    def teardown(self) -> None:
        try:
            found = {o.id: int(o.salary or 0) for o in truth(self.root).opportunities if o.id in NAMES}
            assert found == self.counted
        finally:
            shutil.rmtree(self.root.parent)


def test_what_a_change_has_left_is_what_a_look_finds_whoever_else_changes_the_vault_in_turns() -> None:
    run_state_machine_as_test(
        Turns, settings=settings(max_examples=max(5, TIMES), stateful_step_count=15, deadline=None)
    )


def count_many(root: str, times: int) -> None:
    """Count from a process of its own."""
    workspace = opened(Path(root))
    for _ in range(times):
        workspace.carry_out(one_more("acme"))
        assert int(workspace.as_left().opportunity("acme").salary) >= 1


@pytest.fixture
def root() -> Iterator[Path]:
    root = new_vault()
    yield root
    shutil.rmtree(root.parent)


def test_two_processes_that_count_on_lose_nothing(root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=count_many, args=(str(root), TIMES)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60 + 4 * TIMES)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert opened(root).snapshot().opportunity("acme").salary == str(2 * TIMES)


def test_a_change_looks_at_all_files_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(root)
    workspace.snapshot()
    looks: list[str] = []

    def counted(root: str) -> Listing:
        looks.append(root)
        return listed(root)

    monkeypatch.setattr(scan, "listed", counted)
    workspace.carry_out(one_more("acme"))
    assert workspace.as_left().opportunity("acme").salary == "1"
    assert len(looks) == 1
    workspace.as_left()
    assert len(looks) == 2
