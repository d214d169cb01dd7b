"""Broken files never stop the program, never hide another, are never rewritten; `check` tells how to mend each."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.errors import RefusedEdit, StoreError
from store.model.entry import Box, Direction, Kind, Word
from store.workspace.changing import Plan
from store.workspace.commands.add_contact import add_contact
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.complete_step import complete_step
from store.workspace.commands.confirm_spelling import confirm_spelling
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.commands.mend import mend
from store.workspace.commands.move_stage import move_stage
from store.workspace.commands.save_draft import save_draft
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.set_mark_box import set_mark_box
from store.workspace.commands.skip_step import skip_step
from store.workspace.commands.snooze import snooze
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.spoiled import (
    FLAWED,
    GOOD,
    JUNK,
    PLACES,
    TODAY,
    UNREADABLE,
    Said,
    afterword,
    assert_calm,
    begin,
    is_bound,
    make,
    state,
)

DAY = date.fromisoformat(TODAY[:10])
READING: dict[str, int] = {
    "agenda": 0,
    "agenda --json": 0,
    "agenda --short": 0,
    "list": 0,
    "list --json": 0,
    "show northwind": 0,
    "show bad-yaml": 0,
    "show alias-bomb --json": 0,
    "why northwind": 0,
    "why huge --json": 0,
    "search salt": 0,
    "search e --json": 0,
    "path utf16": 0,
    "templates": 0,
    "drafts": 0,
    "drafts --json": 0,
    "lint drafts/broken": 1,
    "lint astray --json": 1,
    "check": 1,
    "check --json": 1,
    "check --fix --dry-run": 0,
    "history": 0,
    "recover": 0,
    "history unclosed": 0,
    "doctor": 1,
    "draft northwind thank-you-email --print": 0,
    "draft northwind broken --print": 1,
    "log list call --dry-run": 1,
    "delete not-utf8 --yes --dry-run": 0,
    "export csv": 0,
    "export json": 0,
    "": 0,
}
WRITING = (
    "set unclosed location=here",
    "log huge call --title x",
    "note bad-yaml need x",
    "contact not-utf8 --name Zed",
    "stage brackets offer",
    "done zeros thanks",
    "skip list thanks --reason x",
    "snooze utf16 2026-12-01",
    "draft unclosed thank-you-email",
    "draft no-header plain-message --to Rita",
    "sent drafts/broken",
)
PLANS: dict[str, Callable[[str], Plan]] = {
    "log": lambda ident: log_touch(ident, Kind.CALL, None, (), title="x"),
    "log with": lambda ident: log_touch(ident, Kind.EMAIL, Direction.TO, ("Rita",), body="x"),
    "mark": lambda ident: add_mark(ident, Word.NEED, "x"),
    "box": lambda ident: set_mark_box(ident, 1, Box.DONE),
    "contact": lambda ident: add_contact(ident, {"name": "Zed"}),
    "spelling": lambda ident: confirm_spelling(ident, "Joe Alvarez"),
    "set": lambda ident: set_keys(ident, {"location": "here"}),
    "stage": lambda ident: move_stage(ident, "offer"),
    "done": lambda ident: complete_step(ident, "thanks"),
    "skip": lambda ident: skip_step(ident, "thanks", "x"),
    "snooze": lambda ident: snooze(ident, None, date(2026, 12, 1)),
    "snooze step": lambda ident: snooze(ident, "thanks", date(2026, 12, 1)),
    "draft": lambda ident: write_draft(ident, "plain-message", "Rita"),
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a vault for reading only, in which nearly everything is broken."""
    return begin(make(tmp_path_factory.mktemp("spoiled") / "vault"))


def opened(vault: Path) -> Workspace:
    return Workspace.open(vault, Moment(today=DAY, now=datetime(2026, 11, 20, 9, tzinfo=UTC), fixed=True))


def problems(said: Said) -> dict[tuple[str, str], dict[str, object]]:
    return {(p["file"], p["code"]): p for p in reversed(json.loads(said.out)["problems"])}


@pytest.mark.parametrize("line", READING)
def test_every_reading_command_goes_on_and_changes_nothing(spoiled: Path, line: str) -> None:
    before, start = state(spoiled), time.perf_counter()
    said = afterword(spoiled, *line.split())
    print(f"{line or '(no command)'}: {time.perf_counter() - start:.2f} s")  # noqa: T201 - told, not held

    assert said.code == READING[line], said.err
    assert_calm(said)
    assert said.out or said.err
    assert state(spoiled) == before
    if "--json" in line:
        assert json.loads(said.out)["version"] == 1


def test_an_export_holds_what_was_read_and_nothing_of_a_file_too_big_for_a_note(spoiled: Path) -> None:
    calendar = afterword(spoiled, "export", "ics")
    whole = afterword(spoiled, "export", "json")
    texts = {o["file"]: o["markdown"] for o in json.loads(whole.out)["opportunities"]}

    assert_calm(calendar, allowed="\r")
    assert (calendar.code, calendar.out.splitlines()[0]) == (0, "BEGIN:VCALENDAR")
    assert len(whole.out) < 1_000_000
    assert texts["opportunities/huge.md"] is None
    assert texts["opportunities/northwind.md"] == (spoiled / "opportunities/northwind.md").read_text("utf-8")


def test_check_names_each_broken_file_with_its_line_and_a_mend(spoiled: Path) -> None:
    found = problems(afterword(spoiled, "check", "--json"))

    for path, (_, code, line) in (UNREADABLE | FLAWED).items():
        problem = found[path, code]
        assert (path, problem["line"]) == (path, line)
        assert problem["message"]
        assert problem["fix"], path
    for name, code in PLACES.items():
        assert found[f"opportunities/{name}", code]["fix"]
    assert not [path for path, _ in found if path in ("afterword.toml", "opportunities/2026/southsea.md")]


def test_what_editors_leave_is_neither_a_file_nor_a_problem(spoiled: Path) -> None:
    told = afterword(spoiled, "check", "--json").out + afterword(spoiled, "list", "--json").out
    assert not [name for name in JUNK if f"/{name}" in told]


def test_good_files_keep_their_place_and_their_agenda(spoiled: Path, tmp_path: Path) -> None:
    whole = make(tmp_path / "whole", spoil=False)
    expected = json.loads(afterword(whole, "agenda", "--json").out)["items"]
    items = json.loads(afterword(spoiled, "agenda", "--json").out)["items"]
    listed = {o["id"] for o in json.loads(afterword(spoiled, "list", "--json").out)["opportunities"]}

    assert expected
    assert [i for i in items if i["opportunity"] in ("northwind", "southsea")] == expected
    assert {Path(path).stem for path in UNREADABLE} <= listed
    assert {"northwind", "southsea", "huge", "n" * 250, "twin", "TWIN"} <= listed
    assert not {"folder", "link", "pipe", "northwind (1)"} & listed


@pytest.mark.parametrize("line", WRITING)
def test_a_writing_command_refuses_a_file_that_cannot_be_read(spoiled: Path, line: str) -> None:
    before = state(spoiled)
    said = afterword(spoiled, *line.split())

    assert_calm(said)
    assert (said.code, said.out) == (1, ""), said.err
    assert f"{line.split()[1]}.md:" in said.err
    assert "Nothing was written" in said.err
    assert state(spoiled) == before


def test_no_use_case_writes_into_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    vault = make(tmp_path / "vault")
    before = state(vault)
    workspace = opened(vault)
    idents = [Path(path).stem for path in UNREADABLE] + ["huge"]
    for ident in idents:
        for plan in PLANS.values():
            with pytest.raises(RefusedEdit):
                workspace.carry_out(plan(ident))
    for other in (mark_sent("drafts/broken"), mark_sent("astray"), save_draft("drafts/broken.md", "", "s", "x")):
        with pytest.raises(StoreError):
            workspace.carry_out(other)
    workspace.carry_out(mend())
    # Markers of a merge are taken apart with both sides kept; nothing else is touched.
    assert {p for p, s in state(vault).items() if before[p] != s} == {"opportunities/marks.md"}


def test_good_files_take_every_change_amid_the_broken_ones(tmp_path: Path) -> None:
    vault = begin(make(tmp_path / "vault"))
    before = state(vault)
    for line in ("log northwind call --with Joe --title later", "note northwind topic pepper", "stage southsea offer"):
        said = afterword(vault, *line.split())
        assert (said.code, said.out) == (0, ""), said.err
        assert "not yet committed" not in said.err
    changed = {path for path, told in state(vault).items() if before.get(path) != told}
    assert changed == {"opportunities/northwind.md", "opportunities/2026/southsea.md"}
    assert (vault / "opportunities/northwind.md").read_bytes().startswith(GOOD.split(b"## Notes")[0])


BROKEN_SETTINGS = {
    "unclosed": b'[me\nname = "Ann"\n',
    "not text": b'[me]\nname = "Ann\xe9"\n',
    "wrong kinds": b"me = 3\nsearch = []\n[stages]\nwatching = 7\n",
    "wrong values": b"[me]\ntimezone = 'Mars/Olympus'\n[search]\nworkdays = 7\nfolder = '../..'\ntransit_days = -1\n",
    "nested": b"x = " + b"[" * 100_000,
    "zeros": b"\0" * 1000,
}


@pytest.mark.parametrize("what", BROKEN_SETTINGS)
def test_broken_settings_leave_everything_else_in_work(tmp_path: Path, what: str) -> None:
    vault = make(tmp_path / "vault", spoil=False)
    (vault / "afterword.toml").write_bytes(BROKEN_SETTINGS[what])
    agenda, check = afterword(vault, "agenda"), afterword(vault, "check", "--json")
    added = afterword(vault, "new", "--company", "New", "--position", "Cook")

    for said in (agenda, check, added):
        assert_calm(said)
    assert (agenda.code, check.code) == (0, 1)
    assert "Joe Alvarez" in agenda.out
    assert any(path == "afterword.toml" for path, _ in problems(check))
    assert (vault / "afterword.toml").read_bytes() == BROKEN_SETTINGS[what]
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]
    assert added.code in (0, 1)


@pytest.mark.skipif(not is_bound(), reason="root may read anything")
def test_a_file_that_may_not_be_read_is_listed_and_told(tmp_path: Path) -> None:
    vault = make(tmp_path / "vault", spoil=False)
    (vault / "opportunities/northwind.md").chmod(0)
    check, listed = afterword(vault, "check", "--json"), afterword(vault, "list")
    assert check.code == 1
    assert problems(check)["opportunities/northwind.md", "unreadable"]["fix"]
    assert "northwind" in listed.out
    assert "Southsea" in listed.out


WRONG = (
    ("frobnicate", "There is no command"),
    ("--frobnicate", "--frobnicate"),
    ("agneda", "Did you mean"),
    ("agenda --days", "needs a value"),
    ("agenda --days -1", "--days"),
    ("agenda --days many", "not a number"),
    ("agenda --today 2026-02-30", "is not a day"),
    ("agenda extra words", "no use for"),
    ("--today tomorrow-ish agenda", "is not a day"),
    ("why", "needs ID"),
    ("show", "needs ID"),
    ("show no-such-thing", "No opportunity matches"),
    ("show e", "fits several"),
    ("path", "needs ID"),
    ("search", "needs TEXT"),
    ("list --jsn", "Did you mean --json"),
    ("new --company Acme", "needs --position"),
    ("new --company Acme --position", "needs a value"),
    ("set northwind", "needs KEY=VALUE"),
    ("set northwind next_touch", "is not KEY=VALUE"),
    ("set northwind next_touch=2026-02-30", "next_touch"),
    ("set northwind deadline=soonish", "deadline"),
    ("set northwind stage=sideways", "is no stage"),
    ("set northwind company=", "cannot be empty"),
    ("set northwind contacts=Joe", "afterword contact"),
    ("contact northwind", "needs --name"),
    ("log northwind", "needs KIND"),
    ("log northwind emial", "Did you mean email"),
    ("log northwind email --to Nobody", "No person matches"),
    ("log northwind email --to Joe --from Joe", "one way"),
    ("log northwind email --date 2026-11-31", "2026-11-31"),
    ("log northwind email --date 2027-01-01", "still to come"),
    ("note northwind need", "needs TEXT"),
    ("note northwind wish x", "wish"),
    ("done northwind no-such-step", "No open step"),
    ("skip northwind thanks", "needs --reason"),
    ("snooze northwind 2020-01-01", "not after today"),
    ("stage northwind sideways", "is no stage"),
    ("draft northwind no-such-letter", "No template matches"),
    ("sent no-such-draft", "No draft matches"),
    ("delete northwind", "--yes"),
    ("init", "needs DIR"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a vault for reading only, in which everything is in order."""
    return begin(make(tmp_path_factory.mktemp("whole") / "vault", spoil=False))


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_wrong_arguments_are_answered_in_one_sentence(whole: Path, line: str, says: str) -> None:
    before = state(whole)
    said = afterword(whole, *line.split())

    assert (said.code, said.out) == (2, ""), said.err
    assert says in said.err
    assert said.err.startswith("afterword: ")
    assert "usage:" not in said.err
    assert len([text for text in said.err.splitlines() if not text.startswith("  ")]) == 1
    assert_calm(said)
    assert state(whole) == before
