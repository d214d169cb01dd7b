"""Names and notes that try to steer a terminal are shown literally and harmlessly by every command that lists."""

import json
import unicodedata
from pathlib import Path

import pytest

from cli.safe import cells
from tests.cli.conftest import Typed

PAYLOADS = {
    "markup": "Acme [/b] [@click=app.quit]x[/] [link=file:///etc/passwd]",
    "title": "Acme \x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07",
    "c1": "Acme \x9b31m\x90q\x9c\x85",
    "backspace": "Acme\x08\x08\x08\x08Evil\x7f",
    "rtl": "Acme \u202egnp.exe\u202c \u2066\u2069\u200f",
    "zero-width": "Ac\u200bme\u200d\u2060\ufeff Ltd\u00ad",
    "separators": "Acme\u2028Evil\u2029Corp",
    "emoji": "Acme 👩‍🚀🦊 日本語 e\u0301",
    "long": "Acme " + "x" * 10_000,
    "words": "Acme " + "word " * 2_000,
}

FILE = """\
---
company: "{text}"
position: "Head of {text}"
stage: interviewing
stage_since: 2026-11-10
next_touch: 2026-11-18
tags: ["{text}"]
own-key: "{text}"
contacts:
  - name: "Ann {text}"
    email: ann@acme.example
---
## Notes

### 2026-11-12 14:00 Interview with Ann Lee: {text}
- need: {text}
- [ ] promise: send {text} by 2026-11-15
"""

DRAFT = """\
---
opportunity: acme
to: "Ann {text}"
channel: email
subject: "{text}"
created: 2026-11-13
---
Dear {text},

[[ {text} ]]
"""

READING = (
    "agenda",
    "agenda --short",
    "list",
    "list acme",
    "show acme",
    "why acme",
    "search acme",
    "search e",
    "path acme",
    "drafts",
    "lint acme",
    "check",
    "review",
    "history",
    "history acme",
    "recover",
    "templates",
    "playbooks",
    "doctor",
    "draft acme handwritten-note --print",
    "set acme location=x --dry-run",
    "sent acme",
    "why nothing-like-it",
)


def escaped(text: str) -> str:
    """Write a text as YAML takes it in double quotes."""
    return "".join(c if c.isascii() and c.isprintable() and c != '"' else f"\\U{ord(c):08x}" for c in text)


@pytest.fixture
def hostile(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    vault = tmp_path / "hostile"
    (vault / "opportunities").mkdir(parents=True)
    (vault / "drafts").mkdir()
    (vault / "afterword.toml").write_text("", "utf-8")
    text = PAYLOADS[request.param]
    header, body = FILE.split("\n## Notes", 1)
    (vault / "opportunities" / "acme.md").write_bytes(
        (header.replace("{text}", escaped(text)) + "\n## Notes" + body.replace("{text}", text)).encode()
    )
    head, letter = DRAFT.split("\nDear", 1)
    (vault / "drafts" / "acme.md").write_bytes(
        (head.replace("{text}", escaped(text)) + "\nDear" + letter.replace("{text}", text)).encode()
    )
    monkeypatch.setenv("AFTERWORD_VAULT", str(vault))
    return vault


@pytest.mark.parametrize("hostile", PAYLOADS, indirect=True)
def test_no_listing_lets_a_control_character_through(hostile: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    for line in READING:
        said = afterword(*line.split(" "))
        for stream in (said.out, said.err):
            found = {c for c in stream if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
            assert found == set(), line
        assert "mistake in the program" not in said.err, line


@pytest.mark.parametrize("hostile", PAYLOADS, indirect=True)
def test_json_is_plain_ascii_and_holds_the_text_itself(
    hostile: Path,  # noqa: ARG001 - found by its place
    afterword: Typed,
    request: pytest.FixtureRequest,
) -> None:
    for line in ("agenda", "list", "show acme", "why acme", "search acme", "drafts", "check", "lint acme"):
        said = afterword(*line.split(" "), "--json")
        assert said.out.isascii(), line
        assert json.loads(said.out)["version"] == 1, line
    text = PAYLOADS[request.node.callspec.params["hostile"]]
    assert json.loads(afterword("list", "--json").out)["opportunities"][0]["company"].strip() == text.strip()


@pytest.mark.parametrize("hostile", PAYLOADS, indirect=True)
@pytest.mark.parametrize("line", ["agenda", "list", "show acme", "why acme", "drafts"])
def test_no_line_is_wider_than_the_terminal(hostile: Path, line: str, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    said = afterword(*line.split(" "))

    assert said.out
    assert max(cells(text) for text in said.out.split("\n")) <= 80


@pytest.mark.parametrize("hostile", ["markup"], indirect=True)
def test_markup_is_shown_as_it_was_written(hostile: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    assert "Acme [/b] [@click=app.quit]x[/]" in afterword("show", "acme").out
