"""What most lines of a log look like is read in one go, and as the long way would read it."""

from hypothesis import given
from hypothesis import strategies as st

from store.model.entry import Word
from store.model.person import Person
from store.text import headings, marks
from store.text.headings import Heading, NotAHeading
from store.text.marks import MARK, Item, last_parenthesis
from store.text.names import Roster, split_names

DAYS = ("2026-11-24",) * 5 + ("2026-02-30", "2026-1-2")
TIMES = ("", " 09:30") * 4 + (
    "  09:30",
    " 24:00",
    " 9:30",
    " 09:30Z",
    " 09:30 +01:00",
    " 09:30 Europe/Berlin",
    "\t09:30",
)
KINDS = (" Interview", " interview", " LinkedIn") * 3 + (" E-mail", "  Call", " Nothing", " Email:", " Z", "")
NAMES = ("", " to Ana", " with Ana, Bo", " to Ana ") * 3 + (
    " From Ana",
    " by é",
    ' to "A: B"',
    " to a:b",
    " to ,",
    " to",
)
TITLES = ("", ": x", ":", ": ", ":x", " : x", ": a: b ", ":\tx", " x", ": #")
BOXES = ("", "[x] ", "[ ] ", "[-] ", "[] ", "[[] ", "[:] ", "[x]", "[?]  ", "[xx] ")
WORDS = ("need", "promise", "Next", "QUOTE", "need ", "needs", " need", "")
COLONS = (":", ": ", " : ", "")


def read(way: str, content: str) -> Heading | str:
    try:
        found: Heading = getattr(headings, way)(content)
    except NotAHeading as fault:
        return str(fault)
    return found


@given(st.tuples(*map(st.sampled_from, (DAYS, TIMES, KINDS, NAMES, TITLES))).map("".join))
def test_a_heading_says_the_same_read_in_one_go_and_word_by_word(content: str) -> None:
    assert read("read_heading", content) == read("_any", content)


@given(st.tuples(*map(st.sampled_from, (BOXES, WORDS, COLONS, ("x", "x: y", "", " x ")))).map("".join))
def test_a_mark_is_cut_as_its_pattern_cuts_it(content: str) -> None:
    found = MARK.match(content)

    assert marks._cut(content) == (found and (found[1], Word(found[2].casefold()), found[3]))


@given(st.lists(st.sampled_from(("- ", "-", "* ", "1. ", "[ ] ", "need: ", "<!-- c -->", "é", " ", "\t")), max_size=6))
def test_an_item_of_one_line_says_what_it_says_with_an_empty_line_behind(pieces: list[str]) -> None:
    line = "- " + "".join(pieces)

    assert Item(0, [line]).content == Item(0, [line, ""]).content


@given(st.text("a().", max_size=9))
def test_the_last_parentheses_are_those_that_balance(text: str) -> None:
    behind = {at: text[at:] for at, sign in enumerate(text) if sign == "(" and text.endswith((")", ")."))}
    balanced = [at for at, part in behind.items() if part.count("(") == part.count(")")]

    assert last_parenthesis(text) == max(balanced, default=None)


def test_people_who_are_others_now_are_known_as_they_are_now() -> None:
    ana, bo = (Person(path="people/x.md", name=name, ident=name) for name in ("Ana Moss", "Bo Dahl and Co"))

    assert split_names("Ana", Roster((), (ana,)))[0].who == "Ana Moss"
    assert [n.who for n in split_names("Ana, Bo Dahl and Co", Roster((), (bo,)))] == [None, "Bo Dahl and Co"]
    assert split_names("Ana", Roster((), (ana,)))[0].who == "Ana Moss"
