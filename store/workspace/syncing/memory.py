"""What this machine remembers of syncing a vault: hosts that were agreed to, how the last sync ended, a refused login.

It lies in the user's state folder, one small file for each vault. Losing it costs a question, never a note.
"""

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from store.errors import BadRequest
from store.model.value import replace
from store.vault.place import name_outside
from store.workspace.machine import Machine, keep_values

FOLDER = "sync"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered."""

    hosts: tuple[str, ...] = ()
    """Hosts that the user agreed to send this vault to."""
    last: str = ""
    """When a sync last ended well, as ISO text."""
    trouble: str = ""
    """Why the last one did not."""
    login: str = ""
    """Why the other place refused a login; empty = it did not. Nothing tries again by itself until the user does."""
    command: str = ""
    """The shell command that logs in."""
    stands: str = ""
    """The trouble in two words, for a bar: `offline`, `needs login`; empty for any other."""

    @property
    def when(self) -> datetime | None:
        """When a sync last ended well."""
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(self.last)
        return None

    def knows(self, host: str) -> bool:
        """Tell whether the vault may go to a host; a folder is no host."""
        return not host or host in self.hosts

    def with_host(self, host: str) -> "Memory":
        """Return it with one more host that the user agreed to."""
        return self if self.knows(host) else replace(self, hosts=(*self.hosts, host))


def recall(machine: Machine, root: Path) -> Memory:
    """Return what is remembered of a vault; nothing where there is no such file, or it cannot be read."""
    try:
        values = json.loads(_place(machine, root).read_text("utf-8"))
        hosts, texts = values.pop("hosts"), values
        if not all(isinstance(text, str) for text in (*hosts, *texts.values())):
            return Memory()
        return Memory(hosts=tuple(hosts), **texts)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, BadRequest):
        return Memory()


def remember(machine: Machine, root: Path, memory: Memory) -> None:
    """Keep it; a full disk or a missing folder must not spoil a sync that went well."""
    with contextlib.suppress(OSError, BadRequest):
        keep_values(_place(machine, root), asdict(memory))


def _place(machine: Machine, root: Path) -> Path:
    return machine.folder(FOLDER) / f"{name_outside(root)}.json"
