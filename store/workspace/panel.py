"""The messages to the people of one interview side by side, with what the checks find in each."""

from store.errors import BadRequest
from store.model.draft import Draft
from store.model.entry import Kind
from store.model.value import replace
from store.rules.meeting import conversations
from store.rules.panel import Panel, compared, sheets_of
from store.workspace.compose import lint_text
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot
from store.workspace.talks import people_there, talk_to_debrief


def panel_of(snapshot: Snapshot, opportunity_id: str, line: int | None = None) -> Panel:
    """Return the messages to the people of an interview.

    Args:
        snapshot: the vault.
        opportunity_id: which search.
        line: the line of the interview's heading; else the latest interview that took place is meant.

    Raises:
        BadRequest: nobody was met yet.
    """
    here = snapshot.opportunity(opportunity_id)
    entry = talk_to_debrief(here, snapshot.today, line or 0)
    people = people_there(snapshot, here, entry)
    sheets = [
        replace(sheet, findings=lint_text(snapshot, sheet.draft)) if sheet.draft else sheet
        for sheet in sheets_of(here, entry, people, snapshot.records.drafts)
    ]
    return compared(here, entry, sheets)


def panel_around(snapshot: Snapshot, draft: Draft) -> Panel:
    """Return the messages to the people of the interview that a draft follows: the latest one with its person.

    Raises:
        BadRequest: there was none.
        NotFound: the draft's opportunity or person is no longer there.
    """
    here = snapshot.opportunity(draft.opportunity)
    person = person_meant(snapshot, here, draft.to)
    talks = conversations(here, person.ident, snapshot.today)
    if not talks:
        raise BadRequest(f"{here.label} has no talk with {person.name} yet, so there is no panel to compare with.")
    entry = next((talk for talk in talks if talk.kind is Kind.INTERVIEW), talks[0])
    return panel_of(snapshot, here.id, entry.line)
