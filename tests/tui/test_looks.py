"""Every screen in every theme, in ASCII and without colours: what is read can be read, and no sign is lost."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from textual.pilot import Pilot
from textual.theme import Theme

from store.model.colour import Colour, contrast
from store.model.own_settings import Asked, LookSettings
from store.model.scheme import ENOUGH, HIGH, weak
from store.model.schemes import CONTRAST, CONTRAST_LIGHT, DARK, LIGHT, SCHEMES
from store.model.value import replace
from tests.tui.driver import FRAMES, at_rest, frame, opened, press, program, settled, small_vault, toasts
from tests.tui.test_frames import drawn
from tui.app import AfterwordApp
from tui.presentation.looks import ANSI, ANSI_LIGHT, Looks, hint, looks, other, shows_ascii_only
from tui.presentation.signs import TWINS, in_ascii
from tui.themes.colours import THEMES
from tui.widgets.charts import Charts

LEAST = {DARK: ENOUGH, LIGHT: ENOUGH, CONTRAST: HIGH, CONTRAST_LIGHT: HIGH}
"""The contrast that every text of a theme has on whatever ground it stands."""
OF_PEOPLE = frozenset("áéí")
"""Letters of names in the vaults that are drawn."""


@pytest.mark.parametrize("name", SCHEMES)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    assert list(weak(SCHEMES[name], LEAST[name])) == []


def test_a_text_that_is_hard_to_read_is_found() -> None:
    pale = replace(SCHEMES[LIGHT], muted="#b0b0b0")

    assert {text for text, _ground, _found in weak(pale, ENOUGH)} == {"muted"}


def segments(app: AfterwordApp) -> list[Segment]:
    """Return what the screen is made of, or the window that lies over one, as the terminal gets it."""
    strips = app.screen._compositor.render_strips(app.size)
    for window in app.screen.query("#window"):
        x, y, width, height = window.region
        strips = [strip.crop(x, x + width) for strip in strips[y : y + height]]
    return [s for strip in strips for s in strip if s.text.strip()]


def weak_segments(app: AfterwordApp, least: float) -> dict[str, str]:
    """Return the texts on the screen whose contrast is too low, with their two colours."""
    found = {}
    for segment in segments(app):
        style = segment.style
        if style is None or not any(c.isalnum() or c.isascii() for c in segment.text if c != " "):
            continue
        text, ground = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
        if contrast(colour(text), colour(ground)) < least:
            found[segment.text.strip()] = f"{colour(text).hex} on {colour(ground).hex}"
    return found


def colour(given: RichColor | None) -> Colour:
    """Return one of Rich's colours as ours."""
    assert given is not None
    return Colour(*given.get_truecolor())


@pytest.mark.parametrize("name", [CONTRAST, CONTRAST_LIGHT])
async def test_a_bar_that_stands_aside_is_quieter_than_text_where_contrast_is_high(tmp_path: Path, name: str) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await press(pilot, "7")
        app.theme = name
        await settled(pilot)
        of = {tone: colour(app.screen.query_one(Charts).tone(tone).color) for tone in ("bar", "bar-aside", "muted")}
    ground = Colour.read(SCHEMES[name].background)
    assert ground is not None

    assert contrast(of["bar-aside"], ground) < contrast(of["bar"], ground) < contrast(of["muted"], ground)
    assert contrast(of["bar-aside"], ground) > 3, "a bar can be told from its ground"


@pytest.mark.parametrize("name", ["agenda", "writing", "logging", "debriefing", "call", "week", "panel", "synced"])
async def test_a_screen_can_be_read_in_every_theme(tmp_path: Path, name: str) -> None:
    async def look(pilot: Pilot[int]) -> dict[str, dict[str, str]]:
        app = pilot.app
        assert isinstance(app, AfterwordApp)
        bad: dict[str, dict[str, str]] = {}
        for theme, least in LEAST.items():
            app.theme = theme
            await at_rest(pilot)
            bad |= {theme: pale} if (pale := weak_segments(app, least)) else {}
        return bad

    assert await drawn(tmp_path, name, (80, 24), look) == {}


@pytest.mark.parametrize("file", sorted(FRAMES.glob("*.txt")), ids=lambda file: file.stem)
def test_every_screen_has_a_twin_in_ascii(file: Path) -> None:
    shown = in_ascii(file.read_text(encoding="utf-8"))

    assert {c for c in shown if not c.isascii()} <= OF_PEOPLE


async def test_a_program_in_ascii_writes_nothing_else(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.looks = replace(app.looks, ascii=True)
        await press(pilot, "2", "enter", "a")

        assert frame(app).isascii()


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
async def test_no_screen_writes_a_colour_where_none_is_wanted(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.theme = theme.name
        await settled(pilot)
        found = [s.style for s in segments(app) if s.style and (s.style.color or s.style.bgcolor)]
        cursor = [s for s in segments(app) if s.style and s.style.reverse]

    assert found == []
    assert any("Joe Alvarez" in s.text for s in cursor)


def test_a_sign_and_its_twin_are_as_wide_as_each_other() -> None:
    assert {sign: twin for sign, twin in TWINS.items() if cell_len(sign) != cell_len(twin) or not twin.isascii()} == {}
    assert len(in_ascii("╭─╮│╰┘")) == 6


def test_names_of_people_keep_their_letters_in_ascii() -> None:
    assert in_ascii("Tomás Ibarra · 李雷 …") == "Tomás Ibarra - 李雷 ~"


@pytest.mark.parametrize(
    ("env", "only"),
    [
        ({"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}, False),
        ({"LANG": "C", "TERM": "xterm"}, True),
        ({"LANG": "de_DE.ISO-8859-1", "TERM": "xterm"}, True),
        ({"LANG": "C", "LC_ALL": "C.utf8", "TERM": "xterm"}, False),
        ({"LANG": "C.UTF-8", "TERM": "linux"}, True),
        ({"TERM": "xterm"}, False),
    ],
)
def test_a_terminal_that_shows_ascii_only_is_known_by_what_it_says(env: dict[str, str], *, only: bool) -> None:
    assert shows_ascii_only(env) is only
    assert looks(LookSettings(), "", env, Asked()).ascii is only
    assert looks(LookSettings(ascii=False), "", env, Asked()).ascii is False
    assert looks(LookSettings(ascii=False), "", env, Asked(ascii=True)).ascii is True


def test_what_is_set_counts_more_than_what_is_remembered_and_that_more_than_what_the_terminal_says() -> None:
    light = {"COLORFGBG": "0;default;15"}

    assert looks(LookSettings(), "", {}, Asked()).theme == DARK
    assert looks(LookSettings(), "", light, Asked()).theme == LIGHT
    assert looks(LookSettings(), DARK, light, Asked()).theme == DARK
    assert looks(LookSettings(), DARK, {"TEXTUAL_THEME": "nord,gruvbox"}, Asked()).theme == "nord"
    assert looks(LookSettings(theme=CONTRAST), DARK, {"TEXTUAL_THEME": "nord"}, Asked()).theme == CONTRAST
    assert looks(LookSettings(theme=CONTRAST), "", {"NO_COLOR": "1"}, Asked()).theme == ANSI


def test_a_slow_line_has_the_terminals_colours_and_nothing_that_moves() -> None:
    own = LookSettings(animation=True)

    slow = looks(own, DARK, {"COLORFGBG": "0;15"}, Asked(low_bandwidth=True))

    assert (slow.theme, slow.animation, slow.low_bandwidth) == (ANSI_LIGHT, False, True)
    assert looks(own, DARK, {}, Asked()).animation
    assert "--low-bandwidth" in hint({"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, low_bandwidth=False)
    assert not hint({"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, low_bandwidth=True)


def test_light_or_dark_stays_within_the_kind_of_theme() -> None:
    assert other(CONTRAST, dark=True) == CONTRAST_LIGHT
    assert other(ANSI_LIGHT, dark=False) == ANSI
    assert other("my own", dark=True) == LIGHT


async def test_a_theme_is_tried_under_the_cursor_kept_by_enter_and_given_back_by_escape(tmp_path: Path) -> None:
    async with program(small_vault(tmp_path)) as (app, pilot):
        app.action_app_choose_theme()
        await settled(pilot)
        await press(pilot, "j", "j")
        tried = app.theme
        await press(pilot, "escape")
        back = app.theme
        app.action_app_choose_theme()
        await settled(pilot)
        await press(pilot, "j", "enter")
        kept = app.theme
        state = (tmp_path / "home" / "state" / "remembered" / "remembered.json").read_text()

    assert (tried, back, kept) == (CONTRAST, DARK, LIGHT)
    assert '"theme": "light"' in state


OWN = """\
background = "#10140f"
foreground = "#d8e0d0"
acent = "#ff0000"
muted = "#303830"
error = "red-ish"
"""


async def test_a_theme_of_ones_own_is_offered_and_what_is_wrong_in_it_is_said_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "themes"
    folder.mkdir(parents=True)
    (folder / "moss.toml").write_text(OWN)
    (folder / "broken.toml").write_text("[[[")
    async with program(small_vault(tmp_path)) as (app, pilot):
        said = toasts(app)
        app.theme = "moss"
        await settled(pilot)
        shown = frame(app)
        ground = app.current_theme.background

    assert "Joe Alvarez" in shown
    assert ground == "#10140f"
    assert "broken.toml:1: The settings cannot be read" in said
    assert "moss.toml:3: `acent` is not a colour of a theme. Did you mean `accent`?" in said
    assert "moss.toml:5: `error` holds “red-ish”, which is no colour" in said


async def test_a_theme_that_is_not_there_is_said_and_the_usual_one_is_on(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, _pilot):
        workspace = app._workspace
    absent = AfterwordApp(workspace, looks=Looks(theme="hgih-contrast"))
    async with absent.run_test(notifications=True) as pilot:
        await pilot.pause()

        assert absent.theme == DARK
        assert "Did you mean “high-contrast”?" in toasts(absent)
