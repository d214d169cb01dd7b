"""What git's words mean when a fetch, a push or a clone fails: which failure it is, and a sentence that helps."""

import re
from dataclasses import dataclass

from store.errors import GitTrouble, NeedsLogin, Offline
from store.history.remote.addresses import without_secrets
from store.history.sentences import sentence_of

KEPT = "Everything is saved here"
REMOTES = "`git remote -v` shows the address that this vault has"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was tried, for the sentences."""

    doing: str
    """`fetch`, `push` or `clone`."""
    place: str
    """The other place, for people."""
    login: str
    """The shell command that may ask for a password."""
    remembers: bool = True
    """Whether git would remember a password that it was told once."""

    @property
    def is_clone(self) -> bool:
        """Tell whether a vault was to come to where none is yet."""
        return self.doing == "clone"

    @property
    def kept(self) -> str:
        """Return what is safe."""
        return "Nothing was kept here" if self.is_clone else KEPT

    @property
    def later(self) -> str:
        """Return what is safe, and how it goes on."""
        return f"{self.kept}; try again later." if self.is_clone else f"{KEPT}, and the next sync goes on."


WANTS_LOGIN = (
    r"Authentication failed|could not read (?:User|Pass)|terminal prompts disabled|Permission denied \(|"
    r"Host key verification failed|requested URL returned error: 40[13]|Too many authentication failures|"
    r"Invalid username or password|passphrase|No supported authentication methods|denied to .*\bkey\b"
)
OFFLINE = (
    r"Could(?:n't| not) resolve|Temporary failure in name resolution|Name or service not known|nodename nor servname|"
    r"timed? ?out|Connection refused|Connection reset|Connection closed|Network is (?:unreachable|down)|"
    r"No route to host|Failed to connect|Couldn't connect|unable to connect|Operation too slow|Empty reply|"
    r"requested URL returned error: (?:408|429|5\d\d)|kex_exchange_identification|Input/output error"
)
BROKEN_OFF = r"hung up unexpectedly|early EOF|unexpected disconnect|RPC failed|fetch-pack: |index-pack failed"

FIRST = (
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED",
        (
            "The server of {place} shows another key than before. It was set up anew, or somebody stands in between. "
            "Nothing was sent. Ask whoever runs it; only then take the old key away with `ssh-keygen -R` and its name."
        ),
    ),
    (
        r"dubious ownership",
        (
            "Git does not open {place}, since the folder belongs to another user of this machine. If that is in order: "
            "`git config --global --add safe.directory` with that folder. {kept}."
        ),
    ),
)
"""Looked for before the question of a login, whose words may stand beside them."""

THEN = (
    (
        r"No space left on device|Disk quota exceeded|disk full",
        "There is no room left on the disk {side}, so it could not {doing}. {kept}.",
    ),
    (
        r"shallow update not allowed",
        (
            "This copy holds only the last part of its history (a shallow clone), and {place} does not take that. "
            "`git fetch --unshallow` brings the rest; then sync again. {kept}."
        ),
    ),
    (
        r"branch is currently checked out|refusing to update checked out branch",
        (
            "{place} is a folder that somebody works in, so git does not write into it. Sync with a bare repository; "
            "`git clone --bare` makes one of it. {kept}."
        ),
    ),
    (
        (
            r"repository .*not found|does not appear to be a git repository|not a git repository|no such repository|"
            r"requested URL returned error: 404|service not enabled"
        ),
        ("There is no repository at {place}, or it is shown only to those who log in. {look}. {kept}."),
    ),
    (
        r"SSL certificate|certificate verif|server certificate|gnutls_handshake|SSL_ERROR|schannel",
        (
            "The server of {place} could not prove that it is the one it says (its certificate), so nothing was sent. "
            "A wrong clock on this machine is a frequent cause. {kept}."
        ),
    ),
    (
        r"transport '[^']*' not allowed|protocol '[^']*' is not supported|not supported or disabled in libcurl",
        "{place} leads to an address that Afterword does not follow. {kept}.",
    ),
)
LAST = (
    (
        r"\.lock': File exists",
        (
            "Git could not {doing}, since another git is busy here, or one that crashed left its lock behind: {lock}. "
            "If no git is running, remove that file. {kept}."
        ),
    ),
)


def refusal(error: str, attempt: Attempt) -> GitTrouble:
    """Return the failure that git's words tell of.

    Args:
        error: what git and the server wrote.
        attempt: what was tried.
    """
    said = harmless(error)
    sentence = _sentence(FIRST, said, attempt)
    if not sentence and _tells(WANTS_LOGIN, said):
        return wants_login(said, attempt)
    sentence = sentence or _sentence(THEN, said, attempt)
    if not sentence and _tells(OFFLINE, said):
        return Offline(f"{attempt.place} cannot be reached at the moment. {attempt.later}")
    sentence = sentence or _sentence(LAST, said, attempt)
    if not sentence and _tells(BROKEN_OFF, said):
        return Offline(f"The connection to {attempt.place} broke off. {attempt.later}")
    return GitTrouble(sentence or f"{sentence_of(said, attempt.doing)}. {attempt.later}")


def refused(why: str, said: str, attempt: Attempt) -> GitTrouble:
    """Return what a server's own no means, in its own words where it has some.

    Args:
        why: the reason that git gives beside the branch.
        said: all that git and the server wrote.
        attempt: what was tried.
    """
    sentence = _sentence(THEN, harmless(f"{why}\n{said}"), attempt)
    if sentence:
        return GitTrouble(sentence)
    lines = (line.partition("remote:") for line in harmless(said).splitlines())
    words = " ".join(rest.strip() for before, mark, rest in lines if mark and not before.strip() and rest.strip())[:300]
    told = f" It says: “{words}”" if words else ""
    if "protected" in f"{why} {words}".lower():
        return GitTrouble(
            f"{attempt.place} protects this branch, so nothing can be pushed to it.{told} Allow pushes to it there, or "
            f"sync with another repository. {KEPT}."
        )
    return GitTrouble(f"{attempt.place} refused what was sent ({harmless(why)[:120]}).{told} {KEPT}.")


def wants_login(said: str, attempt: Attempt) -> NeedsLogin:
    """Say how to log in."""
    if "Host key verification failed" in said:
        reason = f"The server of {attempt.place} is not known to this machine yet: ssh would show its key and ask."
    else:
        reason = f"{attempt.place} wants a login, and Afterword never asks for a password."
    if not attempt.remembers:
        reason += (
            " Git must remember the login, else each sync is refused: `git config --global credential.helper cache` "
            "does so for a while, your system's keychain for good."
        )
    return NeedsLogin(reason, attempt.login, is_clone=attempt.is_clone)


def harmless(error: str) -> str:
    """Return git's words line by line, without passwords and without what could steer a terminal."""
    return "\n".join(without_secrets(line) for line in error.replace("\r", "\n").splitlines())


def _tells(pattern: str, said: str) -> bool:
    return bool(re.search(pattern, said, re.IGNORECASE))


def _sentence(rows: tuple[tuple[str, str], ...], said: str, attempt: Attempt) -> str:
    for pattern, sentence in rows:
        if _tells(pattern, said):
            lock = re.search(r"'([^']*\.lock)'", said)
            far = _tells(r"remote: .*(?:No space|quota)|unpack", said)
            return sentence.format(
                place=attempt.place,
                doing=attempt.doing,
                kept=attempt.kept,
                look="Look at the address once more" if attempt.is_clone else REMOTES,
                side="of the other place" if far else "of this machine",
                lock=lock[1] if lock else "a file that ends in .lock",
            )
    return ""
