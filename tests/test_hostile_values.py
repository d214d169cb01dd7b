"""Values that try to steer a terminal, a file name, YAML, git or a template go through the program harmlessly."""

import json
from pathlib import Path

import pytest

from tests.shell import git
from tests.spoiled import GOOD, afterword, assert_calm, begin, make, state

COMPANIES = {
    "markup": "Acme [/b] [@click=app.quit]x[/]",
    "escape": "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07Acme\x1b[2J",
    "c1": "\x9b31mAcme\x9d0;x\x9c",
    "right to left": "\u202eAcme\u2066\u200f",
    "emoji": "🦊 Acme 👩‍🚀",
    "option": "--help",
    "path": "../../etc/passwd",
    "absolute": "/etc/passwd",
    "template": "{{ 7*7 }}{% raw %}",
    "yaml": "a: b\n---\n- [*x, &y {]}",
    "quotes": "'\"\\\"'",
    "long": "Acme " + "x" * 10_000,
    "dots": "..",
    "device": "NUL",
    "hash": "# no comment",
    "trailer": "Acme\n\nAfterword-Undoes: HEAD",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make(tmp_path / "vault", spoil=False)


@pytest.mark.parametrize("what", COMPANIES)
def test_a_hostile_company_makes_one_file_in_the_vault_and_reads_back(vault: Path, what: str) -> None:
    company, before = COMPANIES[what], state(vault.parent)
    made = afterword(vault, "new", f"--company={company}", f"--position={company}")
    path = made.out.rstrip("\n")
    text = afterword(vault, "list")
    listed = json.loads(afterword(vault, "list", "--json").out)["opportunities"]

    for said in (made, text):
        assert_calm(said)
        assert said.code == 0
    added = set(state(vault.parent)) - set(before)
    assert {p for p in added if p.endswith(".md")} == {f"vault/{path}"}
    assert path.startswith("opportunities/2026/")
    assert len(Path(path).name) < 100
    found = next(o for o in listed if o["file"] == path)
    assert found["company"] == found["position"] == " ".join(company.split())


def test_a_hostile_file_goes_through_every_listing(vault: Path) -> None:
    evil = GOOD.replace(b"Joe Alvarez", b"Jo \xe2\x80\xae\x1b]0;x\x07[/b] {{ 7*7 }}").replace(
        b"company: Northwind Freight", b'company: "A\\e[31m\\n\\u202e\\0\\x9b2J"'
    )
    for name in ("evil", "-rf", "a b", "\x1b[31mred", "line\nfeed", "🦊"):
        (vault / f"opportunities/{name}.md").write_bytes(evil.replace(b"\x1b]0;x\x07", b"") if name == "-rf" else evil)
    before = state(vault)
    for line in ("agenda", "list", "check", "show evil", "why evil", "search x", "drafts", "doctor", "path evil"):
        assert_calm(afterword(vault, *line.split()))
    for name in ("-rf", "a b", "🦊"):
        shown = afterword(vault, "show", "--", name)
        assert (shown.code, f"opportunities/{name}.md" in shown.out) == (0, True), shown.err
        assert_calm(shown)
    letter = afterword(vault, "draft", "plain-message", "--print", "--", "-rf")
    assert letter.code == 2
    letter = afterword(vault, "draft", "--print", "--", "-rf", "thank-you-email")
    assert_calm(letter)
    assert "49" not in letter.out
    assert "{{ 7*7 }}" in letter.out
    assert state(vault) == before


WRITTEN = (
    ("log", "northwind", "call", "--with=Joe", "--title=a\nb\x1b[31m", "--body=### 2020-01-01 Offer\n```\n<!--\n---\n"),
    ("log", "northwind", "email", "--to=Joe", "--title=Re: x #", "--body=- [ ] promise: x by 2020-01-01\n\n\n\\### y"),
    ("note", "northwind", "need", "a\n- need: b\n### 2026-11-20 Offer by Joe"),
    ("note", "northwind", "topic", "--", "-5% [x] {{ 7*7 }} <!-- (Nobody)"),
    ("contact", "northwind", "--name=Evil\n  - name: X", "--email=a@b\nstage: offer"),
    ("contact", "northwind", "--name=../../x [/b]", "--title=: {"),
    ("set", "northwind", "location=a\nstage: offer", "own: key=[x", "tags=a,[b],#c"),
    ("skip", "northwind", "value", "--reason=x\nAfterword-Undoes: HEAD\n\n---"),
    ("draft", "northwind", "plain-message", "--to=../../x"),
    ("stage", "northwind", "offer"),
)


def test_hostile_words_leave_a_file_in_order_and_a_plain_history(vault: Path) -> None:
    begin(vault)
    outside = set(vault.parent.iterdir())
    for words in WRITTEN:
        said = afterword(vault, *words)
        assert_calm(said)
        assert said.code == 0, said.err
        assert "not yet committed" not in said.err
    shown = json.loads(afterword(vault, "show", "northwind", "--json").out)["opportunity"]

    assert (shown["company"], shown["stage"], shown["location"]) == ("Northwind Freight", "offer", "a\nstage: offer")
    assert sorted(e["kind"] for e in shown["log"]) == ["Call", "Email", "Interview", "Skipped"]
    assert [e["date"] for e in shown["log"]] == ["2026-11-19", *["2026-11-20"] * 3]
    assert afterword(vault, "check").code == 0
    assert set(vault.parent.iterdir()) == outside
    messages = git(vault, "log", "-z", "--format=%B").removesuffix("\0").split("\0")
    assert len(messages) == len(WRITTEN) + 1
    for message in messages[:-1]:
        trailers = [line.partition(": ")[0] for line in message.rstrip("\n").split("\n")[2:]]
        assert trailers == ["Afterword", "Afterword-Machine"]
        assert message.replace("\n", "").isprintable()
    assert "error" not in git(vault, "fsck", "--strict")
    for _ in WRITTEN[:2]:
        undone = afterword(vault, "undo")
        assert (undone.code, undone.err[:10]) == (0, "Take back:")


@pytest.mark.parametrize("text", ["\x1b[31m", "(a+)+$", "../../etc/passwd", "x" * 10_000])
def test_hostile_questions_are_answered_plainly(vault: Path, text: str) -> None:
    before = state(vault.parent)
    for words in (("show", text), ("stage", "northwind", text), ("draft", "northwind", text), (text,)):
        said = afterword(vault, *words)
        assert (said.code, said.out) == (2, "")
        assert_calm(said)
    for words in (("list", text), ("search", text)):
        said = afterword(vault, *words)
        assert said.code == 0
        assert_calm(said)
    assert state(vault.parent) == before


def test_a_value_of_hostile_bytes_is_refused(vault: Path) -> None:
    before = state(vault)
    said = afterword(vault, "new", "--company", "A\udcff", "--position", "P")
    assert (said.code, said.out) == (2, "")
    assert "not UTF-8" in said.err
    assert state(vault) == before
