"""YAML text to nodes, through yaml-edit but for plain ones. Whatever goes wrong in the parser ends as a `YamlFault`.

What a hostile header could cost is settled before any tree is built: its size, its nesting, its number of
values. Aliases are not followed, tags are not obeyed: a scalar is the text that was written.
"""

import re
from bisect import bisect_right
from types import MappingProxyType

from yaml_edit import Document, YamlError, YamlFile
from yaml_edit import Node as YamlNode

from store.text.plain_header import plain_tree
from store.text.tree import Entry, Mapping, Node, Reference, Scalar, Sequence

HEADER_BYTES = 64 * 1024
DEPTH = 32
VALUES = 2500
"""More lines, commas and brackets than this are no header that a person wrote."""
VALUE_SIGNS = ("\n", "\r", ",", "[", "{")

Repeat = tuple[str, int, int]
"""A key that stands twice in one mapping: its name, its first line, its later one."""

LINE_END = re.compile(rb"\r\n|\n|\r")
TOKEN = re.compile(r"""(?:(?<=[\s\[{,:])|^)(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|\#[^\r\n]*)|[\[\]{}]""", re.DOTALL)
STACKED = re.compile(rf"(?:[-?:][ \t]++){{{DEPTH + 1}}}")
PLACE = re.compile(r"^(?:Parse error at line \d+, column \d+|Invalid operation '[^']*'): ?")

QUOTE = 'Put text that holds ": ", " #" or a bracket into "quotes"; close what is open.'
MENDS = (
    ("tabs are not allowed", "Indent with spaces in place of tabs."),
    ("non-printable", "Take the character away; most editors can show it."),
)
"""What helps, by what the parser says."""


class YamlFault(ValueError):
    """The text is no header: `line` counts from 1 in it, `code` and `fix` go into the problem."""

    def __init__(self, line: int, code: str, message: str, fix: str) -> None:
        self.line, self.code, self.fix = line, code, fix
        super().__init__(message)


def tree_of(text: str, first_line: int) -> tuple[Mapping, tuple[Repeat, ...]]:
    """Read YAML that is a mapping; also return each repeated key with its first line and its later one.

    Raises:
        YamlFault: it is too big, too deep, not YAML, or no mapping.
    """
    plain = plain_tree(text, first_line) if len(text) <= VALUES else None
    if plain is not None:
        return plain, ()
    guard(text)
    try:
        return Builder(text, first_line).build()
    except YamlFault:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        line = getattr(error, "line", None) or 1
        reason = PLACE.sub("", str(error)) if isinstance(error, YamlError) else "the parser gave up on it"
        raise syntax_fault(line, reason) from error


def guard(text: str) -> None:
    """Refuse what would cost too much to parse.

    Raises:
        YamlFault: it is too big or nested too deeply.
    """
    size = len(text.encode())
    if size > HEADER_BYTES:
        raise size_fault(f"{size:,} bytes, at most {HEADER_BYTES:,} are")
    stacked = STACKED.search(text)
    deep = stacked.start() if stacked else deepest(text)
    if deep is not None:
        raise depth_fault(len(LINE_END.findall(text[:deep].encode())) + 1)
    if sum(map(text.count, VALUE_SIGNS)) > VALUES:
        raise size_fault(f"it holds thousands of values, at most {VALUES:,} are")


def size_fault(measure: str) -> YamlFault:
    """Return the fault of a header that is too big."""
    message = f"The front matter is too big to be read ({measure})."
    return YamlFault(1, "header-too-big", message, "Move long text below the closing `---`.")


def deepest(text: str) -> int | None:
    """Return where brackets are first nested deeper than allowed."""
    if text.count("[") + text.count("{") <= DEPTH:
        return None
    depth = 0
    for token in TOKEN.finditer(text):
        sign = token.group()
        if sign in "[{":
            depth += 1
            if depth > DEPTH:
                return token.start()
        elif sign in "]}":
            depth = max(0, depth - 1)
    return None


def depth_fault(line: int) -> YamlFault:
    """Return the fault of a header that is nested too deeply."""
    message = f"The front matter is nested more than {DEPTH} levels deep."
    return YamlFault(line, "header-too-deep", message, "Take the brackets or the indentation away.")


def syntax_fault(line: int, reason: str) -> YamlFault:
    """Return the fault of a header that is not YAML, with the parser's own words."""
    said = reason.partition(". ")[0].rstrip(".")
    message = f"The front matter cannot be read: {said[:1].lower()}{said[1:]}."
    fixes = (fix for sign, fix in MENDS if sign in message)
    return YamlFault(line, "header-syntax", message, next(fixes, QUOTE))


class Builder:
    """Turns one text into nodes."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.data = text.encode()
        self.first_line = first_line
        self.starts = [0, *(m.end() for m in LINE_END.finditer(self.data))]
        self.repeated: list[Repeat] = []

    def build(self) -> tuple[Mapping, tuple[Repeat, ...]]:
        """Parse, check and convert."""
        stream = YamlFile.parse(self.text)
        documents = stream.documents()
        if stream.directives() or len(documents) > 1:
            raise syntax_fault(1, "it holds several YAML documents or a `%` directive")
        if not documents:
            return Mapping(line=self.first_line), ()
        self.check(documents[0])
        root = documents[0].root()
        if root is None or (root.is_scalar() and str(root).strip() == ""):
            return Mapping(line=self.first_line), ()
        node = self.node(root, 1)
        if not isinstance(node, Mapping):
            raise YamlFault(
                node.line - self.first_line + 1,
                "header-not-mapping",
                "The front matter is not made of `key: value` lines.",
                "Write `company: ...` and `position: ...`, each on a line of its own.",
            )
        return node, tuple(self.repeated)

    def check(self, document: Document) -> None:
        """Refuse what parses but is no YAML."""
        errors = (v for v in document.validate(duplicate_keys=False) if v.severity == "error")
        first = next(errors, None)
        if first is not None:
            raise syntax_fault(int((first.location or "1").partition(":")[0]), first.message)

    def line_at(self, offset: int) -> int:
        """Return the file's line of a byte of the text."""
        return self.first_line + bisect_right(self.starts, offset) - 1

    def source(self, span: tuple[int, int]) -> str:
        """Return the text of a span."""
        return self.data[span[0] : span[1]].decode()

    def node(self, node: YamlNode, depth: int) -> Node:
        """Convert one node and what is below it."""
        span = node.byte_range()
        line = self.line_at(span[0])
        if depth > DEPTH and not node.is_scalar():
            raise depth_fault(line - self.first_line + 1)
        scalar = node.as_scalar()
        if scalar is not None:
            plain = scalar.style() == "plain"
            return Scalar(text=scalar.as_string(), line=line, quoted=not plain, source=self.source(span), span=span)
        sequence = node.as_sequence()
        if sequence is not None:
            items = tuple(self.node(item, depth + 1) for item in sequence.values())
            flow = sequence.is_flow_style()
            return Sequence(items=items, line=line, flow=flow, source=self.source(span), span=span)
        if node.is_mapping():
            return self.mapping(node, depth, span)
        return self.other(node, line, span)

    def mapping(self, node: YamlNode, depth: int, span: tuple[int, int]) -> Mapping:
        """Convert a mapping; of a repeated key the first value stays."""
        mapping = node.as_mapping()
        assert mapping is not None  # noqa: S101 - the caller asked for its kind
        entries: dict[str, Entry] = {}
        for pair in mapping.entries():
            key, value = pair.key(), pair.value()
            if key is None or not key.is_scalar():
                raise syntax_fault(self.line_at(span[0]) - self.first_line + 1, "a key is not a word")
            key_node = self.node(key, depth)
            assert isinstance(key_node, Scalar)  # noqa: S101 - a scalar becomes one
            start, end = key_node.span
            below = (
                self.node(value, depth + 1)
                if value is not None
                else Scalar(text="", line=key_node.line, span=(end, end))
            )
            entry = Entry(key=key_node.text, node=below, line=key_node.line, key_span=(start, end))
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                self.repeated.append((entry.key, first.line, entry.line))
        return Mapping(
            entries=MappingProxyType(entries),
            line=self.line_at(span[0]),
            flow=mapping.is_flow_style(),
            source=self.source(span),
            span=span,
        )

    def other(self, node: YamlNode, line: int, span: tuple[int, int]) -> Node:
        """Convert a tagged scalar to its text, and an alias or tagged collection to a reference."""
        tagged = node.as_tagged()
        value = tagged.value() if tagged is not None else None
        if value is not None:
            return Scalar(text=value.as_string(), line=line, quoted=True, source=self.source(span), span=span)
        return Reference(source=self.source(span), line=line, span=span)
