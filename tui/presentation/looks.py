"""How the program looks: what the user asked for, what the terminal says, and what follows from both."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from store.model.schemes import CONTRAST, CONTRAST_LIGHT, DARK, LIGHT
from tui.presentation.spans import Line, Span

if TYPE_CHECKING:
    from store.model.own_settings import Asked, LookSettings
    from store.model.problem import Problem

ANSI = "ansi"
ANSI_LIGHT = "ansi-light"
SHIPPED: Mapping[str, str] = {
    DARK: "quiet night",
    LIGHT: "warm paper",
    CONTRAST: "strong contrast, on black",
    CONTRAST_LIGHT: "strong contrast, on white",
    ANSI: "the terminal's own 16 colours, dark",
    ANSI_LIGHT: "the terminal's own 16 colours, light",
}
"""The names of the themes that ship, with what they are."""
PAIRS = ((DARK, LIGHT), (CONTRAST, CONTRAST_LIGHT), (ANSI, ANSI_LIGHT))
LIGHT_GROUNDS = frozenset({"7", "15"})
"""What COLORFGBG says last in a terminal with a light background."""
CONSOLES = frozenset({"linux", "vt100", "vt102", "vt220", "ansi", "dumb"})
"""What TERM says where a font has letters and little else."""

MOST_SAID = 4
"""Problems of theme files that one message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How the program looks in this run."""

    theme: str = DARK
    ascii: bool = False
    low_bandwidth: bool = False
    mouse: bool = True
    animation: bool = False


def looks(own: LookSettings, remembered: str, env: Mapping[str, str], asked: Asked) -> Looks:
    """Return how the program looks; what is asked for counts more than what is set, and that more than what is found.

    Args:
        own: the user's own settings.
        remembered: the theme that was chosen last; empty = none.
        env: what the terminal says of itself.
        asked: what was asked for on the command line.
    """
    is_slow = own.low_bandwidth if asked.low_bandwidth is None else asked.low_bandwidth
    is_light = env.get("COLORFGBG", "").rpartition(";")[2] in LIGHT_GROUNDS
    is_plain = "NO_COLOR" in env
    choice = own.theme or env.get("TEXTUAL_THEME", "").partition(",")[0] or ("" if is_slow else remembered)
    if is_plain or (is_slow and not choice):
        choice = ANSI_LIGHT if is_light else ANSI
    named = next((flag for flag in (asked.ascii, own.ascii) if flag is not None), shows_ascii_only(env))
    return Looks(
        theme=choice or (LIGHT if is_light else DARK),
        ascii=named,
        low_bandwidth=is_slow,
        mouse=own.mouse if asked.mouse is None else asked.mouse,
        animation=own.animation and not is_slow,
    )


def shows_ascii_only(env: Mapping[str, str]) -> bool:
    """Tell whether the terminal or the locale says that it shows no more than ASCII; silence says nothing."""
    if env.get("TERM", "") in CONSOLES:
        return True
    named = next((env[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(name)), "")
    return bool(named) and "utf8" not in named.casefold().replace("-", "")


def other(theme: str, *, dark: bool) -> str:
    """Return the theme that the light-or-dark key changes to: of the same kind, where it has a twin."""
    twins = {one: two for pair in PAIRS for one, two in (pair, pair[::-1])}
    return twins.get(theme, LIGHT if dark else DARK)


def hint(env: Mapping[str, str], *, low_bandwidth: bool) -> str:
    """Return what helps on a slow line; empty where there is none, or where it is done."""
    if "SSH_CONNECTION" not in env or low_bandwidth:
        return ""
    return "Over a slow line, `afterword --low-bandwidth` writes about half as much; [look] in config.toml can say so."


def in_words(chosen: Looks) -> str:
    """Return how the program looks, for a line of text."""
    said = [f"theme {chosen.theme}"]
    said += ["ASCII signs"] if chosen.ascii else []
    said += ["low bandwidth"] if chosen.low_bandwidth else []
    said += [] if chosen.mouse else ["no mouse"]
    return ", ".join(said)


def unknown_theme(name: str, known: Sequence[str]) -> str:
    """Say that there is no such theme, and which one may be meant."""
    close = difflib.get_close_matches(name, known, n=1)
    meant = f" Did you mean “{close[0]}”?" if close else f" There are {', '.join(known)}."
    return f"There is no theme “{name}”.{meant}"


def theme_choices(own: Sequence[str]) -> tuple[tuple[Line, str], ...]:
    """Return the themes to choose among, the shipped ones first."""
    shipped = [(name, about) for name, about in SHIPPED.items() if name not in own]
    rows = [*shipped, *((name, "your own") for name in own)]
    wide = max(len(name) for name, _about in rows) + 2
    return tuple(((Span(f"{name:<{wide}}"), Span(about, "muted")), name) for name, about in rows)


def wrong_themes(problems: Sequence[Problem]) -> str:
    """Return everything that is wrong in theme files as one message; empty where nothing is."""
    said = [f"{PurePath(p.path).name}:{p.line}: {p.message}" for p in problems]
    more = f" And {len(said) - MOST_SAID} more; `afterword doctor` lists all." if len(said) > MOST_SAID else ""
    return " ".join(said[:MOST_SAID]) + more
