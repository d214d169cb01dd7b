"""What each deed asks before it is done, and the plan that its answer makes."""

from datetime import date
from typing import Any

from textual.screen import ModalScreen

from store.rules.surroundings import FRAME
from store.workspace.changing import Plan
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.complete_step import complete_step
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.move_stage import move_stage
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.skip_step import skip_step
from store.workspace.commands.snooze import snooze
from store.workspace.foresight import compared
from store.workspace.snapshot import Snapshot
from store.workspace.when import parse_when
from tui import messages
from tui.dialogs.add import AddDialog, Added
from tui.dialogs.complete import CompleteDialog, Done
from tui.dialogs.log import LogDialog, Logged
from tui.dialogs.note import Noted, NoteDialog
from tui.dialogs.playbook import PlaybookDialog
from tui.dialogs.skip import SkipDialog
from tui.dialogs.snooze import SnoozeDialog
from tui.dialogs.stage import StageDialog


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the dialog that asks for a deed's particulars.

    Raises:
        NotFound: the opportunity is gone.
        TypeError: the deed is not in this table.
    """
    today = snapshot.today

    def read_day(text: str) -> date:
        return parse_when(text, today)

    match deed:
        case messages.CompleteStep(item=item):
            return CompleteDialog(item, read_day)
        case messages.SnoozeStep(item=item):
            return SnoozeDialog(item, today, read_day)
        case messages.SkipStep(item=item):
            return SkipDialog(item)
        case messages.LogTouch(opportunity=ident, who=who, channel=channel):
            return LogDialog(snapshot.opportunity(ident), who, channel, read_day)
        case messages.AddNote(opportunity=ident, who=who):
            return NoteDialog(snapshot.opportunity(ident), who, read_day)
        case messages.MoveStage(opportunity=ident):
            return StageDialog(snapshot.opportunity(ident), snapshot.settings.stages)
        case messages.ChoosePlaybook(opportunity=ident):
            return PlaybookDialog(
                snapshot.opportunity(ident),
                tuple(book for name, book in sorted(snapshot.playbooks.items()) if name != FRAME),
                snapshot.settings.playbook,
                today,
                lambda name: lambda workspace: compared(workspace.snapshot(), ident, name),
            )
        case messages.AddOpportunity():
            return AddDialog()
    raise TypeError(type(deed).__name__)


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan that a deed's answer makes.

    Raises:
        TypeError: the answer is not one to that deed.
    """
    match deed, answer:
        case messages.CompleteStep(item=item), Done(day=day, body=body):
            return complete_step(item.opportunity, item.key, day, body)
        case messages.SnoozeStep(item=item), date():
            return snooze(item.opportunity, item.key, answer)
        case messages.SkipStep(item=item), str():
            return skip_step(item.opportunity, item.key, answer)
        case messages.LogTouch(opportunity=ident), Logged() as it:
            return log_touch(ident, it.kind, it.direction, it.names, it.day, None, it.title, it.body)
        case messages.AddNote(opportunity=ident), Noted() as it:
            return add_mark(ident, it.word, it.text, it.by, it.person)
        case messages.MoveStage(opportunity=ident), str():
            return move_stage(ident, answer)
        case messages.ChoosePlaybook(opportunity=ident), str():
            return set_keys(ident, {"playbook": answer})
        case messages.AddOpportunity(), Added() as it:
            return new_opportunity(it.company, it.position, {"source": it.source} if it.source else {})
    raise TypeError(type(deed).__name__)
