"""Who commits: what git's own settings say, else what the vault says of the user."""

import os

from store.errors import GitTrouble
from store.history.git import Git, values_in

Identity = tuple[str, str]
"""Name and e-mail address."""


def author(git: Git, identity: Identity) -> dict[str, str]:
    """Return what git must be told about who commits, as its environment: nothing, where its settings say it.

    Args:
        git: git in the vault.
        identity: name and e-mail for a git that knows none.

    Raises:
        GitTrouble: nobody says who the user is.
    """
    known = known_identity(git)
    name, email = (own or one_line(given) for own, given in zip(known, identity, strict=True))
    if not (name and email):
        raise GitTrouble(
            "Git does not know who you are: write `name` and `email` under [me] in afterword.toml, or run "
            "`git config --global user.name` and `git config --global user.email`."
        )
    if all(known):
        return {}
    who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email}
    who |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    return {key: value for key, value in who.items() if key not in os.environ}


def known_identity(git: Git) -> Identity:
    """Return name and e-mail as git's settings or its environment have them; empty where they do not."""
    known = git.own
    if not (known.get("user.name") and known.get("user.email")):  # perhaps they stand in the user's settings
        out = git.ask("config", "-z", "--get-regexp", r"^user\.(name|email)$", fine=(0, 1)).decode()
        known = values_in(out)
    environment = os.environ
    return (
        known.get("user.name") or environment.get("GIT_AUTHOR_NAME", ""),
        known.get("user.email") or environment.get("GIT_AUTHOR_EMAIL", ""),
    )


def one_line(text: str) -> str:
    """Return a text as one plain line: no line ends, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
