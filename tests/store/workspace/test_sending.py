"""A draft that leaves: it goes once, stands in the log word for word, and whatever happens is told."""

from email import message_from_string, policy
from pathlib import Path

import pytest

from store.errors import BadRequest, NotFound
from store.workspace.door import Workspace
from store.workspace.sending import hand_over
from store.workspace.settling import unsettled
from tests.store.workspace.posting import DRAFT, LETTER, Post, log_of, machine_in, opened, with_letter


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path / "post")


@pytest.fixture
def office(root: Path, post: Post, tmp_path: Path) -> Workspace:
    """Return the vault with a letter that is ready, on a machine that sends by that program."""
    with_letter(root)
    machine = machine_in(tmp_path / "home", f'[mail]\nsendmail = ["{post.program}", "-t", "-i"]\n')
    return opened(root, machine)


def test_what_was_delivered_is_logged_and_the_draft_goes(office: Workspace, post: Post) -> None:
    handed = hand_over(office, DRAFT, "sendmail")

    assert (handed.delivered, handed.logged) == (True, True)
    assert "Email to Joe Alvarez sent" in handed.note
    ((words, text),) = post.taken
    assert words == ["-t", "-i"]
    message = message_from_string(text, policy=policy.default)
    assert message["To"] == "Joe Alvarez <joe.alvarez@northwind.example>"
    assert message["Date"].datetime == office.snapshot().now
    assert not (office.root / DRAFT).exists()
    assert "### 2026-11-20 09:30 Email to Joe Alvarez: Board-ready value stories" in log_of(office.root)
    assert LETTER.partition("---\nDear")[2].strip() in log_of(office.root)
    assert f"- message-id: {message['Message-ID']}\n" in log_of(office.root)
    assert office.history()[0].sentence.startswith("Northwind Freight: Email to Joe Alvarez sent")
    assert unsettled(office) == ()
    assert list((office.machine.folder("outbox")).iterdir()) == []


def test_a_second_press_of_the_key_sends_nothing(office: Workspace, post: Post) -> None:
    hand_over(office, DRAFT, "sendmail")

    with pytest.raises(NotFound):
        hand_over(office, DRAFT, "sendmail")
    with_letter(office.root)
    with pytest.raises(BadRequest, match="in the log already"):
        hand_over(office, DRAFT, "sendmail")
    assert len(post.taken) == 1
