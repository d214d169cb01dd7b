"""What empty screens say: what they would show, and what to press."""

from functools import partial

from tui.actions.naming import with_keys
from tui.presentation.spans import BLANK, Line, Span, line


def _say(head: str, *rest: str) -> tuple[Line, ...]:
    return (line(head, "strong"), BLANK, *(line(with_keys(one)) for one in rest))


READING = (line("Reading the vault …", "muted"),)


def reading(read: int, of: int) -> tuple[Line, ...]:
    """Return how far the first reading of a vault is."""
    return (line(f"Reading {read:,} of {of:,}", "muted"),)


WEEK = (line("No steps in these seven days.", "muted"),)
REVIEW = _say("Nothing to decide.", "What two machines change in different ways is listed here after a sync.")
DETAIL: tuple[Line, ...] = ((Span("Choose a line to see why it is there.", "muted"),),)

# What names keys, which are the user's own, is said anew each time.

agenda = partial(
    _say,
    "Nothing to follow up.",
    "Every step is done, or the first opportunity is still to come.",
    "Press {app.new} to add an opportunity, {app.opportunities} to see them all, {opportunity.log} there to log.",
)
opportunities = partial(
    _say,
    "No opportunities yet.",
    "Press {app.new} to add the first: a company and a position are enough.",
)
unmatched = partial(
    _say,
    "No opportunity matches.",
    "Press {app.back} to clear the filter.",
)
drafts = partial(
    _say,
    "No letters in the making.",
    "Go to the agenda with {app.agenda}, choose a step and press {item.compose} to compose one out of your notes.",
)
people = partial(
    _say,
    "Nobody yet.",
    "References speak for you when it counts, allies open doors, recruiters bring searches, helpers read letters.",
    "Choose references early, ask them first, and tell them about each interview: then they know what to stress.",
    "Press {person.new} to add the first.",
)
nobody = partial(
    _say,
    "Nobody fits.",
    "Press {app.back} to clear the filter.",
)
stories = partial(
    _say,
    "No stories yet.",
    "A story is one thing you did, the need that it answered, and what came of it, with its figure.",
    "Letters set it beside what an employer needs. Press {story.new} to write down the first.",
)
steps = partial(
    _say,
    "No steps follow from this file yet.",
    "Press {opportunity.log} to log what happened, or {opportunity.stage} to move the stage.",
)
contacts = partial(
    _say,
    "Nobody is named here yet.",
    "Press {opportunity.contact} to add somebody: a name is enough to begin with.",
)
letters = partial(
    _say,
    "No letters yet.",
    "Press {item.compose} to write one; what is sent or logged as written stands here with its text.",
)
log = partial(
    _say,
    "Nothing logged yet.",
    "Press {opportunity.log} to log an application, a call or a talk; {file.edit} opens the file in an editor.",
)


def week_detail() -> tuple[Line, ...]:
    """Return what stands beside an empty week."""
    words = "Press {week.next} for the week after, {week.previous} for the one before, {app.back} for the agenda."
    return (line(with_keys(words), "muted"),)
