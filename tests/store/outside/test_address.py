"""Addresses beyond ASCII: a domain has an ASCII form, a name before the @ needs a server that takes it."""

from email import message_from_bytes, policy
from email.utils import getaddresses
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotSent, NotSentYet
from store.model.mail import Address
from store.model.value import replace
from store.outside import eml, mailto, smtp
from store.outside.address import as_sent, is_same_mailbox, needs_utf8
from store.outside.message import build
from store.outside.received import read_mail
from tests.store.outside.servers import Inbox, server
from tests.store.workspace.posting import sample


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("joe@müller.example", "joe@xn--mller-kva.example"),
        ("joe@MÜLLER.Example", "joe@xn--mller-kva.example"),
        ("joe@mu\u0308ller.example", "joe@xn--mller-kva.example"),
        ("joe@例え.jp", "joe@xn--r8jz45g.jp"),
        ("joe@b\u3002ü.example", "joe@b.xn--tda.example"),
        ("josé.núñez@müller.example", "josé.núñez@xn--mller-kva.example"),
        ("jose\u0301@b.example", "josé@b.example"),
        ("Joe.Alvarez@Northwind.example", "Joe.Alvarez@Northwind.example"),
    ],
)
def test_a_domain_is_sent_in_its_ascii_form_and_the_rest_as_it_is(written: str, sent: str) -> None:
    assert as_sent(written) == sent


@pytest.mark.parametrize("domain", ["straße.example", "πρώτος.example", "a\u200db.example"])
def test_a_domain_with_two_readings_is_refused_with_the_way_out(domain: str) -> None:
    with pytest.raises(NotSent, match=r"read in two ways\. Write the domain as its owner gives it in ASCII"):
        build(sample(to=Address(name="Joe", address=f"joe@{domain}")))


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_an_address_it_is_one_or_refused(local: str, domain: str) -> None:
    try:
        sent = as_sent(f"{local}@{domain}")
    except NotSent:
        return
    assert sent.rpartition("@")[2].isascii()
    assert as_sent(sent) == sent
    assert getaddresses([f"<{sent}>"]) == [("", sent)]


def test_one_mailbox_is_known_in_each_of_its_forms() -> None:
    assert is_same_mailbox("Joe@müller.example ", "joe@XN--MLLER-KVA.example")
    assert not is_same_mailbox("joe@müller.example", "joe@muller.example")
    assert is_same_mailbox("no address", "No Address")


INTERNATIONAL = Address(name="José Núñez", address="josé@müller.example")


def test_a_mail_to_a_foreign_domain_needs_nothing_of_the_server() -> None:
    inbox = Inbox()
    with server(inbox, security="none") as mail:
        smtp.send(sample(to=Address(name="Jörg", address="joerg@müller.example")), mail)

    (envelope,) = inbox.taken
    assert envelope.rcpt_tos == ["joerg@xn--mller-kva.example"]
    assert isinstance(envelope.content, bytes)
    assert envelope.content.isascii()


@pytest.mark.parametrize("who", ["to", "sender"])
def test_letters_before_the_at_go_to_a_server_that_takes_them(who: str) -> None:
    inbox = Inbox()
    with server(inbox, security="none", utf8=True) as mail:
        smtp.send(replace(sample(), **{who: INTERNATIONAL}), mail)  # type: ignore[arg-type]

    (envelope,) = inbox.taken
    named = envelope.rcpt_tos[0] if who == "to" else envelope.mail_from
    assert named == "josé@xn--mller-kva.example"
    assert envelope.smtp_utf8
    assert isinstance(envelope.content, bytes)
    header = "To" if who == "to" else "From"
    raw = next(line for line in envelope.content.split(b"\r\n") if line.startswith(header.encode()))
    assert "<josé@xn--mller-kva.example>".encode() in raw


def test_a_server_that_does_not_take_them_gets_nothing_and_the_way_out_is_told() -> None:
    inbox = Inbox()
    with (
        server(inbox, security="none") as mail,
        pytest.raises(NotSent, match=r"localhost takes no address.*josé@xn--mller-kva\.example.*--via eml") as caught,
    ):
        smtp.send(sample(to=INTERNATIONAL), mail)

    assert not isinstance(caught.value, NotSentYet)
    assert inbox.taken == []


def test_a_file_holds_them_and_reads_back(tmp_path: Path) -> None:
    made = eml.save(sample(to=INTERNATIONAL, subject="Über alles"), tmp_path).read_bytes()
    head = made.partition(b"\r\n\r\n")[0].decode("utf-8")
    received = read_mail(made)

    assert "<josé@xn--mller-kva.example>" in head
    assert received.to == (Address(name="José Núñez", address="josé@xn--mller-kva.example"),)
    assert received.subject == "Über alles"
    assert message_from_bytes(made, policy=policy.SMTPUTF8)["Subject"] == "Über alles"


def test_a_link_holds_them() -> None:
    made = mailto.link(sample(to=INTERNATIONAL))

    assert made.isascii()
    assert unquote(urlsplit(made).path) == "josé@xn--mller-kva.example"


def test_only_what_stands_before_the_at_needs_more_of_a_server() -> None:
    assert needs_utf8(as_sent("josé@müller.example"))
    assert not needs_utf8(as_sent("jose@müller.example"))
