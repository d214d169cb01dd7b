"""Generated bodies, and the edits that people, editors and the program itself make in them.

Most lines carry a number of their own, so that a checker can say where each of them went.
"""

import re
from collections.abc import Callable
from itertools import count
from random import Random

WORDS = ("ramp", "plan", "board", "churn", "quota", "übung", "東京", "call", "C-level", "-->", "x" * 30)
NAMES = ("Joe Alvarez", "Mia Chen", "Ana <a@x.example>")
KINDS = ("Interview with", "Call with", "Email to", "Email from", "Letter to", "Message to", "Meeting with")
MARKS = ("need", "topic", "QUOTE", "fumbled", "value", "[ ] promise", "[x] promise", "[-] next", "next", "[ ] Next")
SECTIONS = ("## Notes", "## Correspondence", "## Ideas", "# Top", "### Not an entry", "## notes", "#### Deep")
ODD = ("```", "~~~", "<!-- open", "-->", "#### small", "    code", "| a | b |", "---", "<<<<<<< HEAD", "> quoted", "-")
HEADING = re.compile(r" {0,3}#{1,3}[ \t]")
ENTRY = re.compile(r" {0,3}###[ \t]+[0-9]{4}-")
MARK = re.compile(r"[ \t]*[-*+] (?:\[(.?)\] )?(?:promise|next):", re.IGNORECASE)
DAY = re.compile(r"(?<=by )[0-9]{4}-[0-9]{2}-[0-9]{2}")
BULLETS = ("- ", "- ", "- ", "* ", "1. ", "  - ")


class Writer:
    """Writes lines that are new each time."""

    def __init__(self, random: Random, *, wild: bool = True) -> None:
        self.random, self.numbers, self.wild = random, count(1), wild

    def one(self, things: tuple[str, ...]) -> str:
        return self.random.choice(things)

    def odds(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def words(self) -> str:
        said = " ".join(self.one(WORDS[:9]) for _ in range(self.random.randint(1, 4)))
        return said if self.odds(12) else f"{said} n{next(self.numbers)}"

    def day(self) -> str:
        return f"2026-11-{self.random.randint(10, 16)}"

    def paragraph(self) -> list[str]:
        if self.wild and self.odds(12):
            return [self.one(ODD)]
        if self.odds(10):
            sign = self.one(("```", "~~~", "````"))
            return [sign, self.words(), "", "- [ ] promise: hidden " + self.words(), sign]
        if self.odds(14):
            return ["<!-- " + self.words(), "", self.words() + " -->"]
        if self.odds(6):
            return [self.one(BULLETS) + self.words() for _ in range(self.random.randint(1, 3))]
        return [self.words() for _ in range(self.random.randint(1, 3))]

    def text(self, most: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.random.randint(0, most)):
            lines += ["", *self.paragraph()]
        return lines

    def mark(self) -> list[str]:
        line = f"{self.one(BULLETS)}{self.one(MARKS)}: {self.words()}"
        line += f" by {self.day()}" if self.odds(2) else ""
        line += f" ({self.one(NAMES)})" if self.odds(2) else ""
        return [line, "  and " + self.words()] if self.odds(8) else [line]

    def heading(self) -> str:
        time = f" {self.random.randint(9, 11):02}:00" if self.odds(2) else ""
        title = f": {self.words()}" if self.odds(2) else self.one(("", ": Re", ": Re"))
        return f"### {self.day()}{time} {self.one(KINDS)} {self.one(NAMES)}{title}"

    def entry(self) -> list[str]:
        lines = [self.heading()]
        for _ in range(self.random.choice((0, 0, 1, 2, 3))):
            lines += self.mark() if not self.odds(5) else [f"- {self.words()}"]
        return lines + self.text(3) + [""]

    def section(self) -> list[str]:
        lines = [self.one(SECTIONS), *self.text(2), ""]
        for _ in range(self.random.randint(0, 3)):
            lines += self.entry()
        return lines

    def body(self) -> list[str]:
        lines = [*self.text(2)[1:], ""] if self.odds(2) else []
        for name in ("## Notes", "## Correspondence"):
            if not self.odds(4):
                lines += [name, *(self.text(1) if self.odds(3) else []), ""]
                for _ in range(self.random.randint(0, 3)):
                    lines += self.entry()
        return lines + (self.section() if self.odds(3) else [])

    def edited(self, lines: list[str], most: int = 4) -> list[str]:
        for _ in range(self.random.randint(1, most)):
            lines = self.one_of_edits()(list(lines))
        return lines

    def one_of_edits(self) -> Callable[[list[str]], list[str]]:
        tame = (
            *(self.append_entry,) * 4,
            *(self.add_mark,) * 3,
            *(self.tick,) * 3,
            *(self.change_day,) * 3,
            *(self.edit_line,) * 3,
            *(self.add_paragraph,) * 3,
            self.delete_part,
            self.move_part,
            self.rename,
            self.add_section,
            self.delete_paragraph,
        )
        wild = (self.delete_line, self.double_line, self.swap_lines, self.insert_line, self.delete_section, self.double)
        return self.random.choice(tame + wild if self.wild else tame)

    def place(self, lines: list[str], fits: Callable[[str], object] = bool) -> int | None:
        places = [at for at, line in enumerate(lines) if fits(line)]
        return self.random.choice(places) if places else None

    def span(self, lines: list[str], at: int, ends: re.Pattern[str] = HEADING) -> tuple[int, int]:
        return at, next((i for i in range(at + 1, len(lines)) if ends.match(lines[i])), len(lines))

    def append_entry(self, lines: list[str]) -> list[str]:
        at = self.place(lines, HEADING.match)
        if at is None:
            return [*lines, "", "## Notes", "", *self.entry()]
        _, end = self.span(lines, at)
        return [*lines[:end], *([""] if lines[end - 1] else []), *self.entry(), *lines[end:]]

    def add_mark(self, lines: list[str]) -> list[str]:
        at = self.place(lines, ENTRY.match)
        if at is None:
            return lines
        at += 1
        while at < len(lines) and lines[at].lstrip().startswith(("-", "*", "1.")) and not self.odds(4):
            at += 1
        return [*lines[:at], *self.mark(), *lines[at:]]

    def tick(self, lines: list[str]) -> list[str]:
        at = self.place(lines, MARK.match)
        if at is not None:
            box = self.one(("[x] ", "[x] ", "[-] ", "[ ] ", ""))
            lines[at] = re.sub(r"(?i)(?:\[.?\] )?(?=(?:promise|next):)", box, lines[at], count=1)
        return lines

    def change_day(self, lines: list[str]) -> list[str]:
        at = self.place(lines, DAY.search)
        if at is not None:
            lines[at] = DAY.sub(self.day(), lines[at])
        return lines

    def edit_line(self, lines: list[str]) -> list[str]:
        at = self.place(lines, lambda line: line.strip() and not HEADING.match(line))
        if at is not None:
            lines[at] += " " + self.words()
        return lines

    def add_paragraph(self, lines: list[str]) -> list[str]:
        at = self.place(lines, lambda line: not line)
        return [*lines[:at], "", *self.paragraph(), *lines[at:]] if at is not None else [*lines, "", *self.paragraph()]

    def delete_paragraph(self, lines: list[str]) -> list[str]:
        at = self.place(lines, lambda line: not line)
        if at is None:
            return lines
        end = next((i for i in range(at + 1, len(lines)) if not lines[i] or HEADING.match(lines[i])), len(lines))
        return lines[:at] + lines[end:]

    def delete_part(self, lines: list[str]) -> list[str]:
        at = self.place(lines, HEADING.match)
        if at is None:
            return lines
        start, end = self.span(lines, at)
        return lines[:start] + lines[end:]

    def delete_section(self, lines: list[str]) -> list[str]:
        at = self.place(lines, HEADING.match)
        if at is None:
            return lines
        start, end = self.span(lines, at, re.compile(r" {0,3}##?[ \t]"))
        return lines[:start] + lines[end:]

    def move_part(self, lines: list[str]) -> list[str]:
        at = self.place(lines, ENTRY.match)
        if at is None:
            return lines
        start, end = self.span(lines, at)
        moved, rest = lines[start:end], lines[:start] + lines[end:]
        to = self.place(rest, HEADING.match)
        if to is None:
            return rest + moved
        return rest[:to] + moved + rest[to:]

    def double(self, lines: list[str]) -> list[str]:
        at = self.place(lines, ENTRY.match)
        if at is None:
            return lines
        start, end = self.span(lines, at)
        return lines[:end] + lines[start:end] + lines[end:]

    def rename(self, lines: list[str]) -> list[str]:
        at = self.place(lines, HEADING.match)
        if at is not None:
            renamed = self.heading() if ENTRY.match(lines[at]) else self.one(SECTIONS)
            lines[at] = renamed if self.odds(2) else lines[at] + " more"
        return lines

    def add_section(self, lines: list[str]) -> list[str]:
        at = self.place(lines, HEADING.match)
        at = len(lines) if at is None or self.odds(2) else at
        return [*lines[:at], *self.section(), *lines[at:]]

    def delete_line(self, lines: list[str]) -> list[str]:
        at = self.place(lines, lambda _: True)
        return lines if at is None else lines[:at] + lines[at + 1 :]

    def double_line(self, lines: list[str]) -> list[str]:
        at = self.place(lines, lambda _: True)
        return lines if at is None else [*lines[:at], lines[at], *lines[at:]]

    def swap_lines(self, lines: list[str]) -> list[str]:
        one, two = self.place(lines, lambda _: True), self.place(lines, lambda _: True)
        if one is not None and two is not None:
            lines[one], lines[two] = lines[two], lines[one]
        return lines

    def insert_line(self, lines: list[str]) -> list[str]:
        at = self.random.randint(0, len(lines))
        return [*lines[:at], self.one(ODD) if self.odds(2) else self.words(), *lines[at:]]

    def put(self, lines: list[str], newline: str = "\n") -> str:
        """Return lines as one text, with or without an end of the last one."""
        if self.wild and self.odds(12):
            newline = self.one(("\r\n", "\r\n", "\r"))
        text = "".join(line + newline for line in lines)
        return text.removesuffix(newline) if self.odds(6) else text


def three_bodies(random: Random, *, wild: bool = True) -> tuple[str, str, str]:
    """Return a body and two versions of it."""
    writer = Writer(random, wild=wild)
    lines = writer.body()
    newline = writer.one(("\n", "\n", "\n", "\n", "\r\n"))
    base = writer.put(lines, newline)
    if wild and writer.odds(15):
        base, lines = "", []
    ours, theirs = (writer.put(writer.edited(lines), newline) for _ in range(2))
    if wild and writer.odds(15):
        return base, ours, writer.put(writer.edited(ours.splitlines()), newline)
    return base, ours, theirs
