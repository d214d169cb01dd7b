"""The front matter of a file: read with yaml-edit, which keeps every byte, and written by `front_matter`."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from store.model.problem import Problem, Severity
from store.text import document as documents
from store.text.document import Document, NotText
from store.text.tree import Mapping, Node, Reference, Sequence
from store.text.yaml_tree import YamlFault, tree_of

FILE_BYTES = 1024 * 1024


UNREADABLE = frozenset(
    {
        "file-too-big",
        "not-text",
        "no-front-matter",
        "front-matter-unclosed",
        "header-too-big",
        "header-too-deep",
        "header-syntax",
        "header-not-mapping",
    }
)
"""Codes of the problems after which nothing of a header is known; such a file is never rewritten."""


def header_text(values: dict[str, Any]) -> str:
    """Return a header of texts and lists of texts, one key a line."""
    from store.text.front_matter import HANDLER  # whose library takes longer to load than most files to read

    return HANDLER.export(values)


class Parsed(Struct, frozen=True, kw_only=True):
    """A file's header as nodes, with the problems met."""

    document: Document
    tree: Mapping
    problems: tuple[Problem, ...]

    @property
    def is_readable(self) -> bool:
        """Tell whether the header could be read at all."""
        return not any(p.code in UNREADABLE for p in self.problems)


def read_file(data: bytes, path: str) -> Parsed:
    """Cut a file and read its header. Whatever is wrong with it is a problem; nothing is raised."""
    nothing = Document(bom=b"", opening="", header="", closing="", body="", newline="\n")
    if len(data) > FILE_BYTES:
        problem = Problem(
            path=path,
            line=1,
            code="file-too-big",
            message=f"The file is too big to be read ({len(data):,} bytes, at most {FILE_BYTES:,} are).",
            fix="Move what is not about this search into a file elsewhere.",
        )
        return Parsed(document=nothing, tree=Mapping(), problems=(problem,))
    try:
        document = documents.split(data)
    except NotText as error:
        problem = Problem(
            path=path,
            line=error.line,
            code="not-text",
            message=f"The file is not UTF-8 text (byte {error.offset}).",
            fix="Open it in an editor and save it with the encoding UTF-8.",
        )
        return Parsed(document=nothing, tree=Mapping(), problems=(problem,))
    tree, problems = read_header(document, path)
    return Parsed(document=document, tree=tree, problems=problems)


def read_header(document: Document, path: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """Read the front matter of a file that is cut. Of a repeated key the first value counts.

    A header that cannot be read gives an empty tree and one problem with a code in `UNREADABLE`.
    """
    if not document.closing:
        return Mapping(), (missing(document, path),)
    try:
        tree, repeats = tree_of(document.header, documents.HEADER_LINE)
    except YamlFault as fault:
        line = documents.HEADER_LINE - 1 + fault.line
        return Mapping(), (Problem(path=path, line=line, code=fault.code, message=str(fault), fix=fault.fix),)
    found = [
        Problem(
            path=path,
            line=again,
            code="duplicate-key",
            message=f"`{key}` stands here again; it is already on line {first}, which counts.",
            fix="Keep one of the two lines.",
        )
        for key, first, again in repeats
    ]
    # An alias has a star and a tag a mark; few headers hold either.
    reference = next(references(tree), None) if "*" in document.header or "!" in document.header else None
    if reference is not None:
        found.append(
            Problem(
                path=path,
                line=reference.line,
                code="header-reference",
                message=f"`{shortened(reference.source)}` stands for something written elsewhere, which is not read.",
                severity=Severity.WARNING,
                fix="Write out what it stands for.",
            )
        )
    return tree, tuple(found)


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    return " ".join(text.split())[:40]


def references(node: Node) -> Iterator[Reference]:
    """Yield every alias and every value of a foreign type, in file order."""
    if isinstance(node, Reference):
        yield node
    below = (e.node for e in node) if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    for child in below:
        yield from references(child)


def missing(document: Document, path: str) -> Problem:
    """Return the problem of a file without a front matter."""
    if document.is_unclosed:
        return Problem(
            path=path,
            line=1,
            code="front-matter-unclosed",
            message="The front matter begins with `---` and does not end.",
            fix="Put a line `---` below its last key.",
        )
    return Problem(
        path=path,
        line=1,
        code="no-front-matter",
        message="The file does not begin with a front matter.",
        fix="Begin the file with a line `---`, the keys, and another line `---`.",
    )
