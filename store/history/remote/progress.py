"""How far git is, read from what it writes with `--progress`."""

import re

from store.model.sync import Progress

LINE = re.compile(
    r"(?P<what>Enumerating|Counting|Compressing|Receiving|Writing|Resolving|Updating|Unpacking|Filtering)[ a-z]*:"
    r"\s+(?:\d+% \()?(?P<done>\d+)(?:/(?P<total>\d+))?"
)
DOING = {
    "Enumerating": "looking what is new",
    "Counting": "looking what is new",
    "Compressing": "packing",
    "Receiving": "receiving",
    "Unpacking": "receiving",
    "Writing": "sending",
    "Resolving": "putting it together",
    "Updating": "writing files",
    "Filtering": "writing files",
}


def progress_in(said: str) -> Progress | None:
    """Return how far git is by the last line of its talk that says so; None where none does."""
    lines = list(LINE.finditer(said[-2000:]))
    if not lines:
        return None
    found = lines[-1]
    total = int(found["total"]) if found["total"] else None
    return Progress(doing=DOING[found["what"]], done=int(found["done"]), total=total)
