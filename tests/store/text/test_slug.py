"""File names for new files."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.slug import slug


@pytest.mark.parametrize(
    ("company", "position", "expected"),
    [
        ("Northwind Freight", "Director of Sales Enablement", "northwind-freight-director-of-sales-enablement"),
        ("Łódź & Söhne GmbH", "C# Entwickler (m/w/d)", "lodz-and-sohne-gmbh-c-entwickler-m-w-d"),
        ("O'Brien’s", "Sr. Dev", "obriens-sr-dev"),
        ("Straße", "Crème", "strasse-creme"),
        ("东京", "开发", "opportunity"),
        ("", "", "opportunity"),
        ("../../etc", "passwd", "etc-passwd"),
        ("CON", "x", "at-con-x"),
        ("Con", "", "at-con"),
        ("Contoso", "x", "contoso-x"),
        ("a" * 300, "b", "a" * 80),
        ("x " * 100, "y", "-".join("x" * 40)),
    ],
)
def test_a_name_is_made_of_company_and_position(company: str, position: str, expected: str) -> None:
    assert slug(company, position) == expected


@given(st.text(), st.text())
def test_any_names_make_a_safe_file_name(company: str, position: str) -> None:
    name = slug(company, position)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 80
    assert slug(unicodedata.normalize("NFD", company), position) == slug(
        unicodedata.normalize("NFC", company), position
    )
