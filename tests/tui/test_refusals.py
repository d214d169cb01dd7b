"""What was typed into a question whose answer is refused comes back with the reason, by keys."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from store.model.agenda import Item
from tests.tui.driver import NORTHWIND, frame, opened, press, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.dialogs.complete import CompleteDialog
from tui.messages import CompleteStep

BRIEFED = """\
---
name: Howard Tran
part: reference
phone: "+1 555 0177"
consent: yes
opportunities: [northwind]
---
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def thanks_to_mia(app: AfterwordApp) -> Item:
    return next(i for i in snapshot_of(app).agenda if i.who == "Mia Chen" and i.template == "thank-you-email")


async def ask(app: AfterwordApp, pilot: Pilot[int], item: Item, day: str, said: str) -> CompleteDialog:
    """Ask whether a step is done, and type day and text."""
    app.post_message(CompleteStep(item))
    await until(pilot, lambda: isinstance(app.screen, CompleteDialog))
    await press(pilot, *day)
    app.screen.query_one("#body", TextArea).focus()
    await pilot.press(*said)
    await settled(pilot)
    assert isinstance(app.screen, CompleteDialog)
    return app.screen


async def answer(app: AfterwordApp, pilot: Pilot[int]) -> None:
    app.screen.query_one("#day").focus()
    await press(pilot, "enter")


async def test_a_file_that_cannot_be_changed_now_loses_no_word_of_what_was_said(vault: Path) -> None:
    file = vault / "opportunities" / "northwind.md"
    async with opened(vault, (100, 30)) as (app, pilot):
        first = await ask(app, pilot, thanks_to_mia(app), "2026-11-20", "she laughed")
        file.write_text(NORTHWIND.replace("tags: [saas", "tags: [[saas"))
        await answer(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, CompleteDialog) and app.screen is not first)
        await until(pilot, lambda: "northwind.md" in frame(app))
        await until(pilot, lambda: "she laughed" in frame(app))
        await until(pilot, lambda: "2026-11-20" in frame(app))
        file.write_text(NORTHWIND)
        await answer(app, pilot)
        await until(pilot, lambda: "she laughed" in northwind(vault))


async def test_text_about_a_step_that_is_gone_stays_until_it_is_given_up(vault: Path) -> None:
    async with opened(vault, (100, 30)) as (app, pilot):
        first = await ask(app, pilot, thanks_to_mia(app), "today", "she laughed")
        gone = NORTHWIND + "\n## Correspondence\n\n### 2026-11-20 16:00 Email to Mia Chen: Thank you\n\nDear Mia.\n"
        (vault / "opportunities" / "northwind.md").write_text(gone)
        await answer(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, CompleteDialog) and app.screen is not first)
        await until(pilot, lambda: "This step is open no longer" in frame(app))
        await until(pilot, lambda: "she laughed" in frame(app))
        await press(pilot, "escape")
        assert "Leave and lose it?" in frame(app)
        await press(pilot, "y")
        assert northwind(vault) == gone


async def test_a_refusal_with_nothing_typed_is_only_told(vault: Path) -> None:
    async with opened(vault, (100, 30)) as (app, pilot):
        app.post_message(CompleteStep(thanks_to_mia(app)))
        await until(pilot, lambda: isinstance(app.screen, CompleteDialog))
        (vault / "opportunities" / "northwind.md").write_text(
            NORTHWIND + "\n## Correspondence\n\n### 2026-11-20 16:00 Email to Mia Chen: Thank you\n\nDear Mia.\n"
        )
        await press(pilot, "enter")
        await until(pilot, lambda: "This step is open no longer" in toasts(app))
        assert not isinstance(app.screen, CompleteDialog)


async def test_done_on_a_briefing_says_that_a_briefing_is_logged(vault: Path) -> None:
    (vault / "people" / "howard.md").write_text(BRIEFED)
    async with opened(vault, (100, 30)) as (app, pilot):
        briefing = next(i for i in snapshot_of(app).agenda if i.step == "brief" and i.opportunity == "northwind")
        app.post_message(CompleteStep(briefing))
        await until(pilot, lambda: isinstance(app.screen, CompleteDialog))
        await until(pilot, lambda: "logged   briefing with Howard Tran" in frame(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "### 2026-11-20 17:00 Briefing with Howard Tran" in northwind(vault))
