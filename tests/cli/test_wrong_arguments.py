"""Wrong arguments get one helpful sentence and exit code 2, never a traceback or a wall of usage."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed

NEED_NO_VAULT = (
    ("frobnicate", "There is no command “frobnicate”."),
    ("agneda", "Did you mean `afterword agenda`?"),
    ("why", "`afterword why` needs ID."),
    ("new --company Acme", "`afterword new` needs --position."),
    ("new", "`afterword new` needs --company, --position."),
    ("agenda --frob", "`afterword agenda` has no use for --frob."),
    ("agenda --jsno", "Did you mean --json?"),
    ("agenda --js", "`afterword agenda` has no use for --js."),
    ("agenda extra", "`afterword agenda` has no use for “extra”."),
    ("agenda --days", "--days needs a value."),
    ("agenda --days soon", "“soon” is not a number of days."),
    ("agenda --days -3", "--days"),
    ("agenda --days 99999999999999999999", "is not a number of days"),
    ("skip a b", "`afterword skip` needs --reason."),
    ("delete", "`afterword delete` needs ID."),
    ("set acme", "`afterword set` needs KEY=VALUE."),
    ("init", "`afterword init` needs DIR."),
    ("agenda --json=yes", "--json"),
    ("--frob agenda", "`afterword agenda` has no use for --frob."),
    ("agenda --today", "--today needs a value."),
    ("--vault", "afterword"),
)

NEED_VAULT = (
    ("agenda --today tuesday", "“tuesday” is not a day."),
    ("agenda --today 2026-02-30", "“2026-02-30” is not a day."),
    ("agenda --today 2026-11-20T25:00", "“2026-11-20T25:00” is not a day."),
    ("show nothing-like-this-is-there", "No opportunity matches"),
    ("show", "`afterword show` needs ID."),
    ("set halyard next_touch", "“next_touch” is not KEY=VALUE."),
    ("set halyard tags=a tags=b", "tags is given twice."),
    ("set halyard next_touch=whenever", "next_touch"),
    ("set halyard company=", "company cannot be empty"),
    ("stage halyard sideways", "“sideways” is no stage."),
    ("log halyard emial", "Did you mean email?"),
    ("log halyard email --to Nobody-At-All", "No person matches"),
    ("log halyard email --date notaday", "notaday"),
    ("log halyard email --date 2026-11-19T29:00", "“29:00” is not a time of day."),
    ("log halyard email --date 2030-01-01", "still to come"),
    ("note halyard neeed x", "Did you mean need?"),
    ("note halyard need", "`afterword note` needs TEXT."),
    ("done halyard no-such-step", "No open step matches"),
    ("snooze halyard yesterday", "is not after today"),
    ("snooze halyard a b c", "Snooze takes an ID"),
    ("draft halyard no-such-letter", "No template matches"),
    ("lint no-such-draft", "No draft matches"),
    ("sent no-such-draft", "No draft matches"),
    ("delete halyard", "Nobody is here to answer"),
    ("contact halyard --name X --part boss", "“boss” is no part."),
    ("search", "`afterword search` needs TEXT."),
)


@pytest.mark.parametrize(("line", "says"), NEED_NO_VAULT)
def test_a_wrong_command_line_is_answered_in_one_sentence(line: str, says: str, afterword: Typed) -> None:
    said = afterword(*line.split(" "))

    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert_calm(said.err)


@pytest.mark.parametrize(("line", "says"), NEED_VAULT)
@pytest.mark.usefixtures("vault")
def test_a_wrong_value_is_answered_in_one_sentence(line: str, says: str, afterword: Typed) -> None:
    said = afterword(*line.split(" "))

    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert_calm(said.err)


@pytest.mark.parametrize("line", ["agenda", "list", "show x", "check", "undo", "history", "log a call", "drafts"])
def test_without_a_vault_every_command_tells_how_to_get_one(line: str, afterword: Typed) -> None:
    said = afterword(*line.split(" "))

    assert said.code == 2
    assert "afterword init" in said.err
    assert_calm(said.err)


def test_a_name_that_fits_several_lists_them(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    said = afterword("show", "enablement")

    assert said.code == 2
    assert "fits several" in said.err
    assert "\n  halyard-freight-director-of-sales-enablement\n" in said.err


def assert_calm(text: str) -> None:
    assert "Traceback" not in text
    assert "usage:" not in text
    assert "mistake in the program" not in text
    assert text.startswith("afterword: ")
    assert "!" not in text


def test_a_value_that_is_no_text_is_refused_before_anything_is_written(vault: Path, afterword: Typed) -> None:
    before = {p: p.read_bytes() for p in vault.rglob("*.md")}
    for words in (("new", "--company", "A\udcff", "--position", "P"), ("note", "halyard", "need", "x", "\udcff")):
        said = afterword(*words)
        assert said.code == 2
        assert "is not UTF-8 text" in said.err
        assert_calm(said.err)

    assert {p: p.read_bytes() for p in vault.rglob("*.md")} == before
