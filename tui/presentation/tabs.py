"""The names of the program's screens and of the panes of one opportunity."""

from tui.actions.table import action

MODES = ("agenda", "opportunities", "board", "drafts", "people", "stories", "insights", "problems")
TABS = tuple((mode, f"app.{mode}", action(f"app.{mode}").label) for mode in MODES)
"""Name, action and label of each."""
BRIEF = {"opportunities": "Jobs"}
"""Shorter names, for a bar of 80 cells."""
PANES = (
    ("steps", "Steps"),
    ("log", "Log"),
    ("people", "People"),
    ("letters", "Letters"),
    ("card", "Card"),
    ("file", "File"),
)
