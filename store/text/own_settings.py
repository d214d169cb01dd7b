"""The user's own `config.toml`, to settings. A bad value is a problem and its default stays."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from store.model.own_settings import (
    ENVELOPES,
    PRESETS,
    SECURITIES,
    SIZES,
    SPELLERS,
    WINDOWS,
    KeyEntry,
    KeySettings,
    LookSettings,
    MailSettings,
    OwnSettings,
    PaperSettings,
    SpellingSettings,
    SyncSettings,
)
from store.model.problem import Problem
from store.text.tables import Reading, Wrong, load, text

LAST_PORT = 65535
LONGEST_PAUSE = 24 * 60
"""Minutes between two syncs."""
LONGEST_NAME = 60
"""Characters of a name, such as a machine's, which stands in each commit."""
Read = Callable[[object], Any]


def one_of(*words: str) -> Read:
    """Return the reader of one of some words."""

    def read(value: object) -> str:
        found = text(value).casefold()
        if found not in words:
            raise Wrong(f"must be one of {', '.join(words)}")
        return found

    return read


def program(value: object) -> tuple[str, ...]:
    """Read a program and its arguments, as a list: no shell ever takes a line apart."""
    words = value if isinstance(value, list) else []
    if not words or not all(isinstance(word, str) and word and "\0" not in word for word in words):
        raise Wrong('must be a list of a program and its arguments, such as ["pass", "show", "mail"]')
    return tuple(words)


def port(value: object) -> int:
    """Read the number of a port."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LAST_PORT:
        raise Wrong(f"must be a number from 1 to {LAST_PORT}")
    return value


def yes_or_no(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Wrong("must be true or false")
    return value


def minutes(value: object) -> int:
    """Read a number of minutes; 0 = never."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST_PAUSE:
        raise Wrong(f"must be a number of minutes from 0 (never) to {LONGEST_PAUSE}")
    return value


def short_name(value: object) -> str:
    """Read a name of one short line."""
    found = text(value).strip()
    if len(found) > LONGEST_NAME or not found.isprintable():
        raise Wrong(f"must be a name of one line, at most {LONGEST_NAME} characters")
    return found


def key_list(value: object) -> tuple[str, ...]:
    """Read the keys of an action: a text with commas, or a list; an empty one leaves the action without a key."""
    if isinstance(value, str):
        value = [value] if value.strip() == "," else value.split(",")
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise Wrong('must be keys, such as "d, x" or ["d", "x"]')
    return tuple(key.strip() or key for key in value if key)


def key_settings(reading: Reading, content: Mapping[str, object]) -> KeySettings:
    """Read the table `[keys]`; an id may stand in quotes or not, which makes tables of it."""
    entries: list[KeyEntry] = []
    preset = reading.values("keys", {k: v for k, v in content.items() if k == "preset"}, {"preset": one_of(*PRESETS)})

    def take(name: str, value: object) -> None:
        if isinstance(value, dict):
            for part, inner in value.items():
                take(f"{name}.{part}" if name else part, inner)
        elif name != "preset":
            try:
                entries.append(KeyEntry(action=name, keys=key_list(value), line=reading.line_of("keys", name)))
            except Wrong as wrong:
                reading.wrong("keys", name, str(wrong))

    take("", content)
    return KeySettings(**preset, entries=tuple(sorted(entries, key=lambda e: e.line)))


READERS: Mapping[str, tuple[type, Mapping[str, Read]]] = MappingProxyType(
    {
        "mail": (
            MailSettings,
            {
                "sender": text,
                "way": text,
                "host": text,
                "port": port,
                "security": one_of(*SECURITIES),
                "user": text,
                "password_command": program,
                "sendmail": program,
                "ascii": yes_or_no,
            },
        ),
        "paper": (
            PaperSettings,
            {
                "size": one_of(*SIZES),
                "envelope": one_of(*ENVELOPES),
                "window": one_of(*WINDOWS),
                "folder": text,
                "open": program,
            },
        ),
        "spelling": (SpellingSettings, {"program": one_of(*SPELLERS), "language": text}),
        "sync": (
            SyncSettings,
            {"at_start": yes_or_no, "on_quit": yes_or_no, "every": minutes, "machine": short_name},
        ),
        "look": (
            LookSettings,
            {
                "theme": short_name,
                "ascii": yes_or_no,
                "low_bandwidth": yes_or_no,
                "mouse": yes_or_no,
                "animation": yes_or_no,
            },
        ),
    }
)


def read_own_settings(data: bytes, path: str) -> tuple[OwnSettings, tuple[Problem, ...]]:
    """Read the user's own settings, with everything that is wrong in them.

    Args:
        data: the bytes of `config.toml`.
        path: where it is, for the problems.
    """
    table, fault = load(data, path)
    if fault is not None:
        return OwnSettings(), (fault,)
    reading = Reading(lines=data.decode("utf-8-sig").splitlines(), path=path, problems=[])
    values: dict[str, Any] = {}
    for name, content in table.items():
        if name == "default_vault":
            values |= reading.values(name, {name: content}, {name: text})
        elif name == "keys" and isinstance(content, dict):
            values[name] = key_settings(reading, content)
        elif name == "filters" and isinstance(content, dict):
            named = reading.values(name, content, dict.fromkeys(content, text))
            values[name] = MappingProxyType(named)
        elif name in READERS and isinstance(content, dict):
            make, readers = READERS[name]
            values[name] = make(**reading.values(name, content, readers))
        else:
            reading.unknown(name, "")
    return OwnSettings(**values), tuple(sorted(reading.problems, key=lambda p: p.line))
