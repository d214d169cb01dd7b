"""Who plays a part in an opportunity, however their names and its id are written."""

import pytest

from store.model.entry import Name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.rules.people import Cast

HERE = Opportunity(id="cafe\u0301-nord", path="opportunities/cafe\u0301-nord.md", company="Café Nord", position="Cook")


def test_a_person_helps_with_an_opportunity_whichever_way_its_accents_are_written() -> None:
    ana = Person(path="people/ana.md", name="Ana Ruiz", ident="Ana Ruiz", opportunities=("Caf\u00e9-Nord",))

    assert [s.name for s in Cast(HERE, [ana]).members] == ["Ana Ruiz"]


def test_somebody_unknown_is_one_person_whichever_way_the_name_is_written() -> None:
    one, other = (Cast(HERE, ()).named(Name(text=t, who=None)) for t in ("Jose\u0301  Lopez", "JOS\u00c9 Lopez"))

    assert one.key == other.key


@pytest.mark.parametrize(
    ("consent", "part"),
    [("", ("reference",)), ("yes, asked", ("reference",)), ("No, not now", ()), ("refused", ()), (",", ("reference",))],
)
def test_a_reference_who_said_no_is_none(consent: str, part: tuple[str, ...]) -> None:
    contact = Contact(name="Bo Lee", ident="Bo Lee", part=("reference",), extra={"consent": consent}, line=3)

    assert (
        Cast(Opportunity(id="x", path="x.md", company="X", position="Y", contacts=(contact,)), ()).members[0].part
        == part
    )
