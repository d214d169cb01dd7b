"""What could come next in a query: keys, and what a vault holds behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.query_completion import nexts

VALUES = {
    "stage": ("open", "closed", "offer", "phone screen"),
    "company": ("Northwind Freight", "Norda, Inc", "Ärzte"),
    "tag": ("saas", "b2b"),
}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("comp", ["company:"]),
        ("x -st", ["x -stage:"]),
        ("DUE", ["DUE<"]),
        ("qui", ["quiet>"]),
        ("s", []),
        ("stage:", ["stage:open", "stage:closed", "stage:offer", "stage:phone"]),
        ("stage:lead,of", ["stage:lead,offer"]),
        ('stage:"pho', ['stage:"phone screen"']),
        ("company:nor", ["company:northwind", "company:norda"]),
        ('company:"nor', ['company:"northwind Freight"', 'company:"norda, Inc"']),
        ("company:ä", ["company:ärzte"]),
        ("company:", []),
        ('company:"norda, Inc"', []),
        ("-tag:sa", ["-tag:saas"]),
        ("has:pro", ["has:promise", "has:problem"]),
        ("due<fri", ["due<friday"]),
        ("quiet>1", ["quiet>14d", "quiet>1w", "quiet>1m"]),
        ("stage:open ", []),
        ("", []),
    ],
)
def test_what_could_come_next(typed: str, offered: list[str]) -> None:
    assert list(nexts(typed, VALUES)) == offered


@given(st.one_of(st.text(), st.text(alphabet='staghcomyndue:,"-< ')))
def test_an_offer_begins_with_what_is_typed_letter_for_letter(text: str) -> None:
    assert all(offer.startswith(text) and len(offer) > len(text) for offer in nexts(text, VALUES))
