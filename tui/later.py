"""What the first frame does not wait for: named by its place, and imported once the rows are shown."""

from importlib import import_module
from typing import Any

from textual.screen import Screen

MAIN = {
    "opportunities": "tui.screens.opportunities:OpportunitiesScreen",
    "board": "tui.screens.board.screen:BoardScreen",
    "drafts": "tui.screens.drafts:DraftsScreen",
    "people": "tui.screens.people:PeopleScreen",
    "stories": "tui.screens.stories:StoriesScreen",
    "insights": "tui.screens.insights:InsightsScreen",
    "problems": "tui.screens.problems:ProblemsScreen",
}
"""The main screens that nobody sees first."""
SOON = (
    "tui.syncing",
    "tui.performing",
    "tui.screens.opportunity",
    "tui.screens.week",
    "tui.dialogs.help",
    "tui.dialogs.palette",
)
"""What most sessions need next."""


def made(place: str) -> Screen[Any]:
    """Make a screen that is named by its place."""
    module, _, name = place.partition(":")
    screen: Screen[Any] = getattr(import_module(module), name)()
    return screen


def get_ready(_: object) -> None:
    """Import what will be shown next on the vault's thread, so that no key waits for it."""
    for place in (*MAIN.values(), *SOON):
        import_module(place.partition(":")[0])
