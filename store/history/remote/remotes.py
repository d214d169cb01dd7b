"""The other place that a vault syncs with: which one it is, its name, and what is known of it without asking."""

import re
from dataclasses import dataclass
from pathlib import Path

from store.errors import GitTrouble, Offline
from store.history.git import Git, values_in
from store.history.remote.addresses import Address, address_of
from store.history.trust import foreign_keys

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*")
BRANCH = "refs/heads/"
LARGE_FILES = re.compile(r"^[^#\n]*\sfilter=lfs(?:\s|$)", re.MULTILINE)
OF_SERVERS = re.compile(
    r"receive\.(?!procreceiverefs).*|transfer\..*|uploadpack\.(?:allow|hide|keepalive).*|pack\..*|repack\..*"
    r"|core\.(?:compression|bigfilethreshold|packedgitlimit|deltabasecachelimit)",
    re.DOTALL,
)
"""Settings of a repository that others push to, which start nothing either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Another place, and the branch there that is the vault's."""

    name: str
    branch: str
    """The branch here, without `refs/heads/`."""
    theirs: str
    """The branch there."""
    fetches: tuple[Address, ...]
    pushes: tuple[Address, ...]
    is_upstream: bool
    """Whether git's own settings say that the two belong together."""

    @property
    def tracking(self) -> str:
        """The ref that holds what the branch there was when git last looked."""
        return f"refs/remotes/{self.name}/{self.theirs}"

    @property
    def seen(self) -> str:
        """The ref that holds what was there when the vault was last in step with it: a ref of ours."""
        return f"refs/afterword/{self.name}/{self.theirs}"

    @property
    def shown(self) -> str:
        """The address, for people."""
        return self.pushes[0].shown

    @property
    def ways(self) -> str:
        """The ways that git may go, in its own list."""
        return ":".join(sorted({address.way for address in (*self.fetches, *self.pushes)}))


def branch_of(git: Git) -> str:
    """Return the branch that is checked out, unborn ones too.

    Raises:
        GitTrouble: none is.
    """
    said = git.ask("symbolic-ref", "--quiet", "HEAD", fine=(0, 1)).decode("utf-8", "surrogateescape").strip()
    if not said.startswith(BRANCH):
        raise GitTrouble(
            "No branch is checked out (detached HEAD), so there is nothing to sync; `git switch main` or another "
            "branch ends that. Files are saved all the same."
        )
    return said.removeprefix(BRANCH)


def remote_of(git: Git) -> Remote | None:
    """Return the place that the branch syncs with: its upstream, else `origin`, else the only one there is.

    Raises:
        GitTrouble: several could be meant, or its address must not be followed.
    """
    branch = branch_of(git)
    names = git.ask("remote").decode("utf-8", "surrogateescape").split("\n")[:-1]
    said = _settings(git)
    name, merges = said.get(f"branch.{branch}.remote", ""), said.get(f"branch.{branch}.merge", "")
    if not name or name == ".":
        name, merges = _usual(names, said.get("remote.pushdefault", "")), ""
        if not name:
            return None
    if name not in names or not NAME.fullmatch(name) or name.endswith(".lock"):
        raise GitTrouble(f"The branch {branch} is set to sync with “{name[:80]}”, which is no remote of this vault.")
    top = git.top
    upstream = merges.startswith(BRANCH)
    return Remote(
        name=name,
        branch=branch,
        theirs=merges.removeprefix(BRANCH) if upstream else branch,
        fetches=_addresses(git, top, name),
        pushes=_addresses(git, top, name, "--push"),
        is_upstream=upstream,
    )


def _settings(git: Git) -> dict[str, str]:
    out = git.ask("config", "-z", "--get-regexp", r"^(branch\..*\.(remote|merge)|remote\.pushdefault)$", fine=(0, 1))
    return values_in(out.decode("utf-8", "surrogateescape"))


def _usual(names: list[str], preferred: str) -> str:
    for name in (preferred, "origin"):
        if name and name in names:
            return name
    if len(names) > 1:
        raise GitTrouble(
            f"This vault has several remotes ({', '.join(names)}) and none is called origin. Say which one it syncs "
            "with: `git config branch.main.remote NAME`, with the name of your branch."
        )
    return names[0] if names else ""


def _addresses(git: Git, top: Path, name: str, *which: str) -> tuple[Address, ...]:
    """Return the addresses as git would use them, after the rewriting that the user's own settings ask for."""
    out = git.ask("remote", "get-url", *which, "--all", "--end-of-options", name)
    return tuple(address_of(url, top) for url in out.decode("utf-8", "surrogateescape").split("\n")[:-1])


def needs_uploads(git: Git) -> bool:
    """Tell whether a push alone would leave files behind: those of Git LFS go by a hook of their own.

    Raises:
        GitTrouble: git says no.
    """
    places = (git.top / ".gitattributes", git.folder / ".gitattributes", git.home / "info" / "attributes")
    return any(LARGE_FILES.search(_text_of(place)) for place in places)


def _text_of(place: Path) -> str:
    try:
        return place.read_text("utf-8", "replace")
    except OSError:
        return ""


def look_at_folders(addresses: tuple[Address, ...], *, is_clone: bool = False) -> None:
    """Look whether folders that stand for the other place are there and start nothing.

    A push into a folder runs git in it, with that folder's settings, on this machine; a vault that somebody hands over
    may name a folder that came along with it. Trust in a vault is none in that folder.

    Raises:
        Offline: it is not there.
        GitTrouble: its settings could start programs.
    """
    for address in addresses:
        if address.folder is None:
            continue
        if not address.folder.is_dir():
            raise Offline(
                f"{address.folder} is not there. If it is on a stick or another disk, plug that in and "
                + ("try again." if is_clone else "sync again. Everything is saved here.")
            )
        _look_at(address.folder)


def _look_at(folder: Path) -> None:
    git = Git(folder)
    for config in (folder / ".git" / "config", folder / "config"):
        if config.is_file():
            keys = foreign_keys(git.ask("config", "--file", str(config), "--no-includes", "--list", "-z").decode())
            keys = tuple(key for key in keys if not OF_SERVERS.fullmatch(key))
            if keys:
                raise GitTrouble(
                    f"The repository in {folder} has settings that could start programs, or are not known here: "
                    f"{', '.join(keys)}. Nothing was started there. If they are yours, sync once with plain git; "
                    "if not, remove them."
                )
