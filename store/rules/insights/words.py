"""Amounts in words, the same on the screen and in a terminal; few cases get no percentage, nothing gets no rate."""

from store.rules.insights.amounts import Share, Spread
from store.rules.insights.replies import WITHIN, WITHIN_APPLIED

FUNNEL = (
    "How many opportunities ever got so far or farther, whatever became of them, and how many of the stage before "
    "that is. Open searches may still get on."
)
STAYS = (
    "Days from the first sign of a stage in the file to the first sign of a later one, or to the end. What goes on "
    "today is told apart, as “so far”."
)
REPLIES = (
    f"A touch counts as answered when a message comes from that person, or from another at the same employer, within "
    f"{WITHIN} days and before your next touch to the person; a call, when it was taken; an application, when "
    f"anything was heard within {WITHIN_APPLIED} days. A no is an answer too. What may still be answered is not "
    "counted."
)
WEEKS = (
    "Entries of the log by weeks from Monday on: what you sent, what came in, interviews that were held. A talk with "
    "somebody counts on both sides; a call that nobody took counts on neither."
)
KEEPING = (
    "A promise is kept in time when it is ticked and your message nearest to its day went out by that day. Thanks are "
    "in time when each person of an interview got a message of their own within the playbook's limit."
)
SOURCES = "Opportunities by what their files say under `source`, and how many of them led to an interview."
NOTHING = "nothing yet"


def share_words(share: Share) -> str:
    """Return `82% (14 of 17)`; with few cases `2 of 3`; `nothing yet` where there is none."""
    total = len(share.cases)
    if not total:
        return NOTHING
    counts = f"{len(share.hits)} of {total}"
    return counts if share.percent is None else f"{share.percent}% ({counts})"


def likely_words(share: Share) -> str:
    """Return between what percentages a share really lies, `likely 59 to 94%`; empty with few cases."""
    return f"likely {share.range[0]} to {share.range[1]}%" if share.range else ""


def days_words(days: float) -> str:
    """Return `1 day`, `9 days`, `4.5 days`."""
    return f"{number_words(days)} day{'' if days == 1 else 's'}"


def number_words(number: float) -> str:
    """Return a number without an idle `.0`."""
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


def spread_words(spread: Spread) -> str:
    """Return `median 9 days, 4 to 37, of 9`; one case alone is told as it is; empty where there is none."""
    if spread.median is None or spread.ends is None:
        return ""
    least, most = spread.ends
    count = len(spread.numbers)
    if count == 1:
        return f"{days_words(spread.median)}, once"
    return f"median {days_words(spread.median)}, {least} to {most}, of {count}"
