"""A letter printed from the command line."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

HALYARD = "halyard-freight-director-of-sales-enablement"

pytestmark = pytest.mark.skipif(
    shutil.which("typst") is None and importlib.util.find_spec("typst") is None, reason="typst is not installed"
)


def draft(vault: Path, body: str) -> None:
    header = (
        f"opportunity: {HALYARD}\nto: Imani Brandt\nchannel: letter\ntemplate: plain-message\nsubject: The ramp plan"
    )
    (vault / "drafts" / "imani.md").write_text(f"---\n{header}\n---\n\n{body}\n", "utf-8")


BODY = """\
Nell Ashworth
2217 Lantern Street

Imani Brandt
1180 Cooper Yard
Milwaukee WI 53204

Dear Imani,

we hire runners and then teach them to stand in line, you said. Here is the ramp plan for them. I will call you on
1 December.

Yours sincerely,

Nell Ashworth
+1 414 555 0142
"""


def test_a_letter_is_printed_into_the_folder_one_stands_in(afterword: Typed, vault: Path, tmp_path: Path) -> None:
    draft(vault, BODY)
    said = afterword("send", "imani", "--via", "pdf", "--yes")
    assert said.code == 0, said.err
    made = sorted(file.name for file in (tmp_path / "elsewhere").iterdir())
    assert made == ["envelope-to-imani-brandt.pdf", "letter-to-imani-brandt.pdf"]
    assert "Print, sign and post." in said.err
    assert "afterword sent drafts/imani.md" in said.err


def test_a_letter_without_an_address_is_refused_with_what_to_do(afterword: Typed, vault: Path, tmp_path: Path) -> None:
    draft(vault, BODY.replace("1180 Cooper Yard\nMilwaukee WI 53204", "[[ the person's postal address ]]"))
    said = afterword("send", "imani", "--via", "pdf", "--yes")
    assert said.code == 1
    assert "Write it under the name in drafts/imani.md: 1180 Cooper Yard; Milwaukee WI 53204" in said.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_is_not_there_is_told(afterword: Typed, vault: Path) -> None:
    draft(vault, BODY)
    said = afterword("send", "imani", "--via", "pdf", "--yes", "--to", "nowhere")
    assert "There is no folder" in said.err
    assert said.code == 2


def test_a_letter_is_shown_by_the_users_own_viewer_once_it_is_made(
    afterword: Typed, vault: Path, tmp_path: Path, hermetic: Path
) -> None:
    draft(vault, BODY)
    log = viewer(hermetic, tmp_path, "open(log, 'w').write(f'{sys.argv[1:]} {os.path.getsize(sys.argv[-1]) > 0}')")

    said = afterword("send", "imani", "--via", "pdf", "--yes", "--open")

    assert said.code == 0, said.err
    page = tmp_path / "elsewhere" / "letter-to-imani-brandt.pdf"
    assert log.read_text("utf-8") == f"{['--new', str(page)]} True"


def test_without_a_viewer_the_pages_are_made_and_their_place_is_told(
    afterword: Typed, vault: Path, tmp_path: Path, hermetic: Path
) -> None:
    draft(vault, BODY)
    viewer(hermetic, tmp_path, "sys.exit(3)")

    said = afterword("send", "imani", "--via", "pdf", "--yes", "--open")

    page = tmp_path / "elsewhere" / "letter-to-imani-brandt.pdf"
    assert said.code == 0
    assert page.is_file()
    assert "Print, sign and post. Once it is out: afterword sent drafts/imani.md" in said.err
    assert f"It could not be shown: {tmp_path}/viewer is not there" in said.err
    assert f"It is saved as {page}." in said.err
    assert "Once it is out: afterword sent drafts/imani.md" in said.err


def test_nothing_is_shown_unasked(afterword: Typed, vault: Path, tmp_path: Path, hermetic: Path) -> None:
    draft(vault, BODY)
    log = viewer(hermetic, tmp_path, "open(log, 'w').close()")
    afterword("send", "imani", "--via", "pdf", "--yes")
    assert not log.exists()


def viewer(home: Path, folder: Path, does: str) -> Path:
    """Name a viewer of the test's own in the user's settings; return the file that it may write."""
    program, log, config = folder / "viewer", folder / "log", home / ".config" / "afterword" / "config.toml"
    program.write_text(f"#!{sys.executable}\nimport os, sys\nlog = {str(log)!r}\n{does}\n", "utf-8")
    program.chmod(0o755)
    config.parent.mkdir(parents=True)
    config.write_text(f'[paper]\nopen = ["{program}", "--new"]\n', "utf-8")
    return log
