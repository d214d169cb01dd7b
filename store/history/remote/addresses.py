"""Where a repository may be fetched from and pushed to: which addresses are fine, and how they are shown.

What git would start for an address is decided by its beginning, so only known beginnings pass: https, ssh, folders, and
http and git:// with a warning, since anybody on the way could read along. `ext::` and its kind start programs.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from store.errors import GitTrouble

SCHEMES = {"https": "https", "ssh": "ssh", "git+ssh": "ssh", "ssh+git": "ssh", "http": "http", "git": "git"}
"""Beginning of an address, and what git calls the way in its list of allowed ones."""
OPEN = ("http", "git")
"""Ways on which anybody in between can read along."""
SCP = re.compile(r"(?:(?P<user>[^@/:\s]+)@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^@/:\s\[\]-][^@/:\s\[\]]*):(?P<path>.+)")
DRIVE = re.compile(r"[A-Za-z]:[\\/]")
SECRET = re.compile(r"(https?://)[^/@\s]*@", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One place that git can reach."""

    url: str
    way: str
    """`file`, `https`, `ssh`, `http` or `git`."""
    host: str = ""
    """Empty for a folder."""
    folder: Path | None = None

    @property
    def shown(self) -> str:
        """Return it for people, without a password that it may hold."""
        return without_secrets(self.url)

    @property
    def is_open(self) -> bool:
        """Tell whether others can read along."""
        return self.way in OPEN and self.host not in ("localhost", "127.0.0.1", "::1")


def address_of(url: str, base: Path) -> Address:
    """Return what an address is.

    Args:
        url: as git has it.
        base: the folder that a relative path counts from.

    Raises:
        GitTrouble: git must not follow it.
    """
    if not url or url.startswith("-") or not url.isprintable():
        raise _refused(url)
    if "::" in url.partition("/")[0] and not url.startswith("["):  # a helper: `ext::sh -c ...`
        raise _refused(url)
    scheme, mark, _ = url.partition("://")
    if mark:
        return _with_scheme(url, scheme.lower())
    is_drive = os.name == "nt" and DRIVE.match(url)
    if ":" in url.partition("/")[0] and not is_drive:
        found = SCP.fullmatch(url)
        if not found or (found["user"] or "").startswith("-"):
            raise _refused(url)
        return Address(url=url, way="ssh", host=found["host"].strip("[]").lower())
    return Address(url=url, way="file", folder=base / url)


def _with_scheme(url: str, scheme: str) -> Address:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise _refused(url) from error
    if scheme == "file":
        if host not in ("", "localhost"):
            raise _refused(url)
        return Address(url=url, way="file", folder=Path(unquote(parts.path)))
    if scheme not in SCHEMES or not host or host.startswith("-") or (parts.username or "").startswith("-"):
        raise _refused(url)
    return Address(url=url, way=SCHEMES[scheme], host=host)


def _refused(url: str) -> GitTrouble:
    return GitTrouble(
        f"“{without_secrets(url)[:120]}” is no address that Afterword syncs with; it can be https://…, ssh://…, "
        "user@host:path, or a folder such as /media/stick/search.git. Nothing was started."
    )


def without_secrets(text: str) -> str:
    """Return a text of git's with every name and password in an address left out."""
    return "".join(c if c.isprintable() else " " for c in SECRET.sub(r"\1", text))
