"""What a person looks at before saying that a vault is trusted: each setting and hook that could start a program."""

from dataclasses import dataclass

from store.errors import BadRequest, GitTrouble
from store.model.trust import Trust
from store.workspace.door import Workspace
from store.workspace.trusting import forget, keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One setting or hook of the vault's git."""

    name: str
    """The key of a setting, or the name of a hook."""
    value: str
    """On one line, without passwords in addresses; empty for a hook."""
    is_hook: bool
    is_new: bool
    """Whether the user's word does not hold for it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that the word would hold for; it holds for that only, whatever is written into `.git` meanwhile."""

    doubts: tuple[Doubt, ...]
    rows: tuple[str, ...]

    @property
    def is_news(self) -> bool:
        """Tell whether there is anything that the user did not say yes to before."""
        return any(doubt.is_new for doubt in self.doubts)


def ask(workspace: Workspace) -> Asked:
    """Return what is to be shown; this runs nothing of it.

    Raises:
        GitTrouble: there is no repository, or no git.
    """
    from store.history.git import Git
    from store.history.hooks import PREFIX, hook_rows
    from store.history.remote.addresses import without_secrets
    from store.history.trust import foreign_rows, keys_of

    git = Git(workspace.root)
    before = workspace.trusted
    rows = (*foreign_rows(git.settings()), *hook_rows(git))
    doubts = []
    for row in rows:
        (name,) = keys_of((row,))
        is_hook = name.startswith(PREFIX)
        value = "" if is_hook else without_secrets(row.partition("\n")[2])
        doubts.append(
            Doubt(name=name.removeprefix(PREFIX), value=value, is_hook=is_hook, is_new=not before.covers(row))
        )
    return Asked(doubts=tuple(doubts), rows=rows)


def give(workspace: Workspace, asked: Asked) -> str:
    """Keep the user's word for what was shown, and return a sentence about what follows.

    Raises:
        BadRequest: it cannot be kept.
    """
    keep(workspace.machine, workspace.root, Trust.in_rows(asked.rows))
    obstacle = _obstacle(workspace)
    if obstacle:
        return f"You trust this vault now, on this machine. Something else keeps git from committing: {obstacle}"
    return (
        "You trust this vault now, on this machine: git is on, and its hooks run. What waits is committed with the "
        "next change. Whatever is added to .git/config or changed in it turns git off again, and is shown."
    )


def take_back(workspace: Workspace) -> str:
    """Take the user's word back, and return a sentence about what follows.

    Raises:
        BadRequest: it cannot be taken back.
    """
    if not forget(workspace.machine, workspace.root):
        return "This vault was not trusted on this machine, so nothing was changed."
    off = " and git is off until you give it again" if _has_settings(workspace) else ""
    return f"Your trust in this vault is taken back: its hooks do not run any more{off}."


def _obstacle(workspace: Workspace) -> str | None:
    from store.history.repository import Repository

    try:
        return Repository(workspace.root, trusted=workspace.trusted).obstacle(patience=0)
    except GitTrouble as trouble:
        return str(trouble)


def _has_settings(workspace: Workspace) -> bool:
    try:
        return any(not doubt.is_hook for doubt in ask(workspace).doubts)
    except (GitTrouble, BadRequest):
        return False
