"""Random work on two sides, merged by plain git with Afterword or without: what stops is finished, no word is lost."""

import os
import random
import re
import subprocess
from pathlib import Path

import pytest

from store.history.driver import install
from store.history.git import Git
from store.history.merging.stopped import is_stopped
from store.history.repository import Repository
from store.workspace.syncing.finishing import finish_stopped
from tests.store.history.test_stopped import NOTE, git, has_marker, on_disk, opened

SEEDS = int(os.environ.get("AFTERWORD_MERGES", "6"))
WORD = re.compile(r"word\d+[a-z]")
NAMES = [f"opportunities/{name}.md" for name in ("acme", "birch", "cedar", "dune", "2026/elm")]


class Side:
    """Somebody who works in a folder at random."""

    def __init__(self, root: Path, chance: random.Random, mark: str) -> None:
        self.root, self.chance, self.mark = root, chance, mark
        self.number = 0

    def word(self) -> str:
        """Return a word that stands nowhere else."""
        self.number += 1
        return f"word{self.number}{self.mark}"

    def notes(self) -> list[Path]:
        return sorted(self.root.glob("opportunities/**/*.md"))

    def work(self, *, times: int) -> None:
        for _ in range(times):
            self.chance.choice([self.edit, self.edit, self.edit, self.delete, self.rename, self.add])()

    def edit(self) -> None:
        for place in self.chance.sample(self.notes(), min(1, len(self.notes()))):
            lines = place.read_text().split("\n")
            at = self.chance.choice([i for i, line in enumerate(lines) if i > 2] or [len(lines)])
            inside = lines[:at].count("---") == 1
            lines.insert(at, f"key_{self.word()}: {self.word()}" if inside else self.word())
            place.write_text("\n".join(lines))

    def delete(self) -> None:
        for place in self.chance.sample(self.notes(), min(1, len(self.notes()))):
            text = place.read_text()
            if not WORD.search(text):  # what was written is not taken away again by its own side
                place.unlink()

    def rename(self) -> None:
        for place in self.chance.sample(self.notes(), min(1, len(self.notes()))):
            target = self.root / "opportunities" / self.chance.choice(["", "2025", "2026"]) / f"{self.word()}.md"
            target.parent.mkdir(exist_ok=True)
            place.rename(target)

    def add(self) -> None:
        place = self.root / f"opportunities/new{self.chance.randrange(3)}.md"
        if not place.exists():
            company = self.chance.choice(["Acme", "Zenith"])
            place.write_text(NOTE.replace("Acme", company) + f"\n{self.word()}\n")


def words(root: Path) -> set[str]:
    found = (WORD.findall(data.decode()) for data in on_disk(root).values())
    return {word for some in found for word in some}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_word_is_lost_whatever_git_stopped_at(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    root = tmp_path / "vault"
    (root / "opportunities/2026").mkdir(parents=True)
    Repository(root).init("Ann Example", "ann@home.example")
    (root / "afterword.toml").write_text("[me]\nname = 'Ann'\n")
    for name in NAMES:
        (root / name).write_text(NOTE.replace("Acme", name) + f"\nOnly in {name}.\n" * 5)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")
    written: set[str] = set()
    for branch, mark in (("side", "t"), ("main", "o")):
        git(root, "switch", "-q", *(["-c", "side"] if branch == "side" else ["main"]))
        Side(root, chance, mark).work(times=chance.randrange(3, 9))
        git(root, "add", "-A")
        git(root, "commit", "-qm", branch, "--allow-empty")
        written |= words(root)
    if chance.random() < 0.5:
        git(root, "config", "--remove-section", "merge.afterword")
    subprocess.run(["git", "merge", "-q", "--no-edit", "side"], cwd=root, check=False, capture_output=True)
    if is_stopped(Git(root)):
        if chance.random() < 0.5 and (
            marked := [p for p in Side(root, chance, "s").notes() if has_marker(p.read_bytes())]
        ):
            marked[0].write_text(marked[0].read_text() + "\nword1s\n")
            written.add("word1s")
        finish_stopped(opened(root))

    assert written - words(root) == set()
    assert not [name for name, data in on_disk(root).items() if has_marker(data)]
    assert git(root, "status", "--porcelain") == ""
    git(root, "fsck", "--strict", "--no-dangling")
    install(Git(root))
