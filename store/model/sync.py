"""What there is to say of a sync: how far it is, what it did, and where the vault stands towards its remote."""

from datetime import datetime

from msgspec import Struct


class Progress(Struct, frozen=True, kw_only=True, array_like=True):
    """How far a sync is."""

    doing: str
    """What happens now, as a word for people: “fetching”, “merging”, “pushing”."""
    done: int | None = None
    """How much of `total` is done; None where nobody knows."""
    total: int | None = None


class Synced(Struct, frozen=True, kw_only=True, array_like=True):
    """What a sync did."""

    received: int = 0
    """Commits that came."""
    sent: int = 0
    """Commits that went."""
    paths: tuple[str, ...] = ()
    """Files of the vault that changed here, relative to the vault, with `/`."""
    decisions: int = 0
    """What two machines changed and a person should look at, wherever it was merged; `afterword review` lists it."""
    arrived: tuple[str, ...] = ()
    """What came, file by file in sentences."""
    notes: tuple[str, ...] = ()
    """Whole sentences about what else the user should know."""
    rounds: int = 1
    """How often it had to be begun, since another machine or program was faster."""
    remote: str = ""
    """The remote's name; empty = there is none."""

    @property
    def in_words(self) -> str:
        """Return the outcome in one or more sentences."""
        return " ".join((*self.outcome, *self.to_decide("`afterword review`"), *self.notes))

    def told(self, most: int, rest: str) -> tuple[str, ...]:
        """Return what came in at most so many lines; the last one counts what is left out.

        Args:
            most: lines.
            rest: where the others are told.
        """
        if len(self.arrived) <= most:
            return self.arrived
        left = len(self.arrived) - most + 1
        return (*self.arrived[: most - 1], f"and {left} more; {rest}")

    @property
    def outcome(self) -> tuple[str, ...]:
        """Return in a sentence what came and went; nothing where a note says why there is nothing to say."""
        if not self.remote:
            return () if self.notes else ("Nothing to sync with.",)
        if not (self.received or self.sent):
            return ("Everything is in step already.",)
        moved = [f"{_count(self.received, 'change')} came"] if self.received else []
        moved += [f"{_count(self.sent, 'change')} went"] if self.sent else []
        files = f" ({_count(len(self.paths), 'file')})" if self.received and self.paths else ""
        return (f"In step: {', '.join(moved)}{files}.",)

    def to_decide(self, where: str) -> tuple[str, ...]:
        """Return in a sentence that something waits for a decision, if it does.

        Args:
            where: what shows both versions.
        """
        if not self.decisions:
            return ()
        verb = "was" if self.decisions == 1 else "were"
        changed = f"{_count(self.decisions, 'thing')} {verb} changed on two machines"
        return (f"{changed}; both versions are kept, and {where} shows them.",)


class Standing(Struct, frozen=True, kw_only=True, array_like=True):
    """Where the vault stands towards its remote, as far as it is known without asking anybody."""

    remote: str | None = None
    """The remote's name; None = there is none."""
    branch: str = ""
    ahead: int = 0
    """Commits that the remote does not have yet."""
    behind: int = 0
    """Commits that were fetched and are not in the vault yet."""
    pending: int = 0
    """Files that differ from the last commit."""
    last: datetime | None = None
    """When a sync last ended well on this machine."""
    trouble: str = ""
    """Why the last sync did not end well, as a sentence; empty when it did."""
    stands: str = ""
    """That in two words: `offline`, `needs login`; empty for any other trouble."""

    @property
    def in_words(self) -> str:
        """Return it as one short line, for a status bar."""
        if self.remote is None:
            return self.trouble or "no other place to sync with"
        parts = [f"{self.ahead} to send"] if self.ahead else []
        parts += [f"{self.behind} to take in"] if self.behind else []
        parts += [f"{_count(self.pending, 'file')} not committed"] if self.pending else []
        return ", ".join(parts) or ("in step" if self.last else "never synced")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
