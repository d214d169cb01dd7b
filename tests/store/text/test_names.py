"""Whom a name stands for: in full, by whole words, by e-mail, and never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.entry import Name
from store.model.opportunity import Contact
from store.model.person import Person
from store.text.names import Roster, cut, split_names, written_name


def contact(name: str, email: str = "", ident: str = "") -> Contact:
    return Contact(line=1, name=name, ident=ident or name, email=email)


def person(name: str, email: str = "") -> Person:
    return Person(path="people/x.md", name=name, ident=name, email=email)


ROSTER = Roster(
    [
        contact("Joe Alvarez", "joe.alvarez@northwind.example"),
        contact("Mia Chen"),
        contact("Ana Silva", "ana@a.example", "Ana Silva <ana@a.example>"),
        contact("Ana Silva", "ana@b.example", "Ana Silva <ana@b.example>"),
        contact("Ana Costa"),
        contact("Dr. Zoë Ångström"),
        contact("Smith and Sons"),
        contact("Smith"),
        contact("Ruiz, Hall & Partner"),
        contact("Desk One", "desk@northwind.example"),
        contact("Desk Two", "desk@northwind.example"),
    ],
    [person("Joe Brown", "joe@brown.example"), person("Priya Rao"), person("Mia Chen", "mia@else.example")],
)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Joe Alvarez", "Joe Alvarez"),
        ("joe  ALVAREZ", "Joe Alvarez"),
        ("Alvarez", "Joe Alvarez"),
        ("Joe", "Joe Alvarez"),  # contacts come before people/
        ("Brown", "Joe Brown"),
        ("Priya", "Priya Rao"),
        ("Rao, Priya", "Priya Rao"),
        ("Alv", None),
        ("Joe Chen", None),
        ("", None),
        (".", None),
        ("Ana", None),
        ("Ana Silva", None),
        ("Ana Costa", "Ana Costa"),
        ("Silva", None),
        ("Ana <ana@b.example>", "Ana Silva <ana@b.example>"),
        ("Anna <ANA@B.example>", "Ana Silva <ana@b.example>"),
        ("ana@a.example", "Ana Silva <ana@a.example>"),
        ("Ana Silva <ana@c.example>", None),  # another address is another person
        ("Ana Costa <costa@x.example>", "Ana Costa"),  # her address is not known, so none differs
        ("Mia Chen <mia@else.example>", "Mia Chen"),
        ("Desk Two <desk@northwind.example>", "Desk Two"),
        ("desk@northwind.example", None),
        ("Zoe\u0308 A\u030angstro\u0308m", "Dr. Zoë Ångström"),
        ("DR ZOË", "Dr. Zoë Ångström"),
        ("Smith", "Smith"),  # in full before by word
        ("Sons", "Smith and Sons"),
    ],
)
def test_a_name_stands_for_the_one_person_it_fits(text: str, who: str | None) -> None:
    assert Name(text=text, who=who) == ROSTER.resolve(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joe Alvarez, Mia Chen", ["Joe Alvarez", "Mia Chen"]),
        ("Joe Alvarez and Mia Chen", ["Joe Alvarez", "Mia Chen"]),
        ("Joe  &  Mia AND Zoë", ["Joe", "Mia", "Zoë"]),
        ("Joe, Mia, and Zoë", ["Joe", "Mia", "Zoë"]),
        ("Joe,Mia", ["Joe,Mia"]),
        ("Smith and Sons and Joe", ["Smith and Sons", "Joe"]),
        ("Smith and Joe", ["Smith", "Joe"]),
        ("Joe, Ruiz, Hall & Partner, Mia", ["Joe", "Ruiz, Hall & Partner", "Mia"]),
        ('"Bell, Book and Candle", Joe', ["Bell, Book and Candle", "Joe"]),
        ('"Silva, Ana" <ana@a.example> & Joe', ["Silva, Ana <ana@a.example>", "Joe"]),
        ('Joe "JJ" Alvarez, Mia', ['Joe "JJ" Alvarez', "Mia"]),
        ('"Joe, Mia', ['"Joe', "Mia"]),
        ("Andrew Sandy", ["Andrew Sandy"]),
        (", Joe, , Mia, ", ["Joe", "Mia"]),
        ("", []),
    ],
)
def test_names_are_cut_where_people_cut_them(text: str, names: list[str]) -> None:
    assert names == [name.text for name in split_names(text, ROSTER)]


def test_the_list_of_names_ends_at_the_colon_before_the_title() -> None:
    text = 'Joe, "Team: Sales", 10:30: Re: x'
    pieces, end = cut(text, until_title=True)
    assert ([text[p.start : p.end] for p in pieces], text[end + 1 :]) == (["Joe", '"Team: Sales"', "10:30"], " Re: x")


@given(st.lists(st.text(st.characters(exclude_characters='"<>', codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_written_names_are_cut_back_into_the_same_names(texts: list[str]) -> None:
    names = [" ".join(text.split()) for text in texts if text.strip(" \t") and text.split()]
    listing = ", ".join(written_name(name) for name in names)
    assert names == [name.text for name in split_names(listing, Roster((), ()))]


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    assert all(name.who in {*ROSTER.fitting(name.text), None} for name in split_names(text, ROSTER))
