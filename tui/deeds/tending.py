"""Deeds about whole opportunities, one or several: stage, tags, next touch, playbook, deletion."""

from datetime import date
from typing import Any

from textual.screen import ModalScreen

from store.rules.surroundings import FRAME
from store.workspace.changing import Plan
from store.workspace.commands.delete_file import delete_opportunities
from store.workspace.commands.move_stage import move_stages
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.snooze import put_off
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.foresight import compared
from store.workspace.snapshot import Snapshot
from store.workspace.when import day_meant
from tui import messages
from tui.dialogs.delete import DeleteDialog
from tui.dialogs.playbook import PlaybookDialog
from tui.dialogs.snooze import PutOffDialog
from tui.dialogs.stage import StageDialog
from tui.dialogs.tags import Tagged, TagsDialog
from tui.presentation import tags

DEEDS = (messages.ChoiceDeed, messages.MoveStage, messages.ChoosePlaybook)


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the dialog that asks about opportunities."""

    def read_day(text: str) -> date:
        return day_meant(snapshot, text)

    idents = deed.opportunities if isinstance(deed, messages.ChoiceDeed | messages.MoveStage) else ()
    chosen = tuple(map(snapshot.opportunity, idents))
    match deed:
        case messages.MoveStage():
            return StageDialog(chosen, snapshot.settings.stages)
        case messages.ChoosePlaybook(opportunity=ident):
            return PlaybookDialog(
                snapshot.opportunity(ident),
                tuple(book for name, book in sorted(snapshot.playbooks.items()) if name != FRAME),
                snapshot.settings.playbook,
                snapshot.today,
                lambda name: lambda workspace: compared(workspace.snapshot(), ident, name),
            )
        case messages.TagOpportunities():
            return TagsDialog(chosen, tags.counts(snapshot.records.opportunities))
        case messages.PutOffOpportunities():
            return PutOffDialog(chosen, snapshot.today, read_day)
        case messages.DeleteOpportunities():
            drafts = tuple(draft for o in chosen for draft in snapshot.drafts_of(o.id))
            return DeleteDialog(chosen, drafts, snapshot.today)
    raise TypeError(type(deed).__name__)


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan for opportunities."""
    match deed, answer:
        case messages.MoveStage(opportunities=idents), str():
            return move_stages(idents, answer)
        case messages.ChoosePlaybook(opportunity=ident), str():
            return set_keys(ident, {"playbook": answer})
        case messages.TagOpportunities(opportunities=idents), Tagged(add=add, remove=remove):
            return tag_opportunities(idents, add, remove)
        case messages.PutOffOpportunities(opportunities=idents), date():
            return put_off(idents, answer)
        case messages.DeleteOpportunities(opportunities=idents), str():
            return delete_opportunities(idents)
    raise TypeError(type(deed).__name__)
