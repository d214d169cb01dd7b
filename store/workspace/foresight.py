"""What lies ahead in one opportunity: the plan of each interview, and what another playbook would change."""

from dataclasses import replace

from store.rules.comparing import Pair, compare
from store.rules.preparing import Preparation, preparations
from store.rules.schedule import schedule
from store.workspace.snapshot import Snapshot


def plans_of(snapshot: Snapshot, opportunity_id: str) -> tuple[Preparation, ...]:
    """Return the plan of every interview that is still to come, the next one first (R1).

    Raises:
        NotFound: there is no such opportunity.
    """
    opportunity = snapshot.opportunity(opportunity_id)
    return preparations(opportunity, snapshot.schedule(opportunity.id), snapshot.records.stories, snapshot.today)


def compared(snapshot: Snapshot, opportunity_id: str, playbook: str) -> tuple[Pair, ...]:
    """Return today's schedule beside the one under another playbook; an empty name is the settings' one.

    Raises:
        NotFound: there is no such opportunity.
    """
    opportunity = snapshot.opportunity(opportunity_id)
    other = replace(opportunity, playbook=playbook)
    records = replace(
        snapshot.records,
        opportunities=tuple(other if o is opportunity else o for o in snapshot.records.opportunities),
    )
    then = schedule(other, snapshot.playbooks, records, snapshot.today, snapshot.zone, snapshot.is_holiday)
    return compare(snapshot.schedule(opportunity.id), then)
