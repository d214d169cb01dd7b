"""One word per idea: how steps, channels, stages and buckets are called on the screen."""

from store.model.agenda import Bucket, Item, State
from store.model.opportunity import Opportunity, Stage

BUCKETS: dict[Bucket, tuple[str, str, str]] = {
    Bucket.OVERDUE: ("Overdue", "!", "alarm"),
    Bucket.TODAY: ("Today", ">", "accent"),
    Bucket.UPCOMING: ("Upcoming", "·", ""),
    Bucket.WAITING: ("Waiting for others", "…", "muted"),
    Bucket.HELD: ("Held back, so as not to press", "=", "muted"),
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
TOUCHES = {"phone": "call to", "meeting": "meeting with"}
"""How a touch on a channel is called, where it is not the channel's name."""
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


def channel_name(channel: str | None) -> str:
    """Return a channel's name, empty where there is none."""
    return CHANNELS.get(channel.casefold(), channel) if channel else ""


def touch(item: Item) -> str:
    """Return how somebody is reached by a step: `email to Joe Alvarez`; empty where nobody is."""
    channel = channel_name(item.channel)
    if not channel or not item.who:
        return ""
    return f"{TOUCHES.get(channel, f'{channel} to')} {item.who}"


def who(item: Item) -> str:
    """Return whom an item is about; what the user does alone is `you`."""
    return item.who or "you"


def company(opportunity: Opportunity) -> str:
    """Return the company, or the file's name where the file cannot be read."""
    return opportunity.company or opportunity.id


def counted(count: int, one: str, many: str = "") -> str:
    """Return `1 draft`, `3 drafts`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
