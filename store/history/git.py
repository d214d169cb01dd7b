"""The one place where git is started: fixed arguments, a quiet environment, and nothing that a vault could make it run.

GitPython serves as the process layer only. Before anything else the repository's own settings are read, which
runs nothing; a repository with a setting that could start a program is left alone until the user trusts exactly that.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from store.errors import GitTrouble
from store.history.hooks import hook_rows, said_no
from store.history.locks import left_since, remove
from store.history.sentences import DUBIOUS, ENDED, is_locked, of_audit, sentence_of, without_repository
from store.history.settings_file import home_of, listing_of
from store.history.trust import foreign_rows, has_includes, has_worktree_settings, keys_of
from store.history.version import too_old
from store.model.trust import NO_TRUST, Trust

SECONDS = 60.0
"""How long one local command may take before it is ended."""
TRIES = 7
FIRST_PAUSE = 0.02

ALWAYS = (
    "--literal-pathspecs",
    "-c", "core.fsync=all",
    "-c", "core.fsmonitor=false",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
    "-c", "safe.bareRepository=explicit",
    "-c", "protocol.allow=never",
    "-c", "merge.afterword.driver=false",
    "-c", "submodule.recurse=false",
    "-c", "i18n.commitEncoding=UTF-8",
    "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "log.showSignature=false",
    "-c", "color.ui=false",
)  # fmt: skip
SETTINGS = ("config", "--no-includes", "--list", "-z")
WITH_INCLUDES = ("config", "--includes", "--list", "-z")
VERSIONS: dict[str, str] = {}
"""What git said of its age, by the search path it was found on."""
NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")

QUIET = {
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "false",
    "SSH_ASKPASS": "false",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_EDITOR": "false",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
}
KEPT = (
    *("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"),
    *("GIT_EXEC_PATH", "GIT_SSH", "GIT_SSL_", "GIT_PYTHON_"),
)
"""Names and beginnings of names in the environment that are the user's own say; all else of git's is removed."""


def values_in(listing: str) -> dict[str, str]:
    """Return settings as `git config -z` lists them, by their keys."""
    return dict(row.split("\n", 1) for row in listing.split("\0") if "\n" in row)


class Git:
    """Git in one folder, for fixed commands."""

    def __init__(self, folder: Path, *, trusted: Trust = NO_TRUST, env: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.trusted = trusted
        self.plain_home: Path | None = None
        """The repository's own folder, where its settings were last read without git; None = git was asked."""
        self.own: Mapping[str, str] = {}
        """The repository's own settings, as they were when they were last looked at."""
        self.env = dict(env or {})
        """Added to the environment of every command."""

    def audit(self) -> None:
        """Read the repository's settings, which runs nothing, and refuse those that could start a program.

        Raises:
            GitTrouble: there is no repository, no git, or a setting is neither known to be harmless nor trusted.
        """
        settings = self.settings()
        if too_old(self._version()):
            raise GitTrouble(too_old(self._version()))
        rows = foreign_rows(settings)
        if self.trusted.given:
            rows = tuple(row for row in (*rows, *hook_rows(self)) if not self.trusted.covers(row))
        if rows:
            raise GitTrouble(of_audit(keys_of(rows), self.folder, was_trusted=self.trusted.given))

    def settings(self) -> str:
        """Return all of the repository's own settings as git lists them, which runs nothing.

        Raises:
            GitTrouble: there is no repository, or no git.
        """
        home = home_of(self.folder)
        plain = listing_of(home) if home else None
        self.plain_home = None if plain is None else home
        settings = self._local_settings() if plain is None else plain
        if has_worktree_settings(settings):  # a list of their own, which git reads as well
            settings += self._execute((*SETTINGS, "--worktree"))[1].decode("utf-8", "surrogateescape")
        if has_includes(settings):  # and lists in other files, which may change where these do not
            for which in ("--local", "--worktree"):
                settings += self._execute((*WITH_INCLUDES, which))[1].decode("utf-8", "surrogateescape")
        self.own = values_in(settings)
        return settings

    def _local_settings(self) -> str:
        """Return what git says of the repository's own settings."""
        status, listing, error = self._execute((*SETTINGS, "--local"))
        if status:
            # Why there is none, git says only when asked for it; that runs nothing either.
            error = self._execute(("rev-parse", "--git-dir"))[2] or error
            raise GitTrouble(without_repository(error, self.folder))
        return listing.decode("utf-8", "surrogateescape")

    def plainly(self, *arguments: str) -> str:
        """Return what a command says that runs nothing, without its line end; empty where git says no."""
        status, out, _ = self._execute(arguments)
        return "" if status else os.fsdecode(out.removesuffix(b"\n"))

    def _version(self) -> str:
        """Return what git says of its age; asked once for each program that the search path leads to."""
        path = os.environ.get("PATH", "")
        if path not in VERSIONS:
            VERSIONS[path] = self._execute(("version",))[1].decode("utf-8", "replace")
        return VERSIONS[path]

    @cached_property
    def home(self) -> Path:
        """The repository's own folder, mostly `.git`.

        Raises:
            GitTrouble: there is no repository.
        """
        return self.plain_home or Path(self._told("--absolute-git-dir"))

    @cached_property
    def top(self) -> Path:
        """The folder of all files of the repository; the vault may be a folder of it.

        Raises:
            GitTrouble: there is no repository with files here.
        """
        return self.plain_home.parent if self.plain_home else Path(self._told("--show-toplevel"))

    @cached_property
    def prefix(self) -> str:
        """How the paths of this folder begin in the repository: empty, or with a slash at the end.

        Raises:
            GitTrouble: there is no repository.
        """
        return "" if self.plain_home else self._told("--show-prefix")

    def at_top(self) -> "Git":
        """Return git in the folder of all files of the repository.

        Raises:
            GitTrouble: there is no repository with files here.
        """
        return Git(self.top, trusted=self.trusted, env=self.env)

    def _told(self, what: str) -> str:
        return os.fsdecode(self.ask("rev-parse", what).removesuffix(b"\n"))

    def ask(self, *arguments: str, fine: tuple[int, ...] = (0,), text: str | bytes | None = None) -> bytes:
        """Run a command that changes nothing, and return its output exactly.

        Args:
            arguments: the command and its arguments.
            fine: the exit codes that are no failure.
            text: goes in by standard input.

        Raises:
            GitTrouble: git says no.
        """
        status, out, error = self._execute(("--no-optional-locks", *self._guards(), *arguments), text)
        if status not in fine:
            raise self._trouble(error, arguments[0])
        return out

    def run(
        self,
        *arguments: str,
        text: str | bytes | None = None,
        env: Mapping[str, str] | None = None,
        fine: tuple[int, ...] = (0,),
        options: tuple[str, ...] = (),
    ) -> bytes:
        """Run a command that changes the repository; one that finds it locked waits and tries again.

        Args:
            arguments: the command and its arguments; what a user wrote comes after `--` only.
            text: goes in by standard input.
            env: added to the environment.
            fine: the exit codes that are no failure.
            options: of git itself, before the command.

        Raises:
            GitTrouble: git says no.
        """
        error = ""
        for number in range(TRIES + 1):
            begun = time.time()
            status, out, error = self._execute((*self._guards(), *options, *arguments), text, env)
            if status in fine:
                return out
            if error.startswith(ENDED):  # killed by our own limit, so that it could not take its locks away
                remove(left_since(self.home, begun))
                break
            if status == 1 and arguments[0] == "commit" and self.trusted.given and (told := said_no(self, error)):
                raise GitTrouble(told)
            if not is_locked(error) or number == TRIES:
                break
            time.sleep(FIRST_PAUSE * 2**number)
        raise self._trouble(error, arguments[0])

    def _trouble(self, error: str, command: str) -> GitTrouble:
        """Return what is told of a command's failure: one that nothing was asked before may be the first to see why."""
        is_shut = DUBIOUS in error
        return GitTrouble(without_repository(error, self.folder) if is_shut else sentence_of(error, command))

    def _guards(self) -> tuple[str, ...]:
        return ALWAYS if self.trusted.given else (*ALWAYS, *NO_HOOKS)

    def begin(self, *arguments: str, env: Mapping[str, str]) -> Any:
        """Start a command that may take its time, in a group of its own, and return the library's process.

        Args:
            arguments: the command and its arguments; what a user wrote comes after `--end-of-options` only.
            env: added to the environment.

        Raises:
            GitTrouble: git cannot be started.
        """
        return self._start((*self._guards(), *arguments), env, as_process=True)

    def _execute(
        self, arguments: tuple[str, ...], text: str | bytes | None = None, env: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, str]:
        with _input(text) as stream:
            status, out, error = self._start(
                arguments,
                env or {},
                istream=stream,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                kill_after_timeout=SECONDS if os.name != "nt" else None,
            )
        return status, out, error

    def _start(self, arguments: tuple[str, ...], env: Mapping[str, str], **how: Any) -> Any:
        os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
        import git  # costs 80 ms, and only some commands need it

        if not os.access(self.folder, os.X_OK):  # the library would run in the current folder instead
            raise GitTrouble(f"{self.folder} cannot be entered.")
        extra: dict[str, Any] = {"start_new_session": True, "umask": 0o077} if os.name != "nt" else {}
        given = {**self.env, **env}
        try:
            return git.Git(os.fspath(self.folder)).execute(
                [*_scrubbing(given), "git", *arguments], shell=False, env={**QUIET, **given}, **extra, **how
            )
        except git.GitCommandNotFound as missing:
            raise GitTrouble("Git is not installed, so there is no history and no undo.") from missing
        except OSError as error:
            raise GitTrouble(f"Git could not be started: {error.strerror}.") from error


@contextlib.contextmanager
def _input(text: str | bytes | None) -> Iterator[Any]:
    if text is None:
        yield None
        return
    import tempfile  # only some commands need it

    with tempfile.TemporaryFile() as file:
        file.write(text.encode() if isinstance(text, str) else text)
        file.seek(0)
        yield file


def _scrubbing(given: Mapping[str, str]) -> list[str]:
    """Return a command that takes away git's names in the environment, which point elsewhere; mostly none."""
    said = {*QUIET, *given}  # `env` would take away ours of the same name, too
    names = [n for n in os.environ if n.startswith("GIT_") and not n.startswith(KEPT) and n not in said]
    if not names or os.name == "nt":
        return []
    return ["env", *(part for name in names for part in ("-u", name))]


def is_in_environment(*names: str) -> bool:
    """Tell whether the user's environment says any of these."""
    return any(os.environ.get(name) for name in names)
