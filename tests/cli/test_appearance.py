"""Over ssh the program speaks of low bandwidth once on a machine, and never where that is set."""

from pathlib import Path

from cli.appearance import hint_once, looks_here
from store.model.own_settings import Asked
from store.workspace.machine import Machine

SSH = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}


def told(machine: Machine, env: dict[str, str], asked: Asked | None = None) -> str:
    return hint_once(machine, env, looks_here(machine, env, asked or Asked()))


def test_low_bandwidth_is_spoken_of_once_over_ssh(tmp_path: Path) -> None:
    machine = Machine(state=tmp_path / "state")

    assert told(machine, {}) == ""
    assert "--low-bandwidth" in told(machine, SSH)
    assert told(machine, SSH) == ""
    assert "--low-bandwidth" in told(Machine(state=tmp_path / "another"), SSH)


def test_it_is_not_spoken_of_where_it_is_set_or_cannot_be_remembered(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[look]\nlow_bandwidth = true\n")
    machine = Machine(config=config, state=tmp_path / "state")

    assert told(machine, SSH) == ""
    assert told(Machine(state=tmp_path / "state"), SSH, Asked(low_bandwidth=True)) == ""
    assert told(Machine(), SSH) == ""
    assert "--low-bandwidth" in told(Machine(state=tmp_path / "state"), SSH)
