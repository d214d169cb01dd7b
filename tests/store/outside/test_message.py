"""A mail as bytes: read back by another reader, it says what was meant and nothing else."""

import re
import unicodedata
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotSent
from store.model.mail import Address
from store.outside.address import as_sent
from store.outside.flowed import ascii_text, flowed, plain
from store.outside.message import build, header_text
from tests.store.workspace.posting import sample

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
ATTACKS = (
    "x\r\nBcc: eve@attacker.example",
    "x\nBcc: eve@attacker.example\n\nbody",
    "x\rBcc: eve@attacker.example",
    "x\x0bBcc: e@a.example",
    "x\x85Bcc: e@a.example",
    "x\u2028Bcc: e@a.example",
    "=?utf-8?q?a=0ABcc:_e@a.example?=",
    "=?utf-8?b?YQ0KQmNjOiBlQGEuZXhhbXBsZQ==?=",
    "=?utf-8?q?a?= =?utf-8?q?=0D=0ABcc:_e?=",
    "=?=?utf-8?q?a=0ABcc:_x@y?=",
    "a\x00b",
    "a, b <eve@attacker.example>",
    '"quoted" <eve@attacker.example>, Joe',
    "Joe (a comment)",
    "back\\slash\\",
    "\ud800half",
)
WILD = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=200),
    st.lists(
        st.one_of(
            st.sampled_from((*ATTACKS, "=?", "?=", "\r\n", "\n ", "é", "東京", '"', "<", ",")), st.text(max_size=9)
        )
    ).map("".join),
)


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def name_of(data: bytes) -> str:
    """Read the name of the person that a mail is to, as older programs do."""
    ((phrase, _),) = getaddresses([str(message_from_bytes(data)["To"])])
    return str(make_header(decode_header(phrase)))


@given(subject=WILD, me=WILD, them=WILD, body=WILD)
def test_no_value_adds_a_header_or_a_person(subject: str, me: str, them: str, body: str) -> None:
    outgoing = sample(
        subject=subject,
        sender=Address(name=me, address="sam@rivera.example"),
        to=Address(name=them, address="joe@northwind.example"),
        text=plain(body),
    )
    try:
        data = build(outgoing)
    except NotSent:
        return
    message = read(data)

    assert sorted(message.keys()) == sorted(HEADERS)
    assert [a.addr_spec for a in message["To"].addresses] == ["joe@northwind.example"]
    assert [a.addr_spec for a in message["From"].addresses] == ["sam@rivera.example"]
    assert message["Subject"] == header_text(subject)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


SPOKEN = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=80).map(
    lambda text: " ".join(text.split())
)


@given(subject=SPOKEN, name=SPOKEN)
def test_every_name_and_subject_that_people_have_goes_through(subject: str, name: str) -> None:
    data = build(sample(subject=subject, to=Address(name=name, address="joe@northwind.example")))
    message = read(data)

    assert name_of(data) == header_text(name)
    assert message["Subject"] == header_text(subject)


@pytest.mark.parametrize(
    "name",
    [
        "Lucía Ferreyra",
        "Jörg Müller, Dr.",
        "Óscar Núñez Fernández de la Peña y Martínez de Aguirre Goicoechea",
        "東京 太郎",
        "Анна Каренина",
        "J. R. O'Neil Jr.",
        'Joe "The Boss" Alvarez',
        "Müller",
        "a@b.example",
    ],
)
def test_a_name_keeps_its_letters(name: str) -> None:
    assert name_of(build(sample(to=Address(name=name, address="a@b.example")))) == name


def test_two_ways_to_write_a_letter_are_one() -> None:
    decomposed = unicodedata.normalize("NFD", "Lucía")

    assert read(build(sample(subject=decomposed)))["Subject"] == "Lucía"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "joe",
        "joe@",
        "@x.example",
        "a@b.example, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "Joe <a@b.example>",
        "a b@c.example",
        "-a@b@c.example",
        "jö e@b.example",
        "jö\u202ee@b.example",
        "jö\u2028e@b.example",
        "jöe@b..example",
        "a@b..ü",
        "a@\u202eü.example",
        "a@" + "ü" * 70 + ".example",
        "a@ü\nBcc: c@d.example",
        "a@b..example",
        "a@b.example ",
        "x" * 250 + "@b.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NotSent):
        as_sent(address)
    with pytest.raises(NotSent, match="not an e-mail address"):
        build(sample(to=Address(name="Joe", address=address)))
    with pytest.raises(NotSent, match="Nothing was sent; the draft is as it was"):
        build(sample(sender=Address(name="Sam", address=address)))


@pytest.mark.parametrize("identity", ["x", "<x>", "<a@b>\r\nBcc: e@a.example", "<a@b> <c@d>", "<a b@c>"])
def test_what_is_no_id_is_no_answer(identity: str) -> None:
    with pytest.raises(NotSent, match="no id"):
        build(sample(in_reply_to=identity, references=("<a@b.example>", identity)))


def test_an_answer_names_what_it_answers() -> None:
    chain = tuple(f"<{'x' * 60}{n}@northwind.example>" for n in range(8))
    message = read(build(sample(in_reply_to=chain[-1], references=chain)))

    assert message["In-Reply-To"] == chain[-1]
    assert tuple(message["References"].split()) == chain
    assert b"=?" not in build(sample(in_reply_to=chain[-1], references=chain))


TEXTS = (
    "Dear Joe,\n\nFrom here on it gets better.\n.\n..dots\n  indented\n\n-- \nSam",
    "> quoted\n>> twice\n\nmy answer",
    "x" * 2000,
    "żółć 東京 😀\n" + "é" * 500,
    "a = b\n=20\n=?utf-8?q?x?=",
    "trailing   \nspaces",
    "--\nSam",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_reads_back(text: str) -> None:
    content = read(build(sample(text=text))).get_content().replace("\r\n", "\n")

    shown = [
        line if line == "-- " else line.rstrip() for line in re.sub(r"(?m)^ ", "", content).rstrip("\n").split("\n")
    ]
    assert shown == ["-- " if line in ("--", "-- ") else line.rstrip() for line in text.split("\n")]


def reflowed(text: str) -> str:
    """Join lines as RFC 3676 tells a reader to."""
    out, current = [], ""
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if line.endswith(" ") and line != "-- ":
            current += line
        else:
            out.append(current + line)
            current = ""
    return "\n".join([*out, *([current] if current else [])])


def test_a_paragraph_flows_and_what_the_writer_ended_does_not() -> None:
    text = (
        "Dear Joe,\n\nyou said that you lose them in the second meeting. I have\n"
        "thought about what we did when our own reps stall below the\nC-level.\n\n"
        "- one thing that is long enough to be folded by the width\n  and goes on\n- another\n\n"
        "You need                  | I have done\n"
        "--------------------------+-------------------------\n"
        "reps who reach the board  | wrote the ladder that took\n"
        "                          | our reps there\n\n"
        "With kind regards,\nSam Rivera\n2217 Lantern Street, Milwaukee WI 53207\n+1 414 555 0142"
    )
    lines = reflowed(flowed(text)).split("\n")

    assert lines[2].startswith("you said") and lines[2].endswith("C-level.")
    assert lines[4:7] == [
        "- one thing that is long enough to be folded by the width",
        "  and goes on",
        "- another",
    ]
    assert "\n".join(lines).endswith(text[text.index("You need") :])


@given(st.text(st.sampled_from("ab .>-|\n"), max_size=300))
def test_flowing_changes_nothing_but_line_ends(text: str) -> None:
    joined = reflowed(flowed(text))

    assert "".join(joined.split()) == "".join(text.split())


def test_an_ascii_text_keeps_names_and_what_ascii_has_nothing_like() -> None:
    text = "Dear Lucía,\n\n“résumé” – naïve… €5, café with Lucía Ferreyra at Zürich Rück; 東京"
    folded = ascii_text(text, ["Lucía Ferreyra", "Zürich Rück"])

    assert folded == 'Dear Lucía,\n\n"resume" - naive... EUR5, cafe with Lucía Ferreyra at Zürich Rück; 東京'


def test_a_plain_letter_is_readable_in_the_raw() -> None:
    data = build(sample())

    assert b'Content-Type: text/plain; charset="us-ascii"; format="flowed"\r\n' in data
    assert data.endswith(b"\r\n\r\nDear Joe,\r\n\r\nthank you.\r\n\r\nSam Rivera\r\n")
