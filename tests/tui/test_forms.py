"""Forms by keys alone: days as phrases, people as parts of names, what is amiss said at its field, Esc that asks."""

import re
from datetime import date
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select, TextArea

from store.errors import BadRequest
from store.text.when import parse_when
from tests.tui.driver import TODAY, frame, opened, press, settled, small_vault, snapshot_of
from tui.dialogs.log import LogDialog
from tui.dialogs.note import NoteDialog
from tui.presentation.completing import Choice, one_of, some_of
from tui.presentation.days import echo
from tui.widgets.completing import Completing
from tui.widgets.dialog import Dialog
from tui.widgets.row_list import RowList

NORTHWIND = "opportunities/northwind.md"


def read_day(text: str) -> date:
    return parse_when(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("fri", "→ Fri 27 Nov, in 7 days"),
        ("tomorrow", "→ Sat 21 Nov, tomorrow"),
        ("", "such as fri or 1 Dec"),
        ("fridaj", "no day yet"),
        ("31 Feb", "no day yet"),
        ("99999d", "no day yet"),
    ],
)
def test_a_day_is_said_in_full_while_it_is_typed(typed: str, said: str) -> None:
    assert echo(typed, TODAY, read_day).text == said


def test_a_day_that_will_not_be_taken_is_told_before_it_is_refused() -> None:
    assert echo("yesterday", TODAY, read_day, first=TODAY).text == "→ Thu 19 Nov, that is over"
    assert echo("tomorrow", TODAY, read_day, last=TODAY).text == "→ Sat 21 Nov, to come"
    assert echo("today", TODAY, read_day, first=date(2026, 11, 21)).text == "→ Fri 20 Nov, too early"


def test_names_that_begin_so_come_before_those_that_only_hold_it() -> None:
    source = one_of([Choice("Anna Bo"), Choice("Bo Anders"), Choice("Rambo"), Choice("Zoe")])

    assert [c.text for c in source("bo", 2).choices] == ["Bo Anders", "Anna Bo", "Rambo"]
    assert source("BO ANDERS", 9).choices == ()


def test_in_a_list_only_the_part_at_the_cursor_is_completed_and_nobody_is_named_twice() -> None:
    value = "joe alvarez, mi, Zed"
    offer = some_of([Choice("Joe Alvarez"), Choice("Mia Chen")])(value, 15)

    assert [c.text for c in offer.choices] == ["Mia Chen"]
    assert offer.taken(value, offer.choices[0]) == ("joe alvarez, Mia Chen, Zed", 21)


async def at_northwind(pilot: Pilot[int]) -> None:
    app = pilot.app
    await press(pilot, "2")
    rows = app.screen.query_one("#rows", RowList)
    rows.highlight(next(k for k in rows.keys if "northwind" in k))
    await settled(pilot)


def form(app: App[int]) -> Dialog[object]:
    assert isinstance(app.screen, Dialog), app.screen
    return app.screen


async def test_a_part_of_a_name_is_completed_by_tab_and_the_entry_is_logged(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L", "tab", "tab", *"al")
        assert "Joe Alvarez" in frame(app)
        await press(pilot, "tab")
        assert form(app).value("who") == "Joe Alvarez"
        await press(pilot, ",", "space", "m", "down", "enter")
        assert form(app).value("who") == "Joe Alvarez, Mia Chen"
        await press(pilot, "ctrl+o")

        entry = snapshot_of(app).opportunity("northwind").entries[-1]
        assert [n.text for n in entry.names] == ["Joe Alvarez", "Mia Chen"]


async def test_a_list_closes_on_escape_before_the_form_does(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L", "tab", "tab", "m")
        field = app.screen.query_one("#who", Completing)
        assert field.offers.is_open
        await press(pilot, "escape")
        assert not field.offers.is_open and isinstance(app.screen, LogDialog)
        assert field.value == "m"
        await press(pilot, "escape")
        assert "Leave and lose" in frame(app)
        await press(pilot, "n")
        assert app.focused is field


async def test_a_click_takes_what_is_offered(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L", "tab", "tab", "c")
        field = app.screen.query_one("#who", Completing)
        await pilot.click(field.offers, offset=(2, 0))
        await settled(pilot)

        assert field.value == "Mia Chen"
        assert app.focused is field


async def test_a_wrong_day_is_said_at_its_field_and_leaves_with_the_next_letter(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")
        day = app.screen.query_one("#day", Input)
        day.value = "fridaj"
        await press(pilot, "ctrl+o")

        assert app.focused is day
        assert "“fridaj” is not a day" in frame(app)
        await press(pilot, "end", "backspace")
        assert "is not a day" not in frame(app)
        assert isinstance(app.screen, LogDialog)


async def test_a_call_to_come_is_refused_at_the_day_and_an_interview_is_not(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")
        app.screen.query_one("#day", Input).value = "tomorrow"
        await settled(pilot)
        assert "→ Sat 21 Nov, to come" in frame(app)
        await press(pilot, "ctrl+o")
        assert "is still to come" in frame(app)
        app.screen.query_one("#kind", Select).value = next(
            value for label, value in app.screen.query_one("#kind", Select)._options if label == "Interview"
        )
        await settled(pilot)
        assert "→ Sat 21 Nov, tomorrow" in frame(app)


async def test_somebody_who_could_be_two_people_is_asked_for_with_both_of_them(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    place = vault / NORTHWIND
    place.write_text(place.read_text().replace("tags:", "  - name: Joe Park\ntags:"))
    async with opened(vault) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L", "tab", "tab", *"joe", "escape", "enter")
        assert "fits several" in frame(app)
        field = app.screen.query_one("#who", Completing)
        assert app.focused is field
        await press(pilot, "down", "down", "enter", "enter")

        assert snapshot_of(app).opportunity("northwind").entries[-1].names[0].text == "Joe Park"


async def test_an_empty_note_is_said_at_the_note(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "n", "tab", "enter")

        assert isinstance(app.screen, NoteDialog)
        assert "The note is empty" in frame(app)
        assert app.focused is app.screen.query_one("#text")


async def test_a_note_says_which_talk_it_goes_into_and_is_not_asked_for_without_one(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "n")
        assert "the interview of Fri 20 Nov: first round" in frame(app)
        await press(pilot, "escape")
        rows = app.screen.query_one("#rows", RowList)
        rows.highlight(next(k for k in rows.keys if "kestrel" in k))
        await press(pilot, "n")
        assert not isinstance(app.screen, NoteDialog)


async def test_escape_asks_too_when_only_a_choice_was_changed(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "n")
        app.screen.query_one("#word", Select).value = next(
            value for _, value in app.screen.query_one("#word", Select)._options if value == "promise"
        )
        await press(pilot, "escape")
        assert "Leave and lose" in frame(app)
        await press(pilot, "y")
        assert not isinstance(app.screen, NoteDialog)


async def test_every_field_can_be_seen_while_one_types_in_it_on_a_small_screen(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")
        parts = app.screen.query_one("#parts")
        for _ in range(6):
            await press(pilot, "tab")
            assert app.focused is not None
            if isinstance(app.focused, Input | Select | TextArea):
                assert parts.region.contains_region(app.focused.region)


@pytest.mark.parametrize(
    "typed", ["[b]x[/b]", "x [/b]", "\x1b[2J", "\u202eabc", "日本語" * 20, "," * 50, '"' * 9, "a" * 3000]
)
async def test_hostile_words_in_a_field_do_no_harm(tmp_path: Path, typed: str) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")
        for field in app.screen.query(Input):
            field.value = typed
            await settled(pilot)
        await press(pilot, "ctrl+o")
        assert isinstance(app.screen, LogDialog)
        assert "\x1b" not in frame(app)


def test_what_no_calendar_has_is_refused_in_one_way() -> None:
    with pytest.raises(BadRequest):
        read_day("31 Feb")


async def test_a_line_is_kept_from_anywhere_and_read_back_while_it_is_typed(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "8", ";", *"nor")
        assert "Director of Sales Enablement" in frame(app)
        await press(pilot, "right", *"prom", "right", *"send it by fri (mi", "right")
        assert form(app).value("line") == "Northwind Freight: promise: send it by fri (Mia Chen)"
        shown = frame(app)
        assert "promise: send it" in shown and "Fri 27 Nov, in 7 days" in shown
        await press(pilot, "enter")

        assert not isinstance(app.screen, Dialog)
        mark = snapshot_of(app).opportunity("northwind").entries[-1].marks[-1]
        assert (mark.text, mark.by, mark.persons[0].who) == ("send it", date(2026, 11, 27), "Mia Chen")


async def test_a_refused_line_stays_in_its_field_with_the_reason(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "ctrl+b", *"a: need x", "enter")
        assert form(app).value("line") == "a: need x"
        assert "fits several" in frame(app) and "kestrel" in frame(app)
        await press(pilot, "escape")
        assert "Leave and lose" in frame(app)


async def test_a_line_that_begins_with_its_mark_is_about_the_opportunity_that_is_open(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "2")
        rows = app.screen.query_one("#rows", RowList)
        rows.highlight(next(k for k in rows.keys if "northwind" in k))
        await press(pilot, "enter", ";")
        assert re.search(r"is about Northwind Freight, which is +│.*\n.*│ +open\. ", frame(app))
        await press(pilot, *"need more time", "enter")

        assert snapshot_of(app).opportunity("northwind").entries[-1].marks[-1].text == "more time"


async def test_what_is_there_already_is_said_before_a_second_one_is_added(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "a", *"northwind fr", "right", "tab")
        assert "There already: Director of Sales Enablement" in frame(app)
        await press(pilot, *"dir", "right", "enter")
        assert "That is this very position." in frame(app)
        assert len(snapshot_of(app).records.opportunities) == 3
        await press(pilot, "enter")
        assert len(snapshot_of(app).records.opportunities) == 4


async def test_everything_of_a_new_opportunity_is_reached_by_keys(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        await press(pilot, "a", *"Vantage Rail", "tab", *"Trainer", "tab", "tab", *"Ana", "tab", "enter")
        await press(pilot, *"https://vantage.example", "tab", *"fri", "tab", *"saas, ena")
        assert "enablement" in frame(app)
        await press(pilot, "down", "enter", "tab", *"+3d")
        assert app.focused is not None and app.screen.query_one("#parts").region.contains_region(app.focused.region)
        await press(pilot, "enter")

        new = next(o for o in snapshot_of(app).records.opportunities if o.company == "Vantage Rail")
        assert (new.source, new.url, new.tags) == ("Ana", "https://vantage.example", ("saas", "enablement"))
        assert (new.deadline, new.next_touch) == (date(2026, 11, 27), date(2026, 11, 23))


async def test_a_line_about_a_new_company_waits_until_that_is_added(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, ";", *"Vantage Rail, Trainer: applied")
        assert "Add Vantage Rail first" in frame(app)
        await press(pilot, "tab", "tab", "enter")
        assert (form(app).value("company"), form(app).value("position")) == ("Vantage Rail", "Trainer")
        await press(pilot, "enter")
        assert form(app).value("line") == "Vantage Rail, Trainer: applied"


async def test_a_person_is_added_and_later_only_changed(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "A", *"Ben Osei", "tab", *"CRO", "tab", *"inter", "tab", "enter")
        assert snapshot_of(app).opportunity("northwind").contacts[-1].part == ("interviewer",)
        await press(pilot, "A", *"ben", "right")
        assert form(app).value("title") == "CRO"
        app.screen.query_one("#title", Input).value = ""
        await press(pilot, "ctrl+o")

        contacts = snapshot_of(app).opportunity("northwind").contacts
        assert (len(contacts), contacts[-1].name, contacts[-1].title) == (3, "Ben Osei", "")


@pytest.mark.parametrize(("field", "typed"), [("part", "boss"), ("email", "joe at home"), ("name", "")])
async def test_what_a_person_cannot_have_is_said_where_it_stands(tmp_path: Path, field: str, typed: str) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "A")
        app.screen.query_one("#name", Input).value = "Ben Osei"
        app.screen.query_one(f"#{field}", Input).value = typed
        await settled(pilot)
        await press(pilot, "ctrl+o")

        assert app.focused is app.screen.query_one(f"#{field}")
        assert app.screen.query_one(".-amiss").query_one(Input) is app.focused


async def test_quitting_asks_about_a_form_that_holds_text(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "a", *"Vantage", "ctrl+q")
        assert "Leave and lose" in frame(app)
        assert not app._is_ending
        await press(pilot, "n")
        assert form(app).value("company") == "Vantage"


async def test_every_field_begins_at_one_edge(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")

        assert len({field.region.x + field.styles.padding.left for field in app.screen.query(Input)}) == 1


async def test_an_empty_field_is_seen_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await at_northwind(pilot)
        await press(pilot, "L")
        for field in (app.screen.query_one("#title"), app.screen.query_one(TextArea)):
            place = field.region
            for x in (place.right - 2, place.x + 2):
                assert app.screen.get_style_at(x, place.y).underline
