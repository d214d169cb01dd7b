"""What is asked for (verb first) and what has happened (past tense), between screens, bridge and app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from store.model.agenda import Item
    from store.model.draft import Draft
    from store.model.left_form import LeftForm
    from store.model.sync import Progress
    from store.workspace.changing import Plan
    from store.workspace.door import Applied, Workspace
    from store.workspace.snapshot import Snapshot
    from store.workspace.unsaved import Unsaved

# Requests.


@dataclass(eq=False, repr=False)
class ShowSnapshot(Message):
    """Give a screen the latest snapshot."""

    screen: Screen[None]


@dataclass(eq=False, repr=False)
class LookAgain(Message):
    """Look at the files once more, after so many seconds: one that is missing may be back by then."""

    after: float


@dataclass(eq=False, repr=False)
class OpenOpportunity(Message):
    """Show one opportunity, the cursor on one of its steps if that is named."""

    ident: str
    item: str = ""


@dataclass(eq=False, repr=False)
class ShowOpportunities(Message):
    """Show the list of opportunities, narrowed by a query."""

    query: str


class OpenWeek(Message):
    """Show the agenda as a week."""


@dataclass(eq=False, repr=False)
class OpenDraft(Message):
    """Go on with a letter."""

    path: str


@dataclass(eq=False, repr=False)
class AskAboutUnsaved(Message):
    """Ask what becomes of a letter that a program left unsaved when it died."""

    typed: Unsaved
    file: Path
    """The copy that keeps it."""
    then: Callable[[], None]
    """Called once it is thrown away."""


@dataclass(eq=False, repr=False)
class AskAboutForm(Message):
    """Ask what becomes of a form that a program left open when it died."""

    form: LeftForm
    file: Path
    """The copy that keeps it."""
    then: Callable[[], None]
    """Called once it is answered."""


@dataclass(eq=False, repr=False)
class ComposeLetter(Message):
    """Write a letter for a step, or a free one; what is said on the phone has a sheet of its own."""

    opportunity: str
    """Empty = the user is asked."""
    item: Item | None = None
    to: str = ""
    """Whom it is for, where no step says so."""
    template: str = ""
    """The letter that it begins as, where no step says so."""
    story: str = ""
    """Path of a story that goes in as well."""
    need: int = 0
    """Line of the need that the story answers."""


@dataclass(eq=False, repr=False)
class OpenCall(Message):
    """Open the call sheet of a step, of a draft, of a person; without any of them the user is asked who is called."""

    opportunity: str
    item: Item | None = None
    draft: Draft | None = None
    to: str = ""


@dataclass(eq=False, repr=False)
class RewriteCall(Message):
    """Open the text of a call sheet, which is a draft, in the composer."""

    draft: Draft


@dataclass(eq=False, repr=False)
class OpenPanel(Message):
    """Show the letters to everybody of an interview: the one on that line of the file, else the latest."""

    opportunity: str
    line: int = 0


@dataclass(eq=False, repr=False)
class WriteDebrief(Message):
    """Write down a talk: the one on that line of the file, else the latest interview."""

    opportunity: str
    line: int = 0


@dataclass(eq=False, repr=False)
class OpenHistory(Message):
    """Show what happened: to one file, or to everything."""

    path: str = ""


@dataclass(eq=False, repr=False)
class ShowFirst(Message):
    """Show what a change would do, and make it on a yes."""

    plan: Callable[[Workspace], Plan]
    question: str
    answer: str
    is_own: bool = False
    """It is a change of its own, which an undo takes back."""


@dataclass(eq=False, repr=False)
class EditFile(Message):
    """Open a file of the vault in the user's editor."""

    path: str
    line: int = 1


@dataclass(eq=False, repr=False)
class CarryOut(Message):
    """Make a change, tell about it, then go on."""

    plan: Plan
    then: Callable[[Applied], None] | None = None
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""
    kept: Callable[[], None] = lambda: None
    """Called as soon as files hold it, on the vault's thread: copies of what was typed can go."""


@dataclass(eq=False, repr=False)
class Ask(Message):
    """Have something worked out or done behind the screen, in turn; `then` gets what came of it."""

    job: Callable[[Workspace], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""
    is_aside: bool = False
    """Whether it has nothing to do with the vault's files, so that they need not be looked at behind it."""
    is_change: bool = False
    """Whether it is one change of ours, behind which only its own files are read again."""


@dataclass(eq=False, repr=False)
class Outside(Message):
    """Have something done that waits for the network or for another program, beside the vault's queue."""

    job: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    """Gets what was refused; None = the user is told."""


@dataclass(eq=False, repr=False)
class LogIn(Message):
    """Run a command of git that may ask for a password, over the screen; then sync again."""

    command: str


@dataclass(eq=False, repr=False)
class LeaveScreen(Message):
    """Close a screen, without asking it."""

    screen: Screen[None]


class Deed(Message):
    """Something done to an opportunity, which asks for particulars first."""


@dataclass(eq=False, repr=False)
class StepDeed(Deed):
    """Something done to a step, or to several in one change."""

    item: Item
    more: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all of the steps."""
        return (self.item, *self.more)


@dataclass(eq=False, repr=False)
class CompleteStep(StepDeed):
    """Log steps as done, or answer them where they are questions."""

    left: tuple[Item, ...] = ()
    """Debriefs that were marked with them and stay open: each has a form of its own."""


class SnoozeStep(StepDeed):
    """Put steps off."""


class SkipStep(StepDeed):
    """Leave steps out, with a reason."""


@dataclass(eq=False, repr=False)
class LogTouch(Deed):
    """Log something that happened."""

    opportunity: str
    who: str = ""
    channel: str = ""


@dataclass(eq=False, repr=False)
class AddNote(Deed):
    """Add a note mark."""

    opportunity: str
    who: str = ""


@dataclass(eq=False, repr=False)
class AddContact(Deed):
    """Add a person to an opportunity, or change what is known of one."""

    opportunity: str
    who: str = ""
    """The ident of a contact that is changed; empty = somebody new."""


@dataclass(eq=False, repr=False)
class CaptureLine(Deed):
    """Keep one line where it belongs."""

    here: str = ""
    """The file of the opportunity that is open, if one is."""
    line: str = ""
    """What was typed of it already."""


@dataclass(eq=False, repr=False)
class MoveStage(Deed):
    """Move an opportunity, or several in one change, to another stage."""

    opportunity: str
    more: tuple[str, ...] = ()

    @property
    def opportunities(self) -> tuple[str, ...]:
        """Return all of the opportunities."""
        return (self.opportunity, *self.more)


@dataclass(eq=False, repr=False)
class ChoiceDeed(Deed):
    """Something done to one opportunity, or to several in one change."""

    opportunities: tuple[str, ...]


class TagOpportunities(ChoiceDeed):
    """Give tags to opportunities, and take tags from them."""


class PutOffOpportunities(ChoiceDeed):
    """Put off the next touch of opportunities."""


class DeleteOpportunities(ChoiceDeed):
    """Delete opportunities, with the drafts that belong to them."""


@dataclass(eq=False, repr=False)
class ChoosePlaybook(Deed):
    """Follow another playbook in one opportunity."""

    opportunity: str


@dataclass(eq=False, repr=False)
class AddOpportunity(Deed):
    """Add an opportunity."""

    company: str = ""
    position: str = ""
    line: str = ""
    """A captured line about it, to be kept afterwards."""


@dataclass(eq=False, repr=False)
class AddPerson(Deed):
    """Add somebody who helps."""


@dataclass(eq=False, repr=False)
class AddStory(Deed):
    """Add a story, for a need if one is named."""

    need: str = ""


# Facts.


@dataclass(eq=False, repr=False)
class StillReading(Message):
    """Many files are read, for the first time or after many changes."""

    read: int
    of: int


@dataclass(eq=False, repr=False)
class VaultRead(Message):
    """The files were read again."""

    snapshot: Snapshot


@dataclass(eq=False, repr=False)
class SyncMoved(Message):
    """A sync has got on."""

    progress: Progress


@dataclass(eq=False, repr=False)
class ThreadBroke(Message):
    """A fault of our own in a thread: the program must end and say so."""

    error: Exception


@dataclass(eq=False, repr=False)
class ReadingFailed(Message):
    """The files could not be read."""

    reason: str
