"""Sets of keys to begin with: what differs from the table of actions as it ships."""

from collections.abc import Mapping
from types import MappingProxyType

VIM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "row.page-down": ("ctrl+d", "ctrl+f", "pagedown"),
        "row.page-up": ("ctrl+u", "ctrl+b", "pageup"),
        "app.redo": ("ctrl+r", "U"),
        "app.leave": ("q", "Z"),
        "list.turn": ("O",),
    }
)
"""For hands that know vim: pages by ctrl+f and ctrl+b, redo by ctrl+r, Z leaves as q does, and O turns the order."""
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({"default": MappingProxyType({}), "vim": VIM})
