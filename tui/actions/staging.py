"""Keys of the board."""

from tui.actions.action import Action

ROWS: tuple[Action, ...] = (
    Action(
        id="board.next",
        keys=("l", "right"),
        pair="board.previous",
        label="Stage",
        group="Move",
        places=("board",),
        in_footer=True,
        spare=3,
        tooltip="Go to the next stage.",
    ),
    Action(
        id="board.previous",
        keys=("h", "left"),
        label="Stage before",
        group="Move",
        places=("board",),
        tooltip="Go to the stage before.",
    ),
    Action(
        id="board.forward",
        keys=(">",),
        pair="board.back",
        label="Move",
        group="Record",
        places=("board",),
        in_footer=True,
        tooltip="Move the card to the next stage.",
    ),
    Action(
        id="board.back",
        keys=("<",),
        label="Move back",
        group="Record",
        places=("board",),
        tooltip="Move the card to the stage before.",
    ),
)
