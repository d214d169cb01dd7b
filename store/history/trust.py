"""Which settings of a repository are known to start nothing: a list of what is allowed, all else is not."""

import re
from collections.abc import Iterable

from store.history.program import is_of_afterword

DRIVER_KEY = "merge.afterword.driver"
HARMLESS = (
    r"core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks)",
    r"core\.(fsync|fsyncmethod|autocrlf|eol|safecrlf|untrackedcache|sharedrepository|quotepath|abbrev)",
    r"remote\..*\.(url|fetch|prune|tagopt)",
    r"remote\.pushdefault",
    r"branch\..*\.(remote|merge|rebase|pushremote|description|vscode-merge-base)",
    r"user\.(name|email|signingkey|useconfigonly)",
    r"(author|committer)\.(name|email)",
    r"pull\.(rebase|ff)",
    r"init\.defaultbranch",
    r"gc\.(?!recentobjectshook).*",
    r"(maintenance|advice|color)\..*",
    r"fetch\.(prune|prunetags|parallel|writecommitgraph|recursesubmodules)",
    r"push\.(default|autosetupremote|followtags)",
    r"commit\.(gpgsign|cleanup|status|verbose)",
    r"merge\.(ff|conflictstyle)",
    r"extensions\.(objectformat|refstorage|noop|preciousobjects|relativeworktrees)",
    r"core\.(sparsecheckout|sparsecheckoutcone)",
    r"index\.sparse",
)
ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern in HARMLESS), re.DOTALL)
NAME_KEY = "merge.afterword.name"
WORKTREE_KEY = "extensions.worktreeconfig"


def foreign_rows(listing: str) -> tuple[str, ...]:
    """Return the settings that are not known to be harmless, each as git lists it, in order.

    Args:
        listing: the output of `git config --list -z`: key, line feed and value, each ended by NUL.
    """
    rows = dict.fromkeys(listing.split("\0"))
    return tuple(row for row in rows if row and not _is_harmless(*row.partition("\n")[::2]))


def foreign_keys(listing: str) -> tuple[str, ...]:
    """Return the keys that are not known to be harmless, in order, safe to show."""
    return keys_of(foreign_rows(listing))


def keys_of(rows: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of some settings, each once, safe to show."""
    keys = (row.partition("\n")[0] for row in rows)
    return tuple(dict.fromkeys("".join(c if c.isprintable() else "?" for c in key) for key in keys))


def has_includes(listing: str) -> bool:
    """Tell whether some settings are in other files, which git reads as well."""
    return any(row.partition("\n")[0].startswith(("include.", "includeif.")) for row in listing.split("\0"))


def has_worktree_settings(listing: str) -> bool:
    """Tell whether git reads a second list of settings, that of this one worktree (a sparse checkout makes it)."""
    rows = (row.partition("\n") for row in listing.split("\0"))
    return any(key == WORKTREE_KEY and _is_yes(value) for key, _, value in rows)


def _is_yes(value: str) -> bool:
    return value.lower() in ("true", "yes", "on", "1")


def _is_harmless(key: str, value: str) -> bool:
    if key == DRIVER_KEY:
        # Of this Afterword, or of one that the vault met elsewhere: `doctor --fix` and each sync make it this one.
        # No git of ours runs it (see `git.ALWAYS`), so a path in it that leads nowhere, or astray, starts nothing.
        return is_of_afterword(value)
    if key == WORKTREE_KEY:  # whoever asks reads that other list, too
        return _is_yes(value)
    return key == NAME_KEY or bool(ALLOWED.fullmatch(key))
