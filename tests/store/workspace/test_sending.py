"""A draft that leaves: it goes once, stands in the log word for word, and whatever happens is told."""

import base64
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from email import message_from_string, policy
from pathlib import Path

import pytest
import trustme

from store.errors import BadRequest, NotFound, NotSent, NotSentYet, PerhapsSent, Underway
from store.model.value import replace
from store.vault.lock import vault_lock
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.door import Workspace
from store.workspace.sending.errand import begin, finish, hand_over, transmit
from store.workspace.sending.outgoing import outgoing
from store.workspace.sending.settling import settle, unsettled
from store.workspace.sending.ways import ways
from tests.store.outside.servers import SECRET, Inbox, server
from tests.store.workspace.posting import DRAFT, LETTER, Post, log_of, machine_in, opened, with_letter

HOUSE = Path(__file__).resolve().parents[3]


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


SENDER = """\
import sys
from pathlib import Path
from store.errors import StoreError
from store.workspace.machine import Machine
from store.workspace.sending.errand import hand_over
from tests.store.workspace.posting import DRAFT, opened
root, home = map(Path, sys.argv[1:])
try:
    print(hand_over(opened(root, Machine(config=home / "config.toml", state=home / "state")), DRAFT, "sendmail").note)
except StoreError as error:
    print(type(error).__name__)
"""


def sender(office: Workspace) -> subprocess.Popen[str]:
    """Send the letter in a process of its own."""
    config = office.machine.config
    assert config is not None
    words = [sys.executable, "-c", SENDER, str(office.root), str(config.parent)]
    return subprocess.Popen(words, cwd=HOUSE, stdout=subprocess.PIPE, text=True)


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that must come to pass."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.01)


def test_two_programs_at_once_send_one_letter(office: Workspace, post: Post) -> None:
    gate = post.place / "gate"
    gate.touch()
    pair = [sender(office), sender(office)]
    until(lambda: any(one.poll() is not None for one in pair))
    gate.unlink()
    said = sorted(one.communicate(timeout=30)[0].strip() for one in pair)

    assert len(post.taken) == 1
    assert said == ["Northwind Freight: Email to Joe Alvarez sent, to be in touch by 2026-11-24.", "Underway"]
    assert unsettled(office) == ()


def killed_underway(office: Workspace, post: Post) -> None:
    """Let a sender die while the other side has the letter and has not yet said so."""
    (post.place / "gate").touch()
    child = sender(office)
    until(lambda: len(post.taken) == 1)
    child.kill()
    child.communicate()
    (post.place / "gate").unlink()


def test_a_sender_killed_between_acceptance_and_log_is_found_and_logged(office: Workspace, post: Post) -> None:
    gate = post.place / "gate"
    gate.touch()
    child = sender(office)
    until(lambda: len(post.taken) == 1)
    outbox = office.machine.folder("outbox")
    with vault_lock(office.root):
        gate.unlink()
        until(lambda: any("accepted" in f.read_text() for f in outbox.iterdir()))
        child.kill()
        child.communicate()

    assert (office.root / DRAFT).exists()
    with pytest.raises(PerhapsSent, match="went out on 2026-11-20 09:30 and is not in the log yet"):
        hand_over(office, DRAFT, "sendmail", again=True)
    (one,) = unsettled(office)
    assert (one.certain, one.underway, one.gone.to) == (True, False, "Joe Alvarez")
    settle(office, one.gone, went=True)
    assert f"- message-id: {one.gone.message_id}\n" in log_of(office.root)
    assert not (office.root / DRAFT).exists()
    assert list(outbox.iterdir()) == []
    assert len(post.taken) == 1


def test_what_was_in_doubt_is_decided_by_a_person(office: Workspace, post: Post) -> None:
    killed_underway(office, post)

    (one,) = unsettled(office)
    assert (one.certain, one.underway) == (False, False)
    with pytest.raises(PerhapsSent, match=r"may have gone out .* --again"):
        hand_over(office, DRAFT, "sendmail")
    assert len(post.taken) == 1
    hand_over(office, DRAFT, "sendmail", again=True)
    assert len(post.taken) == 2
    ids = {message_from_string(text)["Message-ID"] for _, text in post.taken}
    assert len(ids) == 1, "a mailbox knows the second copy by its id"


def test_an_interruption_on_the_way_leaves_it_in_doubt(office: Workspace, post: Post) -> None:
    (post.place / "gate").touch()
    errand = begin(office, DRAFT, "sendmail")

    def interrupt() -> None:
        until(lambda: len(post.taken) == 1)
        # To the main thread, which waits for the program: taken by another one, the signal would not wake it.
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    hand = threading.Thread(target=interrupt)
    hand.start()
    with pytest.raises(KeyboardInterrupt):
        transmit(errand)
    hand.join()
    (post.place / "gate").unlink()

    (one,) = unsettled(office)
    assert (one.certain, one.underway) == (False, False)


def test_what_did_not_go_is_forgotten_on_a_word(office: Workspace, post: Post) -> None:
    killed_underway(office, post)
    (one,) = unsettled(office)
    settle(office, one.gone, went=False)

    assert unsettled(office) == ()
    assert (office.root / DRAFT).exists()
    assert "Email" not in log_of(office.root)


def test_what_the_user_logged_meanwhile_is_settled(office: Workspace, post: Post) -> None:
    killed_underway(office, post)
    office.carry_out(mark_sent(DRAFT))

    assert unsettled(office) == ()
    assert list(office.machine.folder("outbox").iterdir()) == []


def test_a_letter_that_is_being_sent_is_told_from_one_that_was(office: Workspace, post: Post) -> None:
    (post.place / "gate").touch()
    errand = begin(office, DRAFT, "sendmail")

    (one,) = unsettled(office)
    assert one.underway
    with pytest.raises(Underway, match="not sent twice"):
        begin(office, DRAFT, "sendmail", again=True)
    with pytest.raises(Underway):
        settle(office, one.gone, went=True)
    (post.place / "gate").unlink()
    finish(office, errand, transmit(errand))
    assert len(post.taken) == 1


def test_what_went_is_logged_whatever_the_draft_says_by_then(office: Workspace, post: Post) -> None:
    errand = begin(office, DRAFT, "sendmail")
    with_letter(office.root, LETTER.replace("worth a look", "worth [[ a gap ]]"))
    handed = finish(office, errand, transmit(errand))

    assert handed.logged
    assert "worth a look" in log_of(office.root)
    assert "[[ a gap ]]" in (office.root / DRAFT).read_text()
    assert len(post.taken) == 1


def test_a_log_that_cannot_be_written_is_told_and_made_up_for(office: Workspace, post: Post) -> None:
    file = office.root / "opportunities" / "northwind.md"
    whole = file.read_bytes()
    errand = begin(office, DRAFT, "sendmail")
    file.write_bytes(whole.replace(b"stage: interviewing", b"stage: [", 1))
    handed = finish(office, errand, transmit(errand))

    assert (handed.delivered, handed.logged) == (True, False)
    assert "It went out, but could not be logged" in handed.note
    file.write_bytes(whole)
    (one,) = unsettled(office)
    assert settle(office, one.gone, went=True) is not None
    assert one.gone.message_id in log_of(office.root)
    assert len(post.taken) == 1


@pytest.mark.parametrize(("status", "sort"), [(67, NotSent), (75, NotSentYet)])
def test_a_failure_keeps_everything_and_can_be_tried_again(
    root: Path, tmp_path: Path, status: int, sort: type[NotSent]
) -> None:
    with_letter(root)
    post = Post(tmp_path / "post", status=status)
    office = opened(root, machine_in(tmp_path / "home", f'[mail]\nsendmail = ["{post.program}"]\n'))
    before = log_of(root)
    for _ in range(2):
        with pytest.raises(sort, match="Nothing was sent; the draft is as it was"):
            hand_over(office, DRAFT, "sendmail")
    assert (log_of(root), (root / DRAFT).read_text()) == (before, LETTER)
    assert unsettled(office) == ()
    Post(tmp_path / "post")
    assert hand_over(office, DRAFT, "sendmail").logged


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("worth a look", "worth [[ what ]]"), "not ready, so nothing was sent"),
        (("to: Joe Alvarez", "to: Mia Chen"), "Mia Chen has no e-mail address.*afterword contact northwind"),
        (("channel: email", "channel: letter"), "for letter: sendmail is no way"),
    ],
)
def test_what_must_not_go_out_does_not(office: Workspace, post: Post, change: tuple[str, str], told: str) -> None:
    with_letter(
        office.root, LETTER.replace(*change).replace("Dear Joe", "Dear Mia" if "Mia" in change[1] else "Dear Joe")
    )

    with pytest.raises(BadRequest, match=told):
        hand_over(office, DRAFT, "sendmail")
    assert post.taken == []
    assert list(office.machine.folder("outbox").iterdir()) == []


def test_a_vault_names_no_program_and_no_host(office: Workspace) -> None:
    settings = office.root / "afterword.toml"
    evil = (
        '[mail]\nhost = "attacker.example"\nsendmail = ["evil"]\npassword_command = ["evil"]\nsender = "e@x.example"\n'
    )
    settings.write_text(f"{settings.read_text()}\n{evil}")
    snapshot = office.snapshot()
    draft = snapshot.draft(DRAFT)

    titles = " ".join(way.title for way in ways(snapshot, office.own, draft))
    assert "attacker" not in titles
    assert "evil" not in titles
    assert outgoing(snapshot, office.own, DRAFT).sender.address == "sam@rivera.example"


def test_the_ways_that_suit_come_with_the_reason_where_they_cannot_be_used(office: Workspace) -> None:
    snapshot = office.snapshot()
    draft = snapshot.draft(DRAFT)
    found = ways(snapshot, office.own, draft)

    assert [way.name for way in found if way.is_ready] == ["sendmail", "mailto", "eml", "clipboard"]
    assert {way.name: way.reason for way in found}["smtp"] == "no `host` is set in [mail] of your own settings"
    first = replace(office.own, mail=replace(office.own.mail, way="eml"))
    assert ways(snapshot, first, draft)[0].name == "eml"
    assert [way.name for way in ways(snapshot, office.own, replace(draft, channel="text"))] == ["clipboard"]


def test_ascii_on_wish_is_what_is_sent_and_logged(root: Path, tmp_path: Path) -> None:
    post = Post(tmp_path / "post")
    office = opened(root, machine_in(tmp_path / "home", f'[mail]\nsendmail = ["{post.program}"]\nascii = true\n'))
    with_letter(root, LETTER.replace("you said that", "you said – “quite” – that"))
    hand_over(office, DRAFT, "sendmail")

    assert 'you said - "quite" - that' in post.taken[0][1]
    assert 'you said - "quite" - that' in log_of(root)
    assert not (root / DRAFT).exists()


STARTED: list[str] = []
"""What other users of the machine may see of each program that was started: its words; and what it was given around."""


def hear_of_programs(event: str, about: tuple[object, ...]) -> None:
    """Write down the words and surroundings of each program that is started."""
    if event == "subprocess.Popen":
        STARTED.append(repr(about))


def test_the_password_is_in_no_file_and_no_word(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    safe = tmp_path.parent / f"{tmp_path.name}-safe.py"
    safe.write_text(f"print('{SECRET}')")
    with_letter(root)
    inbox = Inbox(answer="554 no")
    notes: list[str] = []
    started: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "STARTED", started)
    sys.addaudithook(hear_of_programs)
    with server(inbox, certificate=authority.issue_cert("localhost"), auth=True) as mail:
        settings = f'[mail]\nhost = "localhost"\nport = {mail.port}\nuser = "sam"\n'
        settings += f'password_command = ["{sys.executable}", "{safe}"]\n'
        office = opened(root, machine_in(tmp_path / "home", settings))
        with pytest.raises(NotSent) as caught:
            hand_over(office, DRAFT, "smtp")
        inbox.answer = "250 fine"
        notes += [str(caught.value), hand_over(office, DRAFT, "smtp").note]

    assert len(inbox.logins) == 2
    assert any(str(safe) in words for words in started)
    words = (*notes, *started)
    everything = [*(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()), *(word.encode() for word in words)]
    needles = (SECRET.encode(), base64.b64encode(SECRET.encode()), base64.b64encode(f"\0sam\0{SECRET}".encode()))
    assert not any(needle in text for needle in needles for text in everything)


def test_what_waits_outside_the_vault_is_nobody_elses_business(office: Workspace, post: Post) -> None:
    killed_underway(office, post)

    folder = office.machine.folder("outbox")
    assert folder.stat().st_mode & 0o077 == 0
    assert [f.stat().st_mode & 0o077 for f in folder.iterdir()] == [0]


def test_a_claim_that_was_never_finished_stops_nobody(office: Workspace, post: Post) -> None:
    errand = begin(office, DRAFT, "sendmail")
    assert errand.claim
    errand.claim.leave()
    errand.claim.file.write_bytes(errand.claim.file.read_bytes()[:40])

    assert hand_over(office, DRAFT, "sendmail").logged
    assert len(post.taken) == 1
