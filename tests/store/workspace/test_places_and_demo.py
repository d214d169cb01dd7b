"""Finding a vault, making one, making the demo, mending, and the doctor's looks."""

import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from store.errors import BadRequest, NotAVault
from store.model.problem import Severity
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.commands.mend import mend
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.write_draft import write_draft
from store.workspace.create import create_vault
from store.workspace.demo import ANCHOR, make_demo
from store.workspace.doctor import examine
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.places import find_vault


def test_an_option_beats_the_environment_which_beats_the_folder_which_beats_the_settings(tmp_path: Path) -> None:
    vaults = {name: str(create_vault(tmp_path / name).root) for name in ("flag", "variable", "here", "default")}
    below = Path(vaults["here"]) / "people"
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()

    assert str(find_vault(vaults["flag"], vaults["variable"], below, vaults["default"])) == vaults["flag"]
    assert str(find_vault(None, vaults["variable"], below, vaults["default"])) == vaults["variable"]
    assert str(find_vault(None, None, below, vaults["default"])) == vaults["here"]
    assert str(find_vault(None, None, nowhere, vaults["default"])) == vaults["default"]
    with pytest.raises(NotAVault):
        find_vault(None, None, nowhere, None)
    with pytest.raises(NotAVault):
        find_vault(str(nowhere), None, below, None)


def test_a_new_vault_is_clean_and_committed(tmp_path: Path) -> None:
    vault = create_vault(tmp_path / "v", "Sam Rivera", "sam@rivera.example").root
    status = subprocess.run(["git", "-C", str(vault), "status", "--porcelain"], capture_output=True, check=True)

    assert status.stdout == b""
    assert (vault.stat().st_mode & 0o777) == 0o700
    assert ((vault / "afterword.toml").stat().st_mode & 0o777) == 0o600
    with pytest.raises(BadRequest, match="vault already"):
        create_vault(vault)


def test_a_vault_of_somebody_whom_git_does_not_know_is_made_and_told(tmp_path: Path) -> None:
    created = create_vault(tmp_path / "v")

    assert "not yet committed" in created.note
    assert "who you are" in created.note
    assert Workspace.open(created.root, moment_of(ANCHOR)).snapshot().problems == ()


def test_what_could_not_be_committed_for_want_of_a_name_is_committed_once_there_is_one(tmp_path: Path) -> None:
    root = create_vault(tmp_path / "v").root
    (root / "cv.pdf").write_bytes(b"mine")
    first = Workspace.open(root, moment_of(ANCHOR)).carry_out(new_opportunity("Blue Harbor", "Head of Ops"))
    assert not first.committed
    settings = root / "afterword.toml"
    settings.write_text(
        settings.read_text().replace('name = ""', 'name = "Sam Rivera"').replace('email = ""', 'email = "s@r.example"')
    )
    second = Workspace.open(root, moment_of(ANCHOR)).carry_out(new_opportunity("Green Harbor", "Head of Ops"))

    assert second.committed
    listed = subprocess.run(["git", "-C", str(root), "ls-files"], capture_output=True, check=True, text=True).stdout
    year = ANCHOR.year
    assert listed.split() == [
        ".gitattributes",
        ".gitignore",
        "afterword.toml",
        f"opportunities/{year}/blue-harbor-head-of-ops.md",
        f"opportunities/{year}/green-harbor-head-of-ops.md",
    ]


def test_files_that_are_there_stay_when_a_folder_becomes_a_vault(tmp_path: Path) -> None:
    (tmp_path / "v" / "opportunities").mkdir(parents=True)
    (tmp_path / "v" / "opportunities" / "a.md").write_text("---\ncompany: A\nposition: B\n---\n")
    vault = create_vault(tmp_path / "v", "Sam Rivera", "sam@rivera.example").root

    assert (vault / "opportunities" / "a.md").read_text() == "---\ncompany: A\nposition: B\n---\n"


def test_a_demo_never_touches_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(BadRequest, match="not empty"):
        make_demo(tmp_path / "full", ANCHOR)
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("days", range(7))
def test_a_demo_has_something_due_on_each_weekday_and_no_problem(tmp_path: Path, days: int) -> None:
    today = date.fromordinal(ANCHOR.toordinal() + 365 + days)
    make_demo(tmp_path / "demo", today)
    snapshot = Workspace.open(tmp_path / "demo", moment_of(today)).snapshot()

    assert [p for p in snapshot.problems if p.severity is not Severity.ADVICE] == []
    assert sum(1 for i in snapshot.agenda if i.bucket == "today") >= 3


@pytest.mark.parametrize(("hours", "at"), [(9, 8), (-8, 22), (0, 3)], ids=["east", "west", "night"])
def test_a_demo_lives_on_the_day_of_whoever_opens_it(tmp_path: Path, hours: int, at: int) -> None:
    here = timezone(timedelta(hours=hours))
    now = datetime(2027, 3, 3, at, tzinfo=here)
    make_demo(tmp_path / "demo", now.date())
    snapshot = Workspace.open(tmp_path / "demo", Moment(today=now.date(), now=now)).snapshot()

    assert snapshot.today == now.date()
    assert snapshot.now.hour == at
    thanked = {i.who for i in snapshot.agenda if i.step == "thanks" and i.bucket == "today"}
    assert {"Imani Brandt", "Piet Vandersloot", "Lucía Ferreyra"} <= thanked


def test_check_mends_what_has_one_right_answer(workspace: Workspace) -> None:
    file = workspace.root / "opportunities" / "northwind.md"
    file.write_text(
        file.read_text()
        .replace("stage: interviewing", "stage: offer")
        .replace("stage_since: 2026-11-16\n", "next_touch: 2026-11-01\n")
        + "\n### 2026-11-19 10:00 Email to Joe Alvarez: hello\n\nDear Joe\n"
    )
    codes = {p.code for p in workspace.snapshot().problems}
    assert {"stale-next-touch", "stage-without-date"} <= codes
    workspace.carry_out(mend())

    assert {p.code for p in workspace.snapshot().problems} & {"stale-next-touch", "stage-without-date"} == set()
    assert "stage_since: 2026-11-20\n" in file.read_text()
    assert "next_touch" not in file.read_text()


def test_the_doctor_tells_what_is_missing_and_how_to_mend_it(workspace: Workspace) -> None:
    looks = {look.name: look for look in examine(workspace, editor="", terminal="dumb")}

    assert looks["vault"].good
    assert looks["git"].good
    assert looks["history"].good
    assert (looks["editor"].good, looks["terminal"].good) == (False, False)
    assert looks["editor"].mend
    assert not {look.name: look for look in examine(None, editor="nonesuch", terminal="xterm")}["vault"].good


def moment_of(today: date) -> Moment:
    """Return noon of a day, named by the user."""
    return Moment(today=today, now=datetime(today.year, today.month, today.day, 12, tzinfo=UTC), fixed=True)


def test_the_main_job_works_in_the_demo_at_any_hour(tmp_path: Path) -> None:
    demo = make_demo(tmp_path / "demo", ANCHOR)
    early = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 6, 5, tzinfo=UTC)
    workspace = Workspace.open(demo, Moment(today=ANCHOR, now=early, fixed=True))
    key = next(i.key for i in workspace.snapshot().agenda if i.step == "thanks" and i.who == "Imani Brandt")
    workspace.carry_out(write_draft("halyard", "thank-you-email", to="Imani"))
    workspace.carry_out(mark_sent("thank-you-email-imani"))

    assert key not in [i.key for i in workspace.snapshot().agenda]
