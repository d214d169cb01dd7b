"""The names of the program's screens and of the panes of one opportunity."""

from tui.actions.table import action

MODES = ("agenda", "opportunities", "drafts", "problems")
TABS = tuple((mode, f"{action(f'app.{mode}').keys[0]} {action(f'app.{mode}').label}") for mode in MODES)
PANES = (("steps", "Steps"), ("log", "Log"), ("card", "Card"), ("file", "File"))
