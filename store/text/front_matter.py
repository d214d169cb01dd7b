"""The one python-frontmatter handler of this project.

It reads with yaml-edit, which keeps every byte. The library's own `parse` strips what it is given, so nobody calls it
for a file's bytes: `store.text.document` cuts, `store.text.header_edit` writes.
"""

from typing import Any

from frontmatter import Post
from frontmatter.default_handlers import BaseHandler

from store.text import document as documents
from store.text.quoting import quote_value
from store.text.tree import Mapping
from store.text.yaml_tree import Repeat, tree_of


class HeaderHandler(BaseHandler):
    """Detects, splits, reads and writes front matter the way this project understands it."""

    FM_BOUNDARY = documents.FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """Return header and body, both exactly as they stand.

        Raises:
            ValueError: there is no front matter, or it is not closed.
        """
        cut = documents.split(text.encode())
        if not cut.closing:
            raise ValueError("no front matter")
        return cut.header, cut.body

    def load(self, fm: str) -> dict[str, Any]:
        """Return the header's values by key, as nodes.

        Raises:
            YamlFault: the text is no header.
        """
        return {entry.key: entry.node for entry in self.read(fm)[0]}

    def read(self, fm: str) -> tuple[Mapping, tuple[Repeat, ...]]:
        """Return the header's tree, and the keys that stand in it more than once.

        Raises:
            YamlFault: the text is no header.
        """
        return tree_of(fm, documents.HEADER_LINE)

    def export(self, metadata: dict[str, Any], **_: object) -> str:
        """Return a header of texts and lists of texts, one key a line."""
        return "".join(f"{quote_value(key, flow=True)}:{lead(value)}\n" for key, value in metadata.items())

    def format(self, post: Post, **_: object) -> str:
        """Return a whole file, its body as it is."""
        return f"---\n{self.export(post.metadata)}---\n{post.content}"


HANDLER = HeaderHandler()


def lead(value: str | tuple[str, ...]) -> str:
    """Return what stands behind a key's colon: a text, or a list in brackets."""
    if isinstance(value, str):
        return f" {quote_value(value)}" if value else ""
    return f" [{', '.join(quote_value(item, flow=True) for item in value)}]"
