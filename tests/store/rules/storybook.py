"""Stories as people read them in `stories/*.md`: files, a day, and what the program has to say about them.

A group of stories begins with the files that all of them share. A story is a heading that names its rules or guards and
what is shown, then blocks that change files, and days with rows of what is expected. `stories/README.md` tells how.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

STORIES = Path(__file__).with_name("stories")
FENCE = re.compile(r"```(?P<what>\S*) *(?P<which>\S*)\s*$")
DAY = re.compile(r"On (?P<day>\d{4}-\d\d-\d\d)(?: at (?P<time>\d\d:\d\d)(?P<zulu>Z?))?(?P<only>, and nothing else)?:$")
HEADER_KEY = re.compile(r"^(\w+):")
COLUMNS = re.compile(r" {2,}")
DETAIL = re.compile(r"(?P<name>[a-z]+): (?P<text>.+)$")
DETAILS = frozenset(
    {"allowed", "also", "answers", "because", "hint", "note", "optional", "says", "stale", "template", "time"}
)
ID = re.compile(r"\bR\d+\b|\bGuards? \d+\b")


class Mistake(ValueError):
    """A story that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of what is expected: an item, a problem, a finding in a draft, a letter, or that there is none."""

    line: int
    where: str
    """A bucket or a state, `check`, `draft`, `letter`; `never` and `no ...` for what must not be there."""
    what: str = ""
    """The step, the code, the template."""
    who: str = ""
    by: str = ""
    due: str = ""
    rules: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    """Words of the event, of the message, of the letter."""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A vault on one day."""

    line: int
    day: str
    time: str = ""
    is_universal: bool = False
    """The time is UTC and the day follows from the user's zone; else the day is the user's own."""
    only: bool = False
    """Nothing but the rows is due."""
    files: Mapping[str, str]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is told under one heading."""

    place: str
    """`guards.md:12`."""
    title: str
    days: tuple[Day, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The rules and guards that it shows: `R7`, `Guard 3`."""
        return tuple(found.replace("Guards", "Guard") for found in ID.findall(self.title.partition(":")[0]))


@dataclass(slots=True)
class _Told:
    """A story while it is read."""

    line: int
    title: str
    files: dict[str, str]
    days: list[Day] = field(default_factory=list)


def stories() -> tuple[Story, ...]:
    """Return every story, in the order of files and lines."""
    return tuple(
        story for file in sorted(STORIES.glob("*.md")) if file.name != "README.md" for story in read_group(file)
    )


def read_group(file: Path) -> Iterator[Story]:
    """Yield the stories of one file."""
    shared: dict[str, str] = {}
    told: _Told | None = None
    lines = file.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith("## "):
            if told:
                yield _finished(file, told)
            told = _Told(number, line[3:].strip(), dict(shared))
        elif match := FENCE.match(line):
            end = lines.index("```", number)
            _block(told.files if told else shared, match["what"], match["which"], lines[number:end], number)
            number = end + 1
        elif told and (match := DAY.match(line)):
            end = next(
                (n for n in range(number, len(lines)) if lines[n] and not lines[n].startswith("    ")), len(lines)
            )
            told.days.append(_day(match, told.files, number, lines[number:end]))
            number = end
        elif line.startswith(("On ", "    ")):
            raise Mistake(f"{file.name}:{number}: {line}")
    if told:
        yield _finished(file, told)


def _finished(file: Path, told: _Told) -> Story:
    if not told.days:
        raise Mistake(f"{file.name}:{told.line}: nothing is expected")
    return Story(place=f"{file.name}:{told.line}", title=told.title, days=tuple(told.days))


def _block(files: dict[str, str], what: str, which: str, lines: list[str], number: int) -> None:
    """Change the files as a fenced block says: a whole file, more of a log, other keys of a header, a line."""
    text = "\n".join(lines) + "\n"
    if "/" in what or what.endswith(".toml"):
        files[what] = text
        return
    path = f"opportunities/{which}.md" if which else next(p for p in files if p.startswith("opportunities/"))
    if what == "log":
        files[path] = f"{files[path]}\n{text}"
    elif what == "header":
        files[path] = _with_keys(files[path], lines)
    elif what == "change":
        old, new = (part.strip("\n") for part in text.split("\n=>\n" if "\n=>\n" in text else "=>"))
        if files[path].count(old) != 1:
            raise Mistake(f"line {number}: “{old}” stands {files[path].count(old)} times in {path}")
        files[path] = files[path].replace(old, new)
    else:
        raise Mistake(f"line {number}: ```{what}")


def _with_keys(text: str, lines: Iterable[str]) -> str:
    """Return an opportunity with keys of its header set, each with the lines below it; `key:` alone takes it away."""
    _, header, body = text.split("---\n", 2)
    blocks: dict[str, list[str]] = {}
    for source in (header.splitlines(), lines):
        fresh: dict[str, list[str]] = {}
        key = ""
        for line in source:
            match = HEADER_KEY.match(line)
            key = match[1] if match else key
            fresh.setdefault(key, []).append(line)
        blocks |= fresh
    kept = [line for key, block in blocks.items() if block != [f"{key}:"] for line in block]
    return "---\n" + "".join(f"{line}\n" for line in kept) + "---\n" + body


def _day(match: re.Match[str], files: Mapping[str, str], number: int, lines: list[str]) -> Day:
    rows: list[Row] = []
    for offset, line in enumerate(lines, 1):
        if not line.strip():
            continue
        detail = DETAIL.match(line.strip())
        if detail and detail["name"] in DETAILS and rows:
            last = rows.pop()
            rows.append(_with_detail(last, detail["name"], detail["text"]))
        else:
            rows.append(_row(line.strip(), number + offset))
    return Day(
        line=number,
        day=match["day"],
        time=match["time"] or "",
        is_universal=bool(match["zulu"]),
        only=bool(match["only"]),
        files=dict(files),
        rows=tuple(rows),
    )


def _row(line: str, number: int) -> Row:
    cells = ["" if cell == "-" else cell for cell in COLUMNS.split(line)]
    where, what, who, by, due, rules = (cells + [""] * 6)[:6]
    because = cells[6:]
    return Row(
        line=number,
        where=where,
        what=what,
        who=who,
        by=by,
        due=due,
        rules=tuple(rules.split()),
        because=tuple(because),
    )


def _with_detail(row: Row, name: str, text: str) -> Row:
    return Row(
        line=row.line,
        where=row.where,
        what=row.what,
        who=row.who,
        by=row.by,
        due=row.due,
        rules=row.rules,
        because=row.because,
        details=(*row.details, (name, text)),
    )
