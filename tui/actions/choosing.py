"""Keys of the list of opportunities."""

from tui.actions.action import Action

PLACES = ("opportunities",)

ROWS: tuple[Action, ...] = (
    Action(
        id="opportunity.mark",
        keys=("space", "v"),
        label="Mark",
        group="Move",
        places=PLACES,
        in_footer=True,
        spare=4,
        tooltip="Mark the highlighted opportunity, or unmark it; stage, put off, tags and delete act on all marked.",
    ),
    Action(
        id="opportunity.mark-range",
        keys=("V",),
        label="Mark up to here",
        group="Move",
        places=PLACES,
        tooltip="Mark every opportunity from the one marked last to the highlighted one.",
    ),
    Action(
        id="list.sort",
        keys=("z",),
        pair="list.turn",
        label="Sort",
        group="Move",
        places=PLACES,
        in_footer=True,
        spare=3,
        tooltip="Sort by the next of: what is most urgent, company, stage, last touch, deadline.",
    ),
    Action(
        id="list.turn",
        keys=("Z",),
        label="Turn round",
        group="Move",
        places=PLACES,
        tooltip="Turn the order of the list round.",
    ),
    Action(
        id="list.filters",
        keys=("f",),
        label="Filters",
        group="Move",
        places=PLACES,
        in_footer=True,
        spare=5,
        tooltip="Choose a saved filter, each with how many opportunities fit; or forget one.",
    ),
    Action(
        id="list.save-filter",
        keys=("F",),
        label="Save filter",
        group="Move",
        places=PLACES,
        tooltip="Save this filter under a name.",
    ),
)
