"""Which settings of a repository are known to start nothing: a list of what is allowed, all else is not."""

import re

DRIVER_NAME = "Merge by meaning (Afterword)"
DRIVER = "afterword merge-driver %O %A %B %P"
"""Exactly what the vault's own merge driver may be."""

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
)
ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern in HARMLESS), re.DOTALL)
OURS = {"merge.afterword.name": None, "merge.afterword.driver": DRIVER}
"""Keys that Afterword writes; None = any value."""


def foreign_keys(listing: str) -> tuple[str, ...]:
    """Return the keys that are not known to be harmless, in order.

    Args:
        listing: the output of `git config --list -z`: key, line feed and value, each ended by NUL.
    """
    found = []
    for row in listing.split("\0"):
        key, _, value = row.partition("\n")
        if key and not _is_harmless(key, value):
            found.append("".join(c if c.isprintable() else "?" for c in key))
    return tuple(dict.fromkeys(found))


def _is_harmless(key: str, value: str) -> bool:
    if key in OURS:
        return OURS[key] in (None, value)
    return bool(ALLOWED.fullmatch(key))
