"""Mail handed to real servers: over TLS, with a login, and when they are difficult."""

import socket
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import trustme

from store.errors import NotSent, NotSentYet, PerhapsSent
from store.model.mail import Address
from store.model.own_settings import MailSettings
from store.model.value import replace
from store.outside import smtp
from tests.store.outside.servers import SECRET, Inbox, free_port, listener, server
from tests.store.workspace.posting import sample


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.LeafCert:
    """Return a certificate for this machine that the system trusts."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return authority.issue_cert("localhost")


@pytest.fixture
def safe(tmp_path: Path) -> tuple[str, ...]:
    """Return a command that prints the password."""
    file = tmp_path / "safe.py"
    file.write_text(f"print('{SECRET}')\nprint('second line')\n")
    return (sys.executable, str(file))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_message_arrives_as_it_is(trusted: trustme.LeafCert, security: str) -> None:
    inbox = Inbox()
    text = "Dear Lucía,\n.\n..dots\n" + "é" * 300 + "\n\nSam"
    with server(inbox, certificate=trusted, security=security) as mail:
        smtp.send(sample(text=text, to=Address(name="Lucía", address="l@x.example")), mail)

    (envelope,) = inbox.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("sam@rivera.example", ["l@x.example"])
    content = envelope.content
    assert isinstance(content, bytes)
    assert message_from_bytes(content, policy=policy.default).get_content().replace("\r\n", "\n") == text + "\n"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # the server does not see its own TLS
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_password_of_the_command_opens_the_server(
    trusted: trustme.LeafCert, safe: tuple[str, ...], security: str
) -> None:
    inbox = Inbox()
    with server(inbox, certificate=trusted, security=security, auth=True) as mail:
        smtp.send(sample(), replace(mail, user="sam", password_command=safe))

    assert inbox.logins == [("sam", SECRET)]
    assert len(inbox.taken) == 1


def test_a_wrong_password_is_told_and_not_shown(trusted: trustme.LeafCert) -> None:
    inbox = Inbox()
    command = (sys.executable, "-c", "print('wrong-Zebra')")
    with (
        server(inbox, certificate=trusted, auth=True) as mail,
        pytest.raises(NotSent, match="refused the login of sam") as caught,
    ):
        smtp.send(sample(), replace(mail, user="sam", password_command=command))

    assert not isinstance(caught.value, NotSentYet)
    assert "wrong-Zebra" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert inbox.taken == []


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: trustme.CA) -> None:
    inbox = Inbox()
    for security in ("starttls", "tls"):
        with (
            server(inbox, certificate=authority.issue_cert("localhost"), security=security) as mail,
            pytest.raises(NotSent, match="certificate of localhost does not hold"),
        ):
            smtp.send(sample(), mail)
    assert inbox.taken == []


@pytest.mark.usefixtures("trusted")
def test_the_certificate_of_another_machine_is_refused(authority: trustme.CA) -> None:
    inbox = Inbox()
    with (
        server(inbox, certificate=authority.issue_cert("other.example")) as mail,
        pytest.raises(NotSent, match="does not hold"),
    ):
        smtp.send(sample(), mail)
    assert inbox.taken == []


def test_a_server_without_tls_gets_neither_password_nor_letter(safe: tuple[str, ...]) -> None:
    inbox = Inbox()
    with server(inbox, security="none") as mail, pytest.raises(NotSent, match="offers no TLS"):
        smtp.send(sample(), replace(mail, security="starttls", user="sam", password_command=safe))
    assert (inbox.taken, inbox.logins) == ([], [])


def test_without_tls_only_this_machine_is_talked_to() -> None:
    inbox = Inbox()
    with server(inbox, security="none") as mail:
        smtp.send(sample(), mail)
    with pytest.raises(NotSent, match="this very machine"):
        smtp.send(sample(), replace(mail, host="mail.rivera.example"))
    assert len(inbox.taken) == 1


@pytest.mark.usefixtures("trusted")
def test_a_port_that_speaks_no_tls_is_told() -> None:
    with server(Inbox(), security="none") as mail, pytest.raises(NotSent, match="does not speak TLS there"):
        smtp.send(sample(), replace(mail, security="tls"))


@pytest.mark.parametrize(
    ("answer", "passing"),
    [
        ("550 5.1.1 No such user here", False),
        ("450 4.7.1 Greylisted, try again later", True),
    ],
)
def test_a_refused_recipient_is_told_in_the_servers_words(answer: str, *, passing: bool) -> None:
    inbox = Inbox(refusing=answer)
    with (
        server(inbox, security="none") as mail,
        pytest.raises(NotSent, match=r"refused the recipient joe\.alvarez@northwind\.example") as caught,
    ):
        smtp.send(sample(), mail)

    assert answer[4:] in str(caught.value)
    assert isinstance(caught.value, NotSentYet) is passing
    assert inbox.taken == []


def test_a_refused_text_is_told() -> None:
    with (
        server(Inbox(answer="554 5.7.1 Looks like \x1b[31mspam"), security="none") as mail,
        pytest.raises(NotSent, match="refused the message: 554") as caught,
    ):
        smtp.send(sample(), mail)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("drops", ["before", "after"])
def test_a_connection_that_breaks_at_the_end_leaves_it_open(drops: str) -> None:
    with server(Inbox(drops=drops), security="none") as mail, pytest.raises(PerhapsSent, match="broke before it said"):
        smtp.send(sample(), mail)


def test_a_server_that_is_silent_is_waited_for_no_longer_than_told() -> None:
    mail = MailSettings(host="127.0.0.1", security="none")
    with listener(lambda _: None) as port, pytest.raises(NotSentYet, match="did not answer in time"):
        smtp.send(sample(), replace(mail, port=port), seconds=0.2)


def test_a_server_that_falls_silent_after_the_letter_leaves_it_open() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        heard = b""
        while not heard.endswith(b"\r\n.\r\n"):
            heard += (piece := connection.recv(4096))
            if not piece:
                return
            if heard.endswith(b"DATA\r\n"):
                connection.sendall(b"354 go on\r\n")
            elif piece.split()[0].upper() in (b"EHLO", b"MAIL", b"RCPT"):
                connection.sendall(b"250 fine\r\n")

    mail = MailSettings(host="127.0.0.1", security="none")
    with listener(talk) as port, pytest.raises(PerhapsSent):
        smtp.send(sample(), replace(mail, port=port), seconds=0.3)


def test_a_server_that_hangs_up_at_once_is_tried_again_later() -> None:
    mail = MailSettings(host="127.0.0.1", security="none")
    with listener(lambda c: c.close()) as port, pytest.raises(NotSentYet):
        smtp.send(sample(), replace(mail, port=port), seconds=2)


def test_a_name_that_nobody_has_and_a_door_that_is_shut_are_told() -> None:
    with pytest.raises(NotSentYet, match=r"no mail server called mail\.nobody\.invalid, or this machine is offline"):
        smtp.send(sample(), MailSettings(host="mail.nobody.invalid"), seconds=5)
    with pytest.raises(NotSentYet, match="cannot be reached"):
        smtp.send(sample(), MailSettings(host="127.0.0.1", port=free_port(), security="none"), seconds=5)


def test_a_user_without_a_password_command_is_told_before_anything_is_opened() -> None:
    with pytest.raises(NotSent, match="password_command"):
        smtp.send(sample(), MailSettings(host="127.0.0.1", port=free_port(), security="starttls", user="sam"))
