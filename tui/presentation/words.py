"""One word per idea: how steps, channels, stages and buckets are called on the screen."""

from store.model.agenda import Bucket, Item, State
from store.model.opportunity import Opportunity, Stage

BUCKETS: dict[Bucket, tuple[str, str, str]] = {
    Bucket.OVERDUE: ("Overdue", "!", "alarm"),
    Bucket.TODAY: ("Today", ">", "accent"),
    Bucket.UPCOMING: ("Upcoming", "·", ""),
    Bucket.WAITING: ("Waiting for them", "…", "muted"),
    Bucket.HELD: ("Held back by limits", "=", "muted"),
}
"""Name, sign and tone of each bucket."""

STATES: dict[State, tuple[str, str, str]] = {
    State.OPEN: ("open", ">", ""),
    State.FORECAST: ("planned", "·", "muted"),
    State.DONE: ("done", "x", "good"),
    State.SKIPPED: ("skipped", "-", "muted"),
    State.STOPPED: ("stopped", "-", "muted"),
    State.RETIRED: ("time passed", "-", "muted"),
}
"""Name, sign and tone of each state."""

CHANNELS = {
    "email": "email",
    "e-mail": "email",
    "phone": "phone",
    "call": "phone",
    "letter": "letter",
    "note": "card",
    "text": "text",
    "message": "message",
    "visit": "visit",
    "meeting": "meeting",
    "post": "letter",
}
STAGES: dict[Stage, tuple[str, str]] = {
    Stage.LEAD: ("○", "muted"),
    Stage.APPLIED: ("◔", ""),
    Stage.INTERVIEWING: ("◑", "accent"),
    Stage.OFFER: ("◕", "good"),
    Stage.ACCEPTED: ("●", "good"),
    Stage.REJECTED: ("×", "muted"),
    Stage.WITHDRAWN: ("×", "muted"),
}
"""Sign and tone of each stage."""


STEPS = {
    "in-room": "Interview",
    "interview": "Interview",
    "prepare": "Prepare",
    "debrief": "Write notes",
    "happened": "Did it happen?",
    "thanks": "Thank-you",
    "thank-you": "Thank-you",
    "letter": "Letter",
    "card": "Handwritten card",
    "value": "Something useful",
    "value-other": "Something useful",
    "promised": "Your promise",
    "promise": "Your promise",
    "next-mine": "Agreed step",
    "next-theirs": "Their next step",
    "theirs": "Their next step",
    "lapsed": "Ask how it stands",
    "reply": "Answer",
    "spelling": "Check the name",
    "brief": "Brief reference",
    "influence": "Quiet word",
    "first-call": "First call",
    "in-turn": "Keep in touch",
    "follow-up": "Ask after it",
    "no-lead": "Thanks after a no",
    "no-hr": "Thanks after a no",
    "no-panel": "Thanks after a no",
    "no-helpers": "Tell your helpers",
    "inquiry": "What else is open",
    "stay": "Say hello",
    "offer": "Thank for offer",
    "landed": "Thank your helpers",
    "network": "Ask how they are",
    "decide": "Go on or close?",
    "alarm": "No word yet",
    "deadline": "Deadline",
    "answer": "Your answer",
    "touch": "Keep in touch",
    "meeting": "Meeting",
    "alarm-loud": "No word yet",
    "elsewhere": "You have a job",
}
"""Names of the steps that ship; a step of the user's own is named by its id."""


def step_name(step: str) -> str:
    """Return a step's name: `first-call` is `First call`, a step of one's own by the words of its id."""
    if name := STEPS.get(step.removeprefix("f-")):
        return name
    words = step.removeprefix("f-").replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Step"


def channel_name(channel: str | None) -> str:
    """Return a channel's name, empty where there is none."""
    return CHANNELS.get(channel.casefold(), channel) if channel else ""


def who(item: Item) -> str:
    """Return whom an item is about; what the user does alone is `you`."""
    return item.who or "you"


def company(opportunity: Opportunity) -> str:
    """Return the company, or the file's name where the file cannot be read."""
    return opportunity.company or opportunity.id


def counted(count: int, one: str, many: str = "") -> str:
    """Return `1 draft`, `3 drafts`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
