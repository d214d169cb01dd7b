"""The main job from the command line: see whom to thank, keep what was said, write it, send it, see it gone."""

import json
import subprocess
from pathlib import Path

from tests.cli.conftest import Typed

HALYARD = "halyard-freight-director-of-sales-enablement"


def thanks_due(afterword: Typed) -> list[str]:
    items = json.loads(afterword("agenda", "--json").out)["items"]
    return [i["who"] for i in items if i["opportunity"] == HALYARD and i["step"] == "thanks"]


def test_a_thank_you_goes_from_the_agenda_into_the_log(vault: Path, afterword: Typed) -> None:
    assert "Imani Brandt" in thanks_due(afterword)

    assert afterword("note", "halyard", "quote", '"start them on the dock"', "--person", "imani").code == 0
    drafted = afterword("draft", "halyard", "thank-you-email", "--to", "imani")
    assert drafted.code == 0
    draft = vault / drafted.out.removesuffix("\n")
    letter = draft.read_text("utf-8")
    assert "Imani" in letter
    assert "[[ " not in letter
    assert afterword("lint", draft.stem).code == 0
    sent = afterword("sent", draft.stem)
    assert sent.code == 0, sent.err

    assert not draft.exists()
    assert "Imani Brandt" not in thanks_due(afterword)
    log = (vault / "opportunities" / f"{HALYARD}.md").read_text("utf-8")
    assert "### 2026-11-20 09:00 Email to Imani Brandt: " in log
    history = afterword("history", "halyard").out
    assert "Email to Imani Brandt sent" in history
    assert "start them on the dock" not in history
    state = subprocess.run(["git", "-C", str(vault), "status", "--porcelain"], capture_output=True, check=True)
    assert state.stdout == b""


def test_a_step_that_is_done_by_hand_in_an_editor_is_gone_too(vault: Path, afterword: Typed) -> None:
    file = vault / "opportunities" / f"{HALYARD}.md"
    file.write_bytes(file.read_bytes() + b"\n### 2026-11-20 18:00 Email to Imani Brandt: thanks\n\nDear Imani, ...\n")

    assert "Imani Brandt" not in thanks_due(afterword)
