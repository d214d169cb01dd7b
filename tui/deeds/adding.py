"""Deeds that add something: an opportunity, a contact, a person, a story."""

from datetime import date
from typing import Any

from textual.screen import ModalScreen

from store.model.opportunity import CLOSED, Stage
from store.workspace.changing import Plan
from store.workspace.commands.add_contact import add_contact
from store.workspace.commands.keep_person import add_person
from store.workspace.commands.keep_story import add_story
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.snapshot import Snapshot
from store.workspace.when import day_meant
from tui import messages
from tui.dialogs.add import AddDialog, Added, Known
from tui.dialogs.contact import ContactDialog, Told
from tui.dialogs.person import PersonAdded, PersonDialog
from tui.dialogs.story import StoryAdded, StoryDialog

DEEDS = (messages.AddOpportunity, messages.AddContact, messages.AddPerson, messages.AddStory)


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the form of what is new."""

    def read_day(text: str) -> date:
        return day_meant(snapshot, text)

    match deed:
        case messages.AddOpportunity(company=company, position=position):
            stages = (*(str(stage) for stage in Stage), *snapshot.settings.stages)
            there = snapshot.records.opportunities
            known = Known(opportunities=there, stages=stages, today=snapshot.today, read_day=read_day)
            return AddDialog(known, company, position)
        case messages.AddContact(opportunity=ident, who=who):
            return ContactDialog(snapshot.opportunity_to_change(ident), snapshot.records.people, who)
        case messages.AddPerson():
            open_ones = [o for o in snapshot.records.opportunities if o.stage not in CLOSED]
            return PersonDialog([(f"{o.label}, {o.position}" if o.position else o.label, o.id) for o in open_ones])
        case messages.AddStory(need=need):
            return StoryDialog(need)
    raise TypeError(type(deed).__name__)


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan that adds it."""
    match deed, answer:
        case messages.AddOpportunity(), Added() as it:
            return new_opportunity(it.company, it.position, it.values)
        case messages.AddContact(opportunity=ident), Told() as it:
            return add_contact(ident, it.values)
        case messages.AddPerson(), PersonAdded() as it:
            return add_person(it.values, it.searches)
        case messages.AddStory(), StoryAdded() as it:
            return add_story(it.values, it.body)
    raise TypeError(type(deed).__name__)
