"""A page shown by another program, which Afterword does not wait for."""

import os
import sys
from pathlib import Path

import pytest

from store.errors import NotPrinted
from store.outside import opening
from store.outside.opening import openers, show

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program here")


def program(folder: Path, name: str, script: str) -> Path:
    """Write a viewer of the test's own."""
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport os, sys, time\n{script}\n", "utf-8")
    file.chmod(0o755)
    return file


def test_the_users_own_viewer_gets_the_whole_path_in_a_session_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / "log"
    viewer = program(tmp_path, "viewer", f"open({str(log)!r}, 'w').write(f'{{os.getsid(0)}} {{sys.argv[1:]}}')")
    page = tmp_path / "-rf $(touch x).pdf"
    page.write_bytes(b"")

    show(page, (str(viewer), "--new"))

    session, _, words = log.read_text("utf-8").partition(" ")
    assert words == str(["--new", str(page)])
    assert int(session) != os.getsid(0)


def test_a_viewer_that_stays_open_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SECONDS", 0.05)
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    viewer = program(tmp_path, "viewer", f"open({str(gate)!r}).read()")
    show(tmp_path / "a.pdf", (str(viewer),))
    gate.open("w").close()  # let it go


def test_a_viewer_that_fails_or_is_missing_says_where_the_page_is(tmp_path: Path) -> None:
    failing = program(tmp_path, "failing", "sys.exit(3)")
    for words in ((str(failing),), (str(tmp_path / "nonesuch"),)):
        with pytest.raises(NotPrinted, match=r"It is saved as .*a\.pdf"):
            show(tmp_path / "a.pdf", words)


def test_without_a_screen_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert openers({"DISPLAY": ":0"}) == [("xdg-open",), ("gio", "open")]
    with pytest.raises(NotPrinted, match=r"There is no screen to show it on from here\. It is saved as"):
        show(tmp_path / "a.pdf")
