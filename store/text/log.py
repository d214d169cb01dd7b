"""The log of a body: its dated entries with their marks and text, and what is wrong with it. It never raises."""

from collections.abc import Iterator

from msgspec import Struct, field

from store.model.entry import WRITTEN, Entry, Mark, Name
from store.model.problem import Problem, Severity
from store.text.guard import trimmed, unguarded
from store.text.headings import NotAHeading
from store.text.marks import Item, read_mark, read_message_id
from store.text.names import Roster, split_names
from store.text.outline import COMMENT, Outline, Sort, Title, outline


def read_log(body: str, first_line: int, roster: Roster, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read the log entries of a body, in file order, and the problems met.

    Args:
        body: The text behind the front matter.
        first_line: Line of the file where the body starts, from 1.
        roster: Whom names may stand for.
        path: The file's place in the vault, for the problems.
    """
    log = Log(outline(body), first_line, roster, path)
    entries = tuple(log.entry(*found) for found in log.outline.entries())
    return entries, tuple(sorted([*log.problems, *log.faults()], key=lambda problem: problem.line))


class Log(Struct):
    """One reading of one body."""

    outline: Outline
    first_line: int
    roster: Roster
    path: str
    problems: list[Problem] = field(default_factory=list)

    def entry(self, at: int, stop: int, title: Title) -> Entry:
        """Read the entry whose heading stands at `at` and which ends before `stop`."""
        heading = title.heading
        assert heading is not None  # noqa: S101 - the outline yields log headings only
        names = split_names(heading.names, self.roster) if heading.names else ()
        self._check_names(names, at)
        is_written = heading.kind in WRITTEN
        marks_end = self._list_end(at + 1, stop) if is_written else stop
        items = self._items(at + 1, marks_end)
        marks, taken = self._marks(items, names)
        message_id = ""
        if is_written:
            taken = set(range(at + 1, marks_end))
            message_id = next(filter(None, map(read_message_id, items)), "")
        return Entry(
            line=self.first_line + at,
            end=self.first_line + stop - 1,
            day=heading.day,
            kind=heading.kind,
            at=heading.at,
            zone=heading.zone,
            direction=heading.direction,
            names=names,
            title=heading.title,
            marks=marks,
            text=self._text(at + 1, stop, taken),
            heading=title.text,
            message_id=message_id,
        )

    def faults(self) -> Iterator[Problem]:
        """Yield what is wrong with headings, fences and comments."""
        for at, title in self.outline.titles.items():
            if title.fault:
                yield self._fault(at, title.fault)
        for at, sign in self.outline.unclosed.items():
            what, close = ("comment", "-->") if sign == COMMENT else ("fence", sign)
            yield self._problem(
                at,
                f"unclosed-{what}",
                f"the {what} that begins here is not closed before the next log entry, so it hides nothing",
                f"Close it with a line {close}, or put a backslash before it.",
            )

    def _list_end(self, start: int, stop: int) -> int:
        """Return the line after the list directly under a heading; `start` when there is none."""
        sorts = self.outline.sorts
        if start >= stop or sorts[start] is not Sort.ITEM:
            return start
        return next((at for at in range(start, stop) if sorts[at] is Sort.BLANK), stop)

    def _items(self, start: int, stop: int) -> list[Item]:
        sorts, lines, found = self.outline.sorts, self.outline.lines, []
        at = start
        while at < stop:
            first = at
            at += 1
            if sorts[first] is Sort.ITEM:
                while at < stop and sorts[at] is Sort.TEXT:
                    at += 1
                found.append(Item(first, lines[first:at]))
        return found

    def _marks(self, items: list[Item], crowd: tuple[Name, ...]) -> tuple[tuple[Mark, ...], set[int]]:
        marks: list[Mark] = []
        taken: set[int] = set()
        for item in items:
            found = read_mark(item, self.first_line + item.first, self.roster, crowd)
            if found is None:
                continue
            mark, tail, strange = found
            marks.append(mark)
            taken.update(range(item.first, item.first + len(item.lines)) if len(item.lines) > 1 else (item.first,))
            self._check_names(tail.names, item.first)
            if tail.false_date:
                self._report(item.first, "impossible-date", f"there is no day {tail.false_date}", "Correct the date.")
            if strange:
                self._report(
                    item.first, "unknown-box", f"“[{strange}]” is no box", "Write [ ] open, [x] done or [-] dropped."
                )
        return tuple(marks), taken

    def _text(self, start: int, stop: int, taken: set[int]) -> str:
        lines = self.outline.lines[start:stop]
        if taken:
            lines = [line for at, line in enumerate(lines, start) if at not in taken]
        text = "\n".join(trimmed(lines))
        return self._unguarded(start, stop, taken) if "\\" in text else text

    def _unguarded(self, start: int, stop: int, taken: set[int]) -> str:
        """Return a text without the backslashes before lines that would read as something else."""
        lines, sorts = self.outline.lines, self.outline.sorts
        kept = [
            unguarded(lines[at]) if "\\" in lines[at] and sorts[at] is not Sort.HIDDEN else lines[at]
            for at in range(start, stop)
            if at not in taken
        ]
        return "\n".join(trimmed(kept))

    def _check_names(self, names: tuple[Name, ...], at: int) -> None:
        for name in names:
            if name.who is not None:
                continue
            fitting = self.roster.fitting(name.text)
            if fitting:
                self._report(
                    at,
                    "ambiguous-name",
                    f"“{name.text}” could be {', '.join(fitting)}",
                    "Write the full name, or add the e-mail address: `NAME <someone@example.com>`.",
                )
            else:
                self._report(
                    at,
                    "unknown-name",
                    f"“{name.text}” is nobody in contacts or people/",
                    "Correct the name, or add this person to contacts.",
                )

    def _fault(self, at: int, fault: NotAHeading) -> Problem:
        return self._problem(at, fault.code, fault.message, fault.fix)

    def _report(self, at: int, code: str, message: str, fix: str) -> None:
        self.problems.append(self._problem(at, code, message, fix))

    def _problem(self, at: int, code: str, message: str, fix: str) -> Problem:
        return Problem(
            path=self.path,
            line=self.first_line + at,
            code=code,
            message=message,
            severity=Severity.WARNING,
            fix=fix,
        )
