"""A letter on its way out of the program, by keys: what it settles, mail programs, files, calls; and spelling."""

import stat
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from textual.pilot import Pilot

from store.outside import spelling
from tests.tui.driver import frame, press, program, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.dialogs import under_way
from tui.dialogs.sent import SentDialog
from tui.messages import OpenDraft, RewriteCall
from tui.screens.call.screen import CallScreen
from tui.screens.composer.screen import ComposerScreen
from tui.widgets.pick_list import PickList
from tui.widgets.tick_list import TickList

LETTER = """\
---
opportunity: northwind
to: Joe Alvarez
channel: {channel}
template: {template}
subject: The ladder
created: 2026-11-20
---

{body}
"""
SHEET = LETTER.format(channel="phone", template="call-sheet", body="TO OPEN\n\n- Good day from the draft.")
MAIL = LETTER.format(
    channel="email", template="thank-you-email", body="Dear Joe,\n\nthe ladder & more — as you said.\n\nSam Rivera"
)
POSTED = LETTER.format(
    channel="letter",
    template="needs-chart-letter",
    body="Sam Rivera\n1 Lane\nTown\n\n20 November 2026\n\nJoe Alvarez\nNorthwind Freight\n5 Dock Road\nPort\n\n"
    "Dear Joe,\n\nthank you.\n\nWith kind regards,\n\nSam Rivera",
)
SPELLER = """\
#!/bin/sh
echo "@(#) International Ispell Version 3.1.20 (but really a fake)"
while read -r word; do
    case "$word" in
        ^teh) echo "& teh 2 0: the, ten" ;;
        ^qwrt) echo "# qwrt 0" ;;
        *) echo "*" ;;
    esac
    echo
done
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def script(folder: Path, name: str, text: str) -> Path:
    """Make a program of the test's own."""
    folder.mkdir(exist_ok=True)
    made = folder / name
    made.write_text(text)
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


async def opened_draft(app: AfterwordApp, pilot: Pilot[int], vault: Path, text: str) -> ComposerScreen:
    """Put a draft into the vault, and open it in the composer."""
    (vault / "drafts" / "one.md").write_text(text)
    await press(pilot, "r")
    await until(pilot, lambda: bool(snapshot_of(app).records.drafts))
    draft = snapshot_of(app).records.drafts[0]
    app.post_message(RewriteCall(draft) if draft.channel == "phone" else OpenDraft(draft.path))
    await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
    await settled(pilot)
    assert isinstance(app.screen, ComposerScreen)
    return app.screen


async def choose_way(app: AfterwordApp, pilot: Pilot[int], name: str) -> None:
    await press(pilot, "s")
    app.screen.query_one(PickList).highlight(name)
    await press(pilot, "enter")


# What else the same letter does.


PROMISED = LETTER.format(
    channel="email",
    template="promised-material",
    body="Dear Joe Alvarez,\n\nhere is the ramp plan that I promised to send.\n\nSam Rivera",
)
LATER = date(2026, 11, 23)
"""The day of the promise, on which something useful is due as well."""
TICKED = {"Your promise": True, "Something useful": False}


def ticks_of(app: AfterwordApp) -> dict[str, bool]:
    """Return the lines below `also` with their ticks."""
    listing = app.screen.query_one("#also", TickList)
    return {"".join(span.text for span in line): value in listing.ticked for line, value in listing._lines}


def open_for_joe(app: AfterwordApp) -> set[str]:
    return {i.title for i in snapshot_of(app).agenda if i.who == "Joe Alvarez" and i.opportunity == "northwind"}


async def test_what_a_letter_keeps_is_ticked_and_what_else_it_does_can_be(vault: Path) -> None:
    async with program(vault, today=LATER) as (app, pilot):
        await opened_draft(app, pilot, vault, PROMISED)
        await press(pilot, "t")
        assert ticks_of(app) == TICKED
        await press(pilot, "shift+tab", "shift+tab", "shift+tab")
        await until(pilot, lambda: isinstance(app.focused, TickList))
        await press(pilot, "G", "space")
        assert ticks_of(app) == {"Your promise": True, "Something useful": True}
        await press(pilot, "y")
        await until(pilot, lambda: "Email to Joe Alvarez" in northwind(vault))
        await until(pilot, lambda: open_for_joe(app).isdisjoint(TICKED))
        assert "- [x] promise: send the ramp plan" in northwind(vault)


async def test_what_is_not_ticked_stays_open_when_the_letter_is_sent(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_way, "GRACE", 0.01)
    mailer = script(vault.parent / "bin", "mailer", f"#!/bin/sh\ncat > {vault.parent}/taken\n")
    async with program(vault, config=f'[mail]\nsendmail = ["{mailer}"]\n', today=LATER) as (app, pilot):
        await opened_draft(app, pilot, vault, PROMISED)
        await choose_way(app, pilot, "sendmail")
        assert ticks_of(app) == TICKED
        app.screen.query_one("#also", TickList).focus()
        await press(pilot, "g", "space", "y")
        await until(pilot, lambda: "Email to Joe Alvarez" in northwind(vault))
        await settled(pilot)
        assert "- [ ] promise: send the ramp plan" in northwind(vault)
        assert "Your promise" in open_for_joe(app)
    assert (vault.parent / "taken").read_text().count("To: Joe Alvarez") == 1


# By other programs.


async def test_the_mail_program_is_given_the_letter_and_it_is_logged_on_a_yes(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault.parent / "bin"
    script(folder, "xdg-open", f'#!/bin/sh\nprintf "%s" "$1" > {folder}/link\n')
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    async with program(vault) as (app, pilot):
        await opened_draft(app, pilot, vault, MAIL)
        await choose_way(app, pilot, "mailto")
        await until(pilot, lambda: isinstance(app.screen, SentDialog))
        assert "It is open in your mail program; send it there." in " ".join(frame(app).split())
        assert "Not yet (Esc)" in frame(app)
        await press(pilot, "y")
        await until(pilot, lambda: "Email to Joe Alvarez: The ladder" in northwind(vault))
    link = urlsplit((folder / "link").read_text())
    assert (link.scheme, unquote(link.path)) == ("mailto", "joe.alvarez@northwind.example")
    assert parse_qs(link.query)["body"] == ["Dear Joe,\r\n\r\nthe ladder & more — as you said.\r\n\r\nSam Rivera"]


async def test_a_machine_without_a_mail_program_says_so_and_keeps_the_letter(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault.parent / "bin"
    script(folder, "xdg-open", "#!/bin/sh\nexit 3\n")
    script(folder, "gio", "#!/bin/sh\nexit 3\n")
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    async with program(vault) as (app, pilot):
        screen = await opened_draft(app, pilot, vault, MAIL)
        await choose_way(app, pilot, "mailto")
        await until(pilot, lambda: "It was not sent" in frame(app))
        await press(pilot, "escape")
        assert app.screen is screen
    assert "Email to Joe" not in northwind(vault)
    assert (vault / "drafts" / "one.md").read_text() == MAIL


async def test_a_letter_saved_for_the_mail_program_is_a_mail_that_it_can_read(vault: Path, hermetic: Path) -> None:
    (hermetic / "Downloads").mkdir()
    async with program(vault) as (app, pilot):
        await opened_draft(app, pilot, vault, MAIL)
        await choose_way(app, pilot, "eml")
        await until(pilot, lambda: isinstance(app.screen, SentDialog))
        assert "Open it (o)" not in frame(app), "only pages are opened from here"
        await press(pilot, "escape")
    (file,) = (hermetic / "Downloads").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("Joe Alvarez <joe.alvarez@northwind.example>", "The ladder")
    assert "the ladder & more — as you said." in mail.get_content()
    assert (vault / "drafts" / "one.md").exists()
    assert "Email to Joe" not in northwind(vault)


async def test_pages_that_cannot_be_shown_say_where_they_are_and_the_question_stays(
    vault: Path, hermetic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (hermetic / "Downloads").mkdir()
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with program(vault) as (app, pilot):
        await opened_draft(app, pilot, vault, POSTED)
        await choose_way(app, pilot, "pdf")
        await until(pilot, lambda: isinstance(app.screen, SentDialog))
        await press(pilot, "o")
        await until(pilot, lambda: "There is no screen to show it on from here" in " ".join(frame(app).split()))
        await press(pilot, "y")
        await until(pilot, lambda: "Letter to Joe Alvarez" in northwind(vault))
    assert sorted(f.name[:9] for f in (hermetic / "Downloads").glob("*.pdf")) == ["envelope-", "letter-to"]


# Calls.


@pytest.mark.parametrize("key", ["s", "ctrl+r", "t", "ctrl+t"])
async def test_a_call_is_never_sent_but_opens_its_sheet(vault: Path, key: str) -> None:
    async with program(vault) as (app, pilot):
        await opened_draft(app, pilot, vault, SHEET)
        await press(pilot, key)
        assert isinstance(app.screen, CallScreen)
        assert "Good day from the draft." in frame(app)
        await press(pilot, "d")
        await until(pilot, lambda: "Call to Joe Alvarez" in northwind(vault))


# Another letter.


async def test_another_template_of_a_saved_draft_is_in_its_file_and_goes_by_its_own_channel(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await opened_draft(app, pilot, vault, MAIL)
        screen.picker.query_one("#template").value = "needs-chart-letter"  # type: ignore[attr-defined]
        await until(pilot, lambda: "Letter to Joe Alvarez" in frame(app))
        await until(pilot, lambda: "changed" in frame(app))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "template: needs-chart-letter" in (vault / "drafts" / "one.md").read_text())
        kept = (vault / "drafts" / "one.md").read_text()
        assert kept == MAIL.replace("thank-you-email", "needs-chart-letter").replace("email", "letter", 1)
        assert "saved" in frame(app)


# Spelling.


@pytest.fixture
def dictionary(vault: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put a dictionary on the machine; return the own settings that ask it."""
    script(vault.parent / "bin", "aspell", SPELLER)
    monkeypatch.setenv("PATH", f"{vault.parent / 'bin'}:/usr/bin:/bin")
    monkeypatch.delenv(spelling.SWITCH)
    spelling.speller.cache_clear()
    yield '[spelling]\nprogram = "aspell"\nlanguage = "en_US"\n'
    spelling.speller.cache_clear()


def underlined(screen: ComposerScreen) -> list[str]:
    rows = screen.letter.text.split("\n")
    return [rows[row][start:end] for row, start, end in screen.letter._underlined]


async def test_a_word_that_no_dictionary_knows_is_underlined_and_a_key_offers_what_was_meant(
    vault: Path, dictionary: str
) -> None:
    async with program(vault, config=dictionary) as (app, pilot):
        screen = await opened_draft(app, pilot, vault, MAIL.replace("the ladder", "teh ladder, qwrt"))
        await until(pilot, lambda: underlined(screen) == ["teh", "qwrt"])
        await press(pilot, "i", "ctrl+l")
        assert "“teh” is in no dictionary here. What was meant?" in frame(app)
        await press(pilot, "j", "enter")
        assert "ten ladder, qwrt" in screen.letter.text
        await until(pilot, lambda: underlined(screen) == ["qwrt"])
        await press(pilot, "ctrl+l")
        assert "“qwrt” is in no dictionary here, and nothing is like it." in toasts(app)


async def test_who_wants_no_spelling_has_none(vault: Path, dictionary: str) -> None:
    async with program(vault, config=dictionary.replace('"aspell"', '"off"')) as (app, pilot):
        screen = await opened_draft(app, pilot, vault, MAIL.replace("the ladder", "teh ladder"))
        await press(pilot, "i", "ctrl+l")
        assert "No word is underlined." in toasts(app)
        assert underlined(screen) == []
