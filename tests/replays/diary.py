"""A replay as a person writes it: a vault, then for each day what the agenda must say and what is done.

    playbook  blend

    == Thu 2026-07-02, before
    today     in-room, at 16:00                         R2 R4 R6 G1
    ahead     letter, Priya Raman, by 2026-07-06
    log       ### 2026-07-02 19:00 Email to Priya Raman: Thanks
              - [ ] promise: call you by 2026-07-17 (Priya Raman)

A line is an item: its step, its person, then what else must be true of it, then the rules that it must cite. What is
listed under `overdue`, `today` or `due` (either) is all that is due; of the rest only what is named is compared.
Days that are not written down have nothing due. README.md tells the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

from store.model.value import replace

DAY = re.compile(r"== ([A-Z][a-z]{2}) (\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?(?:, (.+))?$")
FILE = re.compile(r">>> (\S+)$")
WIDTH = 10
INDENT = " " * WIDTH
DEEDS = frozenset({"in", "log", "notes", "tick", "drop", "confirm", "set", "change"})
"""What is done; every other word of a day says what is expected."""
EXPECTED = frozenset(
    {"overdue", "today", "due", "waiting", "held", "ahead", "listed", "gone", "done", "not", "nowhere"}
    | {"first", "order", "rest", "tells", "hides"}
)


class BadDiary(ValueError):
    """A diary says something that is not in its language."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is done to the vault on a day."""

    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation, in words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A day, or a part of it: first what is expected, then what is done."""

    day: date
    at: time | None
    """The hour, where the day looks different before and after something."""
    label: str
    expected: tuple[Line, ...]
    deeds: tuple[Deed, ...]

    @property
    def title(self) -> str:
        """What the day is called."""
        at = f" {self.at:%H:%M}" if self.at else ""
        return f"{self.day:%a} {self.day}{at}" + (f", {self.label}" if self.label else "")

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing may be due besides what is written."""
        return all(line.label != "rest" for line in self.expected)


@dataclass(frozen=True, slots=True)
class Diary:
    """A whole replay."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    before: tuple[Deed, ...] = ()
    """What another diary did up to the day on which this one begins."""
    nevers: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    until: date | None = None
    """The last day on which nothing may be due."""


def read_diary(path: Path) -> Diary:
    """Return the replay that a file tells."""
    head, pages = _parts(path)
    files = read_vault(path.with_name("vault.txt"))
    before: tuple[Deed, ...] = ()
    changes: list[str] = []
    nevers: list[str] = []
    until = None
    for label, text in head:
        match label:
            case "playbook":
                files = with_playbook(files, text)
            case "begins":
                before = _done_before(path, text)
            case "changed":
                changes.append(text)
            case "never":
                nevers.append(text)
            case "until":
                until = date.fromisoformat(text)
            case _:
                raise BadDiary(f"{path.name}: {label}")
    for change in changes:
        files, before = _changed(files, before, change)
    return Diary(f"{path.parent.name}/{path.stem}", files, before, tuple(nevers), tuple(pages), until)


def _parts(path: Path) -> tuple[list[tuple[str, str]], list[Page]]:
    head: list[tuple[str, str]] = []
    pages: list[Page] = []
    day: re.Match[str] | None = None
    found: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            if day:
                pages.append(_page(day, found))
            else:
                head = found
            day, found = DAY.match(line), []
            if day is None:
                raise BadDiary(f"{path.name}: {line}")
        elif line.startswith(INDENT) and found:
            found.append(("", line[WIDTH:]))
        elif line[:WIDTH].strip() and line[0] not in " (" and (day or _is_head(line)):
            found.append((line[:WIDTH].strip(), line[WIDTH:].strip()))
    if day is None:
        raise BadDiary(f"{path.name} has no day")
    pages.append(_page(day, found))
    return _joined(head), pages


def _is_head(line: str) -> bool:
    return line[:WIDTH].strip() in {"playbook", "begins", "changed", "never", "until"}


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give each line that goes on the word of the line before it."""
    result: list[tuple[str, str]] = []
    for label, text in found:
        result.append((label or result[-1][0], text.rstrip()))
    return result


def _page(day: re.Match[str], found: list[tuple[str, str]]) -> Page:
    expected: list[Line] = []
    deeds: list[Deed] = []
    label = ""
    for word, text in found:
        goes_on = not word
        label = word or label
        if label in {"log", "notes"} and goes_on:
            deeds[-1] = replace(deeds[-1], text=f"{deeds[-1].text}\n{text}")
        elif label in DEEDS:
            deeds.append(Deed(label, text))
        elif label in EXPECTED:
            expected.append(Line(label, text.strip()))
        else:
            raise BadDiary(f"{day[2]}: {label} {text}")
    at = time.fromisoformat(day[3]) if day[3] else None
    page = Page(date.fromisoformat(day[2]), at, day[4] or "", tuple(expected), tuple(deeds))
    if f"{page.day:%a}" != day[1]:
        raise BadDiary(f"{page.day} is a {page.day:%A}")
    return page


def with_playbook(files: dict[str, str], name: str) -> dict[str, str]:
    """Return the same files with another playbook in the settings."""
    settings = re.sub(r'playbook = ".*"', f'playbook = "{name}"', files["afterword.toml"])
    return {**files, "afterword.toml": settings}


def read_pages(path: Path) -> list[Page]:
    """Return the days of a diary, without its beginning."""
    return _parts(path)[1]


def read_vault(path: Path) -> dict[str, str]:
    """Return the files of a vault by their paths."""
    files: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if found := FILE.match(line):
            name = found[1]
            files[name] = []
        elif name:
            files[name].append(line)
    return {name: "\n".join(lines).rstrip("\n") + "\n" for name, lines in files.items()}


def _done_before(path: Path, text: str) -> tuple[Deed, ...]:
    """Return what another diary of the folder does before a day: `blend before 2026-07-08`."""
    name, _, day = text.partition(" before ")
    _, pages = _parts(path.with_name(f"{name}.txt"))
    return tuple(deed for page in pages if page.day < date.fromisoformat(day) for deed in page.deeds)


def _changed(files: dict[str, str], before: tuple[Deed, ...], change: str) -> tuple[dict[str, str], tuple[Deed, ...]]:
    """Return the beginning with a piece of text changed in it: `OLD => NEW`."""
    old, _, new = (part.strip() for part in change.partition("=>"))
    if not any(old in text for text in (*files.values(), *(deed.text for deed in before))):
        raise BadDiary(f"nothing to change: {old}")
    return (
        {name: text.replace(old, new) for name, text in files.items()},
        tuple(replace(deed, text=deed.text.replace(old, new)) for deed in before),
    )


def diaries(folder: Path) -> Iterator[Path]:
    """Yield the diaries below a folder."""
    yield from (p for p in sorted(folder.glob("*/*.txt")) if p.name != "vault.txt" and p.parent.name != "whole")
