"""Reading front matter: every scalar as it was written, every fault with its line, nothing that costs much."""

import time

import frontmatter
import pytest
from hypothesis import given

from store.text import document as documents
from store.text import yaml_tree
from store.text.front_matter import HANDLER
from store.text.header import UNREADABLE, read_file
from tests.store.text.plain import Plain, plain, texts_elsewhere
from tests.store.text.written import Written, written

SLOW = 2.0
"""Seconds after which a file counts as one that blows up; the best of three tries, as other programs run too."""


def texts(data: bytes) -> dict[str, Plain]:
    return {entry.key: plain(entry.node) for entry in read_file(data, "x.md").tree}


@pytest.mark.parametrize(
    "written_as",
    [
        "no",
        "on",
        "01234",
        "1.10",
        "12:30",
        "1_000",
        "1e3",
        "0x1F",
        "2026-02-30",
        "2026-11-24",
        "~",
        "null",
        "é 東京 😀",
    ],
)
def test_a_scalar_is_the_text_that_was_written(written_as: str) -> None:
    data = f"---\nkey: {written_as}\nlist: [{written_as}]\n{written_as}: x\n---\n".encode()
    assert texts(data) == {"key": written_as, "list": [written_as], written_as: "x"}


def test_quotes_escapes_blocks_and_folding_are_resolved() -> None:
    data = b"""---
single: 'it''s'
double: "tab\\tand\\u00e9"
block: |
  one
   two
folded: >-
  one
  two
plain: one
  two  # comment
empty:
---
"""
    assert texts(data) == {
        "single": "it's",
        "double": "tab\tandé",
        "block": "one\n two\n",
        "folded": "one two",
        "plain": "one two",
        "empty": "",
    }


@given(written())
def test_what_is_read_is_what_another_reader_reads(file: Written) -> None:
    parsed = read_file(file.data, "x.md")
    assert parsed.problems == ()
    header = file.header.replace("\t#", " #")  # which the other reader takes for an error, against the standard
    assert texts(file.data) == texts_elsewhere(header)


@given(written())
def test_cutting_and_joining_gives_the_same_bytes(file: Written) -> None:
    cut = documents.split(file.data)
    assert cut.with_header(cut.header) == file.data
    assert cut.with_body(cut.body) == file.data
    assert cut.header == file.header


@given(written())
def test_each_key_is_on_the_line_where_it_is_written(file: Written) -> None:
    tree = read_file(file.data, "x.md").tree
    lines = file.data.removeprefix(b"\xef\xbb\xbf").decode().split("\n")
    for key, _ in file.blocks:
        if key:
            assert lines[tree.line_of(key.strip('"')) - 1].startswith(f"{key}:")


WHAT_THE_LIBRARY_SPOILS = {
    "blank lines and an indented start": (b"---\na: 1\n---\n\n\n    code\ntext  \n\xc2\xa0\n\n\n", {"a": "1"}),
    "no final newline": (b"---\na: 1\n---\ntext", {"a": "1"}),
    "CRLF": (b"---\r\na: 1\r\n---\r\ntext\r\n", {"a": "1"}),
    "CR": (b"---\ra: 1\rb: 2\r---\rtext\r", {"a": "1", "b": "2"}),
    "byte order mark": (b"\xef\xbb\xbf---\na: 1\n---\ntext\n", {"a": "1"}),
    "comments and order": (
        b"---\nz: 1 # c\n# d\na: 'x'\nf: {b: 1,  c: 2}\n---\n",
        {"z": "1", "a": "x", "f": {"b": "1", "c": "2"}},
    ),
    "keys named like arguments": (
        b"---\ncontent: a\nhandler: b\nself: c\n2026: d\non: e\n---\n",
        {"content": "a", "handler": "b", "self": "c", "2026": "d", "on": "e"},
    ),
    "no front matter": (b"text\n", {}),
    "empty file": (b"", {}),
    "two rules": (b"---\n\nHello\n\n---\n", {}),
    "a note between two rules": (b"Note\n\n---\nNote: remember\n---\n", {}),
    "a longer rule in the header": (b"---\na: |\n  ---------\nb: 2\n---\n", {"a": "---------\n", "b": "2"}),
    "dots as the closing fence": (b"---\na: 1\n...\n", {}),
    "a body that starts with a brace": (b'{\n"a": 1\n}\n', {}),
    "a list": (b"---\n- a\n---\ntext\n", {}),
    "a text": (b"---\njust words\n---\ntext\n", {}),
    "duplicate keys": (b"---\na: 1\na: 2\n---\n", {"a": "1"}),
    "rules in the body": (b"---\na: 1\n---\n---\nb: 2\n---\n", {"a": "1"}),
    "only fences": (b"---\n---\n", {}),
    "only comments": (b"---\n# c\n\n---\n", {}),
    "unclosed": (b"---\na: 1\n", {}),
}


@pytest.mark.parametrize("name", WHAT_THE_LIBRARY_SPOILS)
def test_what_the_library_spoils_is_kept_to_the_byte(name: str) -> None:
    data, values = WHAT_THE_LIBRARY_SPOILS[name]
    cut = documents.split(data)
    assert cut.bom + (cut.opening + cut.header + cut.closing + cut.body).encode() == data
    assert texts(data) == values


def test_latin_1_is_a_problem_with_its_line() -> None:
    (problem,) = read_file("---\na: 1\nb: é\n---\n".encode("latin-1"), "x.md").problems
    assert (problem.code, problem.line) == ("not-text", 3)


@pytest.mark.parametrize(
    ("header", "code", "line"),
    [
        ("a: 1\nb: c: d\n", "header-syntax", 3),
        ("a: 'x\n", "header-syntax", 2),
        ("a: 1\n b: 2\n", "header-syntax", 3),
        ("a:\n\t- b\n", "header-syntax", 3),
        ("a: \x00\n", "header-syntax", 2),
        ('a: "\\q"\n', "header-syntax", 2),
        ("a: @x\n", "header-syntax", 2),
        ("a: *nobody\n", "header-syntax", 2),
        ("%YAML 1.2\n", "header-syntax", 2),
        ("? [a]\n: 1\n", "header-syntax", 2),
        ("- a\n", "header-not-mapping", 2),
        ("words\n", "header-not-mapping", 2),
        ("null\n", "header-not-mapping", 2),
        ("[a]\n", "header-not-mapping", 2),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 4),
        ("a:\n  - {b: 1}\n  - {b: 1, b: 2}\n", "duplicate-key", 4),
        ('"a": 1\na: 2\n', "duplicate-key", 3),
        ("x: &x {}\n<<: *x\n", "header-reference", 3),
        ("a: " + "[" * 33 + "]" * 33 + "\n", "header-too-deep", 2),
        ("x: 1\na: " + "[" * 5000 + "\n", "header-too-deep", 3),
        ("a: " + "{b: " * 5000 + "\n", "header-too-deep", 2),
        ("a:\n  " + "- " * 5000 + "\n", "header-too-deep", 3),
        ("? " * 5000 + "\n", "header-too-deep", 2),
        ("".join(" " * i + "a:\n" for i in range(255)), "header-too-deep", 34),
        ("a: " + "x" * 70_000 + "\n", "header-too-big", 2),
        ("".join(f"k{i}: v\n" for i in range(5000)), "header-too-big", 2),
    ],
)
def test_a_bad_header_is_one_problem_with_its_line_and_a_mend(header: str, code: str, line: int) -> None:
    parsed = read_file(f"---\n{header}---\nbody\n".encode(), "x.md")
    (problem,) = parsed.problems
    assert (problem.code, problem.line, problem.path) == (code, line, "x.md")
    assert problem.message.endswith(".")
    assert problem.fix
    assert parsed.is_readable == (code not in UNREADABLE)
    assert parsed.document.body == "body\n"


def test_depth_up_to_the_limit_is_read() -> None:
    depth = 31
    data = f"---\na: {'[' * depth}x{']' * depth}\n---\n".encode()
    assert read_file(data, "x.md").problems == ()


BOMB = "".join(f"a{i}: &b{i} [{', '.join([f'*b{i - 1}'] * 9)}]\n" for i in range(1, 9))


@pytest.mark.parametrize(
    "data",
    [
        ("---\na: " + "[" * 100_000 + "\n---\n").encode(),
        ("---\na: " + "[" * 60_000 + "\n---\n").encode(),
        ("---\na: " + "{" * 60_000 + "\n---\n").encode(),
        ("---\na: " + "- " * 30_000 + "\n---\n").encode(),
        ("---\n" + "? " * 30_000 + "\n---\n").encode(),
        ("---\na: " + "[]" * 30_000 + "\n---\n").encode(),
        f"---\na0: &b0 [lol]\nb0: *b0\n{BOMB}---\n".encode(),
        ("---\na: " + "9" * 1_000_000 + "\n---\n").encode(),
        ("---\na: 0x" + "9" * 60_000 + "\n---\n").encode(),
        ("---\na: [" + "x," * 30_000 + "]\n---\n").encode(),
        ("---\n" + "k: v\n" * 10_000 + "---\n").encode(),
        ('---\na: "' + '\\"' * 30_000 + "\n---\n").encode(),
        ("---\na: 1 #" + "x" * 60_000 + "\n---\n").encode(),
        ("---\na: |\n" + "  x\n" * 2_000 + "---\n").encode(),
        b"x" * 100_000_000,
        b"\xff" * 1_000_000,
        b"---\n" * 200_000,
    ],
    ids=range(17),
)
def test_a_hostile_file_costs_little(data: bytes) -> None:
    best = 60.0
    for _ in range(3):
        start = time.perf_counter()
        read_file(data, "x.md")
        best = min(best, time.perf_counter() - start)
    assert best < SLOW


class Panic(BaseException):
    """What a fault in the parser itself raises: no Exception."""


@pytest.mark.parametrize(
    "error", [Panic, RecursionError, MemoryError, OverflowError, UnicodeEncodeError, AttributeError]
)
def test_whatever_the_parser_raises_is_one_problem(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_: str) -> None:
        raise error(*(("utf-8", "x", 0, 1, "bad") if error is UnicodeEncodeError else ("boom",)))

    class Broken:
        """A parser that fails."""

    Broken.parse = staticmethod(parse)  # type: ignore[attr-defined]
    monkeypatch.setattr(yaml_tree, "YamlFile", Broken)
    (problem,) = read_file(b"---\na: {b: 1}\n---\n", "x.md").problems
    assert (problem.code, problem.line) == ("header-syntax", 2)
    assert problem.message == "The front matter cannot be read: the parser gave up on it."


def test_the_handler_works_inside_the_library_too() -> None:
    text = "---\ncompany: Acme   # c\nno: no\n---\nBody\n"
    post = frontmatter.loads(text, handler=HANDLER)
    assert {key: plain(post[key]) for key in post.keys()} == {"company": "Acme", "no": "no"}  # type: ignore[arg-type]  # noqa: SIM118
    assert HANDLER.split(text) == ("company: Acme   # c\nno: no\n", "Body\n")
    assert HANDLER.detect(text)
    assert not HANDLER.detect("----------\n")
    fresh = frontmatter.Post("  Body \n\n", handler=HANDLER, company="no", tags=("a", "b, c"))
    assert frontmatter.dumps(fresh) == '---\ncompany: "no"\ntags: [a, "b, c"]\n---\n  Body \n\n'
    with pytest.raises(ValueError, match="no front matter"):
        HANDLER.split("text")
