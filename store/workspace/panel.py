"""The messages to the people of one interview side by side, with what the checks find in each."""

from dataclasses import replace

from store.rules.panel import Panel, compared, sheets_of
from store.workspace.compose import lint_text
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
