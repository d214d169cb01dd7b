"""Whose name stands in a letter by mistake: in full, for short, with an s, nearly right; and what is only a word."""

from collections.abc import Callable
from datetime import date

import pytest

from store.model.draft import Draft, Finding
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.person import Person
from store.model.records import Records
from store.model.settings import Settings
from store.model.story import Story
from store.model.value import replace
from store.rules.linting import lint
from store.rules.roll import Roll, distance, short_of

TODAY = date(2026, 11, 20)
IMANI = Name(text="Imani Brandt", who="Imani Brandt")


def search(ident: str, company: str, *people: str, **more: object) -> Opportunity:
    contacts = tuple(Contact(line=5, name=name, ident=name) for name in people)
    fields: dict[str, object] = {"position": "Head of Learning", "contacts": contacts, **more}
    return Opportunity(id=ident, path=f"opportunities/{ident}.md", company=company, **fields)  # type: ignore[arg-type]


HERE = search(
    "halyard",
    "Halyard Freight",
    "Imani Brandt",
    "Piet Vandersloot",
    location="Rotterdam",
    entries=(
        Entry(
            line=20,
            end=30,
            day=TODAY,
            kind=Kind.INTERVIEW,
            direction=Direction.WITH,
            names=(IMANI,),
            marks=(
                Mark(line=21, word=Word.NEED, text="the Baltic routes have no owner", persons=(IMANI,)),
                Mark(line=22, word=Word.QUOTE, text='"we learned it from Corvid"', persons=(IMANI,)),
            ),
        ),
    ),
)
RECORDS = Records(
    settings=Settings(name="Nell Ashworth", email="nell@ashworth.example"),
    opportunities=(
        HERE,
        search("northwind", "Northwind Freight", "Joe Alvarez", "Priya Raman"),
        search("brightwater", "Brightwater Clinics GmbH", "Samuel Oyelaran", "Greta Moss"),
        search("target", "Target", "May Lindqvist", "Will Okafor"),
        search("orange", "Orange", "Grace Hall"),
        search("blue", "Blue Ocean Foods", "Rose Park"),
        search("thornbury", "The Thornbury Health Company", "Adaeze Obi"),
        search("sunder", "Müller & Söhne", "Jürgen Grüneberg"),
        search("xylo", "XYLO Robotics", "Marguerite Dahl"),
        search("ibm", "QRS Systems", "Dev Malhotra"),
        search("corvid", "Corvid Analytics", "Odile Farrant"),
        search("wide", "北風物流", "田中太郎"),
        search("mutual", "Stonebridge Mutual", "Yusuf Karadag", stage=Stage.ACCEPTED),
        search("general", "General Data", "Conor O'Brien"),
        search("frequent", "March Networks", "Mark Young"),
    ),
    people=(
        Person(path="people/ruth.md", name="Ruth Kaplan", ident="Ruth Kaplan"),
        Person(path="people/howard.md", name="Howard Tran", ident="Howard Tran", opportunities=("halyard",)),
    ),
    stories=(Story(path="stories/a.md", title="One price book at Pellworth"),),
)


def strange(text: str, subject: str = "The second meeting", records: Records = RECORDS) -> list[Finding]:
    draft = Draft(
        path="drafts/x.md",
        opportunity="halyard",
        to="Imani Brandt",
        channel="email",
        subject=subject,
        body=f"Dear Imani,\n\n{text}\n\nWith kind regards,\nNell Ashworth",
    )
    found = lint(draft, records.opportunities[0], records, TODAY, ())
    return [finding for finding in found if finding.code in {"other-company", "other-person"}]


TRUE = r"""
Thank you for the talk at Northwind Freight.         | Northwind Freight
I would be glad to join NORTHWIND FREIGHT.           | Northwind Freight
That is what Northwind-Freight needs.                | Northwind Freight
A plan for Northwind\nFreight is ready.              | Northwind Freight
What Northwind needs is one price list.              | Northwind Freight
Northwind needs one price list.                      | Northwind Freight
I can see it in Northwind's figures.                 | Northwind Freight
I can see it in Northwind’s figures.                 | Northwind Freight
I can see it in Northwinds figures.                  | Northwind Freight
I can see it in Northwinds' figures.                 | Northwind Freight
I can see it in NORTHWIND's figures.                 | Northwind Freight
A team like NORTHWIND is rare.                       | Northwind Freight
I have thought about Northwind, and I am glad.       | Northwind Freight
(Northwind) was the word.                            | Northwind Freight
A Northwind-style list would do.                     | Northwind Freight
What Northwnd needs is one price list.               | Northwind Freight
What Nortwind needs is one price list.               | Northwind Freight
What Norhtwind needs is one price list.              | Northwind Freight
What Northwindd needs is one price list.             | Northwind Freight
What Northwimd needs is one price list.              | Northwind Freight
What Nothwnd needs is one price list.                | Northwind Freight
What Nrothwnid needs is one price list.              | Northwind Freight
Northwnd needs one price list.                       | Northwind Freight
I can see it in Northwnd's figures.                  | Northwind Freight
I can see it in NORTHWND's figures.                  | Northwind Freight
I would be glad to help Brightwater Clinics.         | Brightwater Clinics GmbH
I would be glad to help Brightwater Clinics GmbH.    | Brightwater Clinics GmbH
I would be glad to help Brightwater.                 | Brightwater Clinics GmbH
I would be glad to help Brightwaters doctors.        | Brightwater Clinics GmbH
I would be glad to help Brigthwater.                 | Brightwater Clinics GmbH
I would be glad to help Brightwaeter.                | Brightwater Clinics GmbH
I would be glad to help Britewater.                  | -
I would be glad to work for Target.                  | Target
I would be glad to follow Target's plan.             | Target
I could see myself at Orange next year.              | Orange
The people of Orange’s board would like it.          | Orange
A talk at Blue Ocean Foods comes to mind.            | Blue Ocean Foods
A talk at Blue Ocean comes to mind.                  | Blue Ocean Foods
A talk at The Thornbury Health Company.              | The Thornbury Health Company
A talk at Thornbury Health comes to mind.            | The Thornbury Health Company
A talk at Thornbury comes to mind.                   | The Thornbury Health Company
A talk at Thornburry comes to mind.                  | The Thornbury Health Company
A talk at Müller & Söhne comes to mind.              | Müller & Söhne
A talk at Müller comes to mind.                      | Müller & Söhne
A talk at Muller comes to mind.                      | Müller & Söhne
A talk at XYLO Robotics comes to mind.               | XYLO Robotics
A talk at Xylo Robotics comes to mind.               | XYLO Robotics
A talk at Xylo comes to mind.                        | XYLO Robotics
What QRS has done is good.                           | QRS Systems
I have read what 北風物流 wrote.                       | 北風物流
At Stonebridge they know it.                         | Stonebridge Mutual
At Stonebrige they know it.                          | Stonebridge Mutual
A talk at General Data comes to mind.                | General Data
A talk at March Networks comes to mind.              | March Networks
As Joe Alvarez said, it takes time.                  | Joe Alvarez
As Alvarez said, it takes time.                      | Joe Alvarez
As Mr. Alvares said, it takes time.                  | Joe Alvarez
As Alvraez said, it takes time.                      | Joe Alvarez
As Joe said, it takes time.                          | Joe Alvarez
In Joe's words it takes time.                        | Joe Alvarez
As Priya Raman's team knows, it takes time.          | Priya Raman
As Priya knows, it takes time.                       | Priya Raman
As Samuel Oyelaran knows, it takes time.             | Samuel Oyelaran
As Oyelran knows, it takes time.                     | Samuel Oyelaran
As Greta knows, it takes time.                       | Greta Moss
As May Lindqvist knows, it takes time.               | May Lindqvist
As Lindquist knows, it takes time.                   | May Lindqvist
In May's view it takes time.                         | May Lindqvist
When I asked Will about it, he laughed.              | Will Okafor
When I asked Okafor about it, he laughed.            | Will Okafor
When I asked Okafr about it, he laughed.             | Will Okafor
I met Rose Park there.                               | Rose Park
I met Marguerite there.                              | Marguerite Dahl
I met Margerite there.                               | Marguerite Dahl
I met Maguerit there.                                | Marguerite Dahl
I met Jürgen Grüneberg there.                        | Jürgen Grüneberg
I met Gruneberg there.                               | Jürgen Grüneberg
I met Conor O'Brien there.                           | Conor O'Brien
I met O’Brien there.                                 | Conor O'Brien
I met Ruth Kaplan there.                             | Ruth Kaplan
I met Ruth there.                                    | Ruth Kaplan
I met Dev there.                                     | Dev Malhotra
I met Malohtra there.                                | Dev Malhotra
I have read what 田中太郎 wrote.                        | 田中太郎
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in TRUE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "name"), CASES, ids=[case[0] for case in CASES])
def test_a_strange_name_is_found_however_it_is_written(sentence: str, name: str) -> None:
    found = strange(sentence.replace(r"\n", "\n"))

    assert len(found) == (name != "-"), found
    assert name == "-" or name in found[0].message


INNOCENT = """
Target lists are what I have built.
Will you let me know? May I call you? Grace alone will not do it.
Orange is the colour of the old price book.
I will write in May, or in March if that suits you better.
By May we were on target.
March was quiet, and April was not.
Mark my words. Young sellers learn it fast.
The park was green, and the hall was full of roses.
Rose early, and walked through the hall.
Hall after hall was empty.
Park the question until Friday.
General data says little. Data in general says less.
Blue is the colour of the ocean. Ocean freight is your trade.
Blue whales and foods of the ocean have nothing to do with it.
The orange folder holds the target for each region.
Freight is a patient business.
Clinics and doctors are another world.
Health matters. The health of a team shows in its questions.
Robotics, analytics and systems are words on a slide.
The northwind blew all day.
A thorn and a burr are not the same.
What Halyard Freight needs is one price list.
Halyard's sellers know it. HALYARD knows it. Halyards are ropes.
As Imani Brandt said, and as Brandt said again, it takes time.
Imani and Piet Vandersloot were of one mind; Vandersloot laughed.
You learned it from Corvid, you said.
At Pellworth we got there later and with more bruises.
Howard Tran has told you how I work. Howard knows it.
The Baltic routes have no owner yet. Rotterdam sleeps late.
Head of Learning is what the job is called.
My name is Nell Ashworth. Ashworth is spelt with one h in the middle.
Thank you for your time on Thursday, 20 November.
Thanks again. Best wishes. Many thanks.
Dear all, this is short.
I have attached nothing, and I promise nothing.
Without a list nobody can sell. While you wait, they leave.
White paper is patient. Write it down.
Stone by stone. Store what you can.
Marketing wrote it. Making it took a year.
Planning took a week, Manning the desk took two.
Learning is slow. Earning trust is slower.
Great teams ask. Greet them early.
Raising the question was right. Roman numerals helped.
Ramen was the lunch.
Dealers sell on price. Details decide.
Mossy roofs and mosses need rain.
Moreover, it is cheap. Most of it is free.
However small, it counts. Whatever it costs, it pays.
Another year, another plan.
Nothing beats a visit. Nobody came.
Something is missing. Somebody knows what.
Between us: it works. Because it is simple.
Before noon it was done. Behind it stood one person.
Perhaps we talk on Monday. Possibly on Tuesday.
Sellers who stop hiding are rare. Settlers came first.
Buyers drive the demo themselves.
Sales, Marketing and Finance share one list.
Director, Manager, Lead: titles say little.
The Director of Sales Enablement asked the second question.
The Board wants one page. The CEO wants a line.
English, Dutch and German are the languages of the desk.
Amsterdam and Antwerp would be next.
Monday suits me. So does Wednesday.
Christmas is near. Easter is not.
In London they do it, in Boston they do not.
Maria and Marie are two people. Anna and Anne are two more.
John said so, and Sarah too. Erik wrote it down.
I once met Michael, a baker, and Catherine, who taught him.
Yours truly is what he wrote. Young and old laughed.
Kindly let me know. Kind words help.
Sincerely meant. Certainly said.
First, the list. Second, the calls. Third, patience.
Number one: listen. Number two: ask.
Question six should be on the home page.
Training works. Trading does not.
Partners sign. Patterns emerge.
Thursday week is fine. Thirsty work.
Brighter days will come. Bright water runs downhill.
Water is bright there.
Stones and bridges make a road. Bridge by bridge it grows.
A stone bridge stands behind the yard.
Corvids are clever birds, they say.
Xylophones are loud.
A mill, a miller and a mule.
Mailers went out. Muller is a grinding stone, in lower case: muller.
Joey is a young kangaroo. Job by job it was built.
Device by device. Devices fail.
Ruthless lists help. Truth too.
Truth is cheap.
Payment by results. Praise helps.
Alvar Aalto built it. Alcazar is a palace.
See <https://northwind.example/a> or write to joe@northwind.example for the recording.
The book “Selling to the C-Suite” has a chapter on it.
A/B tests, C-level talks and SaaS are words of the trade.
KPI, CRM, ROI and SLA fill the slides.
I'd say so. I'll write. I've learnt. It's late. Don't wait.
Let us talk about Learning and Development.
Enablement is a long word. Engagement is longer.
The Freight Academy is a good name for it.
Onboarding takes ninety days. Ninety days are long.
Step one. Step two. Stop there.
P.S. The coffee was good.
Re: your note. Fwd: the list.
Nordic winters are long. North of the river it rains. Northward it snows.
Winding roads. Windward sails.
Greenberg is a mountain? Greenery is not.
Gratitude is short-lived. Grateful people say it twice.
Market by market, mark by mark.
Marking it in the calendar helped. Marks were given.
Okay then. OK by me.
Kaplan turbines turn slowly, lower-case or not.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", [line for line in INNOCENT if "Kaplan" not in line])
def test_words_names_at_home_and_names_of_nobody_here_are_no_strangers(sentence: str) -> None:
    assert strange(sentence) == []


def test_the_tables_are_as_long_as_they_are_meant_to_be() -> None:
    assert len(CASES) > 60
    assert sum(sentence.count(". ") + 1 for sentence in INNOCENT) > 100


def test_a_slip_is_told_as_one_and_is_never_sure() -> None:
    (finding,) = strange("One list for Northwnd would do.")

    assert finding.message == "“Northwnd” looks like Northwind Freight, another company in your search."
    assert (finding.severity, finding.line) == ("warning", 3)


def test_a_whole_name_is_an_error_and_a_short_one_a_question() -> None:
    assert [f.severity for f in strange("At Northwind Freight it works.")] == ["error"]
    (short,) = strange("At Northwind it works.")
    assert short.severity == "warning"
    assert short.message.startswith("“Northwind” (Northwind Freight) is another company in your search.")


def test_the_new_employer_is_never_named_not_even_for_short() -> None:
    (finding,) = strange("From January on I am with Stonebridge.")

    assert finding.severity == "error"
    assert "accepted" in finding.message


def test_each_stranger_is_told_once_and_strangers_in_their_order() -> None:
    found = strange("Northwind, as Joe Alvarez said.\nJoe knows Northwind.\nNorthwnd too, and Brightwater.")

    assert [(f.line, f.code) for f in found] == [(3, "other-person"), (3, "other-company"), (5, "other-company")]


def test_one_finding_for_a_first_name_that_many_share() -> None:
    crowd = tuple(search(f"o{n}", f"Firm{n} Works", f"Joe Family{n}") for n in range(30))
    records = replace(RECORDS, opportunities=(*RECORDS.opportunities, *crowd))

    assert len(strange("As Joe said, it takes time.", records=records)) == 1


def test_the_subject_is_looked_at_too() -> None:
    (finding,) = strange("It takes time.", subject="What Northwind needs")

    assert finding.line == 1


def test_a_slip_for_a_name_at_home_is_no_stranger() -> None:
    twin = search("twin", "Halyerd Shipping", "Imano Brandd")
    records = replace(RECORDS, opportunities=(*RECORDS.opportunities, twin))

    assert strange("What Halyord needs, and what Brandz said.", records=records) == []


@pytest.mark.parametrize(
    ("company", "short"),
    [
        ("Northwind Freight", "Northwind"),
        ("Northwind", ""),
        ("The Hartwell Group", "Hartwell"),
        ("The Hartwell", "Hartwell"),
        ("First National Bank", "First National"),
        ("General Data", ""),
        ("Bank of Ruritania", ""),
        ("Blue Ocean Foods", "Blue Ocean"),
        ("3M Health", "3M"),
    ],
)
def test_what_a_company_is_called_for_short(company: str, short: str) -> None:
    assert short_of(company) == short


@pytest.mark.parametrize(
    ("one", "other", "most", "edits"),
    [
        ("northwind", "northwind", 2, 0),
        ("northwind", "nortwhind", 2, 1),
        ("northwind", "norhtwnid", 2, 2),
        ("northwind", "northwin", 1, 1),
        ("northwind", "northwinds", 1, 1),
        ("northwind", "southwind", 2, 2),
        ("northwind", "southwind", 1, 2),
        ("raman", "ramona", 1, 2),
        ("ab", "abcde", 2, 3),
    ],
)
def test_distance_counts_edits_and_swaps(one: str, other: str, most: int, edits: int) -> None:
    assert (distance(one, other, most), distance(other, one, most)) == (edits, edits)


def seen(roll: Roll) -> object:
    """Return what a roll knows, whatever the order in which it came to know it."""
    words = [("northwind",), ("northwind", "freight"), ("joe",), ("joe", "alvarez"), ("brightwater",), ("ruth",)]
    words += [("sterlin",), ("sterlin", "works"), ("alvarez",), ("mia",), ("target",)]
    near = ("northwnd", "alvares", "brigthwater", "sterlin")
    calls = [sorted(roll.calls(*word), key=lambda c: (c.named.name, c.words)) for word in words]
    likes = [[(e, w, sorted(o, key=lambda n: n.name)) for e, w, o in roll.likes(word)] for word in near]
    homes = [sorted(roll.homes(call.named)) for found in calls for call in found]
    return calls, likes, homes, roll.is_hired("Stonebridge Mutual")


Files = tuple[tuple[Opportunity, ...], tuple[Person, ...]]
CHANGES: dict[str, Callable[[tuple[Opportunity, ...], tuple[Person, ...]], Files]] = {
    "nothing": lambda o, p: (o, p),
    "one more": lambda o, p: ((*o, search("new", "Sterlin Works", "Mia Alvarez")), p),
    "one less": lambda o, p: ((o[0], *o[2:]), p),
    "renamed": lambda o, p: ((o[0], replace(o[1], company="Sterlin Works"), *o[2:]), p),
    "shared": lambda o, p: ((*o, search("again", "Northwind Freight", "Joe Alvarez")), p),
    "person gone": lambda o, p: (o, p[1:]),
    "not hired": lambda o, p: (tuple(replace(x, stage=Stage.REJECTED) for x in o), p),
    "all gone": lambda _o, _p: ((), ()),
}


@pytest.mark.parametrize("first", CHANGES)
@pytest.mark.parametrize("second", CHANGES)
def test_a_roll_that_follows_knows_what_a_new_one_knows(first: str, second: str) -> None:
    old = Roll.of(RECORDS)
    before = seen(old)
    one, two = RECORDS.opportunities, RECORDS.people
    after_first = replace(RECORDS, opportunities=(made := CHANGES[first](one, two))[0], people=made[1])
    following = old.following(after_first)
    if len(after_first.opportunities) > 1 and after_first.people:
        made = CHANGES[second](after_first.opportunities, after_first.people)
        after_first = replace(RECORDS, opportunities=made[0], people=made[1])
        following = following.following(after_first)
    back = following.following(RECORDS)

    assert seen(following) == seen(Roll.of(after_first))
    assert seen(back) == before == seen(old)


def test_a_roll_of_the_same_files_is_the_same() -> None:
    roll = Roll.of(RECORDS)

    assert roll.following(replace(RECORDS, stories=())) is roll
