"""What a filter lets through while it is typed: a letter more is looked for in what the letters before have left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.text.query import readable_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.errors import QueryFault
    from store.model.opportunity import Opportunity
    from store.model.query import Query
    from store.workspace.snapshot import Snapshot


class Narrowing:
    """The filter of one list."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._listed: Sequence[Opportunity] = ()
        self._steps: list[tuple[Query, Sequence[Opportunity]]] = []
        """Queries, each of which narrows the one before it, and what fits each of them."""

    def matching(
        self, query: str, listed: Sequence[Opportunity], snapshot: Snapshot
    ) -> tuple[Sequence[Opportunity], QueryFault | None]:
        """Return what a query that is being typed means, in the order given: up to what cannot be read, with the fault.

        Args:
            query: as it stands in its line.
            listed: what is filtered.
            snapshot: the vault, of which all that is listed is part.
        """
        if self._snapshot is not snapshot or self._listed is not listed:
            self._snapshot, self._listed, self._steps = snapshot, listed, []
        read, fault = readable_query(query, snapshot.language)
        steps = self._steps
        while steps and not read.narrows(steps[-1][0]):  # a letter was taken away, or means something else
            steps.pop()
        left = steps[-1][1] if steps else listed
        if steps and steps[-1][0] == read:
            return left, fault
        found: Sequence[Opportunity] = snapshot.readable_matching(query, left)[0]
        steps.append((read, left if len(found) == len(left) else found))
        return steps[-1][1], fault
