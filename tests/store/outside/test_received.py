"""A saved mail read as a log wants it, and anything at all read without a fall."""

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest
from store.model.mail import Address
from store.outside.message import build
from store.outside.page import bare_text
from store.outside.received import LONGEST_HEADER, MOST_PARTS, read_mail
from tests.store.workspace.posting import sample

ANSWER = """\
From: =?utf-8?q?Joe_=C3=81lvarez?= <Joe.Alvarez@northwind.example>
To: Sam Rivera <sam@rivera.example>
Subject: Re: Board-ready
 value stories
Date: Fri, 20 Nov 2026 10:05:00 +0100
Message-ID: <answer-1@northwind.example>

Thanks, talk on Friday.

> thank you for the
> conversation
"""


def test_an_answer_is_read_with_its_quoted_lines() -> None:
    mail = read_mail(ANSWER.encode())

    assert mail.sender == Address(name="Joe Álvarez", address="Joe.Alvarez@northwind.example")
    assert mail.to == (Address(name="Sam Rivera", address="sam@rivera.example"),)
    assert mail.subject == "Re: Board-ready value stories"
    assert mail.date == datetime(2026, 11, 20, 10, 5, tzinfo=timezone(timedelta(hours=1)))
    assert mail.message_id == "<answer-1@northwind.example>"
    assert mail.text == "Thanks, talk on Friday.\n\n> thank you for the\n> conversation"


def test_what_we_write_reads_back() -> None:
    text = "Dear Lucía,\n\n> you said\n\n From the start:\n--\nSam"
    mail = read_mail(build(sample(text=text, subject="Über")))

    assert (mail.subject, mail.date) == ("Über", datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    assert mail.text == text.replace("--\n", "--\n")


def test_the_plain_part_wins_and_a_page_is_stripped() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("<p>Dear <b>Sam</b>,</p><style>x{}</style><p>one &amp; two<br>three</p>", subtype="html")
    assert read_mail(message.as_bytes()).text == "Dear Sam,\n\none & two\nthree"

    both = EmailMessage()
    both["From"] = "a@b.example"
    both.set_content("plain words")
    both.add_alternative("<p>formatted</p>", subtype="html")
    both.add_attachment(b"x" * 10, maintype="application", subtype="pdf", filename="x.pdf")
    assert read_mail(both.as_bytes()).text == "plain words"


def test_what_is_attached_is_no_letter() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("<p>words</p>", subtype="html")
    message.add_attachment("not these", filename="x.txt")
    assert read_mail(message.as_bytes()).text == "words"


@pytest.mark.parametrize("data", [b"", b"hello", b"Subject: x\n\nno sender", b"From: nobody\n\nx", b"\x00\xff" * 50])
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(BadRequest, match="no saved mail"):
        read_mail(data)


HEADER = st.sampled_from(
    [
        "From: a@b.example",
        "From: =?x?q?=00?= <a@b>",
        "Content-Type: multipart/mixed; boundary=x",
        "--x",
        "--x--",
        "",
        "Content-Type: text/html; charset=none",
        "Content-Type: text/plain; charset=utf-16",
        "Date: Mon, 99 Foo",
        "Date: ",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "Message-ID: <<a@b>",
        "To: ;;,@",
        "<p><script><![CDATA[",
        "=?utf-8?b?!!!?=",
        "Subject: =?utf-8?q?a=0Ab?=",
        "Content-Type: message/rfc822",
        "x" * 1000,
    ]
)


@given(st.lists(st.one_of(HEADER, st.text(max_size=20))).map("\n".join), st.binary(max_size=20))
def test_whatever_comes_is_read_or_refused(lines: str, tail: bytes) -> None:
    try:
        mail = read_mail(b"From: a@b.example\n" + lines.encode("utf-8", "replace") + tail)
    except BadRequest:
        return
    assert "\x00" not in mail.text + mail.subject
    assert "\n" not in mail.subject + mail.message_id


@given(st.text(st.sampled_from("<>!-/aps &;#x0[]"), max_size=60))
def test_any_page_is_stripped(page: str) -> None:
    assert "\x1b" not in bare_text(page)


LONG = 600_000
PAGES = (
    *(
        "<!--",
        "<!",
        "<a ",
        '<a x="y" ',
        "<a x='",
        "<?",
        "</script",
        "<![CDATA[",
        "</",
        "<",
        "&#",
        "&#9999999999;",
        "<p ",
    ),
    *("<script>", "<title>", "<!-- --", "&lt", " "),
)
HEAD = b"From: a@b.example\n"
MAILS = {
    "many recipients": HEAD + b"To: " + b"a@b.example, " * 100_000 + b"\n\nx",
    "quotation marks": HEAD + b"To: " + b'"' * LONG + b"\n\nx",
    "a long way": HEAD + b"To: <" + b"@a," * 200_000 + b":b@c>\n\nx",
    "dots": HEAD + b"To: " + b"a." * 300_000 + b"@b\n\nx",
    "encoded words": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx",
    "folded lines": HEAD + b"Subject: x" + b"\n y" * 200_000 + b"\n\nx",
    "parameters": HEAD + b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n\nx",
    "numbered parameters": HEAD + b"Content-Type: text/plain" + b"; a*%d=b" * 100_000 + b"\n\nx",
}
SECONDS = 10
"""Of the processor; the standard library alone would take minutes."""


@pytest.mark.parametrize("piece", PAGES)
def test_a_page_is_read_in_time_whatever_is_in_it(piece: str) -> None:
    began = process_time()
    bare_text(piece * (LONG // len(piece)))

    assert process_time() - began < SECONDS


@pytest.mark.parametrize("what", MAILS)
def test_a_mail_is_read_in_time_whatever_is_in_its_head(what: str) -> None:
    began = process_time()
    mail = read_mail(MAILS[what])

    assert process_time() - began < SECONDS
    assert mail.sender.address == "a@b.example"
    assert len(mail.subject) <= LONGEST_HEADER


def test_a_mail_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(BadRequest, match="parts"):
        read_mail(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * (MOST_PARTS + 1))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("a<!-- <p>not this --> b", "a b"),
        ('<a title="x > y" href=z>link</a> on', "link on"),
        ("<p title='never closed>one<p>two", "one\ntwo"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<SCRIPT>x<p>y</Script >z", "z"),
        ("<head><title>t</title><style>p{}</style></head>body", "body"),
        ("fish &amp; chips &#233; &#99999999999999999999;", "fish & chips \u00e9 \ufffd"),
        ("<!DOCTYPE html><?xml x?><![endif]>text", "text"),
        ("cut off <b", "cut off"),
        ("<script>never closed", ""),
        ("one<br/>two</br>three", "one\ntwothree"),
    ],
)
def test_the_words_of_a_page_are_what_a_browser_shows(page: str, words: str) -> None:
    assert bare_text(page).strip() == words
