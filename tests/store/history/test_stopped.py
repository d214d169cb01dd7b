"""A merge that plain git stopped is finished on a yes: as a sync would have merged, and nothing lost."""

import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history.driver import KEY
from store.history.git import Git
from store.history.merging import stopped
from store.history.merging.joining import join
from store.history.program import PLAIN
from store.history.repository import Repository
from store.vault.writing import write
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.syncing.finishing import Finished, finish_stopped, question

ANN = ("Ann Example", "ann@home.example")
PATH = "opportunities/acme.md"
NOTE = (
    "---\ncompany: Acme\nposition: Head\nstage: applied\nsalary: '50'\n---\nOne.\n\nTwo.\n\nThree.\n\n## Notes\n\n"
    "### 2026-11-20 14:00 Interview with Joe Alvarez\n- need: reps stall\n- [ ] promise: send the plan by 2026-11-23\n"
)
OURS = NOTE.replace("stage: applied", "stage: offer").replace("- [ ] promise", "- [x] promise")
THEIRS = NOTE.replace("stage: applied", "stage: applied\nurl: https://acme.example").replace(
    "- need: reps stall\n", "- need: reps stall\n- topic: stories\n"
)


def git(root: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout


def tell(root: Path, message: str, **files: str | None) -> None:
    """Commit files by their names; None deletes one."""
    for name, text in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink()
        else:
            place.write_bytes(text.encode())
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault whose git merges by itself: it does not know Afterword."""
    root = tmp_path / "vault"
    root.mkdir()
    Repository(root).init(*ANN)
    git(root, "config", "--remove-section", "merge.afterword")
    tell(root, "A new vault", **{"afterword.toml": "[me]\nname = 'Ann'\n", PATH: NOTE, "opportunities/other.md": NOTE})
    return root


def parted(root: Path, ours: dict[str, str | None], theirs: dict[str, str | None], *words: str) -> None:
    """Let both sides change files, and merge by plain git, which stops."""
    git(root, "switch", "-q", "-c", "side")
    tell(root, "theirs", **theirs)
    git(root, "switch", "-q", "main")
    tell(root, "ours", **ours)
    subprocess.run(["git", *words, "merge", "-q", "side"], cwd=root, check=False, capture_output=True)
    assert (root / ".git/MERGE_HEAD").exists()


def opened(root: Path) -> Workspace:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return Workspace.open(root, Moment(today=date(2026, 11, 24), now=noon, fixed=True))


def finish(root: Path) -> Finished:
    done = finish_stopped(opened(root))
    assert not (root / ".git/MERGE_HEAD").exists()
    assert len(git(root, "rev-list", "--parents", "-1", "HEAD").split()) == 3
    git(root, "fsck", "--strict", "--no-dangling")
    return done


def as_synced(root: Path) -> dict[str, bytes]:
    """Return the files of the commit that a sync would have made of both sides."""
    everything = frozenset({"mass-deletion", "unrelated"})
    joined = join(
        Git(root), git(root, "rev-parse", "main").strip(), git(root, "rev-parse", "side").strip(), accept=everything
    )
    names = git(root, "ls-tree", "-r", "-z", "--name-only", joined.commit).split("\0")
    show = ("git", "cat-file", "blob")
    return {
        n: subprocess.run([*show, f"{joined.commit}:{n}"], cwd=root, check=True, capture_output=True).stdout
        for n in names
        if n
    }


def on_disk(root: Path) -> dict[str, bytes]:
    names = git(root, "ls-files", "-z").split("\0")
    return {name: (root / name).read_bytes() for name in names if name}


def has_marker(data: bytes) -> bool:
    return bool(re.search(rb"^(<{7}|\|{7}|={7}$|>{7})", data, re.MULTILINE))


DEEDS: dict[str, tuple[dict[str, str | None], dict[str, str | None], str]] = {
    "both changed one file": ({PATH: OURS}, {PATH: THEIRS}, "UU"),
    "deleted here, changed there": ({PATH: None}, {PATH: THEIRS}, "DU"),
    "changed here, deleted there": ({PATH: OURS}, {PATH: None}, "UD"),
    "renamed here, deleted there": ({PATH: None, "opportunities/2026/acme.md": NOTE}, {PATH: None}, "UD"),
    "deleted here, renamed there": ({PATH: None}, {PATH: None, "opportunities/2026/acme.md": THEIRS}, "DU"),
    "renamed here and there": (
        {PATH: None, "opportunities/b.md": OURS},
        {PATH: None, "opportunities/c.md": THEIRS},
        "DD",
    ),
    "the same one added on both sides": (
        {"opportunities/new.md": OURS + "\nOurs.\n"},
        {"opportunities/new.md": THEIRS + "\nTheirs.\n"},
        "AA",
    ),
    "two different ones added under one name": (
        {"opportunities/new.md": NOTE},
        {"opportunities/new.md": NOTE.replace("Acme", "Zenith")},
        "AA",
    ),
    "settings changed on both sides": (
        {"afterword.toml": "[me]\nname = 'Ann'\nphone = '1'\n"},
        {"afterword.toml": "[me]\nname = 'Ann'\nemail = 'a@home.example'\n"},
        "UU",
    ),
    "a picture changed on both sides": ({"offer.bin": "ours \0 x"}, {"offer.bin": "theirs \0 y"}, "AA"),
    "several at once": (
        {PATH: None, "opportunities/other.md": OURS, "people/jo.md": "---\nname: Jo\nemail: j@a.example\n---\n"},
        {PATH: THEIRS, "opportunities/other.md": THEIRS, "people/jo.md": "---\nname: Jo\nphone: '1'\n---\n"},
        "DU",
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_git_stopped_at_becomes_what_a_sync_would_have_made(vault: Path, deed: str) -> None:
    ours, theirs, code = DEEDS[deed]
    parted(vault, ours, theirs)
    assert code in {row[:2] for row in git(vault, "status", "--porcelain").splitlines()}
    wanted = as_synced(vault)

    finish(vault)

    assert on_disk(vault) == wanted
    assert git(vault, "status", "--porcelain") == ""
    assert not [name for name, data in on_disk(vault).items() if has_marker(data)]


def test_both_sides_of_a_note_are_in_it(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    finish(vault)

    text = (vault / PATH).read_text()
    for part in ("stage: offer", "url: https://acme.example", "- [x] promise", "- topic: stories"):
        assert part in text


@pytest.mark.parametrize(
    "settings",
    [
        ("-c", "merge.conflictStyle=diff3"),
        ("-c", "merge.conflictStyle=zdiff3"),
        ("-c", f"merge.afterword.driver={PLAIN}", "-c", "merge.afterword.name=x"),
        ("-c", "merge.afterword.driver=kill -9 $$", "-c", "merge.afterword.name=x"),
        ("-c", "merge.ff=false", "-c", "merge.renames=false"),
    ],
)
def test_it_does_not_matter_how_git_had_stopped(vault: Path, settings: tuple[str, ...]) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS}, *settings)
    wanted = as_synced(vault)

    finish(vault)

    assert on_disk(vault) == wanted


def test_a_file_that_the_user_settled_and_staged_stays_as_it_is(vault: Path) -> None:
    both = "opportunities/other.md"
    parted(vault, {PATH: OURS, both: OURS}, {PATH: THEIRS, both: THEIRS})
    settled = OURS.replace("Two.", "As I want it.")
    (vault / PATH).write_text(settled)
    git(vault, "add", PATH)

    finish(vault)

    assert (vault / PATH).read_text() == settled
    assert "url:" in (vault / both).read_text()


def test_a_deletion_that_the_user_staged_stays_one(vault: Path) -> None:
    parted(vault, {PATH: None}, {PATH: THEIRS})
    git(vault, "rm", "-q", "--", PATH)

    finish(vault)

    assert not (vault / PATH).exists()
    assert PATH not in git(vault, "ls-files")


def test_a_file_staged_with_markers_in_it_is_not_settled(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    git(vault, "add", "-A")
    wanted = as_synced(vault)

    finish(vault)

    assert on_disk(vault) == wanted


def test_what_was_typed_beside_the_markers_is_kept(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    text = (vault / PATH).read_text()
    assert has_marker(text.encode())
    (vault / PATH).write_text(text.replace("Three.\n", "Three.\n\nTyped while it was stopped.\n"))

    finish(vault)

    text = (vault / PATH).read_text()
    assert text.count("Typed while it was stopped.") == 1
    for part in ("stage: offer", "url: https://acme.example", "- [x] promise", "- topic: stories"):
        assert text.count(part) == 1, part
    assert not has_marker(text.encode())


def test_what_was_typed_inside_the_markers_is_kept(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    text = (vault / PATH).read_text()
    (vault / PATH).write_text(text.replace("stage: offer\n", "stage: offer\nlocation: Leeds\n"))

    finish(vault)

    text = (vault / PATH).read_text()
    assert "location: Leeds" in text and "url: https://acme.example" in text and not has_marker(text.encode())


def test_markers_taken_away_by_hand_are_the_users_decision(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    mine = OURS.replace("stage: offer", "stage: offer\nurl: https://acme.example").replace(
        "Two.", "Both, as I like it."
    )
    (vault / PATH).write_text(mine)

    finish(vault)

    text = (vault / PATH).read_text()
    assert "Both, as I like it." in text and "Two." not in text
    assert not has_marker(text.encode())


def test_who_went_on_with_one_side_alone_does_not_lose_the_other(vault: Path) -> None:
    failing = ("-c", "merge.afterword.driver=false", "-c", "merge.afterword.name=x")
    parted(vault, {PATH: OURS}, {PATH: THEIRS}, *failing)
    assert (vault / PATH).read_text() == OURS
    (vault / PATH).write_text(OURS + "- quote: typed since\n")

    finish(vault)

    text = (vault / PATH).read_text()
    for part in ("typed since", "stage: offer", "url: https://acme.example", "- topic: stories"):
        assert text.count(part) == 1, part


def test_what_was_typed_into_a_file_deleted_on_one_side_is_kept(vault: Path) -> None:
    parted(vault, {PATH: None}, {PATH: THEIRS})
    (vault / PATH).write_text(THEIRS + "- quote: typed since\n")

    finish(vault)

    assert (vault / PATH).read_text() == THEIRS + "- quote: typed since\n"


def test_what_was_typed_under_a_name_that_goes_is_kept_there(vault: Path) -> None:
    parted(vault, *DEEDS["renamed here and there"][:2])
    gone = vault / "opportunities/c.md"
    gone.write_text(gone.read_text() + "- quote: typed since\n")
    typed = gone.read_text()

    done = finish(vault)

    assert gone.read_text() == typed
    assert git(vault, "show", "HEAD:opportunities/c.md") == typed
    assert any("opportunities/c.md" in note and "so it stays" in note for note in done.notes)


def test_what_is_not_part_of_the_merge_is_left_alone(vault: Path) -> None:
    (vault / "diary.txt").write_text("committed\n")
    tell(vault, "diary")
    (vault / "diary.txt").write_text("stashed\n")
    git(vault, "stash", "-q")
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    (vault / "diary.txt").write_text("not committed\n")
    (vault / "new.txt").write_text("unknown to git\n")

    finish(vault)

    assert git(vault, "status", "--porcelain").splitlines() == [" M diary.txt", "?? new.txt"]
    assert (vault / "diary.txt").read_text() == "not committed\n"
    assert git(vault, "stash", "list").count("\n") == 1


def test_a_crash_between_files_and_commit_is_made_good_by_doing_it_again(vault: Path) -> None:
    ours, theirs, _ = DEEDS["several at once"]
    parted(vault, ours, theirs)
    wanted = as_synced(vault)
    planned = stopped.plan(Git(vault))
    for edit in planned.edits:
        write(vault, edit)
    assert (vault / ".git/MERGE_HEAD").exists()

    finish(vault)

    assert on_disk(vault) == wanted


def test_planning_touches_nothing(vault: Path) -> None:
    parted(vault, *DEEDS["several at once"][:2])
    before = {p: p.read_bytes() for p in vault.rglob("*") if p.is_file() and "objects" not in p.parts}

    stopped.plan(Git(vault))
    assert "stopped in" in str(question(opened(vault)))

    assert {p: p.read_bytes() for p in vault.rglob("*") if p.is_file() and "objects" not in p.parts} == before


def test_a_vault_in_a_folder_of_a_larger_repository(vault: Path) -> None:
    inner = "search"
    root = vault / inner
    tell(vault, "inner", **{f"{inner}/afterword.toml": "[me]\nname = 'Ann'\n", f"{inner}/{PATH}": NOTE, "top.md": NOTE})
    parted(vault, {f"{inner}/{PATH}": OURS, "top.md": OURS}, {f"{inner}/{PATH}": THEIRS, "top.md": THEIRS})
    wanted = as_synced(vault)

    finish_stopped(opened(root))

    assert on_disk(vault) == wanted


def test_settings_that_were_changed_since_are_left_to_the_user(vault: Path) -> None:
    parted(vault, *DEEDS["settings changed on both sides"][:2])
    (vault / "afterword.toml").write_text("[me]\nname = 'Somebody'\n")
    before = git(vault, "status", "--porcelain"), (vault / "afterword.toml").read_bytes()

    with pytest.raises(GitTrouble, match="git add"):
        finish_stopped(opened(vault))

    assert (git(vault, "status", "--porcelain"), (vault / "afterword.toml").read_bytes()) == before
    git(vault, "add", "afterword.toml")
    finish(vault)
    assert (vault / "afterword.toml").read_text() == "[me]\nname = 'Somebody'\n"


def test_a_link_is_left_to_the_user(vault: Path) -> None:
    git(vault, "switch", "-q", "-c", "side")
    (vault / "x.md").symlink_to("afterword.toml")
    tell(vault, "theirs")
    git(vault, "switch", "-q", "main")
    (vault / "x.md").symlink_to(PATH)
    tell(vault, "ours")
    git(vault, "merge", "-q", "side", check=False)

    with pytest.raises(GitTrouble, match="link"):
        finish_stopped(opened(vault))
    assert (vault / ".git/MERGE_HEAD").exists()


@pytest.mark.parametrize("words", [("cherry-pick", "side"), ("rebase", "side"), ("revert", "--no-edit", "HEAD~1")])
def test_what_is_no_merge_is_not_ours_to_finish(vault: Path, words: tuple[str, ...]) -> None:
    git(vault, "switch", "-q", "-c", "side")
    tell(vault, "theirs", **{PATH: THEIRS})
    git(vault, "switch", "-q", "main")
    tell(vault, "first", **{PATH: OURS.replace("offer", "lead")})
    tell(vault, "ours", **{PATH: OURS})
    git(vault, *words, check=False)
    before = git(vault, "status", "--porcelain")

    assert question(opened(vault)) is None
    with pytest.raises(GitTrouble, match="no merge half done"):
        finish_stopped(opened(vault))
    assert git(vault, "status", "--porcelain") == before


def test_a_merge_that_only_waits_for_its_commit_is_committed_as_it_is(vault: Path) -> None:
    git(vault, "switch", "-q", "-c", "side")
    tell(vault, "theirs", **{"opportunities/other.md": THEIRS})
    git(vault, "switch", "-q", "main")
    tell(vault, "ours", **{PATH: OURS})
    git(vault, "merge", "-q", "--no-commit", "side")

    finish(vault)

    assert (vault / "opportunities/other.md").read_text() == THEIRS


def test_nobody_else_ended_the_merge_meanwhile(vault: Path) -> None:
    parted(vault, {PATH: OURS}, {PATH: THEIRS})
    planned = stopped.plan(Git(vault))
    git(vault, "merge", "--abort")

    with pytest.raises(GitTrouble, match="meanwhile"):
        stopped.conclude(Git(vault), planned)


def test_after_it_commits_go_on(vault: Path) -> None:
    Repository(vault).init(*ANN)
    parted(vault, {PATH: OURS}, {PATH: None})
    assert "sync --accept stopped-merge" in str(Repository(vault).obstacle())

    finish(vault)

    assert Repository(vault).obstacle() is None
    assert git(vault, "config", KEY)
