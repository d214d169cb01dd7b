"""The vault's repository: whether git can be used now, and commits of just the paths that a change touched.

Promise: the user's own staged work, stash, branches and half-done merges are never touched. Files are already saved
when a commit is tried, so one that fails is a state to tell, not a loss.
"""

import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from store.errors import GitTrouble
from store.history.driver import install
from store.history.filters import required
from store.history.git import Git
from store.history.git_index import make_durable
from store.history.identity import Identity, author, known_identity, one_line
from store.history.merging.branch import finish
from store.history.past.log import has_commits
from store.history.sentences import NO_NAME
from store.history.state import busy_with, head_of
from store.history.status import PathState, part_staged, seen_states, states
from store.history.trailers import MACHINE, WORK
from store.model.trust import NO_TRUST, Trust

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


NAMED = 5
"""Files that a sentence names at most."""


class Repository:
    """Git as a vault uses it."""

    def __init__(self, root: Path, *, trusted: Trust = NO_TRUST, machine: str = "", is_brief: bool = False) -> None:
        """Begin with a vault.

        Args:
            root: the vault's folder.
            trusted: what the user allows the vault's git to run.
            machine: the name of this machine, which commits tell.
            is_brief: it serves one change, which takes a moment: whether git can be used is looked at once.
        """
        self.root = root
        self._is_brief = is_brief
        self._has_looked = False
        self.machine = one_line(machine)
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
        self.equip(name, email)

    def equip(self, name: str = "", email: str = "") -> None:
        """Give the repository that the vault lies in the settings that keep it whole.

        Raises:
            GitTrouble: git says no.
        """
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
        return not (head_of(self.git.home) or has_commits(self.git))

    def obstacle(self, patience: float | None = None) -> str | None:
        """Say in a sentence why nothing can be committed now; None when nothing is in the way.

        Args:
            patience: seconds to wait for another git; None = as long as one needs that works.
        """
        try:
            self.git.audit()
            if self.git.plain_home:
                self.git.home, self.git.prefix = self.git.plain_home, ""
                return busy_with(self.git.home, patience) or self._left_behind(self.git.home)
            answer = self.git.ask(
                *("rev-parse", "--absolute-git-dir", "--is-bare-repository", "--show-prefix"),
                "--show-superproject-working-tree",
            )
        except GitTrouble as trouble:
            return str(trouble)
        folder, bare, *others = os.fsdecode(answer).removesuffix("\n").split("\n")
        self.git.home = Path(folder)
        self.git.prefix, *above = others or ("",)  # a bare one has no files of which to tell
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
        return self.record(self.differing(paths), sentence, identity, trailers)

    def differing(self, paths: Iterable[str]) -> tuple[PathState, ...]:
        """Return those of the paths that differ from the last commit.

        One that is new may turn out to be ignored by git.

        Raises:
            GitTrouble: git cannot be used here.
        """
        self._ready()
        wanted = tuple(dict.fromkeys(paths))
        seen = seen_states(self.git, wanted)
        return states(self.git, wanted) if seen is None else seen

    def record(
        self,
        differing: tuple[PathState, ...],
        sentence: str,
        identity: Identity = ("", ""),
        trailers: Mapping[str, str] | None = None,
    ) -> str | None:
        """Commit what was just found to differ, as `commit` does.

        Raises:
            GitTrouble: it could not be committed; the files are as they are.
        """
        if not differing:
            return None
        options = required(self.git, (state.path for state in differing if not state.is_gone))
        differing = self._announce(differing)
        if not differing:
            return None
        paths = [state.path for state in differing]
        said = {**(trailers or {WORK: "change"}), **({MACHINE: self.machine} if self.machine else {})}
        lines = "".join(f"{key}: {value}\n" for key, value in said.items())
        try:
            self._commit(paths, f"{one_line(sentence)}\n\n{lines}", identity, options)
        except GitTrouble:
            if self._is_committed(paths):
                return None
            raise
        make_durable(self.git.home)
        return head_of(self.git.home) or self.git.ask("rev-parse", "HEAD").decode().strip()

    def commit_outside_edits(self, paths: Iterable[str], identity: Identity = ("", "")) -> str | None:
        """Commit what another program changed in these paths, by itself, before they are changed here.

        Raises:
            GitTrouble: it could not be committed.
        """
        wanted = tuple(paths)
        differing = self.differing(wanted)
        if any(state.is_new for state in differing):
            differing = states(self.git, wanted)  # which tells of what git ignores
            # What was renamed is a new file and a missing one: in one commit, the history knows it again.
            known = {state.path for state in differing}
            kinds = {PurePosixPath(state.path).suffix for state in differing if state.is_new}
            missing = (p for p in self._missing() if p not in known and PurePosixPath(p).suffix in kinds)
            differing += tuple(state for state in states(self.git, missing) if not state.is_part_staged)
        return self.record(differing, outside_sentence(differing), identity, {WORK: "outside"})

    def _missing(self) -> tuple[str, ...]:
        """Return the paths that git knows and that are on disk no longer."""
        out = self.git.ask("ls-files", "-z", "--deleted", "--", ".").decode("utf-8", "surrogateescape")
        return tuple(path for path in out.split("\0") if path)

    def part_staged(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of which the user staged one version and has another on disk: a commit takes the latter."""
        return part_staged(self.differing(paths))

    def _left_behind(self, home: Path) -> str | None:
        """Finish what a sync that died left in the index, which would keep files from being committed."""
        try:
            finish(self.git, home)
        except GitTrouble as trouble:
            return str(trouble)
        return None

    def _ready(self) -> None:
        if self._is_brief and self._has_looked:
            return
        obstacle = self.obstacle()
        if obstacle:
            raise GitTrouble(obstacle)
        self._has_looked = True

    def _commit(self, paths: list[str], message: str, identity: Identity, options: tuple[str, ...]) -> None:
        """Commit in the name that git's settings say, wherever those are; git alone knows whether they say one."""
        guess = (*options, "-c", "user.useConfigOnly=true")
        what = ("commit", "--quiet", "--only", "--no-status", "--cleanup=whitespace", "--file=-", "--", *paths)
        try:
            self.git.run(*what, options=guess, text=message)
        except GitTrouble as trouble:
            if NO_NAME not in str(trouble):
                raise
            self.git.run(*what, options=options, text=message, env=author(self.git, identity))

    def _announce(self, differing: tuple[PathState, ...]) -> tuple[PathState, ...]:
        """Tell git of paths that it does not know yet, and return those that are to be committed."""
        new = [state.path for state in differing if state.is_new]
        if not new:
            return differing
        try:
            self._add(new)
        except GitTrouble:
            differing = states(self.git, [state.path for state in differing])  # some may be ignored
            if new := [state.path for state in differing if state.is_new]:
                self._add(new)
        return differing

    def _add(self, new: list[str]) -> None:
        """Tell git of new paths, also where a sparse checkout would leave them out."""
        try:
            self.git.run("add", "--intent-to-add", "--", *new)
        except GitTrouble as trouble:
            if "sparse-checkout" not in str(trouble):
                raise
            self.git.run("add", "--sparse", "--intent-to-add", "--", *new)

    def _is_committed(self, paths: list[str]) -> bool:
        """Tell whether git holds these paths already: with `core.autocrlf` it may take other line ends for a change."""
        try:
            return not self.git.ask("diff", "--name-only", "--no-ext-diff", "--no-textconv", "HEAD", "--", *paths)
        except GitTrouble:  # there is no commit yet
            return False


OWN_SETTINGS = {
    "core.fsync": "all",
    "core.untrackedCache": "true",
}


def outside_sentence(differing: Sequence[PathState]) -> str:
    """Say which files another program changed, by their names alone."""
    names = [PurePosixPath(state.path).stem for state in differing]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    done = "deleted" if differing and all(state.is_gone for state in differing) else "edited"
    where = "outside of Afterword" if done == "deleted" else "in an editor"
    return f"{done} {where}: {', '.join(names[:NAMED])}{more}"


def _create(place: Path, text: str) -> None:
    with contextlib.suppress(FileExistsError), place.open("x", encoding="utf-8", newline="\n") as file:
        place.chmod(0o600)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
