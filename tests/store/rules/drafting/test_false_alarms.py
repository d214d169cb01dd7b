"""Letters that are in order, in vaults full of names that are words, or nearly: no alarm."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.searches import vault_of
from store.model.draft import Draft, Finding
from store.model.entry import WRITTEN, Direction
from store.model.opportunity import Contact, Opportunity
from store.model.records import Records
from store.model.value import replace
from store.rules.linting import lint
from store.rules.roll import Roll
from store.workspace.door import Workspace
from store.workspace.moment import Moment

ROOT = Path(__file__).resolve().parents[4]
TODAY = date(2026, 11, 20)
COMPANIES = """
    Northbound Southgate Westfield Brightside Clearwater Goodyear Firstline Openview Simplify Teamwork Sellwell
    Forward Onward Evergreen Otherside Together Pathway Broadway Midway Learnwell Training Railworks Freightway
    Shipping Customer Insightly Readymade Whiteboard Keystone Milestone Touchstone Carefirst Healthline Nursery
    Teachers Meetings Notable Suitable Target Orange Indeed Notion Slack Stripe
""".split()  # noqa: SIM905 - a list of words reads better as words
GIVEN = """
    Anna Maria Sarah Emma Grace Faith Hope Joy Rose Lily Daisy Ivy Ruby Amber Dawn June April May Summer Will Bill
    Mark Frank Rich Jack Drew Chase Chance Sterling Victor Max Miles Guy Art Gene Dean Earl Duke King Ray Pat Sue
""".split()  # noqa: SIM905 - a list of words reads better as words
FAMILY = """
    Marsh Wells Stone Field Reed Banks Brooks Parks Waters Woods Mills Myers Sellers Wright Walker Turner Porter
    Hunter Fisher Weaver Taylor Mason Palmer Potter Barber Butler Foster Shepherd Farmer Knight Bishop Pope Church
    Temple Bridges Lane Street Holland England French Irish German Roman Winters Summers Snow Frost Day Weeks Friday
    Price Prince Noble Savage Strong Young Newman Goodman Freeman Norton Burton Denton Weston Martin Logan Nolan
    Thompson Johnson Wilson Nelson Pearson Parsons Hansen Jensen Fischer Weber Meyer Wagner Bauer Richter Wolf Lange
    Keller Vogel Berger Torres Romero Silva Santos Costa Rossi Ferrari Bianchi Greco Kim Park Chen Yang Patel Shah
    Stark Starr Worth Worthy Swift Quick Hardy Sharpe Keen Bright Wise Wild Moody Merry Hart Hearst Thorne North
    South West East Easter Lester Master Letter Better Watts Bott
""".split()  # noqa: SIM905 - a list of words reads better as words


def letters_of(records: Records) -> Iterator[Draft]:
    """Yield the drafts and every message that was sent, each as the draft that it was."""
    yield from records.drafts
    for here in records.opportunities:
        for entry in here.entries:
            if entry.text and entry.kind in WRITTEN and entry.direction is Direction.TO and entry.names:
                to, subject = entry.names[0].text, entry.title
                yield Draft(path="drafts/x.md", opportunity=here.id, to=to, subject=subject, body=entry.text)


def alarms(records: Records, letters: Iterator[Draft]) -> list[Finding]:
    roll = Roll.of(records)
    searches = {o.id: o for o in records.opportunities}
    return [
        finding
        for draft in letters
        for finding in lint(draft, searches.get(draft.opportunity), records, TODAY, (), roll=roll)
        if finding.code in {"other-company", "other-person"}
    ]


def crowd() -> tuple[Opportunity, ...]:
    """Return searches at companies and with people whose names are words, or differ from one in a letter."""
    found = []
    for number, name in enumerate(FAMILY):
        person = Contact(line=1, name=f"{GIVEN[number % len(GIVEN)]} {name}", ident="x")
        company = f"{COMPANIES[number % len(COMPANIES)]} {('Group', 'Systems', '')[number % 3]}".strip()
        found.append(Opportunity(id=f"c{number}", path="x", company=company, position="x", contacts=(person,)))
    return tuple(found)


@pytest.fixture(scope="module")
def sample() -> Records:
    """Return the sample vault."""
    moment = Moment(today=TODAY, now=datetime(2026, 11, 20, 9, tzinfo=UTC), fixed=True)
    return Workspace.open(ROOT / "sample-vault", moment).snapshot().records


def test_no_letter_of_the_sample_vault_names_a_stranger(sample: Records) -> None:
    assert len(list(letters_of(sample))) > 50
    assert alarms(sample, letters_of(sample)) == []


def test_nor_among_companies_and_people_whose_names_are_words(sample: Records) -> None:
    many = replace(sample, opportunities=(*sample.opportunities, *crowd()))

    assert alarms(many, letters_of(sample)) == []


def test_nor_among_hundreds_of_made_searches(sample: Records) -> None:
    made = vault_of(400, TODAY, 5).records
    many = replace(sample, opportunities=(*sample.opportunities, *made.opportunities), people=sample.people)

    assert alarms(many, letters_of(sample)) == []


def test_nor_do_the_letters_of_a_made_vault(sample: Records) -> None:
    made = replace(vault_of(150, TODAY, 7).records, settings=sample.settings)

    assert alarms(made, letters_of(made)) == []


def test_a_letter_that_is_put_into_another_search_names_many(sample: Records) -> None:
    """The same letters do raise the alarm where they do not belong."""
    there = "caldera-foods-revenue-enablement-partner"
    drafts = [replace(draft, opportunity=there, to="Malik Duarte") for draft in letters_of(sample)]
    strange = [d for d in drafts if alarms(sample, iter([d]))]

    assert len(strange) > len(drafts) / 2
