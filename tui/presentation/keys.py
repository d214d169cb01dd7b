"""The keys as help, and as docs/keys.md."""

from collections.abc import Sequence

from tui.actions.action import Action
from tui.actions.table import ACTIONS, GROUPS
from tui.presentation.spans import BLANK, Line, Span, line

PLACES = {
    "app": "everywhere",
    "list": "lists",
    "reading": "texts",
    "ticks": "notes to tick",
    "letter": "the text of a letter",
    "noting": "lines of a debrief or a call",
    "agenda": "agenda",
    "week": "week",
    "opportunities": "opportunities",
    "opportunity": "one opportunity",
    "drafts": "drafts",
    "problems": "problems",
    "composer": "composer",
    "debrief": "debrief",
    "call": "call sheet",
    "panel": "panel",
    "review": "review",
    "history": "history",
    "script": "lines of a call sheet",
    "dialog": "dialogs",
}
RULES: tuple[Line, ...] = (
    line("What a step follows", "strong"),
    line("  R1 to R42 are the rules of following up that a step obeys, out of five articles, S0 to S4;"),
    line("  G1 to G10 are advice beyond them. A playbook puts them together into steps."),
)
"""What the signs in the reason of a step mean."""
OPENING = """# Keys

This page is made from the table of actions in `tui/actions/` by `python docs/make_keys.py`; a test compares them.

Letters do nothing while you type in a field; `Esc` leaves the field. Everything can be reached by mouse as well; hold
Shift (Option in iTerm) to select text the terminal's own way. No key needs Alt, a function key or a chord.
"""


def help_lines(actions: Sequence[Action]) -> tuple[Line, ...]:
    """Return the help screen for these actions, by group."""
    lines: list[Line] = []
    for group in GROUPS:
        inside = [row for row in actions if row.group == group]
        if not inside:
            continue
        if lines:
            lines.append(BLANK)
        lines.append(line(group, "strong"))
        lines.extend((Span(f"  {'  '.join(row.keys):<18}", "accent"), Span(row.tooltip)) for row in inside)
    return tuple(lines)


def page() -> str:
    """Return the text of docs/keys.md."""
    parts = [OPENING]
    for group in GROUPS:
        parts.append(f"\n## {group}\n\n| Key | Does | Where | Name |\n| --- | --- | --- | --- |\n")
        for row in ACTIONS:
            if row.group == group:
                keys = " ".join(f"`{key}`" for key in row.keys)
                where = ", ".join(PLACES[place] for place in row.places)
                parts.append(f"| {keys} | {row.tooltip} | {where} | `{row.id}` |\n")
    return "".join(parts)
