"""The vault and the day are found in a fixed order, and said plainly when they cannot be."""

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cli.context import default_vault, moment_told
from store.errors import BadRequest
from store.workspace.machine import Machine
from tests.cli.conftest import Typed

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def make(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "afterword.toml").write_text("", "utf-8")
    return folder.resolve()


def test_the_option_beats_the_environment(tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    monkeypatch.setenv("AFTERWORD_VAULT", str(two))
    for folder, company in ((one, "Uno"), (two, "Due")):
        (folder / "opportunities").mkdir()
        (folder / "opportunities" / "x.md").write_text(f"---\ncompany: {company}\nposition: P\n---\n", "utf-8")

    assert afterword("path", "x", "--vault", str(one)).out == f"{one}/opportunities/x.md\n"
    assert afterword("--vault", str(one), "path", "x").out == f"{one}/opportunities/x.md\n"
    assert afterword("path", "x").out == f"{two}/opportunities/x.md\n"


def test_the_folder_one_stands_in_beats_the_config_file(
    tmp_path: Path, afterword: Typed, hermetic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, default = make(tmp_path / "here"), make(tmp_path / "default")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(hermetic / "config"))
    config = hermetic / "config" / "afterword" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'default_vault = "{default}"\n', "utf-8")
    (here / "deep" / "er").mkdir(parents=True)

    assert str(default) in "".join(afterword("doctor").out.split())
    monkeypatch.chdir(here / "deep" / "er")
    assert str(here) in "".join(afterword("doctor").out.split())


def test_a_named_vault_that_is_none_is_not_replaced_by_another(tmp_path: Path, afterword: Typed) -> None:
    said = afterword("list", "--vault", str(tmp_path / "nowhere"))

    assert said.code == 2
    assert "nowhere" in said.err


def test_a_broken_config_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text("default_vault = ", "utf-8")

    with pytest.raises(BadRequest, match=r"config\.toml:1: The settings cannot be read"):
        default_vault(Machine(config=broken))


def test_a_default_vault_that_is_no_text_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "config.toml"
    wrong.write_text("default_vault = 3\n", "utf-8")

    with pytest.raises(BadRequest, match=r"config\.toml:1: .default_vault. .*must be a text"):
        default_vault(Machine(config=wrong))


def test_no_config_file_is_no_default(tmp_path: Path) -> None:
    assert default_vault(Machine(config=tmp_path / "config.toml")) is None


def test_a_day_with_a_time_fixes_both() -> None:
    moment = moment_told("2026-12-01T09:15", NOW)

    assert (moment.today, moment.now, moment.fixed) == (
        date(2026, 12, 1),
        datetime(2026, 12, 1, 9, 15, tzinfo=UTC),
        True,
    )


def test_a_day_alone_keeps_the_time_of_the_clock() -> None:
    assert moment_told("2026-12-01", NOW).now == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["20261201", "2026-W48", "2026-12-1", "2026-12-01T9:00", "2026-12-01T09:00:00", "２026-12-01", "now"]
)
def test_other_ways_to_write_a_day_are_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        moment_told(text, NOW)


def test_a_time_that_is_told_is_meant_in_the_zone_of_the_vault(vault: Path, afterword: Typed) -> None:
    settings = vault / "afterword.toml"
    settings.write_text(settings.read_text("utf-8").replace("[me]\n", '[me]\ntimezone = "America/Chicago"\n'), "utf-8")
    afterword("log", "halyard", "call", "--title", "now", "--today", "2026-11-20T23:40")

    assert "  2026-11-20 23:40 Call: now\n" in afterword("show", "halyard").out


class Terminal(io.StringIO):
    """A stream at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", [("agenda",), ("list",)])
def test_a_reading_that_takes_long_is_told_to_somebody_who_watches(
    words: tuple[str, ...], vault: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.context.MANY", 20)
    (vault / "people/new.md").write_text("---\nname: Ann\n---\n")
    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    assert afterword(*words).code == 0

    told = watched.getvalue().split("\r")
    assert told[1].startswith("Reading 20 of ")
    assert told[-2].strip() == ""
    watched.truncate(watched.seek(0))
    monkeypatch.setattr("cli.context.MANY", 500)
    assert afterword(*words).code == 0
    assert "Reading" not in watched.getvalue()
