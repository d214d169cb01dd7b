"""A diary that is wrong is noticed: what is missing, what is too much, a rule that is not cited, a day that is none."""

from datetime import date
from pathlib import Path

import pytest

from tests.replays.comparing import Comparison
from tests.replays.diary import BadDiary, Deed, Line, Page, read_diary, read_vault
from tests.replays.never import Past, broken
from tests.replays.vault import Vault

PANEL = Path(__file__).parent / "panel"
EVE = date(2026, 7, 1)
PREPARE = Line("today", "prepare   R2 R3")


def compared(*expected: Line, day: date = EVE, deeds: tuple[Deed, ...] = ()) -> tuple[str, str]:
    """Return a day of the panel's vault as it should be and as it is."""
    vault = Vault(read_vault(PANEL / "vault.txt"))
    vault.do(deeds)
    return Comparison(Page(day, None, "", expected, ()), vault, vault.on(day)).texts()


def test_a_day_that_is_as_it_should_be_is_told_alike() -> None:
    wanted, found = compared(PREPARE, Line("ahead", "in-room, by 2026-07-02, at 16:00   R1"))
    assert wanted == found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line("due", "nothing"), "today     Hollin Logistics / prepare, by 2026-07-01"),
        (
            Line("today", "thanks, Priya Raman"),
            "forecast  Hollin Logistics / thanks, Priya Raman, email, by 2026-07-02",
        ),
        (Line("overdue", "prepare"), "today     Hollin Logistics / prepare"),
        (Line("nowhere", "brief"), "forecast  Hollin Logistics / brief, Anna Weiss, phone, by 2026-07-07"),
        (Line("today", "prepare, by 2026-06-30"), "today     prepare, by 2026-07-01"),
        (Line("today", "prepare, optional"), "today     prepare, not optional"),
        (Line("first", "in-room"), "first     Hollin Logistics / prepare"),
        (Line("order", "in-room < prepare"), "order     prepare < in-room"),
        (
            Line("tells", "thank-you-email to Tom Becker: no such words"),
            "tells     thank-you-email to Tom Becker: but it is: ",
        ),
    ],
)
def test_what_is_not_so_is_told_as_it_is(line: Line, told: str) -> None:
    wanted, found = compared(line)
    assert wanted != found
    assert told in found


def test_a_rule_that_is_not_cited_is_missing_in_the_line() -> None:
    wanted, found = compared(Line("today", "prepare   R2 R41"))
    assert wanted.split()[-1] == "R41"
    assert found.split()[-1] == "R2"


def test_a_reason_must_lie_in_the_file_at_a_line_that_tells_of_the_event() -> None:
    vault = Vault(read_vault(PANEL / "vault.txt"))
    view = vault.on(EVE)
    vault.files[vault.at] = vault.files[vault.at].replace("### 2026-07-02 16:00", "#### 2026-07-02 16:00")
    _, found = Comparison(Page(EVE, None, "", (PREPARE,), ()), vault, view).texts()
    assert "reason    prepare/2026-07-02T16:00/me: “#### 2026-07-02 16:00" in found


def test_what_must_never_appear_is_told_where_it_does() -> None:
    vault = Vault(read_vault(PANEL / "vault.txt"))
    view = vault.on(EVE)
    nevers = ("in-room", "from 2026-07-02 prepare", "due before 2026-07-01 prepare")
    assert [line.split(",")[0] for line in broken(nevers, view, Past(vault))] == [
        "in-room: but Hollin Logistics / in-room"
    ]


@pytest.mark.parametrize(
    "text",
    ["== Fri 2026-07-02\n", "== Thu 2026-07-02\nperhaps   rain\n", "== Thu 2 July\n", "playbook  blend\n"],
    ids=["weekday", "word", "date", "no day"],
)
def test_a_diary_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "vault.txt").write_text((PANEL / "vault.txt").read_text("utf-8"), "utf-8")
    diary = tmp_path / "diary.txt"
    diary.write_text(text, "utf-8")
    with pytest.raises(BadDiary):
        read_diary(diary)


def test_a_deed_that_fits_nothing_is_refused() -> None:
    with pytest.raises(BadDiary):
        compared(PREPARE, deeds=(Deed("tick", "what nobody promised"),))
    with pytest.raises(BadDiary):
        compared(PREPARE, deeds=(Deed("change", "what is not there => something"),))
    with pytest.raises(BadDiary):
        compared(PREPARE, deeds=(Deed("log", "### 2026-07-01 Email to Somebody Unknown"),))
