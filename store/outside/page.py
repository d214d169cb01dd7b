"""The words of an HTML page, in time that grows with its length alone, whatever is in it; nothing of it is fetched."""

import html
import re
from collections.abc import Iterator

from store.outside.flowed import plain

BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "hr"}
)
UNSEEN = frozenset({"script", "style", "head", "title", "template"})
NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
REST = re.compile(r"""(?>[^>"']++|"[^"]*+"|'[^']*+')*+>""")
"""What stands between a tag's name and its end; a sign of an end between quotation marks is none."""
NUMBER = re.compile(r"&#[0-9a-zA-Z]{9,}+;?")
"""A sign by a number that no sign has."""


def bare_text(page: str) -> str:
    """Return the words of an HTML page."""
    lines = [line.strip() for line in "".join(_pieces(page)).split("\n")]
    return plain(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def _pieces(page: str) -> Iterator[str]:
    """Yield words and line ends, in order. Each search goes on where the last one ended, or is the last of its kind."""
    place, is_quoted = 0, True
    while (start := page.find("<", place)) >= 0:
        yield _words(page[place:start])
        place = start
        if page.startswith("<!--", start):
            place = _behind(page, "-->", start)
        elif page[start + 1 : start + 2] in ("!", "?"):
            place = _behind(page, ">", start)
        elif tag := NAME.match(page, start):
            name, is_end = tag[1].casefold(), page[start + 1] == "/"
            rest = REST.match(page, tag.end()) if is_quoted else None
            is_quoted = rest is not None  # a mark that is never closed: from here on none counts
            place = rest.end() if rest else _behind(page, ">", start)
            if name in BREAKS and not (is_end and name == "br"):
                yield "\n"
            if name in UNSEEN and not is_end:
                end = re.compile(f"</{name}", re.IGNORECASE).search(page, place)
                place = end.start() if end else len(page)
        else:
            yield "<"
            place = start + 1
    yield _words(page[place:])


def _behind(page: str, end: str, start: int) -> int:
    """Return the place behind a sign, or the end of the page where there is none."""
    found = page.find(end, start)
    return found + len(end) if found >= 0 else len(page)


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(NUMBER.sub("\ufffd", text)))
