"""Keys of the first screen, where there is no vault yet."""

from tui.actions.action import Action

WELCOME = ("welcome",)
ROWS: tuple[Action, ...] = (
    Action(
        id="welcome.demo",
        keys=("1",),
        label="Look around",
        group="Begin",
        places=WELCOME,
        by_app=True,
        tooltip="Open a made-up job search to try things on; nothing in it is real, and it is thrown away.",
    ),
    Action(
        id="welcome.new",
        keys=("2",),
        label="Start your own",
        group="Begin",
        places=WELCOME,
        by_app=True,
        tooltip="Make a new, empty vault: a folder of plain text files under git, readable by you alone.",
    ),
    Action(
        id="welcome.open",
        keys=("3",),
        label="Open a folder",
        group="Begin",
        places=WELCOME,
        by_app=True,
        tooltip="Open a vault that is on this machine already, or make one out of a folder with notes.",
    ),
    Action(
        id="welcome.fetch",
        keys=("4",),
        label="Fetch your vault",
        group="Begin",
        places=WELCOME,
        by_app=True,
        tooltip="Bring a vault here that you keep on another machine: by ssh, https, or from a folder or stick.",
    ),
)
