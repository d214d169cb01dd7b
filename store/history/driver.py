"""The merge driver in a repository: what stands there, whether it is this Afterword's, and how it gets there."""

from enum import StrEnum

from store.history.git import Git
from store.history.program import command, is_of_afterword, missing
from store.history.trust import DRIVER_KEY, NAME_KEY

KEY = DRIVER_KEY
NAME = "Merge by meaning (Afterword)"


class Standing(StrEnum):
    """What a repository says about the merge driver."""

    OURS = "ours"
    """Exactly what this Afterword would write."""
    ABSENT = "absent"
    OUTDATED = "outdated"
    """Of an Afterword that is elsewhere, or of an earlier one."""
    FOREIGN = "foreign"
    """A command that no Afterword writes."""


def standing(git: Git) -> tuple[Standing, str]:
    """Return what the repository's own settings say, and the command that stands there; this runs nothing else.

    Raises:
        GitTrouble: there is no repository, or no git.
    """
    rows = git.ask("config", "--local", "--no-includes", "-z", "--get-all", KEY, fine=(0, 1)).decode("utf-8", "replace")
    values = rows.split("\0")[:-1]
    if not values:
        return Standing.ABSENT, ""
    if values == [command()]:
        return Standing.OURS, values[0]
    outdated = all(is_of_afterword(value) for value in values)
    return (Standing.OUTDATED if outdated else Standing.FOREIGN), values[-1]


def install(git: Git, *, whatever: bool = False) -> str:
    """Make this Afterword the merge driver of a repository.

    It may be called before the repository's settings are looked at, since it runs none of them: so a vault whose
    program moved is mended before it is refused. A command that no Afterword wrote is left for that look.

    Args:
        git: git in the vault.
        whatever: replace such a command, too.

    Returns:
        What was done, in a sentence; empty when there was nothing to do.

    Raises:
        GitTrouble: git says no.
    """
    found, was = standing(git)
    if found is Standing.OURS or (found is Standing.FOREIGN and not whatever):
        return ""
    # The command first: a name without one ends every merge of plain git with “lacks command line”.
    git.run("config", "--local", "--replace-all", KEY, command())
    git.run("config", "--local", "--replace-all", NAME_KEY, NAME)
    match found:
        case Standing.ABSENT:
            return "Plain `git pull` now merges the vault's files by meaning, too."
        case Standing.FOREIGN:
            return f"The merge driver of git was “{was}”; it is Afterword now."
        case _:
            gone = missing(was)
            told = f" ({gone} is not there any more)" if gone else ""
            return f"The merge driver of git was another Afterword's{told}; it is this one now."
