"""Edits of the notes in sample-vault/ as the app, editors and people make them, by a dice of their own."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from store.errors import StoreError
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.text.header import read_file
from store.text.header_edit import add_contact, set_contact, set_keys
from store.text.log_edit import add_entry, add_mark, set_box

VAULT = Path(__file__).parents[4] / "sample-vault"
NOTES = [path.read_bytes() for path in sorted(VAULT.glob("opportunities/**/*.md"))]
WORDS = (
    "ramp",
    "forecast",
    "coaching",
    "margin",
    "pilot",
    "churn",
    "renewals",
    "onboarding",
    "whiteboard",
    "snow",
    "budget",
    "Tuesday",
    "promise",
    "quiet",
)
MONDAY = date(2026, 11, 23)

Edit = Callable[[Random, str], str]


def sentence(dice: Random) -> str:
    """A few words that nobody else wrote."""
    return f"{' '.join(dice.choices(WORDS, k=dice.randint(2, 6)))} z{dice.randrange(10**6)}"


def _contacts(text: str) -> list[str]:
    return re.findall(r"^  - name: (.+?)\s*(?:#.*)?$", text, re.MULTILINE)


def _who(dice: Random, text: str) -> tuple[Name, ...]:
    names = _contacts(text)
    name = dice.choice(names) if names else "Somebody New"
    return (Name(text=name, who=name),)


def log_something(dice: Random, text: str) -> str:
    """The app logs a mail, a call, a meeting or a note."""
    kind = dice.choice([Kind.EMAIL, Kind.CALL, Kind.INTERVIEW, Kind.NOTE, Kind.SKIPPED])
    told = "\n\n".join(sentence(dice) for _ in range(dice.randint(1, 3)))
    entry = Entry(
        line=0,
        end=0,
        day=MONDAY + timedelta(days=dice.randrange(4)),
        at=time(dice.randint(8, 19), dice.choice([0, 15, 30])),
        kind=kind,
        direction=dice.choice([Direction.TO, Direction.FROM]) if kind is Kind.EMAIL else Direction.WITH,
        names=_who(dice, text),
        title=sentence(dice),
        text=told if kind in (Kind.EMAIL, Kind.NOTE) else "",
    )
    return add_entry(text.encode(), "o.md", entry).decode()


def note_something(dice: Random, text: str) -> str:
    """The app puts a mark into a talk."""
    lines = text.split("\n")
    talks = [i + 1 for i, line in enumerate(lines) if re.match(r"### .* (Interview|Call|Meeting) with", line)]
    if not talks:
        return text
    word = dice.choice([Word.NEED, Word.TOPIC, Word.PROMISE, Word.QUOTE])
    day = MONDAY + timedelta(days=dice.randrange(9)) if word is Word.PROMISE else None
    mark = Mark(line=0, word=word, text=sentence(dice), by=day, persons=())
    return add_mark(text.encode(), "o.md", dice.choice(talks), mark).decode()


def tick(dice: Random, text: str) -> str:
    """The app ticks a mark."""
    lines = text.split("\n")
    open_ones = [i + 1 for i, line in enumerate(lines) if line.startswith("- [")]
    if not open_ones:
        return text
    return set_box(text.encode(), "o.md", dice.choice(open_ones), dice.choice([Box.DONE, Box.DROPPED])).decode()


def postpone(dice: Random, text: str) -> str:
    """Somebody gives a mark another day."""
    days = list(re.finditer(r"^- \[.*by (\d{4}-\d\d-\d\d)", text, re.MULTILINE))
    if not days:
        return text
    found = dice.choice(days)
    return text[: found.start(1)] + f"2026-12-{dice.randint(10, 28)}" + text[found.end(1) :]


def move_stage(dice: Random, text: str) -> str:
    """The app moves the stage."""
    stage = dice.choice(["applied", "interviewing", "offer", "rejected", "withdrawn"])
    since = str(MONDAY + timedelta(days=dice.randrange(5)))
    return set_keys(text.encode(), "o.md", {"stage": stage, "stage_since": since}).decode()


def set_key(dice: Random, text: str) -> str:
    """The app sets a key."""
    key = dice.choice(["next_touch", "deadline", "salary", "location", "source"])
    value = str(MONDAY + timedelta(days=dice.randrange(30))) if key in ("next_touch", "deadline") else sentence(dice)
    return set_keys(text.encode(), "o.md", {key: value}).decode()


def set_tags(dice: Random, text: str) -> str:
    """The app sets the tags."""
    node = read_file(text.encode(), "o.md").tree.get("tags")
    words = [item.text for item in getattr(node, "items", ())]
    words = [w for w in words if dice.random() < 0.8] + dice.sample(["b2b", "maybe", "local", "remote-first"], 1)
    return set_keys(text.encode(), "o.md", {"tags": tuple(dict.fromkeys(words))}).decode()


def meet_somebody(dice: Random, text: str) -> str:
    """The app adds a contact."""
    first, last = dice.choice(["Ida", "Bo", "Ümit", "Zoe"]), dice.choice(["Quist", "O'Neil", "Karlsen"])
    values = {"name": f"{first} {last}", "title": sentence(dice), "part": "ally"}
    if dice.random() < 0.5:
        values["email"] = f"{first.lower()}@new.example"
    return add_contact(text.encode(), "o.md", values).decode()


def learn_about(dice: Random, text: str) -> str:
    """The app sets a key of a contact."""
    key = dice.choice(["phone", "email", "title", "spelling", "prefers"])
    value = {"spelling": "confirmed", "prefers": "phone"}.get(key) or sentence(dice)
    value = f"z{dice.randrange(999)}@mail.example" if key == "email" else value
    who = _who(dice, text)[0].text
    return set_contact(text.encode(), "o.md", who, {key: value}).decode()


def _paragraphs(text: str) -> list[tuple[int, int]]:
    body = text.index("\n---\n", 4) + 5 if text.startswith("---\n") and "\n---\n" in text[4:] else 0
    found = re.finditer(r"(?:^(?!#|-|\s*$|```|<!--).+\n?)+", text[body:], re.MULTILINE)
    return [(body + one.start(), body + one.end()) for one in found]


def retype(dice: Random, text: str) -> str:
    """Somebody writes a paragraph anew."""
    places = _paragraphs(text)
    if not places:
        return text
    start, end = dice.choice(places)
    return f"{text[:start]}{sentence(dice)}.\n{sentence(dice)}.\n{text[end:]}"


def rewrap(dice: Random, text: str) -> str:
    """An editor wraps a paragraph anew."""
    places = _paragraphs(text)
    if not places:
        return text
    start, end = dice.choice(places)
    words, lines, width = text[start:end].split(), [""], dice.choice([50, 72, 100])
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return text[:start] + "\n".join(lines) + "\n" + text[end:]


def remove_paragraph(dice: Random, text: str) -> str:
    """Somebody takes a paragraph out."""
    places = _paragraphs(text)
    if not places:
        return text
    start, end = dice.choice(places)
    return text[:start] + text[end:].lstrip("\n")


def write_paragraph(dice: Random, text: str) -> str:
    """Somebody writes a paragraph below another one."""
    places = _paragraphs(text)
    if not places:
        return text
    _, end = dice.choice(places)
    return f"{text[:end]}\n{sentence(dice)}.\n{text[end:]}"


def fix_word(dice: Random, text: str) -> str:
    """Somebody mends one word of a line of the body, a mark or a heading even."""
    body = text.find("\n---\n", 4)
    found = list(re.finditer(r"\b[a-z]{5,}\b", text[body:])) if body > 0 else []
    if not found:
        return text
    one = dice.choice(found)
    return f"{text[: body + one.start()]}z{dice.randrange(10**5)}{text[body + one.end() :]}"


def _entries(text: str) -> list[tuple[int, int]]:
    starts = [one.start() for one in re.finditer(r"^#{2,3} ", text, re.MULTILINE)] + [len(text)]
    return [(a, b) for a, b in pairwise(starts) if text.startswith("### ", a)]


def move_entry(dice: Random, text: str) -> str:
    """Somebody puts an entry at the end of the file, or above another."""
    entries = _entries(text)
    if len(entries) < 2:
        return text
    start, end = dice.choice(entries)
    cut = text[start:end].rstrip("\n") + "\n"
    rest = text[:start] + text[end:]
    at = dice.choice([a for a, _ in _entries(rest)] + [len(rest)])
    return rest[:at].rstrip("\n") + "\n\n" + cut + ("\n" + rest[at:] if rest[at:] else "")


def remove_entry(dice: Random, text: str) -> str:
    """Somebody takes an entry out."""
    entries = _entries(text)
    if not entries:
        return text
    start, end = dice.choice(entries)
    return text[:start] + text[end:]


def rename(dice: Random, text: str) -> str:
    """Somebody writes a contact's name in another way, everywhere."""
    name = _who(dice, text)[0].text
    return text.replace(name, f"{name.split()[0]} Z. {name.split()[-1]}")


def comment(dice: Random, text: str) -> str:
    """Somebody puts a comment into the front matter."""
    end = text.index("\n---\n", 4)
    lines = text[4:end].split("\n")
    at = dice.randrange(len(lines))
    indent = re.match(" *", lines[at])
    if dice.random() < 0.5:
        lines.insert(at, f"{indent[0] if indent else ''}# {sentence(dice)}")
    elif "#" not in lines[at]:
        lines[at] += f"  # {sentence(dice)}"
    return "---\n" + "\n".join(lines) + text[end:]


def reorder_keys(dice: Random, text: str) -> str:
    """Somebody moves a key."""
    end = text.index("\n---\n", 4)
    blocks = re.findall(r"^[^\s#-].*\n?(?:[ #-].*\n?)*", text[4 : end + 1], re.MULTILINE)
    if "".join(blocks) != text[4 : end + 1]:
        return text
    block = blocks.pop(dice.randrange(len(blocks)))
    blocks.insert(dice.randrange(len(blocks) + 1), block)
    return "---\n" + "".join(blocks) + text[end + 1 :]


def block_list(dice: Random, text: str) -> str:
    """Somebody writes the tags with dashes."""
    found = re.search(r"^tags: \[(.*)\]\n", text, re.MULTILINE)
    if not found:
        return text
    lines = "".join(f"  - {word}\n" for word in [*found[1].split(", "), f"z{dice.randrange(99)}"])
    return f"{text[: found.start()]}tags:\n{lines}{text[found.end() :]}"


def squeeze(dice: Random, text: str) -> str:
    """Somebody deletes the blank line above or below a heading."""
    found = list(re.finditer(r"\n(?=\n#)|(?<=\n)\n(?=[A-Za-z-])", text))
    if not found:
        return text
    one = dice.choice(found)
    return text[: one.start()] + text[one.end() :]


def paste(dice: Random, text: str) -> str:
    """Somebody pastes what holds headings, fences, comments or rules."""
    pasted = dice.choice([
        f"### {sentence(dice)}\n\n> On Monday Joe wrote:\n> {sentence(dice)}\n",
        f"```\n{sentence(dice)}\n\n## not a heading\n```\n",
        f"<!-- {sentence(dice)}\n\n{sentence(dice)} -->\n",
        f"### 2026-11-2{dice.randint(0, 9)} {sentence(dice)}\n\n{sentence(dice)}\n",
        f"{sentence(dice)}\n=======\n\n***\n\n{sentence(dice)}\n",
        f"<!-- {sentence(dice)}\n",
        f"```\n{sentence(dice)}\n",
        f"---\n{sentence(dice)}\n---\n",
    ])  # fmt: skip
    places = _paragraphs(text)
    at = dice.choice([end for _, end in places] + [len(text)])
    return text[:at].rstrip("\n") + "\n\n" + pasted + ("\n" + text[at:].lstrip("\n") if text[at:] else "")


def convert(dice: Random, text: str) -> str:
    """An editor writes the file with other line ends, or without the last one."""
    text = text.replace("\r\n", "\n")
    return dice.choice([text.replace("\n", "\r\n"), text.rstrip("\n"), text + "\n", "\ufeff" + text.lstrip("\ufeff")])


def mix(dice: Random, text: str) -> str:
    """An editor writes some lines with other line ends."""
    return "".join(line.replace("\n", "\r\n") if dice.random() < 0.2 else line for line in text.splitlines(True))


APP: tuple[Edit, ...] = (
    log_something, note_something, tick, move_stage, set_key, set_tags, meet_somebody, learn_about,
)  # fmt: skip
HAND: tuple[Edit, ...] = (
    postpone, retype, rewrap, remove_paragraph, write_paragraph, fix_word, move_entry, remove_entry, rename, comment,
    reorder_keys, block_list, squeeze, paste,
)  # fmt: skip
LAST: tuple[Edit, ...] = (convert, mix)


def edited(dice: Random, data: bytes, edits: list[Edit]) -> bytes:
    """The note after some edits; what the app refuses, and what finds no front matter any more, is left out."""
    text = data.decode()
    for edit in edits:
        try:
            text = edit(dice, text)
        except (StoreError, ValueError):
            continue
    return text.encode()


def some(dice: Random) -> list[Edit]:
    """A few edits in a row."""
    return dice.choices([*APP, *HAND], k=dice.choice([1, 1, 2, 3])) + dice.choices(LAST, k=dice.random() < 0.1)
