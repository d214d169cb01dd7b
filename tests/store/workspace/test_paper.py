"""Letters, cards and envelopes as people hold them: read back by the programs of poppler."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.errors import BadRequest, NotPrinted, RefusedEdit
from store.model.draft import Draft
from store.model.own_settings import OwnSettings, PaperSettings, SpellingSettings
from store.outside import pdf
from store.text.draft import write_draft
from store.workspace.door import Workspace
from store.workspace.paper import folder_for, pages_of, print_draft
from store.workspace.sending.errand import hand_over
from store.workspace.sending.ways import ways

NO_TYPST = shutil.which("typst") is None and importlib.util.find_spec("typst") is None
NO_POPPLER = any(shutil.which(name) is None for name in ("pdftotext", "pdfinfo"))
pytestmark = [
    pytest.mark.skipif(NO_TYPST, reason="typst is not installed"),
    pytest.mark.skipif(NO_POPPLER, reason="pdftotext and pdfinfo are not installed"),
]
POINT = 72.0
MM = POINT / 25.4

HEAD = "Sam Rivera\n3 Mill Row\nLeeds\n\n20 November 2026\n\n{name}\n{title}Northwind Freight\n9 Dock Road\nHull\n\n"
CHART = """\
What you need             | What I have done
--------------------------+---------------------------------------
Reps stall below the      | The ladder to the board. Win rate from
C-level.                  | 18 to 31 percent in two quarters.
"""
BODY = (
    HEAD + "Dear Joe,\n\nThank you for our interview on 20 November. You said that your reps stall\n"
    "below the C-level, and I have thought about that since.\n\n" + CHART + "\n"
    "- The plan: https://rivera.example/plan\n- Two pages more\n\n"
    "I will call you on Friday, 27 November.\n\nYours sincerely,\n\nSam Rivera\nsam@rivera.example"
)


@dataclass(frozen=True)
class Printed:
    """The files that came out of a draft."""

    files: tuple[Path, ...]

    def text(self, number: int = 0) -> str:
        return told("pdftotext", "-layout", str(self.files[number]), "-")

    def words(self, number: int = 0) -> list[str]:
        return self.text(number).split()

    def size(self, number: int = 0) -> tuple[int, int]:
        """Return width and height in millimetres."""
        match = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", told("pdfinfo", str(self.files[number])))
        assert match
        return round(float(match[1]) / MM), round(float(match[2]) / MM)

    def pages(self) -> int:
        match = re.search(r"Pages:\s+(\d+)", told("pdfinfo", str(self.files[0])))
        assert match
        return int(match[1])

    def places(self, *words: str) -> list[tuple[float, float, float, float]]:
        """Return where words stand on the first page: left, top, right, bottom, in points; the last of each."""
        boxes = told("pdftotext", "-bbox", "-l", "1", str(self.files[0]), "-")
        pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
        found = {m[5]: (float(m[1]), float(m[2]), float(m[3]), float(m[4])) for m in re.finditer(pattern, boxes)}
        return [found[word] for word in words]


Print = Callable[..., Printed]


def told(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def printed(workspace: Workspace, out: Path) -> Print:
    """Save a draft and print it."""

    def printing(body: str = BODY, channel: str = "letter", subject: str = "The ladder", **paper: str) -> Printed:
        save(workspace, body, channel, subject)
        own = OwnSettings(paper=PaperSettings(**paper))  # type: ignore[arg-type]
        return Printed(print_draft(workspace.snapshot(), own, "drafts/joe.md", out))

    return printing


def save(workspace: Workspace, body: str, channel: str = "letter", subject: str = "The ladder") -> None:
    body = body.format(name="Joe Alvarez", title="VP Sales\n")
    draft = Draft(path="x", opportunity="northwind", to="Joe Alvarez", channel=channel, subject=subject, body=body)
    (workspace.root / "drafts" / "joe.md").write_bytes(write_draft(draft))


def address(workspace: Workspace, text: str) -> None:
    """Give Joe a postal address in the opportunity's file."""
    file = workspace.root / "opportunities" / "northwind.md"
    file.write_text(
        file.read_text("utf-8").replace("    title: VP Sales\n", f"    title: VP Sales\n    address: {text}\n")
    )


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Tell whether all of the words stand in a text in their order, whatever is between them."""
    rest = iter(found)
    return all(word in rest for word in wanted)


@pytest.mark.parametrize("size", ["a4", "us-letter"])
@pytest.mark.parametrize("window", ["left", "right", "none"])
def test_every_word_of_the_draft_is_in_the_letter_in_order_and_hardly_another(
    printed: Print, size: str, window: str
) -> None:
    plain = BODY.format(name="Joe Alvarez", title="VP Sales\n").replace(CHART, "")
    wanted = [word for word in plain.split() if word != "-"]
    found = [word for word in printed(BODY.replace(CHART, ""), size=size, window=window).words() if word not in "·•"]

    assert in_order(wanted, found)
    extra = list(found)
    for word in wanted:
        extra.remove(word)
    has_sender_line = size == "a4" and window != "none"
    line = ["Sam", "Rivera", "3", "Mill", "Row", "Leeds"] if has_sender_line else []
    assert sorted(extra) == sorted(["The", "ladder", *line])


def test_the_chart_is_a_table_whose_cells_are_whole(printed: Print) -> None:
    letter = printed()
    raw = " ".join(told("pdftotext", str(letter.files[0]), "-").split())
    assert "Reps stall below the C-level." in raw
    assert "The ladder to the board. Win rate from 18 to 31 percent in two quarters." in raw
    assert "|" not in raw
    assert "--+" not in raw
    need, done = letter.places("stall", "board.")
    assert need[2] < done[0]


def test_sheets_envelopes_and_cards_have_their_sizes(printed: Print) -> None:
    european, american = printed(), printed(size="us-letter")
    assert (european.size(0), european.size(1)) == ((210, 297), (220, 110))
    assert (american.size(0), american.size(1)) == ((216, 279), (241, 105))
    assert printed(envelope="c6").size(1) == (162, 114)
    assert len(printed(envelope="none").files) == 1


@pytest.mark.parametrize(("window", "left", "right"), [("left", 20, 110), ("right", 110, 200)])
def test_the_address_of_a_sheet_stands_in_the_window_of_its_envelope(
    printed: Print, window: str, left: int, right: int
) -> None:
    letter = printed(window=window)
    for place in letter.places("Alvarez", "Northwind", "9", "Hull"):
        assert left * MM <= place[0] < place[2] <= right * MM
        assert 45 * MM <= place[1] < place[3] <= 90 * MM
    (greeting,) = letter.places("Dear")
    assert greeting[1] > 98 * MM


def test_the_address_of_a_us_sheet_shows_in_the_window_however_the_sheet_slips(printed: Print) -> None:
    letter = printed(size="us-letter")
    window = (0.875, 2.5 - 0.458 / 2, 4.375, 3.625 - 0.458 / 2)  # inches, with the sheet in the middle of its room
    for place in letter.places("Alvarez", "Northwind", "9", "Hull"):
        assert window[0] * POINT <= place[0] < place[2] <= window[2] * POINT
        assert window[1] * POINT <= place[1] < place[3] <= window[3] * POINT
    assert letter.places("Dear")[0][1] > 3.67 * POINT


def test_what_looks_like_code_is_text(printed: Print) -> None:
    hostile = (
        '#read("/etc/passwd") $x^2$ *bold* _it_ `raw` // no comment /* none */ \\ back <a> @b ~ --- = #import "@x/a"'
    )
    letter = printed(
        HEAD + f'Dear Joe,\n\n{hostile}\n\n#include "/etc/passwd"\n\nYours,\n#sys.inputs', subject="#panic()"
    )
    text = " ".join(letter.text().split())
    assert hostile in text
    assert '#include "/etc/passwd"' in text
    assert "#sys.inputs" in text
    assert "#panic()" in text
    assert "root:" not in text


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Jürgen Größe", "Zoë Ångström", "Ђорђе Петровић", "Ελένη Παπά"])
def test_names_beyond_ascii_are_printed_whole(printed: Print, name: str) -> None:
    assert name in printed(HEAD + f"Dear {name},\n\nText of it.\n\nYours sincerely,\n\nSam Rivera").text()


def test_a_character_that_no_font_has_is_named_and_nothing_is_printed(printed: Print, out: Path) -> None:
    with pytest.raises(NotPrinted, match=r"No font of this machine has U\+F1234\. Nothing was printed"):
        printed(BODY.replace("two quarters", "two \U000f1234 quarters").replace("Two pages", "Łó pages"))
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("王小明", "letter-to-王小明.pdf"),
        ("محمد الفارسي", "letter-to-محمد-الفارسي.pdf"),
        ("נעמי בן דוד", "letter-to-נעמי-בן-דוד.pdf"),
        ("Анна Каренина", "letter-to-анна-каренина.pdf"),
    ],
)
def test_a_name_in_another_script_is_on_the_page_unless_no_font_has_it(
    workspace: Workspace, out: Path, name: str, file: str
) -> None:
    here = workspace.root / "opportunities" / "northwind.md"
    here.write_text(here.read_text("utf-8").replace("Joe Alvarez", name), "utf-8")
    body = BODY.format(name=name, title="").replace("Dear Joe", f"Dear {name}")
    draft = Draft(path="x", opportunity="northwind", to=name, channel="letter", subject="x", body=body)
    (workspace.root / "drafts" / "joe.md").write_bytes(write_draft(draft))
    try:
        files = print_draft(workspace.snapshot(), OwnSettings(), "drafts/joe.md", out)
    except NotPrinted:  # its sentence is read in `test_pdf`
        assert list(out.iterdir()) == []
        return
    assert files[0].name == file
    bare = Printed(files).text().translate(dict.fromkeys((0x202A, 0x202B, 0x202C)))
    assert bare.count(name) == 2


def test_a_long_letter_goes_on_with_a_running_foot_and_signs_below_text(printed: Print) -> None:
    paragraph = "Sales and service have to know the same three things about a customer, or nobody does. " * 4
    letter = printed(BODY.replace("- The plan", "\n\n".join([paragraph] * 7) + "\n\n- The plan"))
    assert letter.pages() == 2
    last = told("pdftotext", "-layout", "-f", "2", str(letter.files[0]), "-")
    assert "Joe Alvarez, 20 November 2026" in last
    assert last.strip().endswith("2")
    assert last.index("I will call you") < last.index("Yours sincerely,")


NOTE = "Dear Joe,\n\nThank you for the talk on 20 November.\n\nWith warm regards,\n\nSam Rivera"


def test_a_note_is_a_card_with_its_envelope(workspace: Workspace, printed: Print) -> None:
    address(workspace, "9 Dock Road, Hull")
    card, american = printed(NOTE, "note"), printed(NOTE, "note", size="us-letter")
    assert card.words() == NOTE.split()
    assert (card.size(0), card.size(1)) == ((105, 148), (162, 114))
    assert (american.size(0), american.size(1)) == ((108, 140), (146, 111))
    assert [file.name for file in card.files] == ["card-to-joe-alvarez.pdf", "envelope-to-joe-alvarez.pdf"]
    assert " ".join(card.words(1)).endswith("Joe Alvarez VP Sales Northwind Freight 9 Dock Road Hull")


def test_a_short_note_fills_one_side_and_a_long_one_takes_the_back(workspace: Workspace, printed: Print) -> None:
    address(workspace, "9 Dock Road, Hull")
    longer = NOTE.replace("on 20 November.", "on 20 November. " + "What you said is still with me. " * 40)
    assert printed(NOTE, "note").pages() == 1
    assert printed(longer, "note").pages() == 2


def test_nothing_is_written_over_and_a_pair_keeps_one_number(printed: Print, out: Path) -> None:
    (out / "envelope-to-joe-alvarez.pdf").write_text("mine")
    assert [file.name for file in printed().files] == ["letter-to-joe-alvarez-2.pdf", "envelope-to-joe-alvarez-2.pdf"]
    assert (out / "envelope-to-joe-alvarez.pdf").read_text() == "mine"
    assert (out / "letter-to-joe-alvarez-2.pdf").stat().st_mode & 0o077 == 0


def test_a_letter_without_an_address_says_where_to_put_one(printed: Print, workspace: Workspace) -> None:
    without = BODY.replace("9 Dock Road\nHull\n", "[[ the person's postal address ]]\n")
    with pytest.raises(BadRequest, match=r"Joe Alvarez has no postal address.*afterword contact northwind --name"):
        printed(without)
    address(workspace, "9 Dock Road, Hull")
    with pytest.raises(BadRequest, match=r"Write it under the name in drafts/joe\.md: 9 Dock Road; Hull"):
        printed(without)


def test_a_bare_letter_takes_names_and_addresses_from_the_files(workspace: Workspace, printed: Print) -> None:
    address(workspace, "9 Dock Road, Hull")
    letter = printed("Dear Joe,\n\nOne thought.\n\nYours sincerely,\n\nSam Rivera", subject="")
    for place in letter.places("Alvarez", "Northwind", "9", "Hull"):
        assert 45 * MM <= place[1] < place[3] <= 90 * MM
    assert letter.words(1)[:2] == ["Sam", "Rivera"]


def test_an_address_of_seven_lines_still_fits_the_window(printed: Print) -> None:
    long = BODY.replace("9 Dock Road\n", "Sales Office\nThird Floor\n9 Dock Road\n")
    (hull,) = printed(long).places("Hull")
    assert hull[3] <= 90 * MM
    (hull,) = printed(long, size="us-letter").places("Hull")
    assert hull[3] <= (3.625 - 0.458 / 2) * POINT


def test_gaps_and_other_channels_are_not_printed(printed: Print) -> None:
    with pytest.raises(BadRequest, match="still has gaps, so nothing was printed: your figure"):
        printed(BODY.replace("Two pages", "[[ your figure ]]"))
    with pytest.raises(BadRequest, match="no letter and no note"):
        printed(BODY, "email")


def test_without_typst_it_says_what_to_install(printed: Print, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(NotPrinted, match=r"pip install 'afterword\[letters\]'.*text of the letter is in the draft"):
        printed()


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program here")
def test_a_typst_that_hangs_is_stopped(printed: Print, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "typst"
    slow.write_text("#!/bin/sh\nsleep 600\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(pdf, "SECONDS", 0.1)
    with pytest.raises(NotPrinted, match=r"was stopped\. Nothing was printed"):
        printed()


def test_a_template_of_the_users_own_is_taken_and_may_fetch_nothing(
    workspace: Workspace, out: Path, tmp_path: Path
) -> None:
    save(workspace, BODY)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.typ").write_text('#import "parts.typ": *\nMine: #text(data.salutation)', "utf-8")
    files = print_draft(workspace.snapshot(), OwnSettings(), "drafts/joe.md", out, mine)
    assert "Mine: Dear Joe," in Printed(files).text()

    (mine / "letter.typ").write_text('#import "@preview/letter:1.0.0": *', "utf-8")
    with pytest.raises(NotPrinted, match="asks for a package of the network"):
        print_draft(workspace.snapshot(), OwnSettings(), "drafts/joe.md", out, mine)


def test_the_language_of_the_dictionary_is_the_language_of_hyphenation(workspace: Workspace) -> None:
    save(workspace, BODY)
    own = OwnSettings(spelling=SpellingSettings(language="de_DE"))
    assert pages_of(workspace.snapshot(), own, "drafts/joe.md").files[0][2]["lang"] == "de"
    assert pages_of(workspace.snapshot(), OwnSettings(), "drafts/joe.md").files[0][2]["lang"] == "en"


def test_pages_go_where_the_user_says(tmp_path: Path, hermetic: Path) -> None:
    own = OwnSettings(paper=PaperSettings(folder="~/post"))
    assert folder_for(own) == hermetic / "post"
    assert folder_for(own, str(tmp_path)) == tmp_path


def test_the_way_of_paper_makes_the_pages_and_leaves_the_rest_to_the_user(workspace: Workspace, out: Path) -> None:
    save(workspace, BODY + "\n+1 555 0100")
    handed = hand_over(workspace, "drafts/joe.md", "pdf", file=out)
    assert not handed.delivered
    assert "letter-to-joe-alvarez.pdf and envelope-to-joe-alvarez.pdf" in handed.note
    assert handed.note.endswith("Once it is out: afterword sent drafts/joe.md")
    assert (workspace.root / "drafts" / "joe.md").exists()
    assert len(list(out.iterdir())) == 2


def test_the_way_of_paper_is_for_letters_and_notes_alone(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()

    def named(channel: str) -> list[str]:
        return [way.name for way in ways(snapshot, OwnSettings(), Draft(path="x", channel=channel))]

    assert "pdf" not in named("email")
    assert named("letter")[0] == named("note")[0] == "pdf"


def test_a_letter_that_names_no_opportunity_is_told_as_such(workspace: Workspace) -> None:
    (workspace.root / "drafts" / "joe.md").write_text(
        "---\nto: Joe Alvarez\nchannel: letter\n---\n\nDear Joe,\n", "utf-8"
    )

    with pytest.raises(RefusedEdit, match="does not say which opportunity it is for"):
        hand_over(workspace, "drafts/joe.md", "pdf")
