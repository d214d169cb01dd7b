"""A mail as a link and as a file, read back by readers that are not ours."""

import os
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotSent
from store.model.mail import Address
from store.outside import eml, mailto
from store.outside.message import header_text
from tests.store.outside.test_message import WILD
from tests.store.workspace.posting import sample


@given(subject=WILD, body=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_a_link_parses_back_to_one_person_one_subject_one_text(subject: str, body: str) -> None:
    outgoing = sample(subject=subject, text=body, to=Address(name="X", address="joe+o'x&y@northwind.example"))
    try:
        made = mailto.link(outgoing)
    except NotSent:
        return
    parts = urlsplit(made)

    assert unquote(parts.path) == "joe+o'x&y@northwind.example"
    assert "," not in parts.path and parts.fragment == ""
    assert parse_qsl(parts.query, keep_blank_values=True) == [("subject", header_text(subject)), ("body", body)]
    assert made.isascii() and " " not in made and "+" not in parts.query


def test_lines_end_as_links_want_them() -> None:
    assert "one%0D%0Atwo" in mailto.link(sample(text="one\ntwo"))


def test_a_long_letter_is_no_link() -> None:
    with pytest.raises(NotSent, match=r"too long for a link.*--via eml"):
        mailto.link(sample(text="word " * 500))


def test_a_link_to_several_is_refused() -> None:
    with pytest.raises(NotSent):
        mailto.link(sample(to=Address(name="J", address="a@b.example?bcc=e@a.example")))


def test_a_file_opens_as_a_draft(tmp_path: Path) -> None:
    made = eml.save(sample(to=Address(name="Lucía Ferreyra", address="l@x.example"), subject="Über alles"), tmp_path)
    message = message_from_bytes(made.read_bytes(), policy=policy.default)

    assert made.name == "lucia-ferreyra-uber-alles.eml"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Über alles"
    assert message["To"].addresses[0].display_name == "Lucía Ferreyra"
    assert made.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    first = eml.save(sample(), tmp_path)
    second = eml.save(sample(), tmp_path)
    mine = tmp_path / "mine.eml"
    mine.write_text("mine")

    assert (first.name, second.name) == (
        "joe-alvarez-board-ready-value-stories.eml",
        "joe-alvarez-board-ready-value-stories-2.eml",
    )
    with pytest.raises(NotSent, match="is there already"):
        eml.save(sample(), mine)
    assert mine.read_text() == "mine"


def test_a_link_to_a_place_that_is_not_there_yet_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.eml").symlink_to(tmp_path / "elsewhere.eml")

    with pytest.raises(NotSent):
        eml.save(sample(), tmp_path / "link.eml")
    assert not (tmp_path / "elsewhere.eml").exists()


def test_the_mail_program_is_given_the_link_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done > {tmp_path}/given\n')
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    made = mailto.link(sample())
    mailto.open_link(made)

    assert (tmp_path / "given").read_text() == f"{made}\n"


def test_without_a_mail_program_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NotSent, match="--via eml"):
        mailto.open_link(mailto.link(sample()))
