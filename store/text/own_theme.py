"""A theme of the user's own, a TOML file of colours, to a scheme; in the place of a bad colour stands a derived one."""

import difflib
from collections.abc import Mapping

from store.model.colour import Colour
from store.model.problem import Problem, Severity
from store.model.scheme import COLOURS, ENOUGH, Scheme, is_light, scheme, weak
from store.model.schemes import DARK, LIGHT, SCHEMES
from store.text.fields import shortened
from store.text.own_settings import yes_or_no
from store.text.tables import Reading, Wrong, load

NEEDED = ("background", "foreground")
MOST_WARNED = 4
"""Pairs of colours that are named; a theme with more is hard to read altogether."""


def colour(value: object) -> Colour:
    """Read a colour."""
    found = Colour.read(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Wrong(f'holds “{shortened(str(value))}”, which is no colour such as "#2f3d4c"')
    return found


def read_own_theme(data: bytes, path: str) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """Read a theme file, with everything that is wrong in it; None where it names no ground and no text.

    Args:
        data: the bytes of the file.
        path: where it is, for the problems.
    """
    table, fault = load(data, path)
    if fault is not None:
        return None, (fault,)
    reading = Reading(lines=data.decode("utf-8-sig").splitlines(), path=path, problems=[])
    named: dict[str, Colour] = {}
    dark: bool | None = None
    for key, value in table.items():
        try:
            if key == "dark":
                dark = yes_or_no(value)
            elif key in COLOURS:
                named[key] = colour(value)
            else:
                _note(reading, key, "unknown-colour", f"`{key}` is not a colour of a theme.{_nearest(key)}")
        except Wrong as wrong:
            _note(reading, key, "bad-colour", f"`{key}` {wrong}.")
    missing = [key for key in NEEDED if key not in named]
    if missing:
        text = f"The theme needs a colour for {' and '.join(missing)}. It is not offered."
        reading.problems.append(Problem(path=path, line=1, code="theme-incomplete", message=text, fix=""))
        return None, tuple(reading.problems)
    is_dark = not is_light(named["background"]) if dark is None else dark
    made = scheme(named, SCHEMES[DARK if is_dark else LIGHT])
    return made, (*sorted(reading.problems, key=lambda p: p.line), *_hard_to_read(made, named, path))


def _hard_to_read(made: Scheme, named: Mapping[str, Colour], path: str) -> list[Problem]:
    pairs = [(text, ground, found) for text, ground, found in weak(made, ENOUGH) if {text, ground} & set(named)]
    said = [
        f"`{text}` is hard to read on `{ground}`: their contrast is {found:.1f}, and text needs {ENOUGH}."
        for text, ground, found in pairs[:MOST_WARNED]
    ]
    if len(pairs) > MOST_WARNED:
        said.append(f"{len(pairs) - MOST_WARNED} more pairs of colours are as hard to read.")
    return [
        Problem(path=path, line=1, code="low-contrast", severity=Severity.WARNING, message=text, fix="")
        for text in said
    ]


def _nearest(key: str) -> str:
    close = difflib.get_close_matches(key, (*COLOURS, "dark"), n=1)
    return f" Did you mean `{close[0]}`?" if close else f" There are {', '.join((*COLOURS, 'dark'))}."


def _note(reading: Reading, key: str, code: str, message: str) -> None:
    line = next((n for n, text in enumerate(reading.lines, 1) if text.strip().strip("\"'").startswith(key)), 1)
    fix = "Correct or remove it; until then a colour that suits the others is used."
    reading.problems.append(Problem(path=reading.path, line=line, code=code, message=message, fix=fix))
