"""Questions on the command line, and one message that does several steps."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

FILE = "opportunities/meridian.md"
MERIDIAN = """\
---
company: Meridian Health
position: Enablement Lead
stage: interviewing
stage_since: 2026-11-02
contacts:
  - name: Tomás Ibarra
    part: [interviewer, hiring-manager]
    email: tomas@meridian.example
    spelling: confirmed
---

## Notes

### 2026-11-09 10:00 Interview with Tomás Ibarra: first round
- need: new hires take nine months (Tomás Ibarra)
- [ ] promise: send the onboarding plan by 2026-11-12 (Tomás Ibarra)

### 2026-11-19 16:00 Interview with Tomás Ibarra: second round
"""
ASKING = """\
---
name: asking
about: A school that only asks.
steps:
  - id: ask
    title: How do you go on
    after: interview
    each: me
    within: 0d
    counts: no
    asks: [go on, slow down, close]
    says: Decide how to go on at {company}.
---
It asks.
"""


@pytest.fixture
def own(vault: Path) -> Path:
    """Return a vault with a search that was left alone for some days."""
    (vault / FILE).write_text(MERIDIAN, "utf-8")
    return vault


@pytest.fixture
def asking(own: Path) -> Path:
    """Return the vault with a playbook of its own that asks."""
    (own / "playbooks").mkdir(exist_ok=True)
    (own / "playbooks" / "asking.md").write_text(ASKING, "utf-8")
    (own / FILE).write_text(MERIDIAN.replace("stage: int", "playbook: asking\nstage: int"), "utf-8")
    return own


def text(vault: Path) -> str:
    return (vault / FILE).read_text("utf-8")


def changes(vault: Path) -> list[str]:
    words = ["git", "-C", str(vault), "log", "--format=%s"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [s for s in done.stdout.splitlines() if s.startswith("Meridian")]


def test_the_agenda_tells_the_answers(own: Path, afterword: Typed) -> None:
    said = afterword("agenda")

    assert "answer with yes / no" in said.out
    assert (own / FILE).exists()


def test_done_gives_the_first_answer(asking: Path, afterword: Typed) -> None:
    said = afterword("done", "meridian", "ask")

    assert said.code == 0, said.err
    assert "ask/2026-11-09T10:00/me - go on\n" in text(asking)
    assert "stage: interviewing" in text(asking)
    assert changes(asking) == ["Meridian Health: answered “go on”: How do you go on"]


def test_skip_gives_another_answer(asking: Path, afterword: Typed) -> None:
    said = afterword("skip", "meridian", "ask", "--reason", "Slow down")

    assert said.code == 0, said.err
    assert "ask/2026-11-09T10:00/me - slow down\n" in text(asking)
    assert "answered “slow down”" in said.err


def test_closing_moves_the_stage_in_the_same_change(asking: Path, afterword: Typed) -> None:
    said = afterword("skip", "meridian", "ask", "--reason", "close")

    assert said.code == 0, said.err
    assert "stage: withdrawn\nstage_since: 2026-11-20\n" in text(asking)
    assert len(changes(asking)) == 1
    assert afterword("undo").code == 0
    assert "stage: interviewing\nstage_since: 2026-11-02\n" in text(asking)
    assert "close" not in text(asking)


def test_a_message_ticks_off_what_else_it_did(own: Path, afterword: Typed) -> None:
    said = afterword("done", "meridian", "promised", "--also", "value", "--also", "thanks", "--body", "Dear Tomás.")

    assert said.code == 0, said.err
    assert text(own).count("Email to Tomás Ibarra") == 1
    assert text(own).count("- done, in the same message\n") == 2
    assert "- [x] promise" in text(own)
    assert len(changes(own)) == 1


def test_a_message_cannot_do_a_question(own: Path, afterword: Typed) -> None:
    before = text(own)
    said = afterword("done", "meridian", "promised", "--also", "f-happened")

    assert said.code == 2
    assert "One message cannot do both" in said.err
    assert text(own) == before


def test_a_step_too_late_says_why_it_is_better_left_out(own: Path, afterword: Typed) -> None:
    assert (own / FILE).exists()
    assert "better left out by now: 11 days late" in " ".join(afterword("agenda").out.split())
