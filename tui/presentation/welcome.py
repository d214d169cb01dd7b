"""What the first screen says, where there is no vault yet."""

from tui.actions.naming import with_keys
from tui.actions.table import actions_at
from tui.presentation.rows import Column, Row
from tui.presentation.spans import BLANK, Line, Span, line

COLUMNS = (Column(least=2), Column(least=18))
"""Key and name of each way to begin."""
OPENING: tuple[Line, ...] = (
    line("The interview is over. Now what?", "strong"),
    BLANK,
    line(
        "Afterword keeps a job search in plain text files, tells you whom to contact today, how and why, and turns "
        "your interview notes into letters."
    ),
    line("The files are in a folder of yours, the vault. Nothing leaves this machine unless you send it.", "muted"),
)
DEMO = "This is a made-up search, in a folder for temporary files. Change what you like; ? tells the keys."


def ready() -> str:
    """Return what greets in a new vault."""
    return with_keys("Your vault is ready. Press {app.new} to add the first opportunity; {app.help} tells the keys.")


def rows() -> tuple[Row, ...]:
    """Return the ways to begin, their action's id as key."""
    return tuple(
        Row(key=row.id, cells=(Span(row.keys[0], "accent"), Span(row.label, "strong"))) for row in actions_at("welcome")
    )


def about(ident: str) -> tuple[Line, ...]:
    """Return what a way to begin does."""
    return tuple(line(row.tooltip) for row in actions_at("welcome") if row.id == ident)


def offer(folder: str) -> tuple[Line, ...]:
    """Return what is said before a vault is made of a folder that is none."""
    return (
        line(f"{folder} holds no afterword.toml."),
        line("A vault can be made in it: settings, folders and a git history. Files that are there stay as they are."),
    )
