"""Headers in plain values, apart from how they are written: as our reader sees them, and as another one does."""

import yaml  # type: ignore[import-untyped]  # its types come in a package of their own, which is not needed otherwise

from store.text.tree import Mapping, Node, Reference, Scalar, Sequence

Plain = str | tuple[str, str] | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """Say a node in plain values; what stands for something else is named as that."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key: plain(entry.node) for entry in node}
        case Reference():
            return ("reference", node.source)


def texts_elsewhere(header: str) -> object:
    """Read a header with another reader, every scalar as its text."""
    return yaml.load(header, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only


def values_elsewhere(header: str) -> dict[str, object]:
    """Read a header as a program of YAML 1.1 would, with its notions of numbers and days."""
    loaded = yaml.safe_load(header)
    assert isinstance(loaded, dict)
    return loaded


UNREADABLE_ELSEWHERE: type[Exception] = yaml.YAMLError
