"""Changes single keys of a front matter and gives back a file in which nothing else differs.

Each result is read again: it must say exactly what was meant, and only the lines of that key may have changed.
Otherwise the edit is refused and nothing is given back.
"""

from collections.abc import Callable
from collections.abc import Mapping as Table
from types import MappingProxyType

from msgspec import Struct

from store.errors import BadRequest, RefusedEdit
from store.text.contacts import CONTACT_KEYS, is_same, placed_contacts, read_contact
from store.text.document import BOM
from store.text.header import UNREADABLE, Parsed, header_text, read_file
from store.text.splicing import Splice, Splicer, Unusual, Value, spliced
from store.text.tree import Entry, Mapping, Node, Scalar, Sequence, is_blank

AFTER = MappingProxyType({"stage_since": "stage"})
"""Where a new key goes; all others go to the end."""

Place = tuple[str, int] | None
"""A key and the index in its list, for a mapping inside; None for the header itself."""


def set_keys(data: bytes, path: str, values: Table[str, Value | None]) -> bytes:
    """Return a file's bytes with keys of its front matter set; None removes a key.

    A front matter is made only in a file that is empty.

    Raises:
        RefusedEdit: it cannot be done exactly.
    """
    present = {key: value for key, value in values.items() if value is not None}
    if not data.removeprefix(BOM).strip() and present:
        bom, blank = data[: len(data) - len(data.removeprefix(BOM))], data.removeprefix(BOM)
        made = bom + f"---\n{header_text(present)}---\n".encode() + blank
        if read_file(made, path).tree != header_of(present):
            raise RefusedEdit(path, 1, "a front matter with these values would not read back the same")
        return made
    for key, value in values.items():
        data = set_one(data, path, None, key, value)
    return data


def set_contact(data: bytes, path: str, ident: str, values: Table[str, Value | None]) -> bytes:
    """Return a file's bytes with keys of one contact set; None removes a key.

    Raises:
        RefusedEdit: it cannot be done exactly, or there is no such contact.
    """
    parsed = editable(data, path)
    found = next((i for i, contact in placed_contacts(parsed.tree, path) if contact.ident == ident), None)
    if found is None:
        raise RefusedEdit(path, parsed.tree.line_of("contacts"), f"there is no contact “{ident}”")
    if "name" in values and not values["name"]:
        raise BadRequest("A contact needs a name.")
    for key, value in values.items():
        data = set_one(data, path, ("contacts", found), key, value)
    return data


def add_contact(data: bytes, path: str, values: Table[str, Value]) -> bytes:
    """Return a file's bytes with one more contact, last in the list.

    Raises:
        BadRequest: it has no name, or the same person is there already.
        RefusedEdit: it cannot be done exactly.
    """
    parsed = editable(data, path)
    ordered = [key for key in CONTACT_KEYS if key in values] + [key for key in values if key not in CONTACT_KEYS]
    given = [(key, values[key]) for key in ordered if values[key]]
    item = header_of(dict(given))
    contact = read_contact(item, path, [])
    if contact is None:
        raise BadRequest("A contact needs a name.")
    twin = next((c for _, c in placed_contacts(parsed.tree, path) if is_same(c, contact)), None)
    if twin is not None:
        raise BadRequest(f"{twin.name} is already a contact here.")
    old = parsed.tree.get("contacts")
    if not isinstance(old, Sequence) and not is_blank(old):
        raise RefusedEdit(path, parsed.tree.line_of("contacts"), "`contacts` is no list")
    items = old.items if isinstance(old, Sequence) else ()
    expected = with_node(parsed.tree, "contacts", Sequence(items=(*items, item)))
    return carried_out(
        parsed, path, parsed.tree, Aim("contacts", expected, lambda s: s.append(parsed.tree, "contacts", given))
    )


def set_one(data: bytes, path: str, place: Place, key: str, value: Value | None) -> bytes:
    """Return a file's bytes with one key of one mapping set or, for None, removed.

    Raises:
        RefusedEdit: it cannot be done exactly.
    """
    parsed = editable(data, path)
    mapping = mapping_at(parsed.tree, place)
    entry = mapping.entries.get(key)
    if value is None:
        if entry is None:
            return data
        expected = replaced(parsed.tree, place, without(mapping, key))
        return carried_out(parsed, path, mapping, Aim(key, expected, lambda s: s.take_out(mapping, entry)))
    node = node_of(value)
    if entry is not None and entry.node == node and (value == "" or not is_blank(entry.node)):
        return data
    expected = replaced(parsed.tree, place, with_node(mapping, key, node))
    after = AFTER.get(key) if place is None else None
    return carried_out(parsed, path, mapping, Aim(key, expected, lambda s: s.put(mapping, key, value, after)))


def take_out_item(data: bytes, path: str, key: str, index: int) -> bytes:
    """Return a file's bytes without one item of a list; with its last item the key goes.

    Raises:
        RefusedEdit: it cannot be done exactly.
    """
    parsed = editable(data, path)
    node = parsed.tree.get(key)
    items = node.items if isinstance(node, Sequence) else ()
    if len(items) <= 1:
        return set_one(data, path, None, key, None)
    assert isinstance(node, Sequence)  # noqa: S101 - it has items
    left = Sequence(items=(*items[:index], *items[index + 1 :]))
    expected = with_node(parsed.tree, key, left)
    return carried_out(parsed, path, parsed.tree, Aim(key, expected, lambda s: s.take_item(key, node, index)))


class Aim(Struct, frozen=True):
    """What one edit is to do: to which key, with which result, and by which splices."""

    key: str
    expected: Mapping
    plan: Callable[[Splicer], list[Splice]]


def carried_out(parsed: Parsed, path: str, mapping: Mapping, aim: Aim) -> bytes:
    """Make the planned splices and give the file's bytes, if they say what is expected and nothing more changed.

    Raises:
        RefusedEdit: the plan cannot be made, or its result is not what was meant.
    """
    key, line = aim.key, mapping.line_of(aim.key)
    header = parsed.document.header.encode()
    splicer = Splicer(header, parsed.document.newline.encode())
    try:
        new = spliced(header, aim.plan(splicer))
    except Unusual as reason:
        raise RefusedEdit(path, line, str(reason)) from None
    except UnicodeEncodeError:
        raise RefusedEdit(path, line, f"the value of `{key}` holds a character that no file can hold") from None
    data = parsed.document.with_header(new.decode())
    again = read_file(data, path)
    if again.problems != parsed.problems and any(p.code in UNREADABLE for p in again.problems):
        raise RefusedEdit(path, line, f"`{key}` cannot be changed so that the file still reads well")
    same = again.tree == aim.expected and again.document.body == parsed.document.body
    if not same or not splicer.stays_within(new, splicer.reach(mapping, key)):
        raise RefusedEdit(path, line, f"`{key}` cannot be changed without changing something else")
    return data


def editable(data: bytes, path: str) -> Parsed:
    """Read a file that is to be changed.

    Raises:
        RefusedEdit: its header cannot be read, or a key stands in it twice.
    """
    parsed = read_file(data, path)
    for problem in parsed.problems:
        if problem.code in UNREADABLE or problem.code == "duplicate-key":
            reason = problem.message.rstrip(".")
            raise RefusedEdit(path, problem.line, reason[:1].lower() + reason[1:])
    return parsed


def header_of(values: Table[str, Value]) -> Mapping:
    """Return the tree of a header that holds just these values."""
    return Mapping(entries=MappingProxyType({k: Entry(key=k, node=node_of(v)) for k, v in values.items()}))


def node_of(value: Value) -> Node:
    """Return the node that a value must read back as."""
    if isinstance(value, str):
        return Scalar(text=value, quoted=True)
    return Sequence(items=tuple(Scalar(text=item, quoted=True) for item in value))


def mapping_at(tree: Mapping, place: Place) -> Mapping:
    """Return the header itself, or a mapping in one of its lists."""
    if place is None:
        return tree
    node = tree.get(place[0])
    item = node.items[place[1]] if isinstance(node, Sequence) else None
    return item if isinstance(item, Mapping) else Mapping()


def replaced(tree: Mapping, place: Place, mapping: Mapping) -> Mapping:
    """Return the header with another mapping at that place."""
    if place is None:
        return mapping
    key, index = place
    node = tree.get(key)
    items = node.items if isinstance(node, Sequence) else ()
    return with_node(tree, key, Sequence(items=(*items[:index], mapping, *items[index + 1 :])))


def with_node(mapping: Mapping, key: str, node: Node) -> Mapping:
    """Return a mapping with another value for a key."""
    return Mapping(entries=MappingProxyType({**mapping.entries, key: Entry(key=key, node=node)}))


def without(mapping: Mapping, key: str) -> Mapping:
    """Return a mapping without a key."""
    return Mapping(entries=MappingProxyType({k: e for k, e in mapping.entries.items() if k != key}))
