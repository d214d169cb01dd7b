"""What is asked for (verb first) and what has happened (past tense), between screens, bridge and app."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.screen import Screen

from store.model.agenda import Item
from store.model.draft import Draft
from store.workspace.changing import Plan
from store.workspace.door import Applied, Workspace
from store.workspace.snapshot import Snapshot
from store.workspace.unsaved import Unsaved

# Requests.


@dataclass
class ShowSnapshot(Message):
    """Give a screen the latest snapshot."""

    screen: Screen[None]


@dataclass
class OpenOpportunity(Message):
    """Show one opportunity, the cursor on one of its steps if that is named."""

    ident: str
    item: str = ""


class OpenWeek(Message):
    """Show the agenda as a week."""


@dataclass
class OpenDraft(Message):
    """Go on with a letter."""

    path: str


@dataclass
class AskAboutUnsaved(Message):
    """Ask what becomes of a letter that a program left unsaved when it died."""

    typed: Unsaved
    file: Path
    """The copy that keeps it."""
    then: Callable[[], None]
    """Called once it is thrown away."""


@dataclass
class ComposeLetter(Message):
    """Write a letter for a step, or a free one; what is said on the phone has a sheet of its own."""

    opportunity: str
    item: Item | None = None


@dataclass
class OpenCall(Message):
    """Open the call sheet of a step, of a draft, of a person; without any of them the user is asked who is called."""

    opportunity: str
    item: Item | None = None
    draft: Draft | None = None
    to: str = ""


@dataclass
class RewriteCall(Message):
    """Open the text of a call sheet, which is a draft, in the composer."""

    draft: Draft


@dataclass
class OpenPanel(Message):
    """Show the letters to everybody of an interview: the one on that line of the file, else the latest."""

    opportunity: str
    line: int = 0


@dataclass
class WriteDebrief(Message):
    """Write down a talk: the one on that line of the file, else the latest interview."""

    opportunity: str
    line: int = 0


@dataclass
class OpenHistory(Message):
    """Show what happened: to one file, or to everything."""

    path: str = ""


@dataclass
class ShowFirst(Message):
    """Show what a change would do, and make it on a yes."""

    plan: Callable[[Workspace], Plan]
    question: str
    answer: str


@dataclass
class EditFile(Message):
    """Open a file of the vault in the user's editor."""

    path: str
    line: int = 1


@dataclass
class CarryOut(Message):
    """Make a change, tell about it, then go on."""

    plan: Plan
    then: Callable[[Applied], None] | None = None
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""


@dataclass
class Ask(Message):
    """Have something worked out or done behind the screen, in turn; `then` gets what came of it."""

    job: Callable[[Workspace], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""


@dataclass
class Outside(Message):
    """Have something done that waits for the network or for another program, beside the vault's queue."""

    job: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""


@dataclass
class LogIn(Message):
    """Run a command of git that may ask for a password, over the screen; then sync again."""

    command: str


@dataclass
class LeaveScreen(Message):
    """Close a screen, without asking it."""

    screen: Screen[None]


class Deed(Message):
    """Something done to an opportunity, which asks for particulars first."""


@dataclass
class StepDeed(Deed):
    """Something done to a step, or to several in one change."""

    item: Item
    more: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all of the steps."""
        return (self.item, *self.more)


@dataclass
class CompleteStep(StepDeed):
    """Log steps as done, or answer them where they are questions."""

    left: tuple[Item, ...] = ()
    """Debriefs that were marked with them and stay open: each has a form of its own."""


class SnoozeStep(StepDeed):
    """Put steps off."""


class SkipStep(StepDeed):
    """Leave steps out, with a reason."""


@dataclass
class LogTouch(Deed):
    """Log something that happened."""

    opportunity: str
    who: str = ""
    channel: str = ""


@dataclass
class AddNote(Deed):
    """Add a note mark."""

    opportunity: str
    who: str = ""


@dataclass
class MoveStage(Deed):
    """Move an opportunity to another stage."""

    opportunity: str


@dataclass
class ChoosePlaybook(Deed):
    """Follow another playbook in one opportunity."""

    opportunity: str


@dataclass
class AddOpportunity(Deed):
    """Add an opportunity."""


# Facts.


@dataclass
class VaultRead(Message):
    """The files were read again."""

    snapshot: Snapshot


@dataclass
class ThreadBroke(Message):
    """A fault of our own in a thread: the program must end and say so."""

    error: Exception


@dataclass
class ReadingFailed(Message):
    """The files could not be read."""

    reason: str
