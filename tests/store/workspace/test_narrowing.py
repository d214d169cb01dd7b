"""A filter that is typed letter by letter shows what the same filter shows at once, whatever is typed or taken away."""

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.model.query import Query, Term
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.narrowing import Narrowing
from store.workspace.snapshot import Snapshot
from tests.conftest import SAMPLE
from tests.store.workspace.test_as_left import MOMENT

PIECES = (
    *(
        "text:",
        "-text:",
        "text=",
        "company:",
        "company=",
        "tag:",
        "who:",
        "stage:",
        "stage:open",
        "-stage:closed",
        "has:step",
    ),
    *("quiet>3d", "due<fri", "-", '"', ",", " ", " ", "=", "<"),
    *("a", "e", "n", "s", "t", "north", "offer", "the ", "Joe", "É", "ß"),
)
TYPING = st.lists(st.one_of(st.sampled_from(PIECES), st.integers(1, 4)), max_size=14)
"""What is typed, or how many letters are taken away."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("sample") / "vault"))
    return Workspace.open(root, MOMENT).snapshot()


@settings(max_examples=150, deadline=None)
@given(typing=TYPING)
@example(typing=["text:", "a", "n", 1, "s"])
@example(typing=["-text:", "a", "n"])
@example(typing=["text:", "a", ",", "n"])
@example(typing=["text=", "a", "n"])
@example(typing=["company:", "zz", ",brightwater"])
@example(typing=["company=", '"', "Brightwater Clinic", "s"])
@example(typing=["stage:open", " ", "n", 2, "-", "stage:open"])
def test_letter_by_letter_is_the_same_as_at_once(snapshot: Snapshot, typing: list[str | int]) -> None:
    narrowing, listed, query = Narrowing(), snapshot.records.opportunities, ""
    for piece in typing:
        query = query + piece if isinstance(piece, str) else query[:-piece]
        found, fault = narrowing.matching(query, listed, snapshot)
        at_once, fault_at_once = snapshot.readable_matching(query, listed)
        assert (tuple(found), str(fault)) == (at_once, str(fault_at_once)), query


def test_another_list_and_another_state_are_filtered_anew(snapshot: Snapshot) -> None:
    narrowing, listed = Narrowing(), snapshot.records.opportunities
    everything = narrowing.matching("e", listed, snapshot)[0]
    assert len(everything) > 1
    assert narrowing.matching("e", listed[:1], snapshot)[0] == snapshot.readable_matching("e", listed[:1])[0]
    later = Workspace.open(snapshot.root, Moment(today=MOMENT.today, now=MOMENT.now)).snapshot()
    assert all(
        one in later.records.opportunities for one in narrowing.matching("e", later.records.opportunities, later)[0]
    )


def test_a_letter_more_is_looked_for_in_what_is_left_alone(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    narrowing, listed = Narrowing(), snapshot.records.opportunities
    asked: list[int] = []
    plain = Snapshot.readable_matching

    def counted(self: Snapshot, query: str, among: tuple[object, ...]) -> object:
        asked.append(len(among))
        return plain(self, query, among)  # type: ignore[arg-type]

    monkeypatch.setattr(Snapshot, "readable_matching", counted)
    some, fewer, again = (narrowing.matching(query, listed, snapshot)[0] for query in ("text:n", "text:nn", "text:n"))
    assert len(again) == len(some) >= len(fewer)
    assert asked == [len(listed), len(some)], "and of a letter taken away it is known what is left"


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        (Term(values=("north",)), Term(values=("NOR",)), True),
        (Term(values=("nor",)), Term(values=("north",)), False),
        (Term(key="text", values=("ab",)), Term(key="text", values=("a",)), True),
        (Term(key="text", values=("ab",)), Term(key="who", values=("a",)), False),
        (Term(key="text", values=("ab",), is_negated=True), Term(key="text", values=("a",), is_negated=True), False),
        (Term(key="text", order="=", values=("ab",)), Term(key="text", order="=", values=("a",)), False),
        (Term(key="text", values=("ab", "c")), Term(key="text", values=("a",)), False),
        (Term(key="stage", values=("offers",)), Term(key="stage", values=("offer",)), False),
        (Term(key="stage", values=("offer",)), Term(key="stage", values=("offer",)), True),
    ],
)
def test_one_query_narrows_another_only_where_that_is_certain(one: Term, other: Term, does: bool) -> None:
    assert Query(terms=(one,)).narrows(Query(terms=(other,))) is does
    assert Query(terms=(one, Term(key="has", values=("step",)))).narrows(Query(terms=(other,))) is does
    assert not Query().narrows(Query(terms=(other,)))
    assert Query(terms=(one,)).narrows(Query())
