"""What empty screens say: what they would show, and what to press."""

from tui.presentation.spans import BLANK, Line, Span, line


def _say(head: str, *rest: str) -> tuple[Line, ...]:
    return (line(head, "strong"), BLANK, *(line(one) for one in rest))


READING = (line("Reading the vault …", "muted"),)
AGENDA = _say(
    "Nothing to follow up.",
    "Every step is done, or the first opportunity is still to come.",
    "Press a to add an opportunity, 2 to see them all, L there to log a call or a letter.",
)
WEEK = (line("No steps in these seven days.", "muted"),)
WEEK_DETAIL = (line("Press ] for the week after, [ for the one before, Esc for the agenda.", "muted"),)
OPPORTUNITIES = _say("No opportunities yet.", "Press a to add the first: a company and a position are enough.")
UNMATCHED = _say("No opportunity matches.", "Press Esc to clear the filter.")
DRAFTS = _say(
    "No letters in the making.",
    "Go to the agenda with 1, choose a step and press c to compose one out of your notes.",
)
PROBLEMS = _say("No problems.", "Every file is read in full, and nothing asks for mending.")
REVIEW = _say("Nothing to decide.", "What two machines change in different ways is listed here after a sync.")
STEPS = _say("No steps follow from this file yet.", "Press L to log what happened, or m to move the stage.")
LOG = _say(
    "Nothing logged yet.", "Press L to log an application, a call or an interview; e opens the file in your editor."
)
DETAIL: tuple[Line, ...] = ((Span("Choose a line to see why it is there.", "muted"),),)
