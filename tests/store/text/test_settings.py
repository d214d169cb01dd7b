"""Reading `afterword.toml`: bad values are problems with their line, and the default stays."""

from datetime import date

import pytest
from hypothesis import given

from store.model.opportunity import Stage
from store.model.problem import Severity
from store.model.settings import Settings
from store.text.settings import new_settings, read_settings
from tests.store.text.written import ANY_TEXT

FULL = b"""# ours
[me]
name = "Sam Rivera"
email = "sam@rivera.example"
phone = "+1 555 0100"
address = "1 Main Street"
timezone = "America/New_York"

[search]
playbook = "blend"
folder = "2026/spring"
workdays = ["mon", "Tuesday", "thu"]
country = "US"
region = "MA"
days_off = ["2026-12-24", "2026-12-27..2027-01-02", 2027-02-15]
transit_days = 5

[stages]
"second round" = "interviewing"
"""


def test_every_key_is_read() -> None:
    settings, problems = read_settings(FULL)
    assert problems == ()
    assert settings == Settings(
        name="Sam Rivera",
        email="sam@rivera.example",
        phone="+1 555 0100",
        address="1 Main Street",
        timezone="America/New_York",
        playbook="blend",
        folder="2026/spring",
        workdays=frozenset({0, 1, 3}),
        country="US",
        region="MA",
        days_off=(
            (date(2026, 12, 24), date(2026, 12, 24)),
            (date(2026, 12, 27), date(2027, 1, 2)),
            (date(2027, 2, 15), date(2027, 2, 15)),
        ),
        transit_days=5,
        stages={"second round": Stage.INTERVIEWING},
    )


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xef\xbb\xbf[me]\r\n", b"[search]\n"])
def test_missing_settings_are_the_defaults(data: bytes) -> None:
    assert read_settings(data) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("\n[me]\nname = 3", "bad-setting", 3),
        ("[me]\ntimezone = 'Mars/City'", "bad-setting", 2),
        ("[me]\ntimezone = '../../etc/passwd'", "bad-setting", 2),
        ("[search]\ntransit_days = -1", "bad-setting", 2),
        ("[search]\ntransit_days = true", "bad-setting", 2),
        ("[search]\nworkdays = []", "bad-setting", 2),
        ("[search]\nworkdays = ['mon', 'xyz']", "bad-setting", 2),
        ("[search]\nworkdays = ['monkey']", "bad-setting", 2),
        ("[search]\nworkdays = ['mon', 3]", "bad-setting", 2),
        ("[search]\nworkdays = 'mon'", "bad-setting", 2),
        ("[search]\ndays_off = '2026-12-24'", "bad-setting", 2),
        ("[search]\ndays_off = ['2026-02-30']", "bad-setting", 2),
        ("[search]\ndays_off = ['2026-12-24..2026-12-20']", "bad-setting", 2),
        ("[search]\ndays_off = ['2026-12-24..']", "bad-setting", 2),
        ("[search]\nfolder = '../elsewhere'", "bad-setting", 2),
        ("[search]\nfolder = 'C:/x'", "bad-setting", 2),
        ("[stages]\n'second round' = 'talking'", "bad-setting", 2),
        ("[me]\n# name of\nnick = 'S'", "unknown-setting", 3),
        ("[mee]\nname = 'S'", "unknown-setting", 1),
        ("name = 'S'", "unknown-setting", 1),
        ("[me\n", "settings-syntax", 1),
        ("[me]\nname = \n", "settings-syntax", 2),
        ("[me]\nname = 'a'\nname = 'b'\n", "settings-syntax", 3),
        ("x = " + "[" * 1500, "settings-syntax", 1),
        ("x = " + "[" * 50_000, "settings-too-big", 1),
        ("x = " + "9" * 60_000, "settings-syntax", 1),
        ("#" * 100_000, "settings-too-big", 1),
    ],
)
def test_what_is_wrong_is_a_problem_on_its_line_and_the_default_stays(text: str, code: str, line: int) -> None:
    settings, problems = read_settings(text.encode())
    assert [(p.code, p.line, p.path) for p in problems] == [(code, line, "afterword.toml")]
    assert (problems[0].severity is Severity.WARNING) == (code == "unknown-setting")
    assert problems[0].fix
    assert settings == Settings()


def test_a_bad_value_hides_no_other() -> None:
    settings, problems = read_settings(FULL.replace(b"transit_days = 5", b"transit_days = 'x'"))
    assert [p.line for p in problems] == [16]
    assert (settings.name, settings.transit_days, settings.folder) == ("Sam Rivera", 3, "2026/spring")


def test_bytes_that_are_no_text_are_a_problem_with_their_line() -> None:
    assert [(p.code, p.line) for p in read_settings(b"[me]\nname = '\xff'")[1]] == [("not-text", 2)]


@given(ANY_TEXT, ANY_TEXT)
def test_new_settings_read_back(name: str, email: str) -> None:
    settings, problems = read_settings(new_settings(name, email))
    assert problems == ()
    assert (settings.name, settings.email) == (name.strip(), email.strip())
