"""Plain headers are read without the parser, and exactly as the parser reads them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.document import split
from store.text.plain_header import plain_tree
from store.text.tree import Mapping
from store.text.yaml_tree import Builder, YamlFault

SAMPLE = Path(__file__).resolve().parents[3] / "sample-vault"
KEYS = ("a", "name", "x-y", "x_y", "A", "true", "null", "a", "on", "1", "é", '"k"', "a b", "<<", "-", "?", "no")
OF_ORDINARY_WORDS = """
x y|1|no|null|2026-11-24|a, b|a:b|http://x/y|x # c|x  |x-|x's|x & y|x  y|12:30|x,|é|東京|0x1f|1e3|x ?|
"""
OF_ORDINARY_SIGNS = """
[a, b]|[a,b]|[]|[é, ü]|[yes, no]|[a]  # c|"q"|"q: #x"|""|"x"  # c|"é"|"[a]"
"""
OF_A_WORD = """
http://x/y#z|x#c|~|x:|x :y|1:2|a😀|
-x|- x||%x|=|&x y|*x|!x y|/x|@x|`x|(x)|$x|+1|_x|---|...|.5|#c| #c|  x|>
"""
OF_QUOTES = """
's'|'it''s'|"q"|"q: #x"|""|"a" b|x "y"|"x"#c|"x|x"
"""
OF_BRACKETS = """
[ ]|[a , b]|[ a]|[a: b]|[a,, b]|[a,]|{a: b}|[[a]]|[a]# c|[a] x|["a"]|[a
"""
ODD = ("x\ty", "x\u00a0y", "x\u2028y", "x\u0085y", "x\ufeffy", "x\u200by", "x\x07", "\\", '"\\n"', "|", "x | y")
ORDINARY = f"{OF_ORDINARY_WORDS}{OF_ORDINARY_SIGNS}".replace("\n", "").split("|")
VALUES = (*f"{OF_A_WORD}|{OF_QUOTES}|{OF_BRACKETS}".replace("\n", "").split("|"), *ODD)
VALUE = st.sampled_from((*ORDINARY * 20, *VALUES))
STARTS = ("", "", "  ", "    ", "- ", "-", "  - ", "  -  ", "    - ", " ", "\t", "      ")
COLONS = (": ", ": ", ": ", ":", ":  ", " : ", ": # c", ":\t")
ENDS = ("\n",) * 12 + ("", "\r\n", "\r", " \n", "  # c\n", "\n\n", "\n# c\n", "\n  # c\n", "\n---\n", "\n...\n")
KEYED = st.builds(lambda *of: "".join(of), *map(st.sampled_from, (STARTS, KEYS, COLONS, VALUES, ENDS)))
BARE = st.builds(lambda *of: "".join(of), *map(st.sampled_from, (STARTS, VALUES, ENDS)))


@st.composite
def sound(draw: st.DrawFn) -> str:
    """Return keys with values, lists and contacts, most of them as they should be."""
    lines = []
    for key in draw(st.lists(st.sampled_from(("a", "name", "x-y", "tags")), min_size=1, max_size=4, unique=True)):
        value = draw(VALUE)
        if draw(st.booleans()):
            lines.append(f"{key}: {value}\n")
            continue
        lines.append(f"{key}:{draw(st.sampled_from(('',) * 8 + (' ', ' # c')))}\n")
        indent = draw(st.sampled_from(("", "  ", "    ")))
        for inside in draw(st.lists(st.lists(st.sampled_from(KEYS[1:5]), max_size=3, unique=True), max_size=3)):
            lines.append(f"{indent}- {draw(VALUE)}\n" if not inside else "")
            for at, field in enumerate(inside):
                value = draw(VALUE) if draw(st.booleans()) else ""
                lines.append(f"{indent}{'  ' if at else '- '}{field}:{' ' if value else ''}{value}\n")
    return "".join(lines)


@given(sound())
def test_what_is_read_without_the_parser_is_what_the_parser_reads_to_the_last_place(text: str) -> None:
    agree(text)


@given(st.lists(st.one_of(KEYED, BARE), max_size=3).map("".join))
def test_nothing_odd_is_read_otherwise_than_by_the_parser(text: str) -> None:
    agree(text)


def agree(text: str) -> None:
    """Compare the two, places and sources included, where the short way reads anything at all."""
    plain = plain_tree(text, 2)
    if plain is not None:
        assert repr(by_the_parser(text)) == repr(plain)


def by_the_parser(text: str) -> Mapping | str:
    try:
        tree, repeats = Builder(text, 2).build()
    except YamlFault as fault:
        return str(fault)
    assert not repeats
    return tree


@pytest.mark.parametrize(
    "text",
    [
        "company: Müller & Söhne\nstage: applied      # since spring\nurl: https://jobs.example/1?a=b\n",
        'contacts:\n  - name: Ana Moss\n    phone: "+1 414 555 0105"\n    email:\n  - name: Bo Dahl\n',
        "tags: [close to home, food]\ncontacts:\n- name: Ana\n  part: hr\nsource:\n",
        "restrictions:\n  - via-recruiter\n  - no-calls\n",
    ],
)
def test_a_header_as_people_write_it_needs_no_parser(text: str) -> None:
    plain = plain_tree(text, 2)

    assert plain is not None
    assert repr(by_the_parser(text)) == repr(plain)


def test_most_headers_of_the_sample_vault_need_no_parser() -> None:
    headers = [split(file.read_bytes()).header for file in (SAMPLE / "opportunities").rglob("*.md")]

    assert sum(plain_tree(header, 2) is not None for header in headers) > len(headers) / 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# c\n",
        "a: 1\na: 2\n",
        "a: 1\n  b\n",
        "a: 1",
        "a: 1\r\n",
        "a: b: c\n",
        "a: [b\n",
        "a: *b\n",
        "a:\n  b: 1\n",
        "a:\n  - b: 1\n     c: 2\n",
        "a:\n  -\n",
        "- a\n",
        "a\n",
    ],
)
def test_at_a_doubt_the_parser_is_asked(text: str) -> None:
    assert plain_tree(text, 2) is None
