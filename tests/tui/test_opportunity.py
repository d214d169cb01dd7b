"""One opportunity: how it stands, its people, its letters, and promises ticked where they were noted."""

from datetime import date
from pathlib import Path

import pytest

from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity, Stage
from tests.tui.driver import TODAY, frame, opened, panel_vault, press, settled, small_vault, toasts, until
from tui.messages import OpenOpportunity
from tui.presentation.contacts import detail
from tui.presentation.correspondence import rows, text
from tui.presentation.spans import plain
from tui.presentation.standing import standing
from tui.screens.composer.screen import ComposerScreen
from tui.screens.opportunity import OpportunityScreen

PROMISE = "promise: send the ramp plan by 2026-11-23"
MAIL = """
## Correspondence

### 2026-11-20 18:30 Email to Joe Alvarez: Value stories

Dear Joe,

here are the [b]stories[/b].

### 2026-11-20 19:10 Email from Joe Alvarez: Re: Value stories

Thanks, talk on Friday.
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = small_vault(tmp_path)
    path = made / "opportunities" / "northwind.md"
    path.write_text(path.read_text() + MAIL)
    return made


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def opportunity(**given: object) -> Opportunity:
    """Return an opportunity, changed as given."""
    values = {"id": "n", "path": "opportunities/n.md", "company": "Northwind", "position": "Director"}
    return Opportunity(**{**values, **given})  # type: ignore[arg-type]  # a test's shorthand


def test_how_it_stands_is_told_in_full_where_there_is_room_and_in_short_where_there_is_not() -> None:
    one = opportunity(
        stage=Stage.INTERVIEWING,
        stage_since=date(2026, 11, 16),
        next_touch=date(2026, 11, 24),
        deadline=date(2026, 11, 18),
    )

    full, brief = standing(one, TODAY, 120), standing(one, TODAY, 60)

    assert plain((full,)) == (
        "◑ interviewing since Mon 16 Nov, 4 days   next touch Tue 24 Nov, in 4 days   deadline Wed 18 Nov, 2 days ago"
    )
    assert plain((brief,)) == "◑ interviewing 4d   next touch Tue 24 Nov   deadline 2 days ago"
    assert full[-1].tone == "alarm"


def test_what_is_closed_has_no_day_to_mind_any_more() -> None:
    one = opportunity(stage=Stage.REJECTED, next_touch=date(2026, 11, 24), deadline=date(2026, 12, 1))

    assert plain((standing(one, TODAY, 120),)) == "× rejected"


def test_of_somebody_what_is_open_comes_first_and_what_they_said_behind_it() -> None:
    joe = Contact(line=1, name="Joe Alvarez", ident="Joe Alvarez")
    his = (Name(text="Joe", who="Joe Alvarez"),)
    marks = (
        Mark(line=5, word=Word.NEED, text="reps stall", persons=his),
        Mark(line=6, word=Word.PROMISE, text="the plan", persons=his, mine=True),
        Mark(line=7, word=Word.PROMISE, text="the book", persons=his, box=Box.DONE, mine=True),
        Mark(line=8, word=Word.TOPIC, text="of Mia alone", persons=(Name(text="Mia", who="Mia Chen"),)),
    )
    talk = Entry(line=4, end=8, day=TODAY, kind=Kind.INTERVIEW, direction=Direction.WITH, names=his, marks=marks)

    said = plain(detail(joe, (talk,), TODAY))

    assert "no e-mail, phone or address yet" in said
    assert "spelling not confirmed" in said
    assert said.index("the plan") < said.index("reps stall")
    assert "the book" not in said
    assert "Mia" not in said


def test_letters_are_listed_latest_first_with_who_wrote_and_shown_in_full() -> None:
    def mail(line: int, day: int, direction: Direction, title: str) -> Entry:
        names = (Name(text="Joe Alvarez", who="Joe Alvarez"),)
        when = date(2026, 11, day)
        return Entry(
            line=line, end=line, day=when, kind=Kind.EMAIL, direction=direction, names=names, title=title, text="words"
        )

    entries = (mail(3, 18, Direction.TO, "first"), mail(9, 19, Direction.FROM, "second"))

    listed = [row for row in rows((), entries, TODAY) if row.key]

    assert [row.cells[3].text for row in listed] == ["second", "first"]
    assert [row.cells[0].text for row in listed] == ["←", "→"]
    assert plain(text(listed[1].key, (), entries)).endswith("words")


async def test_a_promise_is_ticked_in_the_log_and_opened_again(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await settled(pilot)
        await press(pilot, "l", "space")
        assert f"[ ] {PROMISE}" in northwind(vault), "a heading cannot be ticked"
        screen = app.screen
        assert isinstance(screen, OpportunityScreen)
        for _ in range(20):
            if screen.log_pane.value.startswith("promise"):
                break
            await press(pilot, "j")
        await press(pilot, "space")
        await until(pilot, lambda: f"[x] {PROMISE}" in northwind(vault))
        await settled(pilot)
        assert "promise done" in toasts(app)
        assert screen.log_pane.value.startswith("promise"), "the cursor stays where it is"

        await press(pilot, "enter")
        await until(pilot, lambda: f"[ ] {PROMISE}" in northwind(vault))


async def test_a_promise_is_ticked_among_the_steps(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, OpportunityScreen)
        await press(pilot, "space")
        assert f"[ ] {PROMISE}" in northwind(vault), "a letter is no promise"
        screen.rows.highlight(next(key for key in screen.rows.keys if "promise" in key))
        await press(pilot, "space")
        await until(pilot, lambda: f"[x] {PROMISE}" in northwind(vault))


async def test_people_and_letters_have_panes_of_their_own(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await settled(pilot)
        await press(pilot, "l", "l")
        shown = frame(app)
        assert "joe.alvarez@northwind.example" in shown
        assert "Open between you" in shown
        await press(pilot, "j")
        assert "mia.chen@northwind.example" in frame(app)
        await press(pilot, "L")
        assert "Mia Chen" in frame(app), "what is logged is about whom one looks at"
        await press(pilot, "escape", "l")
        assert "Thanks, talk on Friday." in frame(app)
        await press(pilot, "j")
        assert "here are the [b]stories[/b]." in frame(app), "what is written is shown as it is"


async def test_a_draft_among_the_letters_is_opened(tmp_path: Path) -> None:
    async with opened(panel_vault(tmp_path)) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await settled(pilot)
        await press(pilot, "l", "l", "l", "enter")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))


@pytest.mark.parametrize("pane", ["Log", "People", "Letters", "Card", "File"])
async def test_every_pane_is_reached_by_mouse(vault: Path, pane: str) -> None:
    async with opened(vault, (60, 20)) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await settled(pilot)
        await pilot.click(f"#tab-{pane.lower()}")
        await settled(pilot)
        assert isinstance(app.screen, OpportunityScreen)
        assert app.screen.pane == pane.lower()


async def test_it_is_tagged_and_deleted_from_here(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenOpportunity("kestrel"))
        await settled(pilot)
        await press(pilot, "t", *"remote", "enter")
        await until(pilot, lambda: "remote" in (vault / "opportunities" / "kestrel.md").read_text())
        await press(pilot, "D", "y")
        await until(pilot, lambda: not (vault / "opportunities" / "kestrel.md").exists())
        await settled(pilot)
        assert "its file is gone" in frame(app)
