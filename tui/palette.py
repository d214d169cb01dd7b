"""The command palette: every action that applies here, and every opportunity by name."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.table import actions_at
from tui.presentation.safe import safe_line
from tui.presentation.words import company

LATEST = 8
"""Opportunities offered before anything is typed."""


def commands(app: App[int], screen: Screen[object], place: str) -> Iterable[SystemCommand]:
    """Return the actions that apply on a screen, their keys in the help."""
    for row in actions_at("app", place):
        if row.id in ("app.palette", "app.back"):
            continue
        namespace = "app" if "app" in row.places else "screen"
        run: Callable[[], object] = partial(app.run_action, f"{namespace}.{row.method}", screen)
        yield SystemCommand(f"{row.label} ({' '.join(row.keys)})", row.tooltip, run)


class OpportunitiesProvider(Provider):
    """Finds opportunities by company and position."""

    @property
    def _snapshot(self) -> Snapshot | None:
        return getattr(self.screen, "snapshot", None)

    def _open(self, ident: str) -> None:
        self.screen.post_message(messages.OpenOpportunity(ident))

    async def discover(self) -> Hits:
        """Offer the first few."""
        if self._snapshot is None:
            return
        for o in self._snapshot.records.opportunities[:LATEST]:
            name = safe_line(f"{company(o)}, {o.position}", 120)
            yield DiscoveryHit(Content(name), partial(self._open, o.id), text=name, help="Open this opportunity.")

    async def search(self, query: str) -> Hits:
        """Find by what is typed."""
        if self._snapshot is None:
            return
        matcher = self.matcher(query)
        for o in self._snapshot.records.opportunities:
            name = safe_line(f"{company(o)}, {o.position}", 120)
            if (score := matcher.match(name)) > 0:
                yield Hit(score, Content(name), partial(self._open, o.id), text=name, help="Open this opportunity.")
