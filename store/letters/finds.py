"""A value note taken apart: the find's words, its title and its link."""

import re

from store.letters.phrases import QUOTES, clause

LINK = re.compile(r"<(https?://[^<>\s]+)>|(https?://[^<>\s]+[^<>\s.,;:!?)])")
QUOTED_TITLE = re.compile(rf"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]")


def parts_of(text: str) -> tuple[str, str, str]:
    """Return the words without the link, the title (in quotation marks where it has some), and the link."""
    link = LINK.search(text)
    bare = " ".join(LINK.sub("", text).split()).strip(" :,;-")
    title = QUOTED_TITLE.search(bare)
    return bare, f'"{title.group(1)}"' if title else clause(bare), (link.group(1) or link.group(2)) if link else ""
