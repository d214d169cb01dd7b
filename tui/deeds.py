"""What each deed asks before it is done, and the plan that its answer makes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual.screen import ModalScreen

from store.model.agenda import Item
from store.rules.surroundings import FRAME
from store.workspace.changing import Plan
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.answer_step import answer_steps
from store.workspace.commands.complete_step import complete_step, complete_steps
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.move_stage import move_stage
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.skip_step import skip_steps
from store.workspace.commands.snooze import snooze_steps
from store.workspace.foresight import compared
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import along_with
from store.workspace.when import day_meant
from tui import messages
from tui.dialogs.add import AddDialog, Added
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.complete import CompleteDialog, Done
from tui.dialogs.log import LogDialog, Logged
from tui.dialogs.note import Noted, NoteDialog
from tui.dialogs.playbook import PlaybookDialog
from tui.dialogs.skip import SkipDialog
from tui.dialogs.snooze import SnoozeDialog
from tui.dialogs.stage import StageDialog
from tui.presentation.agenda import item_id


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the dialog that asks for a deed's particulars.

    Raises:
        NotFound: the opportunity is gone.
        TypeError: the deed is not in this table.
    """

    def read_day(text: str) -> date:
        return day_meant(snapshot, text)

    match deed:
        case messages.StepDeed():
            return _question_about_steps(deed, snapshot, read_day)
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
                snapshot.today,
                lambda name: lambda workspace: compared(workspace.snapshot(), ident, name),
            )
        case messages.AddOpportunity():
            return AddDialog()
    raise TypeError(type(deed).__name__)


def without_debriefs(deed: messages.CompleteStep) -> messages.CompleteStep | None:
    """Return the deed for the steps that need no form; None where all of them are debriefs."""
    steps = tuple(item for item in deed.items if not item.is_debrief)
    left = tuple(item for item in deed.items if item.is_debrief)
    return messages.CompleteStep(steps[0], steps[1:], left) if steps else None


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan that a deed's answer makes.

    Raises:
        TypeError: the answer is not one to that deed.
    """
    match deed, answer:
        case messages.StepDeed(), _:
            return _plan_about_steps(deed, answer)
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


def _question_about_steps(
    deed: messages.StepDeed, snapshot: Snapshot, read_day: Callable[[str], date]
) -> ModalScreen[Any]:
    items = deed.items
    match deed:
        case messages.CompleteStep(left=()) if items[0].answers and len({item.answers for item in items}) == 1:
            return AnswerDialog(items)
        case messages.CompleteStep():
            along = {item_id(i) for i in items if (i.opportunity, i.key) in along_with(items)}
            return CompleteDialog(items, read_day, _same_message(deed, snapshot), along, deed.left)
        case messages.SnoozeStep():
            return SnoozeDialog(items, snapshot.today, read_day)
        case messages.SkipStep():
            return SkipDialog(items)
    raise TypeError(type(deed).__name__)


def _plan_about_steps(deed: messages.StepDeed, answer: object) -> Plan:
    steps = tuple((item.opportunity, item.key) for item in deed.items)
    match deed, answer:
        case messages.CompleteStep(), str():
            return answer_steps(steps, answer)
        case messages.CompleteStep(item=item, more=()), Done(day=day, body=body, also=also):
            return complete_step(item.opportunity, item.key, day, body, also)
        case messages.CompleteStep(), Done(day=day, body=body):
            return complete_steps(steps, day, body)
        case messages.SnoozeStep(), date():
            return snooze_steps(steps, answer)
        case messages.SkipStep(), str():
            return skip_steps(steps, answer)
    raise TypeError(type(deed).__name__)


def _same_message(deed: messages.StepDeed, snapshot: Snapshot) -> tuple[Item, ...]:
    """Return the open steps that the message of a step can do as well."""
    if deed.more or not deed.item.also:
        return ()
    open_steps = (i for i in snapshot.schedule(deed.item.opportunity) if i.bucket is not None)
    return tuple(i for i in open_steps if i.key in deed.item.also)
