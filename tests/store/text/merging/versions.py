"""Generated files and what people, editors and the app make of them: three versions of one file."""

from collections.abc import Callable, Sequence
from datetime import date, time

from hypothesis import strategies as st

from store.errors import BadRequest, RefusedEdit
from store.model.entry import Box, Direction, Entry, Kind, Name
from store.text.header import read_file
from store.text.header_edit import add_contact, set_contact, set_keys
from store.text.log_edit import add_entry, set_box

BOM = b"\xef\xbb\xbf"
NAMES = ("Joe Alvarez", "Mia Chen", "Ana", "ana", "Zoë Über", "O'Neil, Pat")
MAILS = ("joe@x.example", "JOE@x.example", "mia@x.example", "ana@y.example")
WORDS = ("saas", "b2b", "no", "12:30", "01234", "it's", "a: b", "x # y", "new york", "remote")
VALUES = ("2026-11-24", "2026-12-01", "2026-12-24", "no", "150k", "it's: fine", "two words", "~", "", "üñí", "a #b")
STAGES = ("lead", "applied", "interviewing", "offer", "accepted", "rejected", "withdrawn", "Offer", "zombie", "")
KEYS = ("stage", "stage_since", "next_touch", "deadline", "salary", "my key", "playbook", "url")
LISTS = ("tags", "documents", "restrictions", "seen")
COMMENTS = ("# said so", "# ask again", "#", "  # indented", "# a: b", "")


@st.composite
def scalar(draw: st.DrawFn, text: str) -> str:
    """A word as somebody may write it."""
    plain = bool(text) and not set(text) & set(":#,'\"~") and text == text.strip()
    quoted = [f'"{text}"', "'" + text.replace("'", "''") + "'"]
    return draw(st.sampled_from([text, text, *quoted] if plain else quoted if text != "~" else ["~", *quoted]))


@st.composite
def listed(draw: st.DrawFn, key: str) -> list[str]:
    """A plain list in some style."""
    words = [draw(scalar(word)) for word in draw(st.lists(st.sampled_from(WORDS), max_size=4))]
    style = draw(st.sampled_from(["flow", "flow", "dashes", "folded"]))
    if style == "flow" or not words:
        return [f"{key}: [{', '.join(words)}]{draw(st.sampled_from(['', '', '  # mine']))}"]
    if style == "folded":
        return [f"{key}: [{words[0]},", *(f"    {word}," for word in words[1:]), "  ]"]
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = [f"{key}:{draw(st.sampled_from(['', ' # of mine']))}"]
    for word in words:
        lines += draw(st.sampled_from([[], [], [], [f"{indent}# above {word}"]]))
        lines.append(f"{indent}- {word}{draw(st.sampled_from(['', '', ' # why']))}")
    return lines


@st.composite
def contact(draw: st.DrawFn) -> list[str]:
    """One contact, a key a line."""
    keys = [f"name: {draw(scalar(draw(st.sampled_from(NAMES))))}"]
    for key, values in (("email", MAILS), ("phone", ("+1 555 0100", "5")), ("title", ("VP Sales", "CEO"))):
        if draw(st.booleans()):
            keys.append(f"{key}: {draw(scalar(draw(st.sampled_from(values))))}")
    part = ["part: hr", "part: [hr, ally]", "part: interviewer # lead", "part: [ally]"]
    keys += draw(st.sampled_from([[], [], *([one] for one in part), ["# beside", "own: {a: 1, b: [x, y]}"]]))
    return keys if draw(st.integers(0, 3)) else [keys[0], *reversed(keys[1:])]


@st.composite
def contacts(draw: st.DrawFn) -> list[str]:
    """A list of contacts in some layout."""
    people = draw(st.lists(contact(), max_size=3))
    if not people:
        return draw(st.sampled_from([["contacts:"], ["contacts: []"], []]))
    if not draw(st.integers(0, 5)):
        rows = ("{" + ", ".join(k.partition(" #")[0] for k in keys if not k.startswith("#")) + "}" for keys in people)
        return [f"contacts: [{', '.join(rows)}]"]
    indent, gap = draw(st.sampled_from(["", "  ", "    "])), draw(st.sampled_from([" ", "   "]))
    lines = [draw(st.sampled_from(["contacts:", "contacts:  # all of them"]))]
    for keys in people:
        lines += draw(st.sampled_from([[], [], [""], [f"{indent}# met in May"]]))
        first, *rest = keys
        lines += [f"{indent}-{gap}{first}", *(f"{indent} {' ' * len(gap)}{key}" for key in rest)]
    return lines


@st.composite
def header(draw: st.DrawFn) -> list[str]:
    """The lines of a front matter."""
    blocks: list[list[str]] = [["company: Northwind Freight"], ["position: Director"]]
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=5, unique=True)):
        values = STAGES if key == "stage" else VALUES
        words = draw(scalar(draw(st.sampled_from(values))))
        blocks.append([f"{key}: {words}{draw(st.sampled_from(['', '', '', '  # why']))}"])
    blocks += [draw(listed(key)) for key in draw(st.lists(st.sampled_from(LISTS), max_size=2, unique=True))]
    blocks.append(draw(contacts()))
    odd = [
        ["limits:", "  touches: 1", "  calls: 2 # few"],
        ["limits: {touches: 1, calls: 2}"],
        ["about: |", "  one", "  # no comment", "", "  two"],
        ["about: >-", "  folded", "  text", ""],
        ["steps:", "- id: one", "  by: [email, call]", "- id: two", "  within: 2d"],
        ["odd: &here there", "even: *here"],
        ["matrix: [[1, 2], [3]]"],
        ["merge_review:", "  - where: salary", "    kept: 150k", "    other: 140k", "    base: 130k"],
        ["first line", "  second line"],
        ["stage: lead", "stage: offer"],
    ]
    some = draw(st.lists(st.sampled_from(odd[:8]), max_size=2)) + (
        [draw(st.sampled_from(odd))] * draw(st.integers(0, 1))
    )
    blocks += [block for at, block in enumerate(some) if block not in some[:at]]
    lines: list[str] = []
    for block in blocks if draw(st.integers(0, 3)) else list(reversed(blocks)):
        lines += draw(st.sampled_from([[], [], [], [""], ["# above it"], ["# one", "# two"]])) if block else []
        lines += block
    return lines + draw(st.sampled_from([[], [], ["# at the end"]]))


BODY = [
    "",
    "Free prose may stand anywhere.",
    "And go on.",
    "",
    "## Notes",
    "",
    "### 2026-11-20 14:00 Interview with Joe Alvarez, Mia Chen: first round",
    "- need: reps stall below the C-level (Joe Alvarez)",
    "- topic: board-ready value stories (Mia Chen)",
    "- [ ] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)",
    "- [ ] next: Joe calls about round two by 2026-11-27 (Joe Alvarez)",
    "",
    "## Correspondence",
    "",
    "### 2026-11-20 18:30 Email to Joe Alvarez: Board-ready value stories",
    "",
    "Dear Joe, ...",
    "",
]


@st.composite
def file(draw: st.DrawFn) -> bytes:
    """A file, mostly sound."""
    newline = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
    if not draw(st.integers(0, 20)):
        return newline.join(BODY).encode()
    first, last = sorted((draw(st.integers(0, len(BODY))), draw(st.integers(0, len(BODY)))))
    body = draw(st.sampled_from([[], ["text"], BODY[first:last], BODY, BODY]))
    lines = ["---", *draw(header()), "---", *body]
    end = newline if draw(st.integers(0, 5)) else ""
    return draw(st.sampled_from([b"", b"", b"", BOM])) + (newline.join(lines) + end).encode()


@st.composite
def entry(draw: st.DrawFn) -> Entry:
    """Something to log."""
    kind = draw(st.sampled_from([Kind.EMAIL, Kind.CALL, Kind.INTERVIEW]))
    day, at = date(2026, 11, draw(st.integers(18, 23))), time(draw(st.integers(9, 12)))
    name = Name(text="Joe Alvarez", who="Joe Alvarez")
    text = draw(st.sampled_from(["", "Dear Joe,\n\nthanks.", "One.\n## Two\n```", "Thanks again."]))
    return Entry(
        line=0,
        end=0,
        day=day,
        at=at,
        kind=kind,
        direction=Direction.WITH if kind is Kind.INTERVIEW else Direction.TO,
        names=(name,),
        title=draw(st.sampled_from(["", "Round two", "Re: stories"])),
        text=text if kind is Kind.EMAIL else "",
    )


Edit = Callable[[st.DrawFn, bytes], bytes]


def by_app(draw: st.DrawFn, data: bytes) -> bytes:
    """One change of the front matter as the app makes it."""
    what = draw(st.sampled_from(["stage", "key", "list", "contact", "person", "remove"]))
    try:
        if what == "stage":
            values = {"stage": draw(st.sampled_from(STAGES)), "stage_since": draw(st.sampled_from(VALUES[:3]))}
            return set_keys(data, "o.md", values)
        if what == "key":
            return set_keys(data, "o.md", {draw(st.sampled_from(KEYS)): draw(st.sampled_from(VALUES))})
        if what == "list":
            words = tuple(draw(st.lists(st.sampled_from(WORDS), max_size=4, unique=True)))
            return set_keys(data, "o.md", {draw(st.sampled_from(LISTS)): words})
        if what == "remove":
            keys = list(read_file(data, "o.md").tree.entries) or ["stage"]
            return set_keys(data, "o.md", {draw(st.sampled_from(keys)): None})
        if what == "contact":
            person = {"name": draw(st.sampled_from(NAMES)), "email": draw(st.sampled_from(["", *MAILS]))}
            return add_contact(data, "o.md", person)
        person = {"phone": draw(st.sampled_from(["1", "2", "3"])), "part": draw(st.sampled_from(["hr", "ally"]))}
        return set_contact(data, "o.md", draw(st.sampled_from(NAMES)), person)
    except (RefusedEdit, BadRequest):
        return data


def by_log(draw: st.DrawFn, data: bytes) -> bytes:
    """One change of the log as the app makes it."""
    lines = data.split(b"\n")
    tasks = [at for at, line in enumerate(lines, 1) if b"- [" in line]
    try:
        if draw(st.booleans()) and tasks:
            line, box = draw(st.sampled_from(tasks)), draw(st.sampled_from(list(Box)))
            return set_box(data, "o.md", line, box)
        return add_entry(data, "o.md", draw(entry()))
    except RefusedEdit:
        return data


INSERTED = (
    *COMMENTS,
    "new_key: fresh",
    "tags: [other]",
    "  - name: Newcomer",
    "    phone: 77",
    "- [x] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)",
    "- value: a book (Joe Alvarez)",
    "### 2026-11-21 09:12 Email from Joe Alvarez: Re: Board-ready value stories",
    "### 2026-11-22 10:00 Call with Mia Chen",
    "Another paragraph here.",
    "> > quoted",
    "```",
    "<!-- hidden -->",
    "=======",
    ">>>>>>> quoted",
)


def by_editor(draw: st.DrawFn, data: bytes) -> bytes:
    """One change as somebody makes it who edits text."""
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    what = draw(
        st.sampled_from(["delete", "double", "insert", "insert", "word", "word", "swap", "move", "look", "look"])
    )
    if what == "delete":
        del lines[at]
    elif what == "double":
        lines.insert(at, lines[at])
    elif what == "insert":
        lines.insert(at, draw(st.sampled_from(INSERTED)).encode())
    elif what == "word":
        words = lines[at].split(b" ")
        word = draw(st.integers(0, len(words) - 1))
        words[word] = draw(st.sampled_from([b"changed", b"other", b"2026-12-31", b"[x]", b"", b"offer", b"- a"]))
        lines[at] = b" ".join(words)
    elif what == "swap":
        other = draw(st.integers(0, len(lines) - 1))
        lines[at], lines[other] = lines[other], lines[at]
    elif what == "move":
        lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    else:
        return looked_at(draw, data)
    if lines and not draw(st.integers(0, 15)):
        at = min(at, len(lines) - 1)
        lines[at] = broken(draw, lines[at])
    return b"\n".join(lines)


def broken(draw: st.DrawFn, line: bytes) -> bytes:
    """A line that may spoil the file."""
    return draw(st.sampled_from([b"\xff" + line, b"key: [", line + b" ]", b"\t" + line, b"  " + line, b"---"]))


def looked_at(draw: st.DrawFn, data: bytes) -> bytes:
    """The same text as another editor saves it."""
    bare = data.removeprefix(BOM)
    return draw(
        st.sampled_from(
            [
                bare,
                BOM + bare,
                data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
                data.replace(b"\r\n", b"\n"),
                data.removesuffix(b"\n"),
                data + b"\n",
                data.replace(b'"', b"'"),
                data.replace(b"  - ", b"- ").replace(b"    ", b"  "),
            ]
        )
    )


@st.composite
def edited(draw: st.DrawFn, data: bytes, edits: Sequence[Edit]) -> bytes:
    """A file after some changes."""
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(edits))(draw, data)
    return data


@st.composite
def versions(draw: st.DrawFn) -> tuple[bytes | None, bytes, bytes]:
    """What both came from, and two versions of it."""
    base = draw(file())
    kinds: list[Sequence[Edit]] = [(by_app, by_app, by_log), (by_app, by_log, by_editor), (by_editor,)]
    one, two = (draw(edited(base, draw(st.sampled_from(kinds)))) for _ in range(2))
    if not draw(st.integers(0, 30)):
        at = one.find(b"\n") + 1
        one = one[:at] + b"<<<<<<< HEAD\nheard: mine\n=======\nheard: yours\n>>>>>>> a branch\n" + one[at:]
    return (base if draw(st.integers(0, 9)) else None), one, two
