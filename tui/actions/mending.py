"""Keys of problems, insights and the message log."""

from tui.actions.action import Action

ROWS: tuple[Action, ...] = (
    Action(
        id="problem.mend",
        keys=("f",),
        label="Mend",
        group="Record",
        in_footer=True,
        spare=2,
        places=("problems",),
        tooltip="Mend the highlighted problem where it has one right answer; the change is shown first.",
    ),
    Action(
        id="problem.mend-all",
        keys=("F",),
        label="Mend all",
        group="Record",
        in_footer=True,
        spare=3,
        places=("problems",),
        tooltip="Mend every problem with one right answer in one change; the change is shown first.",
    ),
    Action(
        id="app.messages",
        keys=("@",),
        label="Messages",
        group="Program",
        places=("app",),
        tooltip="Show what was said in this run, the newest first.",
    ),
    Action(
        id="chart.right",
        keys=("l", "right"),
        pair="chart.left",
        label="Column",
        group="Move",
        in_footer=True,
        spare=3,
        places=("charts",),
        tooltip="Go to the charts at the right, where they stand side by side.",
    ),
    Action(
        id="chart.left",
        keys=("h", "left"),
        label="Column before",
        group="Move",
        places=("charts",),
        tooltip="Go to the charts at the left.",
    ),
)
