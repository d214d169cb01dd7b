"""A vault with a letter that is ready to go, and a program that takes it as sendmail does and records it."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from store.model.mail import Outgoing
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment

DRAFT = "drafts/northwind/thank-you-joe.md"
LETTER = """\
---
opportunity: northwind
to: Joe Alvarez
channel: email
template: plain-message
subject: Board-ready value stories
created: 2026-11-20
---
Dear Joe,

you said that you lose them in the second meeting. I have
thought about what we did when our own reps stall below the
C-level, and the ladder I told you of is worth a look:
<https://rivera.example/ladder>

I will call you on 2026-11-24.

With kind regards,
Sam Rivera
sam@rivera.example
"""
RECORDER = """\
#!{python}
import json, pathlib, sys, time
place = pathlib.Path({place!r})
number = len(list(place.glob("*.json")))
(place / "part").write_text(json.dumps([sys.argv[1:], sys.stdin.buffer.read().decode("utf-8")]))
(place / "part").rename(place / f"{{number}}.json")
gate = place / "gate"
while gate.exists():
    time.sleep(0.01)
print({said!r}, file=sys.stderr)
sys.exit({status})
"""


class Post:
    """A program like sendmail, and what it was given."""

    def __init__(self, place: Path, *, status: int = 0, said: str = "") -> None:
        place.mkdir(exist_ok=True)
        self.place = place
        self.program = place / "sendmail"
        self.program.write_text(RECORDER.format(python=sys.executable, place=str(place), said=said, status=status))
        self.program.chmod(0o700)

    @property
    def taken(self) -> list[tuple[list[str], str]]:
        """Arguments and input of each call."""
        files = sorted(self.place.glob("*.json"))
        return [(words, text) for words, text in (json.loads(f.read_text()) for f in files)]


def machine_in(place: Path, settings: str) -> Machine:
    """Return a user's own settings and state in a folder."""
    place.mkdir(exist_ok=True)
    (place / "config.toml").write_text(settings)
    return Machine(config=place / "config.toml", state=place / "state")


def opened(root: Path, machine: Machine) -> Workspace:
    """Open a vault at half past nine on a fixed day."""
    now = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    return Workspace.open(root, Moment(today=date(2026, 11, 20), now=now, fixed=True), lambda: machine)


def with_letter(root: Path, text: str = LETTER) -> None:
    """Put the letter into the vault."""
    (root / DRAFT).parent.mkdir(parents=True, exist_ok=True)
    (root / DRAFT).write_text(text)


def log_of(root: Path) -> str:
    """Return the opportunity's file."""
    return (root / "opportunities" / "northwind.md").read_text()


def sample(**changed: object) -> Outgoing:
    """Return a message that could go out."""
    from store.model.mail import Address
    from store.model.value import replace

    plain = Outgoing(
        path=DRAFT,
        channel="email",
        sender=Address(name="Sam Rivera", address="sam@rivera.example"),
        to=Address(name="Joe Alvarez", address="joe.alvarez@northwind.example"),
        subject="Board-ready value stories",
        text="Dear Joe,\n\nthank you.\n\nSam Rivera",
        date=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        message_id="<1@rivera.example>",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]
