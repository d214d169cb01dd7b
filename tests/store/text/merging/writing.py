"""Short ways to write files and to merge them from either side, for tests that are about the result."""

from store.text.header import read_file
from store.text.merging.decisions import Decision, read_review
from store.text.merging.files import Merged, merge_files
from store.text.merging.markers import has_markers

PATH = "opportunities/o.md"


def page(header: str, body: str = "") -> bytes:
    """A file with these keys and this text."""
    return f"---\n{header}---\n{body}".encode()


def merged(base: bytes | None, one: bytes, two: bytes) -> Merged:
    """The merge, which is the same from either side, changes nothing again, and holds no marker."""
    result = merge_files(base, one, two, PATH)
    assert merge_files(base, two, one, PATH) == result
    for ours, theirs in ((result.data, two), (one, result.data)):
        assert merge_files(base, ours, theirs, PATH).data == result.data
    assert not has_markers(result.data)
    return result


def headers(base: str | None, one: str, two: str) -> str:
    """The merged front matter of three."""
    result = merged(None if base is None else page(base), page(one), page(two)).data.decode()
    assert result.startswith("---\n") and result.endswith("---\n")
    return result.removeprefix("---\n").removesuffix("---\n")


def review(data: bytes | str) -> set[tuple[str, str, str, str]]:
    """What is to decide in a file or header."""
    whole = data if isinstance(data, bytes) else page(data)
    items = read_review(read_file(whole, PATH).tree.get("merge_review"))
    return {told(item) for item in items}


def told(item: Decision) -> tuple[str, str, str, str]:
    """An item in the order of its words."""
    return item.where, item.kept, item.other, item.base


def without_review(header: str) -> str:
    """A header up to what is to decide."""
    return header.partition("merge_review:")[0]
