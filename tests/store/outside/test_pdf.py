"""How typst is started, and what a page without a glyph looks like from inside."""

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import pytest

from store.errors import NotPrinted
from store.outside.pdf import font_for, has_holes, page, probed

HAS_PACKAGE = importlib.util.find_spec("typst") is not None
needs_typst = pytest.mark.skipif(not HAS_PACKAGE and shutil.which("typst") is None, reason="typst is not installed")
VALUES = {"size": "dl", "lang": "en", "foot": "", "sender": ["Sam Rivera"], "recipient": ["Joe Alvarez", "Hull"]}
PROGRAM = """\
#!{python}
import json, sys, typst
open({log!r}, "w").write(json.dumps(sys.argv[1:]))
typst.compile(sys.argv[-2], output=sys.argv[-1], root=sys.argv[3])
"""


@pytest.mark.skipif(not HAS_PACKAGE or sys.platform == "win32", reason="the package typst is not installed")
def test_the_program_typst_comes_first_and_is_kept_in_a_folder_without_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    program = tmp_path / "typst"
    program.write_text(PROGRAM.format(python=sys.executable, log=str(log)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert page("envelope", VALUES).startswith(b"%PDF")

    words = json.loads(log.read_text("utf-8"))
    room = words[2]
    assert words[:2] == ["compile", "--root"]
    assert words[3:7] == ["--package-path", f"{room}/packages", "--package-cache-path", f"{room}/packages"]
    assert words[7:] == [f"{room}/envelope.typ", f"{room}/page.pdf"]
    assert not Path(room).exists()


@needs_typst
def test_a_letter_of_more_than_a_book_is_refused() -> None:
    with pytest.raises(NotPrinted, match="longer than twenty pages"):
        page("envelope", VALUES | {"recipient": ["word " * 20_000]})


@needs_typst
def test_a_template_with_a_mistake_says_so(tmp_path: Path) -> None:
    (tmp_path / "envelope.typ").write_text("#nonesuch", "utf-8")
    with pytest.raises(NotPrinted, match=r"typst could not set the page: .*nonesuch"):
        page("envelope", VALUES, tmp_path)


@needs_typst
def test_a_template_cannot_read_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("key", "utf-8")
    (tmp_path / "envelope.typ").write_text(f'#read("../{tmp_path.name}/secret.txt") #read("{secret}")', "utf-8")
    with pytest.raises(NotPrinted, match="typst could not set the page"):
        page("envelope", VALUES, tmp_path)


@needs_typst
@pytest.mark.parametrize("sign", ["a", "Ł", "é", "“", "→", "€", "\u00ad", "\u200d", "\\", "(", ")"])
def test_a_page_whose_font_has_everything_has_no_hole(sign: str) -> None:
    assert not has_holes(probed(f"a{sign}b"))


@needs_typst
def test_a_page_whose_font_lacks_a_character_has_a_hole() -> None:
    assert has_holes(probed("a\U000f1234b"))
    assert has_holes(probed("\U000f1234"))


@pytest.mark.parametrize(
    ("missing", "font"),
    [
        ("王小", "Noto Sans CJK"),
        ("한글", "Noto Sans CJK"),
        ("م", "Noto Sans Arabic"),
        ("נ", "Noto Sans Hebrew"),
        ("ณ", "Noto Sans Thai"),
        ("\U000f1234", "Noto Sans"),
        ("→", "Noto Sans"),
    ],
)
def test_the_font_that_is_named_has_the_script_that_is_missing(missing: str, font: str) -> None:
    assert font_for(missing) == font
