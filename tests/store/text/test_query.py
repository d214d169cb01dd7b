"""The query language: what is read, what is refused and where, and the laws of reading and writing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import QueryFault
from store.model.opportunity import Stage
from store.model.query import AGES, DAYS, TEXTS, THINGS, Query, Term
from store.text.query import Language, parse_query, quoted

FRIDAY = date(2026, 11, 20)
FIELDS = ("key", "order", "values", "day", "is_age")
LANGUAGE = Language(today=FRIDAY, stages={"phone screen": Stage.INTERVIEWING, "watching": Stage.LEAD})


def write_query(query: Query) -> str:
    """Write a query, which shows that nothing of it was lost in reading."""
    return " ".join(map(_written, query.terms))


def _written(term: Term) -> str:
    minus = "-" if term.is_negated else ""
    if not term.key:
        return minus + quoted(term.values[0])
    parted = () if term.key in (*DAYS, *AGES) else (",",)
    values = ",".join(quoted(value, parted=parted) for value in term.values)
    return f"{minus}{term.key}{term.order}{values}"


def read(text: str) -> tuple[Term, ...]:
    return parse_query(text, LANGUAGE).terms


def fault(text: str) -> QueryFault:
    with pytest.raises(QueryFault) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("north", Term(values=("north",))),
        ('"board pack"', Term(values=("board pack",))),
        ('"board pa', Term(values=("board pa",))),
        ('"say ""no"""', Term(values=('say "no"',))),
        ("-north", Term(values=("north",), is_negated=True)),
        ('5"', Term(values=('5"',))),
        ("R&D", Term(values=("R&D",))),
        ("<3", Term(values=("<3",))),
        ("10:30", Term(values=("10:30",))),
        ("--x", Term(values=("-x",), is_negated=True)),
        ("stage:OPEN", Term(key="stage", values=("open",))),
        ("STAGE:interv", Term(key="stage", values=("interviewing",))),
        ('stage:"Phone Screen",of', Term(key="stage", values=("phone screen", "offer"))),
        ("-stage=closed", Term(key="stage", values=("closed",), is_negated=True)),
        ('company:"Acme, Inc",north', Term(key="company", values=("Acme, Inc", "north"))),
        ('tag=""', Term(key="tag", order="=", values=("",))),
        ("has:Promise,next", Term(key="has", values=("promise", "next"))),
        ("due<fri", Term(key="due", order="<", values=("2026-11-27",), day=date(2026, 11, 27))),
        ('due>="next tue"', Term(key="due", order=">=", values=("2026-11-24",), day=date(2026, 11, 24))),
        ("deadline:eom", Term(key="deadline", order="<=", values=("2026-11-30",), day=date(2026, 11, 30))),
        ("quiet>14d", Term(key="quiet", order=">", values=("14d",), day=date(2026, 11, 6), is_age=True)),
        ("quiet:14", Term(key="quiet", order=">=", values=("14d",), day=date(2026, 11, 6), is_age=True)),
        ("since>2w", Term(key="since", order=">", values=("2w",), day=date(2026, 11, 6), is_age=True)),
        ("since>=1m", Term(key="since", order=">=", values=("1m",), day=date(2026, 10, 20), is_age=True)),
        ("since<2026-11-01", Term(key="since", order="<", values=("2026-11-01",), day=date(2026, 11, 1))),
    ],
)
def test_a_term_is_read(typed: str, term: Term) -> None:
    assert read(typed) == (term,)
    assert read(f"  x  {typed}") == (Term(values=("x",)), term)


def test_terms_know_where_they_stand() -> None:
    places = [(term.start, term.end) for term in read('ab  -stage:open "c d" due<fri')]

    assert places == [(0, 2), (4, 15), (16, 21), (22, 29)]


@pytest.mark.parametrize(
    ("typed", "place", "nearest"),
    [
        ("north stgae:open", (6, 6), "stage:"),
        ("-compny:x", (1, 7), "company:"),
        ("xyzzy:1", (0, 6), ""),
        ("https://x.example", (0, 6), ""),
        ("stage:opn", (6, 3), "open"),
        ("stage:lead,wathcing", (11, 8), "watching"),
        ("stage:o", (6, 1), ""),
        ("stage:", (6, 1), ""),
        ("stage:lead,", (11, 1), ""),
        ("has:promis x", (4, 6), "promise"),
        ("tag: x", (4, 1), ""),
        ('tag:""', (4, 2), ""),
        ("tag<x", (3, 1), ""),
        ("has>x", (3, 1), ""),
        ("due<", (4, 1), ""),
        ("due<fryday x", (4, 6), ""),
        ("due=2026-02-30", (4, 10), ""),
        ("quiet>fri", (6, 3), ""),
        ("quiet>9999y", (6, 5), ""),
        ("- x", (1, 1), ""),
        ('""', (0, 2), ""),
        ("a " * 99 + "tag:b,c d", (198, 7), ""),
    ],
)
def test_what_cannot_be_read_is_pointed_at(typed: str, place: tuple[int, int], nearest: str) -> None:
    found = fault(typed)

    assert (found.start, found.length) == place
    assert found.nearest == nearest
    assert str(found).endswith(f"Did you mean {nearest}?" if nearest else ".")
    assert found.is_at_end is (sum(place) >= len(typed))


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
words = st.builds(lambda t: Term(values=(t,)), texts)
keyed = st.builds(
    lambda key, order, values: Term(key=key, order=order, values=tuple(values)),
    st.sampled_from(TEXTS),
    st.sampled_from(":="),
    st.lists(texts, min_size=1, max_size=3),
)
stages = st.builds(
    lambda values: Term(key="stage", values=tuple(values)),
    st.lists(st.sampled_from(LANGUAGE.stage_names), min_size=1, max_size=3),
)
things = st.builds(
    lambda values: Term(key="has", values=tuple(values)), st.lists(st.sampled_from(list(THINGS)), min_size=1)
)
orders = st.sampled_from(["<", "<=", "=", ">=", ">"])
days = st.builds(
    lambda key, order, day: Term(key=key, order=order, values=(day.isoformat(),), day=day),
    st.sampled_from([*DAYS, "since"]),
    orders,
    st.dates(date(1000, 1, 1)),
)
ages = st.builds(
    lambda key, order, count, unit: read(f"{key}{order}{count}{unit}")[0],
    st.sampled_from(AGES),
    orders,
    st.integers(0, 999),
    st.sampled_from("dwmy"),
)
terms = st.builds(
    lambda term, negated: Term(**{f: getattr(term, f) for f in FIELDS}, is_negated=negated),
    st.one_of(words, keyed, stages, things, days, ages),
    st.booleans(),
)


@given(st.lists(terms, max_size=5))
def test_a_written_query_reads_back_as_the_same(some: list[Term]) -> None:
    query = Query(terms=tuple(some))

    assert parse_query(write_query(query), LANGUAGE) == query


pieces = st.sampled_from(
    [
        "stage:",
        "due<",
        "quiet>",
        "has:",
        "tag=",
        '"',
        '""',
        "-",
        ",",
        " ",
        "open",
        "fri",
        "14d",
        "\n",
        "é",
        "日",
        "x",
        ":",
    ]
)


@given(st.one_of(st.text(), st.lists(pieces, max_size=12).map("".join)))
def test_no_text_is_too_odd_and_every_fault_points_into_it(text: str) -> None:
    query, found = attempt(text)

    assert query is None or parse_query(write_query(query), LANGUAGE) == query
    assert query is None or all(text[term.start : term.end].strip() for term in query.terms)
    assert found is None or (0 <= found.start <= len(text) and found.length >= 1 and str(found))


def attempt(text: str) -> tuple[Query | None, QueryFault | None]:
    """Return what a text means, or why it means nothing."""
    try:
        return parse_query(text, LANGUAGE), None
    except QueryFault as fault:
        return None, fault
