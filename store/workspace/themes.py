"""The user's own themes: the files `themes/NAME.toml` beside the settings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.model.problem import Problem
    from store.model.scheme import Scheme
    from store.workspace.machine import Machine


def own_themes(machine: Machine) -> tuple[Mapping[str, Scheme], tuple[Problem, ...]]:
    """Return the user's own themes by name, with everything that is wrong in their files."""
    files = sorted(machine.config.with_name("themes").glob("*.toml")) if machine.config else ()
    if not files:
        return MappingProxyType({}), ()
    from store.model.problem import Problem
    from store.text.own_theme import read_own_theme

    found: dict[str, Scheme] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            said = f"The theme cannot be read: {error.strerror}."
            problems.append(Problem(path=str(file), line=1, code="theme-unreadable", message=said))
            continue
        made, wrong = read_own_theme(data, str(file))
        problems.extend(wrong)
        if made is not None:
            found[file.stem] = made
    return MappingProxyType(found), tuple(problems)
