"""What the program remembers by itself: kept between two runs, and never in the way."""

from pathlib import Path

import pytest

from store.workspace.machine import Machine
from store.workspace.remembered import FILE, FOLDER, Remembered, remember, remembered


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine with a folder for its state."""
    return Machine(config=tmp_path / "config.toml", state=tmp_path / "state")


def place(machine: Machine) -> Path:
    """Return the file in which it is kept."""
    assert machine.state is not None
    return machine.state / FOLDER / FILE


def test_what_is_remembered_is_there_in_the_next_run_and_the_rest_stays(machine: Machine) -> None:
    assert remember(machine, theme="afterword-light")
    assert remember(machine, filters={"quiet ones": "quiet>14d -stage:closed", "käse": '"böse Zeichen"'})
    assert remember(machine, sort="company")

    assert remembered(machine) == Remembered(
        theme="afterword-light",
        filters={"quiet ones": "quiet>14d -stage:closed", "käse": '"böse Zeichen"'},
        sort="company",
    )


def test_what_is_remembered_as_empty_is_forgotten(machine: Machine) -> None:
    remember(machine, theme="afterword-light", filters={"one": "tag:saas"})
    remember(machine, theme="", filters={})

    assert remembered(machine) == Remembered()


def test_nobody_else_reads_it_and_nothing_lies_beside_it(machine: Machine) -> None:
    remember(machine, filters={"one": "tag:saas"})
    remember(machine, filters={"two": "tag:b2b"})

    assert place(machine).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in place(machine).parent.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "written",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"theme": 1, "filters": [], "sort": null}'],
)
def test_a_broken_file_counts_as_empty_and_is_written_anew(machine: Machine, written: bytes) -> None:
    remember(machine, sort="stage")
    place(machine).write_bytes(written)

    assert remembered(machine) == Remembered()
    assert remember(machine, theme="paper")
    assert remembered(machine) == Remembered(theme="paper")


def test_values_that_are_not_ours_are_left_out_alone(machine: Machine) -> None:
    remember(machine, sort="stage")
    place(machine).write_text('{"theme": "paper", "filters": {"": "x", "a": 1, "b": "tag:b"}, "sort": ["stage"]}')

    assert remembered(machine) == Remembered(theme="paper", filters={"b": "tag:b"})


def test_what_another_version_remembers_is_kept(machine: Machine) -> None:
    remember(machine, sort="stage")
    place(machine).write_text('{"sort": "stage", "of tomorrow": [1, 2]}')
    remember(machine, theme="paper")

    assert '"of tomorrow"' in place(machine).read_text()


def test_where_nothing_can_be_kept_it_says_so_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    for machine in (Machine(), Machine(state=tmp_path / "file")):
        assert not remember(machine, theme="paper")
        assert remembered(machine) == Remembered()
