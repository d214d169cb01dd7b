"""Edits of the log: a new entry, a new mark, another box. Only lines are added; what comes out is read again."""

import re
from collections.abc import Iterable

from store.errors import RefusedEdit
from store.model.entry import SPOKEN, TASKS, WRITTEN, Box, Entry, Kind, Mark, Name, Word
from store.model.folding import fold_name
from store.model.person import Person
from store.model.value import replace
from store.text.guard import guarded, text_lines
from store.text.headings import is_zone, one_line, written_heading
from store.text.marks import written_mark, written_message_id
from store.text.names import ANGLED, Roster, email_in
from store.text.outline import ITEM, Sort
from store.text.page import Page, placeless

NOTES, CORRESPONDENCE = "Notes", "Correspondence"
BOX = re.compile(r"\[[^\[\]]?\]")
SECTION_LEVEL = 2


def section_of(kind: Kind) -> str:
    """Return the section that new entries of a kind go to: talks to Notes, all else to Correspondence."""
    return NOTES if kind in SPOKEN or kind is Kind.BRIEFING else CORRESPONDENCE


def add_entry(data: bytes, path: str, entry: Entry, roster: Roster | None = None) -> bytes:
    """Return the file with one log entry more, after the last one under its section.

    Args:
        data: The file.
        path: Its place in the vault, for the refusal.
        entry: What to log; `line`, `end` and `heading` are not looked at.
        roster: Whom names stand for in this file; without it the names are taken to be known.

    Raises:
        RefusedEdit: the entry would not read back as it is, or something else would read otherwise.
    """
    page = Page.open(data, path, roster or _roster_of([entry.names, *(mark.persons for mark in entry.marks)]))
    _check_entry(page, entry)
    section, at = _place(page, section_of(entry.kind))
    page.check_open(at)
    lines = [] if section else [f"## {section_of(entry.kind)}", ""]
    lines.append(written_heading(entry))
    lines += [f"- {written_message_id(entry.message_id)}"] if entry.message_id else []
    lines += [f"- {written_mark(mark)}" for mark in entry.marks]
    text = text_lines(entry.text)
    if text:
        lines += ["", *(guarded(line) for line in text)]
    after = page.inserted(at, _spaced(page, at, lines)).reread()
    _verify_entry(page, after, entry, "\n".join(text))
    return after.data


def add_mark(data: bytes, path: str, entry_line: int, mark: Mark, roster: Roster | None = None) -> bytes:
    """Return the file with one mark more, behind the last mark of the entry whose heading stands on that line.

    Args:
        data: The file.
        path: Its place in the vault, for the refusal.
        entry_line: Line of the entry's heading, from 1.
        mark: What to note; `line` and `mine` are not looked at.
        roster: Whom names stand for in this file; without it the persons are taken to be known.

    Raises:
        RefusedEdit: the mark would not read back as it is, or something else would read otherwise.
    """
    page = Page.open(data, path, roster or _roster_of([mark.persons]))
    entry = next((entry for entry in page.entries if entry.line == entry_line), None)
    if entry is None:
        raise page.refuse(entry_line, "no log entry begins on this line")
    at, bullet = _place_of_mark(page, entry)
    page.check_open(at)
    sorts = page.outline.sorts
    lines = [bullet + written_mark(mark)]
    if at < len(sorts) and not entry.marks and sorts[at] not in (Sort.BLANK, Sort.ITEM):
        lines.append("")
    after = page.inserted(at, lines).reread()
    _verify_mark(page, after, entry, page.line_of(at), mark)
    return after.data


def set_box(data: bytes, path: str, line: int, box: Box) -> bytes:
    """Return the file with another box on the promise or next that stands on a line; nothing else changes.

    Raises:
        RefusedEdit: there is no such mark on that line, or the change would do more than that.
    """
    page = Page.open(data, path, Roster((), ()))
    marks = [mark for entry in page.entries for mark in entry.marks if mark.line == line]
    if not marks or marks[0].word not in TASKS:
        raise page.refuse(line, "there is no promise and no next on this line")
    at = line - page.document.body_line
    text = page.outline.lines[at]
    bullet = ITEM.match(text)
    start = bullet.end() if bullet else 0
    old = BOX.match(text, start)
    wanted = f"[{box.value}]"
    if old:
        text = text[:start] + wanted + text[old.end() :]
    else:
        gap = "" if text[:start].endswith((" ", "\t")) else " "
        text = f"{text[:start]}{gap}{wanted} {text[start:]}"
    after = page.replaced(at, text).reread()
    expected = [placeless(_with_box(entry, line, box)) for entry in page.entries]
    if expected != [placeless(entry) for entry in after.entries]:
        raise page.refuse(line, "setting the box would change how other lines are read")
    return after.data


def _with_box(entry: Entry, line: int, box: Box) -> Entry:
    return replace(entry, marks=tuple(replace(m, box=box) if m.line == line else m for m in entry.marks))


def _roster_of(groups: Iterable[tuple[Name, ...]]) -> Roster:
    """Return a roster in which just these names are known."""
    idents = dict.fromkeys(_ident(name) for names in groups for name in names)
    return Roster((), [Person(path="", name=ANGLED.sub("", i).strip(), ident=i, email=email_in(i)) for i in idents])


def _ident(name: Name) -> str:
    return " ".join((name.who or name.text).split())


def _place(page: Page, section: str) -> tuple[bool, int]:
    """Tell whether the section exists, and before which line of the body the new entry goes."""
    heads = [(at, title) for at, title in page.outline.titles.items() if title.level <= SECTION_LEVEL]
    found = [at for at, title in heads if fold_name(title.text) == section.casefold()]
    stop = len(page.outline.lines)
    if found:
        stop = next((at for at, _ in heads if at > found[-1]), stop)
        stop = max((end for at, end, _ in page.outline.entries() if found[-1] < at < stop), default=stop)
    at = page.after_last_word(stop)
    return bool(found), at if at or not page.outline.lines else 1


def _spaced(page: Page, at: int, lines: list[str]) -> list[str]:
    """Put a blank line on both sides where the file has none."""
    sorts = page.outline.sorts
    if (at and sorts[at - 1] is not Sort.BLANK) or (not at and page.document.closing):
        lines = ["", *lines]
    if at < len(sorts) and sorts[at] is not Sort.BLANK:
        lines = [*lines, ""]
    return lines


def _place_of_mark(page: Page, entry: Entry) -> tuple[int, str]:
    """Return before which line of the body a new mark goes, and its bullet."""
    if not entry.marks:
        return entry.line - page.document.body_line + 1, "- "
    at = entry.marks[-1].line - page.document.body_line
    line = page.outline.lines[at]
    sign = line.lstrip(" \t")[0]
    bullet = line[: len(line) - len(line.lstrip(" \t"))] + (sign if sign in "*+" else "-") + " "
    at += 1
    while at < len(page.outline.sorts) and page.outline.sorts[at] is Sort.TEXT:
        at += 1
    return at, bullet


def _check_entry(page: Page, entry: Entry) -> None:
    line = page.document.body_line
    if bool(entry.names) != (entry.direction is not None):
        raise page.refuse(line, "an entry with names needs to, from, with or by, and one without them has none")
    if entry.zone is not None and (entry.at is None or not is_zone(entry.zone)):
        raise page.refuse(line, f"“{entry.zone}” is no time zone behind a time")
    for name in entry.names:
        _check_name(page, name)


def _check_name(page: Page, name: Name) -> None:
    fitting = page.roster.fitting(_ident(name))
    if name.who is not None and fitting != (name.who,) and len(fitting) != 1:
        reason = f"could be {', '.join(fitting)}" if fitting else "is nobody in contacts or people/"
        raise page.refuse(page.document.body_line, f"“{_ident(name)}” {reason}")


def _refusal(page: Page, what: str) -> RefusedEdit:
    return page.refuse(page.document.body_line, f"{what} cannot be written so that it reads back the same")


def _verify_entry(page: Page, after: Page, entry: Entry, text: str) -> None:
    old = [placeless(e) for e in page.entries]
    new = [placeless(e) for e in after.entries]
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    if [*new[:at], *new[at + 1 :]] != old or len(new) != len(old) + 1 or after.faults != page.faults:
        raise _refusal(page, "the entry")
    read = new[at]
    wanted = replace(
        read,
        day=entry.day,
        at=entry.at,
        zone=entry.zone,
        kind=entry.kind,
        direction=entry.direction,
        names=tuple(page.roster.resolve(_ident(name)) for name in entry.names),
        title=one_line(entry.title),
        message_id=entry.message_id,
    )
    marks = read.marks[: len(entry.marks)]
    if read != wanted:
        raise _refusal(page, "the heading" if read.message_id == entry.message_id else "the message-id")
    if len(marks) != len(entry.marks) or not all(
        _is_meant(page, *pair) for pair in zip(marks, entry.marks, strict=True)
    ):
        raise _refusal(page, "a mark")
    has_marks_in_text = entry.kind not in WRITTEN and len(read.marks) > len(marks)
    if read.text != text and not has_marks_in_text:
        raise _refusal(page, "the text")


def _verify_mark(page: Page, after: Page, entry: Entry, line: int, mark: Mark) -> None:
    changed = next((e for e in after.entries if e.line == entry.line), entry)
    added = [m for m in changed.marks if m.line == line]
    kept = replace(changed, marks=tuple(m for m in changed.marks if m.line != line))
    if len(added) != 1 or not _is_meant(page, added[0], mark):
        raise _refusal(page, "the mark")
    rest = [placeless(kept if e is changed else e) for e in after.entries]
    if rest != [placeless(e) for e in page.entries] or after.faults != page.faults:
        raise _refusal(page, "the mark")


def _is_meant(page: Page, read: Mark, mark: Mark) -> bool:
    """Tell whether a mark was read as meant; a `by` or persons typed into its text may be read as such."""
    text = one_line(mark.text)
    persons = tuple(page.roster.resolve(_ident(person)) for person in mark.persons)
    tail = text[len(read.text) :].strip(" \t").casefold()
    return (
        (read.word, read.box) == (mark.word, mark.box if mark.word in TASKS else Box.OPEN)
        and mark.by in (None, read.by)
        and (not persons or read.persons == persons)
        and not (mark.word is Word.NEXT and mark.mine and mark.persons)
        and text.startswith(read.text)
        and (not tail or (tail.startswith(("(", "by ")) and (mark.by is None or not persons)))
    )
