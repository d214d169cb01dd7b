"""What lies ahead in one opportunity: the plan of each interview, and what another playbook would change."""

from datetime import time

from store.model.value import replace
from store.rules.comparing import Pair, compare
from store.rules.preparing import Preparation, preparations
from store.workspace.snapshot import Snapshot


def plans_of(snapshot: Snapshot, opportunity_id: str) -> tuple[Preparation, ...]:
    """Return the plan of every interview that is still to come, the next one first (R1).

    Raises:
        NotFound: there is no such opportunity.
    """
    opportunity = snapshot.opportunity(opportunity_id)
    items = snapshot.schedule(opportunity.id)
    return preparations(opportunity, items, snapshot.records.stories, snapshot.today, clock_of(snapshot))


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
    then = snapshot.assuming(records).schedule(opportunity.id)
    return compare(snapshot.schedule(opportunity.id), then)


def clock_of(snapshot: Snapshot) -> time | None:
    """Return what time it is; None where the user named the day."""
    return None if snapshot.moment.fixed else snapshot.now.time()
