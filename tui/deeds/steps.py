"""Deeds about steps: done, put off, left out."""

from datetime import date
from typing import Any

from textual.screen import ModalScreen

from store.model.agenda import Item
from store.workspace.changing import Plan
from store.workspace.commands.answer_step import answer_steps
from store.workspace.commands.complete_step import complete_step, complete_steps
from store.workspace.commands.skip_step import skip_steps
from store.workspace.commands.snooze import snooze_steps
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import along_with
from store.workspace.when import day_meant
from tui import messages
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.complete import CompleteDialog, Done
from tui.dialogs.skip import SkipDialog
from tui.dialogs.snooze import SnoozeDialog
from tui.presentation.agenda import item_id

DEEDS = (messages.StepDeed,)


def question(deed: messages.StepDeed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the dialog that asks about steps."""

    def read_day(text: str) -> date:
        return day_meant(snapshot, text)

    items = deed.items
    match deed:
        case messages.CompleteStep(left=()) if items[0].answers and len({item.answers for item in items}) == 1:
            return AnswerDialog(items)
        case messages.CompleteStep():
            along = {item_id(i) for i in items if (i.opportunity, i.key) in along_with(items)}
            return CompleteDialog(items, snapshot.today, read_day, _same_message(deed, snapshot), along, deed.left)
        case messages.SnoozeStep():
            return SnoozeDialog(items, snapshot.today, read_day)
        case messages.SkipStep():
            return SkipDialog(items)
    raise TypeError(type(deed).__name__)


def plan(deed: messages.StepDeed, answer: object) -> Plan:
    """Return the plan for steps."""
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


def without_debriefs(deed: messages.CompleteStep) -> messages.CompleteStep | None:
    """Return the deed for the steps that need no form; None where all of them are debriefs."""
    steps = tuple(item for item in deed.items if not item.is_debrief)
    left = tuple(item for item in deed.items if item.is_debrief)
    return messages.CompleteStep(steps[0], steps[1:], left) if steps else None


def _same_message(deed: messages.StepDeed, snapshot: Snapshot) -> tuple[Item, ...]:
    """Return the open steps that the message of a step can do as well."""
    if deed.more or not deed.item.also:
        return ()
    open_steps = (i for i in snapshot.schedule(deed.item.opportunity) if i.bucket is not None)
    return tuple(i for i in open_steps if i.key in deed.item.also)
