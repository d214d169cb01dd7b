"""What an earlier run left behind, by keys: mail in doubt, and letters that were typed and not saved."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.sending.errand import begin
from store.workspace.unsaved import Copy, Unsaved
from tests.tui.driver import NOW, TODAY, frame, press, program, settled, small_vault, toasts, until
from tui.app import AfterwordApp
from tui.dialogs.choose import ChooseDialog
from tui.presentation.spans import Span
from tui.screens.composer.screen import ComposerScreen
from tui.screens.drafts import DraftsScreen

DRAFT = """\
---
opportunity: northwind
to: Joe Alvarez
channel: email
template: thank-you-email
subject: The ladder
created: 2026-11-20
---

Dear Joe,

the ladder.

Sam Rivera
"""
CONFIG = '[mail]\nsendmail = ["true"]\n'
TYPED = Unsaved(
    opportunity="northwind",
    to="Mia Chen",
    channel="email",
    template="thank-you-email",
    path="",
    key="",
    subject="Board-ready",
    body="Dear Mia,\n\nnot lost.",
    base_subject="",
    base_body="",
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = small_vault(tmp_path)
    (made / "drafts" / "joe.md").write_text(DRAFT)
    return made


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def office(vault: Path) -> Workspace:
    """Open the vault as an earlier run did."""
    home = vault.parent / "home"
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(CONFIG)
    machine = Machine(config=home / "config.toml", state=home / "state")
    return Workspace.open(vault, Moment(today=TODAY, now=NOW, fixed=True), lambda: machine)


def die_while_sending(vault: Path, *, accepted: bool) -> None:
    """Leave a message as a program does that is killed on the way, before or after the other side took it."""
    claim = begin(office(vault), "drafts/joe.md", "sendmail").claim
    assert claim
    if accepted:
        claim.accepted()
    claim.leave()


def die_while_typing(vault: Path) -> Path:
    """Leave a copy as a program does that is killed while somebody types; return the folder of copies."""
    copy = Copy(office(vault).machine, str(vault))
    copy.keep(TYPED)
    data = copy._file.read_bytes()
    copy.forget()
    copy._file.write_bytes(data)
    return copy._file.parent


async def asked(app: AfterwordApp, pilot: Pilot[int], title: str) -> None:
    """Wait for a question."""
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and title in frame(app))


# Mail in doubt.


async def test_mail_that_may_have_gone_is_logged_on_a_word(vault: Path) -> None:
    die_while_sending(vault, accepted=False)
    async with program(vault, config=CONFIG) as (app, pilot):
        await asked(app, pilot, "Did this letter go out?")
        assert "It may have gone on 2026-11-20 17:00, or not." in frame(app)
        await press(pilot, "enter")
        assert "Email to Joe" not in northwind(vault), "Enter alone is no answer"
    async with program(vault, config=CONFIG) as (app, pilot):
        await asked(app, pilot, "Did this letter go out?")
        await press(pilot, "w")
        await until(pilot, lambda: "Email to Joe Alvarez: The ladder" in northwind(vault))
        await until(pilot, lambda: "Joe Alvarez" in toasts(app))
    assert not (vault / "drafts" / "joe.md").exists()
    async with program(vault, config=CONFIG) as (app, pilot):
        assert not isinstance(app.screen, ChooseDialog), "it is settled"


async def test_mail_that_did_not_go_stays_a_draft_and_is_asked_about_no_more(vault: Path) -> None:
    die_while_sending(vault, accepted=False)
    async with program(vault, config=CONFIG) as (app, pilot):
        await asked(app, pilot, "Did this letter go out?")
        await press(pilot, "x")
        await until(pilot, lambda: "The draft is kept, to be sent again." in toasts(app))
    assert "Email to Joe" not in northwind(vault)
    assert (vault / "drafts" / "joe.md").read_text() == DRAFT
    async with program(vault, config=CONFIG) as (app, pilot):
        assert not isinstance(app.screen, ChooseDialog)


async def test_mail_that_is_put_off_is_asked_about_at_the_next_start(vault: Path) -> None:
    die_while_sending(vault, accepted=False)
    for _ in range(2):
        async with program(vault, config=CONFIG) as (app, pilot):
            await asked(app, pilot, "Did this letter go out?")
            await press(pilot, "escape")
            assert not isinstance(app.screen, ChooseDialog)


async def test_mail_that_was_taken_for_certain_can_only_be_logged(vault: Path) -> None:
    die_while_sending(vault, accepted=True)
    async with program(vault, config=CONFIG) as (app, pilot):
        await asked(app, pilot, "A letter went out and is not in the log")
        await press(pilot, "x")
        assert isinstance(app.screen, ChooseDialog), "nobody can say that it did not go"
        await press(pilot, "w")
        await until(pilot, lambda: "Email to Joe Alvarez: The ladder" in northwind(vault))


# Letters that were typed.


async def put_off(app: AfterwordApp, pilot: Pilot[int]) -> DraftsScreen:
    """Put the question off, and go to the drafts."""
    await asked(app, pilot, "A letter to Mia Chen was not saved")
    assert "it stands among the drafts (4)" in frame(app)
    await press(pilot, "escape", "4")
    await until(pilot, lambda: "not saved" in frame(app))
    assert isinstance(app.screen, DraftsScreen)
    return app.screen


async def test_a_letter_that_was_put_off_stands_among_the_drafts_and_opens_from_there(vault: Path) -> None:
    copies = die_while_typing(vault)
    async with program(vault) as (app, pilot):
        screen = await put_off(app, pilot)
        await press(pilot, "g")
        assert "It was typed and not saved when the program ended." in " ".join(frame(app).split())
        await press(pilot, "enter")
        await asked(app, pilot, "A letter to Mia Chen was not saved")
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        await settled(pilot)
        assert isinstance(app.screen, ComposerScreen)
        assert app.screen.typed == ("Board-ready", "Dear Mia,\n\nnot lost.")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: any("not lost." in f.read_text() for f in (vault / "drafts").rglob("*.md")))
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: "Board-ready" in frame(app) and "not saved" not in frame(app))
    assert list(copies.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "said"), [((60, 20), "1 not saved"), ((80, 24), "1 not saved"), ((120, 40), "1 not saved, 1 draft")]
)
async def test_that_a_letter_is_not_saved_is_said_above_its_list_at_every_width(
    vault: Path, size: tuple[int, int], said: str
) -> None:
    die_while_typing(vault)
    async with program(vault, size) as (app, pilot):
        screen = await put_off(app, pilot)
        await until(pilot, lambda: said in frame(app).splitlines()[0])
        screen.bar.say_sync(Span("sync: S says why", "warn"))
        await pilot.pause()

        assert "1 not saved" in frame(app).splitlines()[0]
        assert "Drafts" in frame(app).splitlines()[0]
        assert "sync: S says" in frame(app).splitlines()[0]


async def test_a_letter_that_was_put_off_can_be_thrown_away_later(vault: Path) -> None:
    copies = die_while_typing(vault)
    async with program(vault) as (app, pilot):
        await put_off(app, pilot)
        await press(pilot, "g", "enter")
        await asked(app, pilot, "A letter to Mia Chen was not saved")
        await press(pilot, "x")
        await until(pilot, lambda: "not saved" not in frame(app))
        await until(pilot, lambda: "The ladder" in frame(app))
    assert list(copies.iterdir()) == []
