"""The user's own `config.toml` as values, and what is wrong in it."""

import pytest

from store.model.own_settings import (
    LookSettings,
    MailSettings,
    OwnSettings,
    PaperSettings,
    SpellingSettings,
    SyncSettings,
)
from store.text.own_settings import read_own_settings

FULL = b"""\
default_vault = "~/my-search"

[mail]
sender = "Ana <ana@pereira.example>"
way = "smtp"
host = "mail.pereira.example"
port = 2525
security = "TLS"
user = "ana"
password_command = ["pass", "show", "mail"]
sendmail = ["msmtp", "-t"]
ascii = true

[paper]
size = "us-letter"
envelope = "10"
window = "none"
folder = "~/Documents"
open = ["zathura"]

[spelling]
program = "hunspell"
language = "en_GB"

[sync]
at_start = true
on_quit = true
every = 15
machine = "kitchen laptop"

[look]
theme = "high-contrast"
ascii = false
low_bandwidth = true
mouse = false
animation = true
"""


def test_every_setting_is_read() -> None:
    own, problems = read_own_settings(FULL, "config.toml")

    assert problems == ()
    assert own == OwnSettings(
        default_vault="~/my-search",
        mail=MailSettings(
            sender="Ana <ana@pereira.example>",
            way="smtp",
            host="mail.pereira.example",
            port=2525,
            security="tls",
            user="ana",
            password_command=("pass", "show", "mail"),
            sendmail=("msmtp", "-t"),
            ascii=True,
        ),
        paper=PaperSettings(size="us-letter", envelope="10", window="none", folder="~/Documents", open=("zathura",)),
        spelling=SpellingSettings(program="hunspell", language="en_GB"),
        sync=SyncSettings(at_start=True, on_quit=True, every=15, machine="kitchen laptop"),
        look=LookSettings(theme="high-contrast", ascii=False, low_bandwidth=True, mouse=False, animation=True),
    )


def test_an_empty_file_leaves_the_defaults() -> None:
    assert read_own_settings(b"", "config.toml") == (OwnSettings(), ())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[mail]\npassword_command = "pass show mail"', "`password_command` in [mail] must be a list of a program"),
        ("[mail]\nsendmail = []", "`sendmail` in [mail] must be a list of a program"),
        ('[mail]\nsecurity = "ssl"', "`security` in [mail] must be one of starttls, tls, none"),
        ("[mail]\nport = 70000", "`port` in [mail] must be a number from 1 to 65535"),
        ('[mail]\nascii = "yes"', "`ascii` in [mail] must be true or false"),
        ('[paper]\nsize = "a5"', "`size` in [paper] must be one of a4, us-letter"),
        ('[mail]\npassword = "secret"', "`password` in [mail] is not known and does nothing"),
        ("[sync]\nevery = -5", "`every` in [sync] must be a number of minutes from 0 (never) to 1440"),
        ("[sync]\nevery = true", "`every` in [sync] must be a number of minutes"),
        ('[sync]\nmachine = "a\\nb"', "`machine` in [sync] must be a name of one line"),
        ("[smtp]\nport = 1", "[smtp] is not known and does nothing"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_the_default_stays(line: str, told: str) -> None:
    own, problems = read_own_settings(line.encode(), "config.toml")

    assert own == OwnSettings()
    assert [p.message.startswith(told) for p in problems] == [True], problems
    assert problems[0].line == line.count("\n") + 1 - (told.startswith("[smtp]"))


def test_one_wrong_value_hides_no_other() -> None:
    own, problems = read_own_settings(b'[mail]\nport = "x"\nhost = "mail.pereira.example"\n', "config.toml")

    assert own.mail == MailSettings(host="mail.pereira.example")
    assert len(problems) == 1


def test_a_file_that_is_no_toml_is_one_problem() -> None:
    own, problems = read_own_settings(b"default_vault = ", "config.toml")

    assert own == OwnSettings()
    assert [p.code for p in problems] == ["settings-syntax"]
