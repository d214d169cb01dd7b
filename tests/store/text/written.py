"""Generated files: every way in which a person or an editor may have written a front matter."""

from dataclasses import dataclass

from hypothesis import strategies as st

VISIBLE = st.characters(exclude_categories=["Cs", "Cc"])
ANY_TEXT = st.text(VISIBLE, max_size=30)
WORDS = r"""
no yes on Off NULL ~ null true y n 12:30 01234 1.10 0x1F 1e3 1_000 .5 -1 = << - # : | > ? @x `x` %d !x &x *x [a]
{a} ' " it's a# b: a: #x 2026-11-24 2026-02-30 2026-1-1 10:00:00 190:20:30 --- ... C:\dir \n Infinity .nan 0o17 1__0
0b1 1.2.3 007 None https://x.example/a?b=1#c a@b.example é 東京 😀 [/b] [@click=app.quit] A? 9,000 1e 12e4 0.
"""
PHRASES = ("- a", "? b", ": c", "a: b", "a #b", "a, b", '"quoted" text', "--- a", " lead", "trail ", "two  spaces")
MORE = ('it\'s "it"', "C:\\it's", "2026-11-24 10:00", "+1 555 0100", "1 Main Street", "a\tb", "a\t\\n\"'", "a\nb\n")
UNSEEN = ("\u00a0", "a\u2028b", "\ufeff", "\u200f", "\x85", "\x1b]52;c\x07", "\x00", "a:\tb")
LONG = ("x" * 10_000, "a " * 5_000 + "b")
AWKWARD = (*WORDS.split(), *PHRASES, *MORE, *UNSEEN, *LONG)
VALUES = st.one_of(st.sampled_from(AWKWARD), ANY_TEXT, st.just(""))

SCALARS = st.sampled_from(
    ["plain words", "'single'", '"double"', "no", "01234", "1.10", "12:30", "2026-02-30", "~", "", "it's: not"]
).map(lambda s: [f" {s}"] if s != "it's: not" else [" it's not"])
BLOCKS = st.sampled_from(
    [
        [" |", "  one", "   two", "", "  three"],
        [" >-", "  folded", "  text"],
        [" |+", "  kept", ""],
        [" |", "  ---x", "  # no comment"],
        [" first line", "  second line"],
        [' "first', '  second"'],
    ]
)
LISTS = st.sampled_from(
    [
        [" [a, 'b', \"c\"]"],
        [" []"],
        [" [a,", "  b]"],
        ["", "- a", "- b  # of the list", "- 'c'"],
        ["", "    - a", "    # between", "    - b"],
    ]
)
MAPPINGS = st.sampled_from(
    [[" {a: 1, b: [x]}"], ["", "  a: 1", "  b:", "    - c"], ["", "  - a: 1", "    b: 2", "  - {a: 3}"]]
)
ANCHORED = st.sampled_from([[" &anchor text"], [" &list", "- a"], [" !!str 12"]])
COMMENTS = st.sampled_from(["", "  # said why", "   ", "\t# after a tab"])
BETWEEN = st.lists(st.sampled_from(["", "# a comment", "   ", "#"]), max_size=2)
KEYS = [
    "company",
    "position",
    "stage",
    "content",
    "handler",
    "self",
    "on",
    "2026",
    "my key",
    '"quoted"',
    "tags",
    "größe",
]
BODIES = st.sampled_from(["", "text", "text\n", "\n\n# Title\n\n---\n\nmore  \n", "\n    code\n---\nlast", "{\n}\n"])


@dataclass(frozen=True)
class Written:
    """A file as generated: the lines of each key, and what stands around them."""

    bom: bytes
    newline: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    """Each key as written with its lines; an empty key is comments and blank lines."""
    body: str

    def lines(self, blocks: tuple[tuple[str, tuple[str, ...]], ...] | None = None) -> list[str]:
        return [line for _, lines in (self.blocks if blocks is None else blocks) for line in lines]

    @property
    def header(self) -> str:
        return "".join(line + self.newline for line in self.lines())

    @property
    def data(self) -> bytes:
        body = self.body.replace("\n", self.newline)
        return self.bom + f"---{self.newline}{self.header}---{self.newline}{body}".encode()

    def around(self, key: str) -> tuple[bytes, bytes]:
        """What stands before and behind the lines of one key."""
        place = next(i for i, (name, _) in enumerate(self.blocks) if name == key)
        before = "".join(line + self.newline for line in ["---", *self.lines(self.blocks[:place])])
        after = "".join(line + self.newline for line in [*self.lines(self.blocks[place + 1 :]), "---"])
        return self.bom + before.encode(), (after + self.body.replace("\n", self.newline)).encode()


@st.composite
def written(draw: st.DrawFn, *, anchors: bool = True) -> Written:
    """A file with some keys in some styles."""
    styles = [SCALARS, SCALARS, BLOCKS, LISTS, MAPPINGS, *([ANCHORED] if anchors else [])]
    blocks: list[tuple[str, tuple[str, ...]]] = []
    anchored = False
    for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True)):
        style = draw(st.sampled_from(styles))
        rest = draw(style)
        if style is ANCHORED and anchored:
            rest = [" text"]
        anchored = anchored or style is ANCHORED
        first = f"{key}:{rest[0]}"
        if style in (SCALARS, LISTS) and not (rest[0] == "" and style is SCALARS):
            first += draw(COMMENTS) if len(rest) == 1 or rest[0] == "" else ""
        around = draw(BETWEEN) if not rest[0].startswith((" |", " >")) else []
        blocks += [(key, (first, *rest[1:])), ("", tuple(around))]
    return Written(
        bom=draw(st.sampled_from([b"", b"\xef\xbb\xbf"])),
        newline=draw(st.sampled_from(["\n", "\r\n"])),
        blocks=tuple(blocks),
        body=draw(BODIES),
    )
