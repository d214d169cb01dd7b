"""How old a git is: the oldest that the vault's commands can use, and the one in which the known holes are closed."""

import re

OLDEST = (2, 30)
SAFE = (2, 39, 4)
"""From here on the known holes of earlier versions are closed."""
NUMBERS = re.compile(r"(?:git version )?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?!\d)")

Version = tuple[int, ...]


def version_of(said: str) -> Version | None:
    """Read what `git version` says: its two or three numbers; None where it says something else.

    What distributors add (`2.39.5 (Apple Git-154)`, `2.43.0.windows.1`, `2.47.0-rc1`) says nothing of its age.
    """
    found = NUMBERS.match(said.strip())
    return tuple(int(part) for part in found.groups() if part is not None) if found else None


def too_old(said: str) -> str:
    """Say in a sentence that a git is too old; empty when it is not, or when it does not tell."""
    version = version_of(said)
    if version is None or version >= OLDEST:
        return ""
    return (
        f"Git {in_words(version)} is too old: {in_words(OLDEST)} or later is needed to keep the history. Your files "
        "are saved all the same; update git, and what waits is committed with the next change."
    )


def in_words(version: Version) -> str:
    """Write a version with points."""
    return ".".join(str(part) for part in version)
