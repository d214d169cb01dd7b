"""Changing one key changes only that key's lines, and reads back as what was set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest, RefusedEdit
from store.text.header import read_file
from store.text.header_edit import add_contact, set_contact, set_keys
from store.text.splicing import Splicer
from tests.store.text.plain import Plain, plain, values_elsewhere
from tests.store.text.written import AWKWARD, VALUES, Written, written

LISTS_OF_VALUES = st.lists(VALUES, max_size=4).map(tuple)

SAMPLE = b"""---
company: Northwind Freight   # the big one
position: "Director"
stage: interviewing            # lead applied

contacts:
  # the panel
  - name: Joe Alvarez
    title: VP Sales   # says the site
    part: interviewer
    email: joe@northwind.example
  - {name: Ana, email: ana@a.example}   # short
  - name: Ana
    email: ana@b.example

tags: [saas, "enablement"]
# the end

---
Body
---
no: header
"""


def values_of(data: bytes) -> dict[str, Plain]:
    parsed = read_file(data, "x.md")
    assert parsed.problems == ()
    return {entry.key: plain(entry.node) for entry in parsed.tree}


def contacts_of(data: bytes) -> list[Plain]:
    listed = values_of(data)["contacts"]
    assert isinstance(listed, list)
    return listed


def lines_changed(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Return the old lines that went and the new ones that came, in one run."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[head : len(old) - tail], new[head : len(new) - tail]


@given(written(anchors=False), st.data(), st.one_of(VALUES, LISTS_OF_VALUES))
def test_setting_a_key_changes_only_its_lines_and_reads_back(
    file: Written, data: st.DataObject, value: str | tuple[str, ...]
) -> None:
    key = data.draw(st.sampled_from([key for key, _ in file.blocks if key]))
    name = key.strip('"')
    before = values_of(file.data)
    held = before[name]
    if isinstance(held, dict) or any(isinstance(i, dict) for i in held):
        with pytest.raises(RefusedEdit):
            set_keys(file.data, "x.md", {name: value})
        return
    after = set_keys(file.data, "x.md", {name: value})
    head, tail = file.around(key)
    assert after.startswith(head)
    assert after.endswith(tail)
    assert values_of(after) == before | {name: list(value) if isinstance(value, tuple) else value}


@given(written(anchors=False), st.data())
def test_removing_a_key_takes_only_its_lines(file: Written, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([key for key, _ in file.blocks if key]))
    name = key.strip('"')
    before = values_of(file.data)
    try:
        after = set_keys(file.data, "x.md", {name: None})
    except RefusedEdit:
        # The blank lines below would become part of the block of text above.
        assert b": |" in file.data or b": >" in file.data
        return
    head, tail = file.around(key)
    assert after.startswith(head)
    assert after.endswith(tail)
    del before[name]
    assert values_of(after) == before


@given(written(), st.one_of(VALUES, LISTS_OF_VALUES))
def test_a_new_key_adds_lines_and_changes_none(file: Written, value: str | tuple[str, ...]) -> None:
    before = values_of(file.data)
    after = set_keys(file.data, "x.md", {"next_touch": value})
    gone, new = lines_changed(file.data, after)
    assert (gone, len(new)) == ([], 1)
    assert values_of(after) == before | {"next_touch": list(value) if isinstance(value, tuple) else value}


@given(written(), st.data(), VALUES)
def test_an_edit_beside_anchors_is_exact_or_refused(file: Written, data: st.DataObject, value: str) -> None:
    key = data.draw(st.sampled_from([key for key, _ in file.blocks if key]))
    try:
        after = set_keys(file.data, "x.md", {key.strip('"'): value})
    except RefusedEdit:
        return
    head, tail = file.around(key)
    assert after.startswith(head)
    assert after.endswith(tail)
    assert values_of(after) == values_of(file.data) | {key.strip('"'): value}


@given(VALUES)
def test_readers_of_yaml_1_1_agree_about_what_was_written(value: str) -> None:
    agreed(value)


@pytest.mark.parametrize("value", AWKWARD, ids=range(len(AWKWARD)))
def test_readers_of_yaml_1_1_agree_about_awkward_texts(value: str) -> None:
    agreed(value)


def agreed(value: str) -> None:
    """Write a text alone and in brackets, and read both with a reader of YAML 1.1."""
    after = set_keys(b"---\ncompany: Acme\nlist: []\n---\n", "x.md", {"company": value, "list": (value, "b")})
    header = read_file(after, "x.md").document.header
    loaded = values_elsewhere(header)
    listed = loaded["list"]
    assert str(loaded["company"]) == value
    assert isinstance(listed, list)
    assert [str(item) for item in listed] == [value, "b"]


@given(VALUES.filter(lambda v: bool(v.strip())), VALUES)
def test_a_contact_can_be_added_and_changed_with_any_text(name: str, title: str) -> None:
    added = add_contact(SAMPLE, "x.md", {"title": title, "name": name})
    gone, _ = lines_changed(SAMPLE, added)
    assert gone == []
    before, after = values_of(SAMPLE), values_of(added)
    given_keys = {"name": name} | ({"title": title} if title else {})
    assert after == before | {"contacts": [*contacts_of(SAMPLE), given_keys]}
    changed = set_contact(added, "x.md", "Joe Alvarez", {"title": name})
    gone, new = lines_changed(added, changed)
    assert len(gone) <= 1
    assert len(new) == len(gone)
    first = contacts_of(changed)[0]
    assert isinstance(first, dict)
    assert first["title"] == name


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(newline: bytes, bom: bytes) -> None:
    data = bom + SAMPLE.replace(b"\n", newline)
    after = set_keys(data, "x.md", {"stage": "offer", "stage_since": "2026-11-22", "tags": ("saas",)})
    expected = SAMPLE.replace(b"stage: interviewing ", b"stage: offer ")
    expected = expected.replace(b"# lead applied\n", b"# lead applied\nstage_since: 2026-11-22\n")
    expected = expected.replace(b'[saas, "enablement"]', b"[saas]")
    assert after == bom + expected.replace(b"\n", newline)


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("tags: [saas, 'b']  # c", ("saas", "b", "c d"), "tags: [saas, 'b', c d]  # c"),
        ("tags:\n- a  # one\n- 'b'", ("a", "x"), "tags:\n- a  # one\n- 'x'"),
        ("tags:\n  - a\n  # two\n  - b", ("b",), "tags:\n  # two\n  - b"),
        ("tags:\n  - a\n  # two\n  - b", ("a", "b", "no"), 'tags:\n  - a\n  # two\n  - b\n  - "no"'),
        ("tags:  # mine\n  - a", (), "tags: []  # mine"),
        ("tags:\n- a # 1\n- b\n- c", ("x", "a", "z", "b", "c"), "tags:\n- x\n- a # 1\n- z\n- b\n- c"),
        ("tags: one", ("one", "two"), "tags: [one, two]"),
        ("tags:", ("one",), "tags: [one]"),
        ("tags: 'one'  # c", "two", "tags: 'two'  # c"),
        ('tags: "one"', "two", 'tags: "two"'),
        ("tags: 'one'", "t\two", 'tags: "t\\two"'),
        ("tags: |\n  text\n  more", "two", "tags: two"),
        ("tags: # why", "two", "tags: two # why"),
        ("tags: a", "", 'tags: ""'),
    ],
)
def test_comments_quotes_and_style_of_the_old_value_stay(old: str, value: str | tuple[str, ...], new: str) -> None:
    file = "---\ncompany: A\n{}\n# end\n\n---\n"
    assert set_keys(file.format(old).encode(), "x.md", {"tags": value}) == file.format(new).encode()


def test_what_is_set_already_gives_the_same_bytes() -> None:
    values = {"company": "Northwind Freight", "tags": ("saas", "enablement"), "absent": None}
    assert set_keys(SAMPLE, "x.md", values) == SAMPLE
    assert set_keys(SAMPLE, "x.md", {}) == SAMPLE


def test_a_header_in_braces_is_changed_in_its_braces() -> None:
    data = b"---\n{company: A, tags: [x], stage: lead}\n---\n"
    assert set_keys(data, "x.md", {"stage": "offer"}) == data.replace(b"lead", b"offer")
    assert set_keys(data, "x.md", {"tags": None}) == data.replace(b"tags: [x], ", b"")
    assert set_keys(data, "x.md", {"stage": None}) == data.replace(b", stage: lead", b"")
    assert set_keys(data, "x.md", {"url": "a, b"}) == data.replace(b"lead}", b'lead, url: "a, b"}')


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_gets_a_front_matter(data: bytes) -> None:
    after = set_keys(data, "x.md", {"company": "A: B", "tags": ("x",)})
    bom, blank = data[: len(data) - len(data.strip(b"\xef\xbb\xbf"))], data.strip(b"\xef\xbb\xbf")
    assert after == bom + b'---\ncompany: "A: B"\ntags: [x]\n---\n' + blank


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no front matter at all\n", 1),
        ("---\ncompany: A\n", 1),
        ("---\n- company\n---\n", 2),
        ("---\ncompany: A: B\n---\n", 2),
        ("---\na: 1\ncompany: A\ncompany: B\n---\n", 4),
        ("---\nother: {a: 1, a: 2}\ncompany: A\n---\n", 2),
        ("---\nx: &x 1\ncompany: *x\n---\n", 3),
        ("---\ncompany: &x A\ny: *x\n---\n", 2),
        ("---\ncompany: {a: 1}\n---\n", 2),
        ("---\ncompany:\n  - a: 1\n---\n", 2),
        ("---\ncompany: [a, # one\n  b]\n---\n", 2),
        ("---\ncompany: " + "[" * 40 + "]" * 40 + "\n---\n", 2),
    ],
)
def test_what_cannot_be_changed_exactly_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(RefusedEdit) as refused:
        set_keys(text.encode(), "x.md", {"company": "New"})
    assert (refused.value.path, refused.value.line) == ("x.md", line)
    assert "Nothing was written" in str(refused.value)


def test_a_character_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(RefusedEdit):
        set_keys(SAMPLE, "x.md", {"company": "a\ud800b"})


def test_control_characters_are_written_as_escapes() -> None:
    after = set_keys(SAMPLE, "x.md", {"company": "a\x1b]52;c\x00\x07\nb"})
    assert b'company: "a\\u001b]52;c\\u0000\\u0007\\nb"   # the big one\n' in after
    assert values_of(after)["company"] == "a\x1b]52;c\x00\x07\nb"


def test_contacts_of_one_name_are_told_apart_by_their_e_mails() -> None:
    after = set_contact(SAMPLE, "x.md", "Ana <ana@b.example>", {"title": "CFO"})
    assert after == SAMPLE.replace(b"    email: ana@b.example\n", b"    email: ana@b.example\n    title: CFO\n")
    after = set_contact(SAMPLE, "x.md", "Ana <ana@a.example>", {"title": "CFO, too"})
    assert after == SAMPLE.replace(b"ana@a.example}", b'ana@a.example, title: "CFO, too"}')
    with pytest.raises(RefusedEdit):
        set_contact(SAMPLE, "x.md", "Ana", {"title": "CFO"})


def test_a_contact_key_beside_the_dash_gives_way_to_the_next() -> None:
    data = b"---\ncontacts:\n  - title: VP  # x\n    name: Joe\n    email: j@x.example\n---\n"
    after = set_contact(data, "x.md", "Joe", {"title": None})
    assert after == data.replace(b"title: VP  # x\n    name", b"name")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("company: A\n# end\n", "company: A\ncontacts:\n  - name: Zoë\n    part: hr\n# end\n"),
        ("contacts: []\n", "contacts:\n  - name: Zoë\n    part: hr\n"),
        ("contacts: ~  # none\nurl: x\n", "contacts:  # none\n  - name: Zoë\n    part: hr\nurl: x\n"),
        ("contacts:\n- name: A\nurl: x\n", "contacts:\n- name: A\n- name: Zoë\n  part: hr\nurl: x\n"),
        ("contacts: [{name: A}]\n", "contacts: [{name: A}, {name: Zoë, part: hr}]\n"),
        ("", "contacts:\n  - name: Zoë\n    part: hr\n"),
    ],
)
def test_a_contact_is_added_in_the_style_of_the_list(header: str, expected: str) -> None:
    after = add_contact(f"---\n{header}---\n".encode(), "x.md", {"part": "hr", "name": "Zoë", "email": ""})
    assert after.decode() == f"---\n{expected}---\n"


@pytest.mark.parametrize(
    "values",
    [{"name": "joe  ALVAREZ"}, {"name": "Joseph", "email": "Joe@Northwind.example"}, {"title": "VP"}, {"name": " "}],
)
def test_a_contact_without_a_name_or_there_already_is_no_new_one(values: dict[str, str]) -> None:
    with pytest.raises(BadRequest):
        add_contact(SAMPLE, "x.md", values)


def test_a_list_that_is_no_list_gets_no_contact() -> None:
    with pytest.raises(RefusedEdit):
        add_contact(b"---\ncontacts: Joe\n---\n", "x.md", {"name": "Ana"})


@pytest.mark.parametrize("fault", ["one byte of another line", "another value"])
def test_a_wrong_plan_is_refused(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Splicer.replace

    def wrong(self: Splicer, *args: object) -> list[object]:
        splices = right(self, *args)  # type: ignore[arg-type]
        if fault == "another value":
            return [type(s)(s.start, s.end, b"other") for s in splices]
        return [*splices, type(splices[0])(0, 0, b"# a comment nobody asked for\n")]

    monkeypatch.setattr(Splicer, "replace", wrong)
    with pytest.raises(RefusedEdit):
        set_keys(SAMPLE, "x.md", {"stage": "offer"})
