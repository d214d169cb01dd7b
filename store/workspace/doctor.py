"""A look at everything Afterword stands on: Python, git, the vault, the editor, the terminal."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from store import VERSION
from store.errors import GitTrouble
from store.model.problem import Severity
from store.workspace.door import Workspace
from store.workspace.look import Look
from store.workspace.sending.settling import in_words, unsettled

SHOWN = 5
"""Files that wait to be committed and are named."""


def examine(workspace: Workspace | None, *, editor: str, terminal: str) -> tuple[Look, ...]:
    """Look at everything and say what is not right and how to mend it.

    Args:
        workspace: the open vault; None where there is none.
        editor: what `$VISUAL` or `$EDITOR` says, empty when neither is set.
        terminal: what `$TERM` says, empty when there is no terminal.
    """
    return (
        Look(name="afterword", good=True, says=f"{VERSION}, in {Path(__file__).resolve().parent.parent.parent}"),
        Look(name="python", good=sys.version_info >= (3, 11), says=sys.version.split()[0]),
        *libraries(),
        git_look(),
        *(vault_looks(workspace) if workspace else no_vault()),
        *(mail_looks(workspace) if workspace else ()),
        editor_look(editor),
        Look(
            name="terminal",
            good=terminal not in ("", "dumb"),
            says=terminal or "none",
            mend="The commands work without one; the screens need one." if terminal in ("", "dumb") else "",
        ),
    )


def libraries() -> Iterator[Look]:
    """Look at the libraries that are needed and at those that are extras."""
    from importlib.metadata import PackageNotFoundError, version

    for name, needed in (
        ("textual", True),
        ("yaml-edit", True),
        ("python-frontmatter", True),
        ("gitpython", True),
        ("jinja2", True),
        ("msgspec", True),
        ("watchfiles", False),
        ("holidays", False),
        ("typst", False),
    ):
        try:
            yield Look(name=name, good=True, says=version(name))
        except PackageNotFoundError:
            says = "missing" if needed else "not installed (an extra)"
            yield Look(name=name, good=not needed, says=says, mend="Install Afterword again." if needed else "")


def git_look() -> Look:
    """Look for git and at its age."""
    from store.history.git import Git
    from store.history.version import OLDEST, SAFE, in_words, version_of

    try:
        says = Git(Path(__file__).parent).ask("version").decode("utf-8", "replace").removeprefix("git version ").strip()
    except GitTrouble:
        return Look(name="git", good=False, says="not found", mend="Install git; until then nothing is committed.")
    found = version_of(says) or SAFE
    if found < OLDEST:
        return Look(name="git", good=False, says=says, mend=f"Update git: {in_words(OLDEST)} or later is needed.")
    if found < SAFE:
        return Look(name="git", good=True, says=says, mend=f"Known holes were closed in {in_words(SAFE)}: update git.")
    return Look(name="git", good=True, says=says)


def no_vault() -> tuple[Look, ...]:
    """Say that there is no vault."""
    return (
        Look(
            name="vault",
            good=False,
            says="none here",
            mend="afterword init DIR makes one; afterword demo shows one.",
        ),
    )


def vault_looks(workspace: Workspace) -> Iterator[Look]:
    """Look at the vault's files and at its history."""
    from store.history.repository import Repository
    from store.workspace.upkeep import mode_looks, repository_looks

    snapshot = workspace.snapshot()
    wrong = [p for p in snapshot.problems if p.severity is not Severity.ADVICE]
    count = len(snapshot.records.opportunities)
    yield Look(
        name="vault",
        good=not wrong,
        says=f"{workspace.root}: {count} opportunities, {len(wrong)} problems",
        mend="afterword check tells them." if wrong else "",
    )
    try:
        obstacle = Repository(workspace.root, trusted=workspace.trusted).obstacle(patience=0)
    except GitTrouble as trouble:
        obstacle = str(trouble)
    yield from index_looks(workspace)
    yield from disk_looks(workspace.root)
    yield Look(name="history", good=obstacle is None, says=obstacle or "git keeps it")
    if obstacle is None:
        yield from waiting_looks(workspace)
    yield from repository_looks(workspace)
    yield from mode_looks(workspace.root)
    yield from sync_looks(workspace)
    name = snapshot.settings.name
    yield Look(
        name="identity",
        good=bool(name),
        says=name or "no name in afterword.toml",
        mend="" if name else "Write name and email under [me] in afterword.toml: letters and commits use them.",
    )


def disk_looks(root: Path) -> Iterator[Look]:
    """Say what the disk under the vault lacks, and what is done instead; nothing where it lacks nothing."""
    from store.vault.lock import can_lock
    from store.vault.renaming import can_exchange
    from store.vault.watch import can_tell

    lacking = {
        "swap two files in one step: a file is looked at right before it is replaced": can_exchange(root),
        "lock a folder or a file: let one Afterword at a time change this vault": can_lock(root),
        "tell of changes: the screen looks at the files twice a second": can_tell(root),
    }
    says = "; ".join(what for what, can in lacking.items() if not can)
    if says:
        yield Look(name="disk", good=True, says=f"this one cannot {says}")


def index_looks(workspace: Workspace) -> Iterator[Look]:
    """Say where it is kept what was read and worked out; nothing where no machine is told."""
    if workspace.index_file is None:
        return
    place = workspace.index_file.place
    try:
        says = f"{place}: {place.stat().st_size:,} bytes; it may be deleted at any time"
    except OSError as error:
        says = f"{place}: {error.strerror}; all files are read at each start"
    yield Look(name="index", good=True, says=says)


def waiting_looks(workspace: Workspace) -> Iterator[Look]:
    """Say what is changed and not committed: by an editor, or by us before a power cut took the commit away."""
    from store.history.git import Git
    from store.workspace.pending import pending
    from store.workspace.upkeep import FIX, counted

    with contextlib.suppress(GitTrouble):  # the look at the history says why
        waiting = pending(Git(workspace.root, trusted=workspace.trusted), workspace.root).paths
        if waiting:
            yield Look(
                name="not committed",
                good=True,
                says=f"{counted(len(waiting))}: {', '.join(waiting[:SHOWN])}{' ...' if len(waiting) > SHOWN else ''}; "
                f"a sync, the full screen and {FIX} commit that",
                repair=lambda: _committed(workspace),
            )


def _committed(workspace: Workspace) -> str:
    applied = workspace.commit_pending()
    return f"{applied.sentence}: {', '.join(applied.paths)}." if applied.paths else ""


def sync_looks(workspace: Workspace) -> Iterator[Look]:
    """Say where the vault stands towards its other machines; nothing where git cannot tell, which the history says."""
    from store.workspace.syncing.sync import standing

    stands = standing(workspace)
    if stands.remote is None:
        if not stands.trouble:
            yield Look(name="sync", good=True, says="this folder only: no other place is named")
        return
    last = f"; last in step {stands.last.astimezone(workspace.moment.now.tzinfo):%Y-%m-%d %H:%M}" if stands.last else ""
    says = f"{stands.branch} with {stands.remote}: {stands.in_words}{last}"
    yield Look(name="sync", good=not stands.trouble, says=says, mend=stands.trouble)


def mail_looks(workspace: Workspace) -> Iterator[Look]:
    """Look at the user's own settings, and for messages whose end was never written down."""
    for problem in workspace.machine.settings()[1]:
        yield Look(name="own settings", good=False, says=f"{problem.path}:{problem.line}: {problem.message}")
    for one in unsettled(workspace):
        if not one.underway:
            yield Look(name="outbox", good=False, says=f"a letter to {one.gone.to}", mend=in_words(one))


def editor_look(editor: str) -> Look:
    """Look for the editor."""
    import shlex
    import shutil

    if not editor:
        return Look(name="editor", good=False, says="none named", mend="Set VISUAL or EDITOR, for example to nano.")
    try:
        program = shlex.split(editor)[0]
    except (ValueError, IndexError):
        return Look(name="editor", good=False, says=editor, mend="VISUAL or EDITOR cannot be read as a command.")
    if shutil.which(program) is None:
        return Look(
            name="editor",
            good=False,
            says=f"{program} not found",
            mend="Set VISUAL or EDITOR to a program that is there.",
        )
    return Look(name="editor", good=True, says=editor)
