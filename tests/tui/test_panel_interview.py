"""What the composer is for, by keys: from a panel interview of the sample vault to every letter that it asks for."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.compose import lint_text
from store.workspace.demo import ANCHOR, make_demo
from store.workspace.snapshot import Snapshot
from tests.tui.driver import frame, press, program, settled, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.screens.call.screen import CallScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.panel import PanelScreen

OWN_WORDS = {
    "Imani Brandt": "we hire runners and then teach them to stand in line",
    "Piet Vandersloot": "I can tell you what closed. I can't tell you why",
    "Lucía Ferreyra": "eople remember how we told them no",
}
USEFUL = "Page 9 has the week plan that I used at Pellworth; it costs a manager two hours."
FIRST = "start with the six people who begin in the new year."
PATIENT_KEYS = 350
"""Keys that somebody who looks at them presses in three minutes, so that two are left for reading."""


class Hands:
    """Presses keys, and counts them."""

    def __init__(self, app: AfterwordApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        self.pressed += len(keys)
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        self.pressed += len(text)
        await self.pilot.press(*text)
        await settled(self.pilot)

    async def shows(self, *words: str) -> None:
        """Wait until all the words stand on the screen."""
        try:
            await until(self.pilot, lambda: all(w in " ".join(frame(self.app).split()) for w in words))
        except TimeoutError:
            raise AssertionError(f"{words}\n{frame(self.app)}") from None

    async def go_to_step(self, title: str, who: str) -> None:
        """Go down the steps of the opportunity to this one."""
        screen = self.app.screen
        assert isinstance(screen, OpportunityScreen)
        await self.press("g")
        for _ in range(20):
            if screen.item and (screen.item.title, screen.item.who) == (title, who):
                return
            await self.press("j")
        raise AssertionError(f"{title}\n{frame(self.app)}")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_demo(tmp_path / "vault", ANCHOR)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def settings_for(post: Path) -> str:
    """Return own settings: pages go into that folder, and are shown by a program that notes what it is given."""
    viewer = post.parent / "viewer"
    viewer.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {post.parent}/viewed\n')
    viewer.chmod(viewer.stat().st_mode | stat.S_IXUSR)
    return f'[paper]\nfolder = "{post}"\nopen = ["{viewer}"]\n'


async def write_thanks(hands: Hands) -> None:
    """Write to all three of the panel, from the panel."""
    await hands.press("p")
    assert isinstance(hands.app.screen, PanelScreen)
    for number, name in enumerate(OWN_WORDS, 1):
        await hands.shows(f"[{name} (none)]")
        await hands.press("c")
        await hands.shows(f"Email to {name}", "not saved yet", "Thank you for")
        await hands.press("ctrl+o")
        assert "thank-you-email-" in toasts(hands.app)
        await hands.press("escape")
        await hands.shows(f"{number} of 3 written to")
        await hands.press("l")
    await hands.press("escape")


async def write_something_useful(hands: Hands) -> None:
    """Write the value-added response, each gap typed over where the cursor was led."""
    await hands.go_to_step("Something useful", "Imani Brandt")
    await hands.press("c")
    await hands.shows("2 to mend", "First Ninety Calls")
    await hands.press("ctrl+n")
    await hands.type(USEFUL)
    await hands.press("ctrl+n")
    await hands.type(FIRST)
    await hands.press("ctrl+o")
    await hands.shows("saved")
    await hands.press("escape", "escape")


async def print_the_letter(hands: Hands) -> None:
    """Make the letter with the chart as a PDF, look at it, and leave the posting for later."""
    await hands.go_to_step("Letter", "Imani Brandt")
    await hands.press("c")
    await hands.shows("Letter to Imani Brandt", "What you need")
    await hands.press("ctrl+r", "enter")
    await hands.shows("Did it go?", "letter-to-imani-brandt.pdf", "Open it (o)")
    await hands.press("o")
    await hands.press("escape", "escape")


async def look_at_the_call_sheet(hands: Hands) -> None:
    """Open the sheet for the call to the person who owes the next word."""
    await hands.go_to_step("Thank-you", "Lucía Ferreyra")
    await hands.press("C")
    assert isinstance(hands.app.screen, CallScreen)
    await hands.shows("Call to Lucía Ferreyra", "+1 414 555 0111", "To open", "This is Nell Ashworth")


def letter_to(snapshot: Snapshot, who: str, template: str) -> str:
    """Return the text of a draft, once nothing is left to mend in it."""
    draft = next(d for d in snapshot.records.drafts if (d.to, d.template) == (who, template))
    assert [f for f in lint_text(snapshot, draft) if f.severity == "error"] == []
    return draft.body


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def pdf_text(file: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout.decode()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext")
async def test_a_panel_interview_becomes_three_thanks_a_find_a_letter_on_paper_and_a_call(
    vault: Path, post: Path
) -> None:
    async with program(vault, (120, 40), settings_for(post), ANCHOR) as (app, pilot):
        hands = Hands(app, pilot)
        await hands.press("2", "slash")
        await hands.type("halyard")
        await hands.press("enter", "enter")
        await write_thanks(hands)
        await write_something_useful(hands)
        await print_the_letter(hands)
        await look_at_the_call_sheet(hands)
        await until(pilot, (post.parent / "viewed").exists)
        snapshot = snapshot_of(app)
        assert hands.pressed < PATIENT_KEYS

    thanks = {who: " ".join(letter_to(snapshot, who, "thank-you-email").split()) for who in OWN_WORDS}
    for who, words in OWN_WORDS.items():
        assert words in thanks[who]
        assert all(words not in text for name, text in thanks.items() if name != who)
    useful = " ".join(letter_to(snapshot, "Imani Brandt", "value-added").split())
    assert f"<https://papers.example/first-ninety-calls> {USEFUL} In this job I would {FIRST}" in useful
    letter = letter_to(snapshot, "Imani Brandt", "needs-chart-letter")
    assert "What you need " in letter
    assert names_in(post) == ["envelope-to-imani-brandt.pdf", "letter-to-imani-brandt.pdf"]
    page = " ".join(pdf_text(post / "letter-to-imani-brandt.pdf").split())
    for words in ("Imani Brandt", "1180 Cooper Yard", "What you need", "What I have done", "Nell Ashworth"):
        assert words in page
    assert "1180 Cooper Yard" in pdf_text(post / "envelope-to-imani-brandt.pdf")
    assert (post.parent / "viewed").read_text() == str(post / "letter-to-imani-brandt.pdf")
