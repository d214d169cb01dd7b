"""What each screen is for, in a few sentences, and what holds on every screen."""

from tui.actions.naming import with_keys
from tui.presentation.spans import BLANK, Line, Span, line

SCREENS = {
    "welcome": "There is no vault yet: choose how to begin. Nothing is made before you say so.",
    "agenda": "Whom to contact today and why: what is overdue, due today, still to come, and what waits for an answer. "
    "The text beside the list says where the highlighted step comes from: playbook, rule and note in the file.",
    "week": "The same steps, set out over seven days.",
    "opportunities": "Every job of the search, one a line. What is done here is done about the highlighted one.",
    "board": "The opportunities as cards, in a column for each stage. Moving a card moves the stage.",
    "opportunity": "One job: its steps with their reasons, what was logged, its card and its file.",
    "drafts": "Letters that are written and not sent. Open one to go on with it.",
    "people": "Who helps beyond one job: references, allies, recruiters; who was briefed, and who was thanked.",
    "stories": "What you can tell of yourself, and the needs that each story answers.",
    "insights": "How the search goes: how far opportunities come, how long that takes, who replies.",
    "problems": "What in the files needs mending, with file and line; and advice on the search.",
    "composer": "A letter out of your notes. On the left what goes into it, on the right its text, below what is still "
    "to be mended. Nothing leaves this machine before you say yes.",
    "panel": "The letters to everybody of one interview side by side, with what they share marked.",
    "call": "A sheet for the phone: what to say, a message for the voicemail, and room for notes while you talk.",
    "debrief": "What was said in an interview, written down while it is fresh: needs, quotes, promises, the next step.",
    "review": "What two machines changed in different ways. Both versions are kept until you decide.",
    "history": "What was changed, when and on which machine. Every change can be taken back.",
    "recover": "What is in no file and no commit: versions that a change took the place of and git does not hold, "
    "what went into a merge, and what was typed when the program died. It is kept outside of the vault, for 30 days.",
    "dialog": "A dialog asks one thing. In a field Enter does it, Tab goes to the next field, and Esc closes: it asks "
    "first if you have typed something. Days can be written as fri, +3d, 24 nov or 2026-11-24.",
}


def about(place: str) -> tuple[Line, ...]:
    """Return what a screen is for; nothing where nobody said it."""
    return (line(SCREENS[place]),) if place in SCREENS else ()


def everywhere(config: str) -> tuple[Line, ...]:
    """Return what holds on every screen.

    Args:
        config: the file of the user's own settings; empty where there is none.
    """
    mouse = (
        "Click a line to choose it, and once more to open it. Tabs, the keys at the foot and the rows above can be "
        "clicked, the wheel scrolls, and a click beside a dialog closes it."
    )
    select = "Hold Shift (Option in iTerm) and drag: the terminal then selects text as it does elsewhere."
    finding = with_keys("{app.palette} finds any action and any name. A dialog has its own help: {dialog.help}.")
    own = f"Write other keys under [keys] in {config}." if config else "Write other keys under [keys] in config.toml."
    rules = (
        "R1 to R42, in the reason of a step, are the rules of following up that it obeys, out of five articles, S0 to "
        "S4; G1 to G10 are advice beyond them. A playbook puts them together into steps."
    )
    signs = (
        "! is overdue, > for today, · to come, … waits for others, = is held back, x is done, - was left out. "
        "* stands before what is marked."
    )
    said = (
        ("Signs", signs),
        ("By mouse", mouse),
        ("Selecting", select),
        ("Finding", finding),
        ("Own keys", f"{own} `afterword keys` lists yours."),
        ("Rules", rules),
    )
    return (*((Span(f"{name:<11}", "strong"), Span(text)) for name, text in said), BLANK)
