"""The vault's repository: whether git can be used now, and commits of just the paths that a change touched.

Promise: the user's own staged work, stash, branches and half-done merges are never touched. Files are already saved
when a commit is tried, so one that fails is a state to tell, not a loss.
"""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from store.errors import GitTrouble
from store.history.branch import finish
from store.history.driver import install
from store.history.git import Git
from store.history.identity import Identity, author, known_identity, one_line
from store.history.log import has_commits
from store.history.state import busy_with
from store.history.status import PathState, states
from store.history.trailers import WORK

ATTRIBUTES = "*.md -text merge=afterword\n"
IGNORED = """\
# what editors, sync tools and systems leave behind
.afterword-*
.*.sw?
.*.un~
*~
*.orig
*.bak
*.tmp
.#*
#*#
4913
~$*
.goutputstream-*
.syncthing.*.tmp
~syncthing~*.tmp
.stfolder
.stversions/
.~lock.*#
.obsidian/
.DS_Store
Thumbs.db
desktop.ini
"""


class Repository:
    """Git as a vault uses it."""

    def __init__(self, root: Path, *, trusted: bool = False) -> None:
        self.root = root
        self.git = Git(root, trusted=trusted)

    def is_repository(self) -> bool:
        """Tell whether the vault lies in a git repository, trusted or not; runs no git."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.absolute().parents))

    def init(self, name: str = "", email: str = "") -> None:
        """Make the vault a repository of its own, with the settings that keep it whole.

        Args:
            name: the user's name, written where git's own settings have none.
            email: likewise.

        Raises:
            GitTrouble: git says no.
        """
        if not (self.root / ".git").exists():
            self.git.run("-c", "init.defaultBranch=main", "init", "-q", "--template=")
        install(self.git)
        self.git.audit()
        for key, value in OWN_SETTINGS.items():
            self.git.run("config", "--local", key, value)
        if not all(known_identity(self.git)):
            for key, value in (("user.name", one_line(name)), ("user.email", one_line(email))):
                if value:
                    self.git.run("config", "--local", "--", key, value)
        for path, text in ((".gitattributes", ATTRIBUTES), (".gitignore", IGNORED)):
            _create(self.root / path, text)

    def is_unborn(self) -> bool:
        """Tell whether nothing was ever committed.

        Raises:
            GitTrouble: git cannot be used here.
        """
        self._ready()
        return not has_commits(self.git)

    def obstacle(self, patience: float | None = None) -> str | None:
        """Say in a sentence why nothing can be committed now; None when nothing is in the way.

        Args:
            patience: seconds to wait for another git; None = as long as one needs that works.
        """
        try:
            self.git.audit()
            answer = self.git.ask(
                "rev-parse", "--absolute-git-dir", "--is-bare-repository", "--show-superproject-working-tree"
            )
        except GitTrouble as trouble:
            return str(trouble)
        folder, bare, *above = answer.decode("utf-8", "surrogateescape").splitlines()
        if bare == "true":
            return "This vault is a bare repository: it has no files of its own to commit."
        if any(above):
            return "This vault is a submodule of another repository; commit it from there."
        return busy_with(Path(folder), patience) or self._left_behind(Path(folder))

    def commit(
        self,
        paths: Iterable[str],
        sentence: str,
        identity: Identity = ("", ""),
        trailers: Mapping[str, str] | None = None,
    ) -> str | None:
        """Commit just these paths as they are on disk, new and deleted ones too.

        Args:
            paths: relative to the vault, with `/`.
            sentence: the message's first line.
            identity: name and e-mail for a git that knows none.
            trailers: lines for machines at the end of the message; without any it is a change of ours.

        Returns:
            The commit's id, or None where nothing differs from the last commit.

        Raises:
            GitTrouble: it could not be committed; the files are as they are.
        """
        self._ready()
        return self._commit(states(self.git, paths), sentence, identity, trailers or {WORK: "change"})

    def commit_outside_edits(self, paths: Iterable[str], identity: Identity = ("", "")) -> str | None:
        """Commit what another program changed in these paths, by itself, before they are changed here.

        Raises:
            GitTrouble: it could not be committed.
        """
        self._ready()
        differing = states(self.git, paths)
        if not differing:
            return None
        names = ", ".join(PurePosixPath(state.path).stem for state in differing)
        return self._commit(differing, f"edited in an editor: {names}", identity, {WORK: "outside"})

    def part_staged(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of which the user staged one version and has another on disk: a commit takes the latter."""
        self._ready()
        return tuple(state.path for state in states(self.git, paths) if state.is_part_staged)

    def _left_behind(self, home: Path) -> str | None:
        """Finish what a sync that died left in the index, which would keep files from being committed."""
        try:
            finish(self.git, home)
        except GitTrouble as trouble:
            return str(trouble)
        return None

    def _ready(self) -> None:
        obstacle = self.obstacle()
        if obstacle:
            raise GitTrouble(obstacle)

    def _commit(
        self, differing: tuple[PathState, ...], sentence: str, identity: Identity, trailers: Mapping[str, str]
    ) -> str | None:
        if not differing:
            return None
        new = [state.path for state in differing if state.is_new]
        if new:
            self.git.run("add", "--intent-to-add", "--", *new)
        lines = "".join(f"{key}: {value}\n" for key, value in trailers.items())
        self.git.run(
            *("commit", "--quiet", "--only", "--no-status", "--cleanup=whitespace", "--file=-"),
            *("--", *(state.path for state in differing)),
            text=f"{one_line(sentence)}\n\n{lines}",
            env=author(self.git, identity),
        )
        return self.git.ask("rev-parse", "HEAD").decode().strip()


OWN_SETTINGS = {
    "core.fsync": "all",
    "core.untrackedCache": "true",
}


def _create(place: Path, text: str) -> None:
    with contextlib.suppress(FileExistsError), place.open("x", encoding="utf-8", newline="\n") as file:
        place.chmod(0o600)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
