"""Which opportunities a query means, and the laws that hold for every query."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.agenda import Because, Bucket, Item, State
from store.model.opportunity import Opportunity, Stage
from store.model.query import Query, Term
from store.model.settings import Settings
from store.rules.ordering import SORTS, in_order, next_items
from store.rules.query import Known, fitting, texts_of, touches_of, words_of
from store.text.opportunity import read_opportunity
from store.text.query import Language, parse_query

TODAY = date(2026, 11, 20)
OWN = {"phone screen": Stage.INTERVIEWING}
LANGUAGE = Language(today=TODAY, stages=OWN)
FILES = {
    "northwind": """\
company: Northwind Freight
position: Director of Sales Enablement
stage: interviewing
stage_since: 2026-10-10
deadline: 2026-12-15
location: Leeds
source: Ana
contacts:
  - name: Joe Alvarez
    email: joe@northwind.example
tags: [SaaS, enablement]
---
### 2026-11-10 14:00 Interview with Joe Alvarez: first round
- need: reps stall below the C-level
- [ ] promise: send the ramp plan by 2026-11-23
### 2026-11-12 Email from Joe Alvarez: Re: thanks

Talk on Friday, Zoë says.
""",
    "harbor": """\
company: Harbor Analytics
position: Head of Enablement
stage: phone screen
stage_since: 2026-11-19
playbook: quiet
tags: [enablement-lead]
---
### 2026-11-25 10:00 Interview with Priya Raman: second round
""",
    "kestrel": """\
company: Kestrel Books
position: Training Manager
stage: rejected
stage_since: 2026-09-01
---
### 2026-08-30 Application: by their form
### 2026-09-02 Rejected by Kim Ode: no
- [x] promise: thank them
- [ ] next: they write again in spring
""",
    "bare": "company: Bare\nposition: Clerk\n---\n",
    "broken": "company: [\n---\n",
}


def opportunity(name: str) -> Opportunity:
    path = f"opportunities/{name}.md"
    return read_opportunity(f"---\n{FILES[name]}".encode(), path, Settings(stages=OWN), ())[0]


ALL = tuple(opportunity(name) for name in FILES)


def item(ident: str, bucket: Bucket, day: date) -> Item:
    because = Because(event="", day=TODAY, path="", line=1)
    left = (day - TODAY).days
    return Item(
        key="k", opportunity=ident, company="", position="", step="s", due=day, days=left, bucket=bucket,
        state=State.OPEN, because=because,
    )  # fmt: skip


ITEMS = {
    "northwind": [item("northwind", Bucket.OVERDUE, date(2026, 11, 18)), item("northwind", Bucket.UPCOMING, TODAY)],
    "harbor": [item("harbor", Bucket.WAITING, TODAY), item("harbor", Bucket.UPCOMING, date(2026, 11, 27))],
}
KNOWN = Known(
    today=TODAY,
    playbook="blend",
    words=words_of,
    texts=texts_of,
    touches=touches_of,
    items=lambda: ITEMS,
    drafted=lambda: {"harbor"},
    faulty=lambda: {"opportunities/broken.md"},
)


def found(query: str) -> list[str]:
    return [o.id for o in fitting(parse_query(query, LANGUAGE), ALL, KNOWN)]


@pytest.mark.parametrize(
    ("query", "idents"),
    [
        ("", ["northwind", "harbor", "kestrel", "bare", "broken"]),
        ("ENABLEMENT", ["northwind", "harbor"]),
        ("enablement joe", ["northwind"]),
        ('"head of"', ["harbor"]),
        ('"of head"', []),
        ("stage:open", ["northwind", "harbor", "bare"]),
        ("stage:closed", ["kestrel"]),
        ("stage:interviewing", ["northwind", "harbor"]),
        ('stage:"phone screen",lead', ["harbor", "bare"]),
        ("-stage:open", ["kestrel", "broken"]),
        ("company:kestrel,HARBOR", ["harbor", "kestrel"]),
        ("company=bare", ["bare"]),
        ("position:enablement", ["northwind", "harbor"]),
        ("tag:enablement", ["northwind", "harbor"]),
        ("tag=enablement", ["northwind"]),
        ('tag="" stage:open', ["bare"]),
        ("tag=saas", ["northwind"]),
        ("who:alvarez", ["northwind"]),
        ("who:northwind.example", ["northwind"]),
        ("source:ana", ["northwind"]),
        ("location=leeds", ["northwind"]),
        ("playbook:quiet", ["harbor"]),
        ("playbook:blend stage:open", ["northwind", "bare"]),
        ("text:c-level", ["northwind"]),
        ("text:zoe\u0308", ["northwind"]),
        ("text:form", ["kestrel"]),
        ("due<today", ["northwind"]),
        ("due=fri", ["harbor"]),
        ("due:eom", ["northwind", "harbor"]),
        ("-due:eom stage:open", ["bare"]),
        ("deadline>eom", ["northwind"]),
        ("since>30d", ["northwind", "kestrel"]),
        ("since<2w", ["harbor"]),
        ("since<2026-10-01", ["kestrel"]),
        ("quiet>1w stage:open", ["northwind", "bare"]),
        ("quiet>8d stage:open", ["bare"]),
        ("quiet:8d stage:open", ["northwind", "bare"]),
        ("quiet<3d", ["harbor"]),
        ("has:promise", ["northwind"]),
        ("has:next", ["kestrel"]),
        ("has:interview", ["northwind", "harbor"]),
        ("has:draft", ["harbor"]),
        ("has:problem", ["broken"]),
        ("has:overdue", ["northwind"]),
        ("has:waiting,overdue", ["northwind", "harbor"]),
        ("has:step -has:waiting", ["northwind"]),
        ("has:contact has:tag has:deadline", ["northwind"]),
        ("has:offer,review,held,today", []),
    ],
)
def test_a_query_means_these(query: str, idents: list[str]) -> None:
    assert found(query) == idents


def test_what_takes_time_is_worked_out_for_those_terms_only_that_need_it() -> None:
    def never() -> dict[str, list[Item]]:
        raise AssertionError

    def never_any() -> set[str]:
        raise AssertionError

    cheap = Known(
        today=TODAY,
        playbook="blend",
        words=words_of,
        texts=texts_of,
        touches=touches_of,
        items=never,
        drafted=never_any,
        faulty=never_any,
    )
    query = parse_query("enablement stage:open has:promise quiet>1d deadline<eom since>1d text:a -tag:x", LANGUAGE)

    assert fitting(query, ALL, cheap) == ()


TERMS = (
    "enablement", "joe", "stage:open", "stage:closed,offer", "tag:saas", "who:joe", "due<fri", "due>today", "quiet>14d",
    "has:promise", "has:step", "has:draft,problem", 'text:"ramp plan"', "since<2w", 'tag=""', "company:n,k",
)  # fmt: skip
some_terms = st.lists(st.sampled_from(TERMS), max_size=4).map(lambda t: parse_query(" ".join(t), LANGUAGE).terms)


def meant(terms: tuple[Term, ...]) -> list[str]:
    return [o.id for o in fitting(Query(terms=terms), ALL, KNOWN)]


@given(st.sampled_from(TERMS))
def test_a_minus_means_all_the_others(term: str) -> None:
    assert sorted(found(term) + found(f"-{term}")) == sorted(o.id for o in ALL)


@given(some_terms, st.randoms())
def test_the_order_of_terms_does_not_matter(terms: tuple[Term, ...], random: Random) -> None:
    mixed = list(terms)
    random.shuffle(mixed)

    assert meant(tuple(mixed)) == meant(terms)


@given(some_terms, some_terms)
def test_one_more_term_only_ever_narrows(some: tuple[Term, ...], more: tuple[Term, ...]) -> None:
    assert set(meant((*some, *more))) == set(meant(some)) & set(meant(more))


@given(st.sampled_from(["company", "tag", "who", "stage"]), st.sampled_from(["open", "closed"]))
def test_a_comma_means_either(key: str, other: str) -> None:
    value = "lead"

    assert set(found(f"{key}:{value},{other}")) == set(found(f"{key}:{value}")) | set(found(f"{key}:{other}"))


@given(st.integers(0, 400), st.sampled_from(["quiet", "since"]))
def test_longer_ago_means_an_earlier_day(days: int, key: str) -> None:
    longer = set(found(f"{key}>{days}d"))

    assert set(found(f"{key}>={days}d")) == longer | set(found(f"{key}={days}d"))
    assert set(found(f"{key}>{days + 1}d")) <= longer
    if key == "since":
        assert longer == set(found(f"since<{TODAY - timedelta(days=days)}"))


COMING = next_items(i for items in ITEMS.values() for i in items)


@pytest.mark.parametrize(
    ("sort", "idents"),
    [
        ("urgency", ["northwind", "harbor", "bare", "broken", "kestrel"]),
        ("company", ["bare", "broken", "harbor", "kestrel", "northwind"]),
        ("stage", ["northwind", "harbor", "bare", "broken", "kestrel"]),
        ("touch", ["kestrel", "northwind", "harbor", "bare", "broken"]),
        ("deadline", ["northwind", "harbor", "bare", "broken", "kestrel"]),
    ],
)
def test_lists_are_sorted(sort: str, idents: list[str]) -> None:
    assert [o.id for o in in_order(ALL, sort, COMING, TODAY)] == idents


@pytest.mark.parametrize("sort", SORTS)
def test_an_order_holds_everybody_and_does_not_depend_on_where_it_began(sort: str) -> None:
    for is_turned in (False, True):
        listed = in_order(ALL, sort, COMING, TODAY, is_turned=is_turned)

        assert in_order(reversed(ALL), sort, COMING, TODAY, is_turned=is_turned) == listed
        assert sorted(o.id for o in listed) == sorted(FILES)


def test_turned_round_what_a_file_does_not_tell_still_comes_last() -> None:
    assert [o.id for o in in_order(ALL, "touch", COMING, TODAY, is_turned=True)] == [
        *("harbor", "northwind", "kestrel"),
        *("bare", "broken"),
    ]
