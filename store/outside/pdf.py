"""Pages by typst: the program where it is on the machine, else the Python package `typst`.

A template of ours is the program and the letter is data: a file of values beside it, in a folder that is made for one
page and that typst cannot leave. Nothing that a vault holds is ever read as typst code.
"""

import importlib.util
import json
import re
import shutil
import sys
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from store.data import data_dir
from store.errors import NotPrinted
from store.outside.programs import NoSuchProgram, run, shown

SECONDS = 60.0
LARGEST = 64 * 1024
"""Bytes of one letter's text; more than twenty pages are no letter."""
PARTS = "parts.typ"
BY_PACKAGE = (
    "import sys, typst; typst.compile(sys.argv[2], output=sys.argv[3], root=sys.argv[1], "
    "package_path=sys.argv[4], package_cache_path=sys.argv[4])"
)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"))
SCRIPTS = frozenset(
    """
    ARABIC ARMENIAN BENGALI DEVANAGARI ETHIOPIC GEORGIAN GUJARATI HEBREW KANNADA KHMER LAO MALAYALAM MYANMAR SINHALA
    TAMIL TELUGU THAI TIBETAN
    """.split()  # noqa: SIM905
)
"""Scripts that have a font of their own in the Noto family."""
PROBE = """\
#let data = json("data.json")
#set page(width: 2cm, height: 2cm, margin: 1mm)
#set text(font: "Libertinus Serif")
#for sign in data.signs { page(text(sign)) }
"""


def page(template: str, values: Mapping[str, Any], own: Path | None = None) -> bytes:
    """Set values with a template, and return the PDF.

    Args:
        template: letter, card or envelope.
        values: what the template sets.
        own: a folder of the user's own settings whose templates replace ours.

    Raises:
        NotPrinted: typst is not there, takes too long, or no font has a character of the text.
    """
    given = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
    if len(given) > LARGEST:
        raise NotPrinted("The letter is longer than twenty pages. Nothing was printed; its text is in the draft.")
    sources = {name: source(name, own) for name in (f"{template}.typ", PARTS)}
    made = compiled(f"{template}.typ", sources, given)
    if has_holes(made):
        missing = [sign for sign in signs_of(values) if has_holes(probed(sign))]
        named = " ".join(s if s.isprintable() else f"U+{ord(s):04X}" for s in missing[:20]) or "some of its characters"
        raise NotPrinted(
            f"No font of this machine has {named}. Nothing was printed, since there would be empty boxes. "
            f"Install a font that has them, such as {font_for(missing)}, and print again."
        )
    return made


def font_for(signs: Sequence[str]) -> str:
    """Return a font that has the signs: that of the first one's script, which its name begins with."""
    scripts = [unicodedata.name(sign, "").partition(" ")[0] for sign in signs]
    script = next((script for script in scripts if script in SCRIPTS or script in EAST_ASIAN), "")
    return "Noto Sans CJK" if script in EAST_ASIAN else f"Noto Sans {script.title()}".rstrip()


def source(name: str, own: Path | None) -> bytes:
    """Return a template's text: the user's own one, else ours.

    Raises:
        NotPrinted: the user's own one asks for a package, which would be fetched from the network.
    """
    mine = own / name if own else None
    if mine is None or not mine.is_file():
        return (data_dir("templates") / "paper" / name).read_bytes()
    text = mine.read_bytes()
    if b"@preview/" in text:
        raise NotPrinted(f"{mine} asks for a package of the network, and pages are made without one.")
    return text


def compiled(name: str, sources: Mapping[str, bytes], given: bytes) -> bytes:
    """Run typst on a template and its values, in a folder of their own.

    Raises:
        NotPrinted: it is not there, says no or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-") as folder:
        room = Path(folder)
        for file, text in {**sources, "data.json": given}.items():
            (room / file).write_bytes(text)
        made = room / "page.pdf"
        try:
            ended = run((*command(room, room / name, made),), seconds=SECONDS)
        except NoSuchProgram as error:
            raise NotPrinted(f"typst could not be started: {error}. The text of the letter is in the draft.") from error
        if ended.status is None:
            raise NotPrinted(f"typst was not done after {SECONDS:.0f} seconds and was stopped. Nothing was printed.")
        if ended.status or not made.is_file():
            raise NotPrinted(f"typst could not set the page: {shown(ended.error)} Nothing was printed.")
        return made.read_bytes()


def command(room: Path, template: Path, made: Path) -> tuple[str, ...]:
    """Return the words that start typst on a template.

    Raises:
        NotPrinted: it is neither a program nor a package of this machine.
    """
    nowhere = str(room / "packages")
    program = shutil.which("typst")
    if program:
        folders = ("--root", str(room), "--package-path", nowhere, "--package-cache-path", nowhere)
        return (program, "compile", *folders, str(template), str(made))
    if importlib.util.find_spec("typst"):
        return (sys.executable, "-I", "-X", "utf8", "-c", BY_PACKAGE, str(room), str(template), str(made), nowhere)
    raise NotPrinted(
        "Pages are made by typst, which is not on this machine. Install it: pip install 'afterword[letters]', or the "
        "program typst by your system's packages. Nothing was printed; the text of the letter is in the draft."
    )


def probed(sign: str) -> bytes:
    """Return a page with one character on it."""
    return compiled("probe.typ", {"probe.typ": PROBE.encode()}, json.dumps({"signs": [sign]}).encode())


def signs_of(values: Any) -> tuple[str, ...]:
    """Return the characters beyond ASCII in some values, each once, no more than a few dozen."""
    text = json.dumps(values, ensure_ascii=False)
    return tuple(dict.fromkeys(sign for sign in text if not sign.isascii() and not sign.isspace()))[:60]


def has_holes(pdf: bytes) -> bool:
    """Tell whether a page shows a character that its font does not have: glyph number 0, an empty box."""
    return any(b"\0\0" in codes[at : at + 2] for codes in _shown(pdf) for at in range(0, len(codes), 2))


def _shown(pdf: bytes) -> Iterator[bytes]:
    """Yield the glyph numbers, of two bytes each, that the pages of a PDF show."""
    for match in STREAM.finditer(pdf):
        try:
            content = zlib.decompress(match[1])
        except zlib.error:
            content = match[1]
        for text in re.findall(rb"\bBT\b(.*?)\bET\b", content, re.DOTALL):
            for plain, digits in SHOWN.findall(re.sub(rb"/ActualText\s*(?:<[^>]*>|\([^)]*\))", b"", text)):
                yield bytes.fromhex(digits.decode()) if digits else ESCAPE.sub(_unescaped, plain)


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() else PLAIN.get(code, code)


def is_there() -> bool:
    """Tell whether pages can be made on this machine."""
    return shutil.which("typst") is not None or importlib.util.find_spec("typst") is not None
