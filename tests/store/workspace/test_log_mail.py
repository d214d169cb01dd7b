"""A saved mail goes into the log by itself, and the answer to it finds its thread."""

from email import message_from_string, policy
from pathlib import Path

import pytest

from store.errors import BadRequest
from store.model.own_settings import OwnSettings
from store.workspace.commands.log_mail import log_mail
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import compose
from store.workspace.door import Workspace
from store.workspace.proposing import proposed
from store.workspace.sending.errand import hand_over
from store.workspace.sending.outgoing import outgoing
from tests.store.outside.test_received import ANSWER
from tests.store.workspace.posting import DRAFT, LETTER, Post, log_of, machine_in, opened, with_letter

OWN = OwnSettings()


def test_a_mail_is_logged_with_its_person_time_and_id(workspace: Workspace) -> None:
    applied = workspace.carry_out(log_mail("northwind", ANSWER.encode(), OWN))

    assert applied.sentence == "Northwind Freight: Email from Joe Alvarez logged"
    assert (
        "### 2026-11-20 10:05+01:00 Email from Joe Alvarez: Re: Board-ready value stories\n"
        "- message-id: <answer-1@northwind.example>\n\n"
        "Thanks, talk on Friday.\n\n> thank you for the\n> conversation\n"
    ) in log_of(workspace.root)
    entry = workspace.snapshot().opportunity("northwind").entries[-1]
    assert entry.message_id == "<answer-1@northwind.example>"
    assert entry.marks == ()


def test_the_same_mail_is_not_logged_twice(workspace: Workspace) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.encode(), OWN))

    with pytest.raises(BadRequest, match=r"in the log already: opportunities/northwind\.md:\d+"):
        workspace.carry_out(log_mail("northwind", ANSWER.encode(), OWN))


def test_a_mail_of_mine_goes_the_other_way(workspace: Workspace) -> None:
    mine = ANSWER.replace("To: Sam Rivera <sam@rivera.example>", "To: Joe <joe.alvarez@northwind.example>")
    mine = mine.replace(
        "From: =?utf-8?q?Joe_=C3=81lvarez?= <Joe.Alvarez@northwind.example>", "From: SAM@rivera.example"
    )
    workspace.carry_out(log_mail("northwind", mine.encode(), OWN))

    assert "Email to Joe Alvarez: Re: Board-ready" in log_of(workspace.root)


def test_a_mail_of_a_stranger_needs_a_name(workspace: Workspace) -> None:
    strange = ANSWER.replace("Joe.Alvarez@northwind.example", "mc@private.example").encode()

    with pytest.raises(
        BadRequest, match=r"Nobody at Northwind Freight has the address.*mc@private\.example.*--from NAME"
    ):
        workspace.carry_out(log_mail("northwind", strange, OWN))
    workspace.carry_out(log_mail("northwind", strange, OWN, "Mia"))
    assert "Email from Mia Chen" in log_of(workspace.root)


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("Fri, 20 Nov 2026 09:00:00 +0000", "2026-11-20 09:00 Email"),
        ("Fri, 20 Nov 2026 09:00:00 -0000", "2026-11-20 09:00 Email"),
        ("Fri, 20 Nov 2026 02:00:00 -0700", "2026-11-20 02:00-07:00 Email"),
        ("Sat, 21 Nov 2026 05:00:00 +1300", "2026-11-20 16:00 Email"),
    ],
)
def test_a_time_keeps_its_zone_unless_it_is_tomorrow_there(workspace: Workspace, date: str, heading: str) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.replace("Fri, 20 Nov 2026 10:05:00 +0100", date).encode(), OWN))

    assert f"### {heading} from Joe" in log_of(workspace.root)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 20 Nov 9999 10:00:00 -2300"])
def test_a_mail_without_a_day_is_refused(workspace: Workspace, date: str) -> None:
    with pytest.raises(BadRequest):
        workspace.carry_out(
            log_mail("northwind", ANSWER.replace("Fri, 20 Nov 2026 10:05:00 +0100", date).encode(), OWN)
        )


def test_an_id_that_would_open_a_comment_is_left_out(workspace: Workspace) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.replace("<answer-1@", "<!--@").encode(), OWN))

    assert "Email from Joe Alvarez" in log_of(workspace.root)
    assert "message-id" not in log_of(workspace.root)


def test_an_answer_joins_the_thread_it_answers(root: Path, tmp_path: Path) -> None:
    post = Post(tmp_path / "post")
    office = opened(root, machine_in(tmp_path / "home", f'[mail]\nsendmail = ["{post.program}"]\n'))
    with_letter(root)
    hand_over(office, DRAFT, "sendmail")
    first = message_from_string(post.taken[0][1], policy=policy.default)["Message-ID"]
    office.carry_out(log_mail("northwind", ANSWER.replace("10:05:00 +0100", "11:05:00 +0100").encode(), OWN))
    with_letter(root, LETTER.replace("subject: Board", 'subject: "RE: AW: board').replace("stories\n", 'Stories"\n', 1))
    office.moment = opened(root, office.machine).moment
    going = outgoing(office.snapshot(), office.own, DRAFT)

    assert going.references == (first, "<answer-1@northwind.example>")
    assert going.in_reply_to == "<answer-1@northwind.example>"
    with_letter(root)
    assert outgoing(office.snapshot(), office.own, DRAFT).references == ()


def test_the_thread_of_another_person_is_left_alone(workspace: Workspace) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.encode(), OWN, "Mia"))
    with_letter(
        workspace.root, LETTER.replace("subject: Board", "subject: 'Re: Board").replace("stories\n", "stories'\n", 1)
    )

    assert outgoing(workspace.snapshot(), OWN, DRAFT).in_reply_to == ""


def test_a_draft_for_the_step_of_their_mail_goes_out_as_its_answer(workspace: Workspace) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.replace("Subject: Re:", "Subject: AW: Fwd:").encode(), OWN))
    snapshot = workspace.snapshot()
    key = next(i.key for i in snapshot.schedule("northwind") if i.step == "f-reply")
    applied = workspace.carry_out(write_draft("northwind", "plain-message", key=key))
    file = workspace.root / applied.paths[0]
    file.write_text(file.read_text("utf-8").replace("[[ your message ]]", "Friday it is."), "utf-8")

    going = outgoing(workspace.snapshot(), OWN, applied.paths[0], needs_address=False)

    assert (going.to.name, going.subject) == ("Joe Alvarez", "Re: Fwd: Board-ready value stories")
    assert going.in_reply_to == "<answer-1@northwind.example>"


def test_a_mail_from_the_ascii_form_of_a_domain_is_known(workspace: Workspace) -> None:
    file = workspace.root / "opportunities" / "northwind.md"
    file.write_text(file.read_text("utf-8").replace("joe.alvarez@northwind.example", "joe@müller.example"), "utf-8")
    mail = ANSWER.replace("Joe.Alvarez@northwind.example", "joe@xn--mller-kva.example")

    workspace.carry_out(log_mail("northwind", mail.encode(), OWN))

    assert "Email from Joe Alvarez: Re: Board-ready" in log_of(workspace.root)


def test_of_two_mails_in_a_row_the_latest_is_answered(workspace: Workspace) -> None:
    workspace.carry_out(log_mail("northwind", ANSWER.encode(), OWN))
    second = ANSWER.replace("answer-1@", "answer-2@").replace("Re: Board-ready", "Parking")
    workspace.carry_out(log_mail("northwind", second.replace("10:05:00", "11:30:00").encode(), OWN))
    item = next(i for i in workspace.snapshot().schedule("northwind") if i.step == "f-reply")
    made = compose(workspace.snapshot(), "northwind", "reply", "Joe Alvarez", key=item.key)

    assert made.subject == proposed(workspace.snapshot(), item).subject == "Re: Parking value stories"
