"""The debrief: many notes and cards in one change, read as people type them, on real files and git."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from store.errors import BadRequest
from store.model.entry import Word
from store.workspace.commands.debrief import Card, debrief
from store.workspace.door import Workspace
from store.workspace.noting import Note, Reader, completion, next_person
from store.workspace.talks import people_there, reader_of, talk, talk_to_debrief
from tests.store.workspace.conftest import NORTHWIND

FILE = "opportunities/northwind.md"
HEADING = "2026-11-20 08:00 Interview with Joe Alvarez, Mia Chen: first round"


def text(workspace: Workspace) -> str:
    return (workspace.root / FILE).read_text()


def commits(root: Path) -> list[str]:
    done = subprocess.run(["git", "-C", str(root), "log", "--format=%s"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def rewritten(workspace: Workspace, old: str, new: str) -> None:
    (workspace.root / FILE).write_text(text(workspace).replace(old, new))


def reader(workspace: Workspace) -> Reader:
    snapshot = workspace.snapshot()
    opportunity = snapshot.opportunity("northwind")
    return reader_of(snapshot, opportunity, talk(opportunity, snapshot.today))


def read(workspace: Workspace, word: Word, typed: str) -> Note:
    note = reader(workspace).note(word, typed)
    assert note is not None
    return note


def test_notes_and_cards_are_one_commit_and_no_other_byte_moves(workspace: Workspace) -> None:
    typed = (
        (Word.NEED, "no story for the CFO (Mia)"),
        (Word.PROMISE, "send the churn figure by mon (mia chen)"),
        (Word.NEXT, "Mia writes about round two (Mia) by 27 Nov"),
    )
    notes = [read(workspace, word, line) for word, line in typed]
    before = len(commits(workspace.root))
    cards = [Card(ident="Mia Chen", confirmed=True, title="CFO", email="mia.chen@northwind.example")]
    applied = workspace.carry_out(debrief("northwind", notes, cards, heading=HEADING))

    written = (
        "- need: no story for the CFO (Mia Chen)\n"
        "- [ ] promise: send the churn figure by 2026-11-23 (Mia Chen)\n"
        "- [ ] next: Mia writes about round two by 2026-11-27 (Mia Chen)\n"
    )
    contact = "    part: interviewer\n    title: CFO\n    email: mia.chen@northwind.example\n    spelling: confirmed\n"
    assert text(workspace) == NORTHWIND.replace("    part: interviewer\n", contact) + written
    assert len(commits(workspace.root)) == before + 2  # what the editor had written, then the debrief
    said = "Northwind Freight: debrief of the interview of 2026-11-20, 3 notes, spelling of Mia Chen confirmed"
    assert commits(workspace.root)[0] == applied.sentence == said

    workspace.undo()
    assert text(workspace) == NORTHWIND


def test_crlf_comments_and_the_users_own_keys_stay(workspace: Workspace) -> None:
    path = workspace.root / FILE
    crlf = NORTHWIND.replace("Mia Chen\n    part", "Mia Chen   # met twice\n    hobby: rowing\n    part")
    path.write_bytes(crlf.replace("\n", "\r\n").encode())
    note = read(workspace, Word.TOPIC, "the ladder (Joe)")
    workspace.carry_out(debrief("northwind", [note], [Card(ident="Mia Chen", title="CFO")]))

    wanted = crlf.replace("    part: interviewer\n", "    part: interviewer\n    title: CFO\n")
    wanted += "- topic: the ladder (Joe Alvarez)\n"
    assert path.read_bytes() == wanted.replace("\n", "\r\n").encode()


def test_somebody_whom_no_file_knew_becomes_a_contact(workspace: Workspace) -> None:
    rewritten(workspace, "Joe Alvarez, Mia Chen: first", "Joe Alvarez, Mia Chen, Bo Lee: first")
    note = read(workspace, Word.QUOTE, "“show me the churn” (Bo)")
    workspace.carry_out(debrief("northwind", [note], [Card(ident="Bo Lee", title="CTO", confirmed=True)]))

    opportunity = workspace.snapshot().opportunity("northwind")
    bo = opportunity.contact("Bo Lee")
    assert bo is not None
    assert (bo.title, bo.part, bo.is_confirmed) == ("CTO", ("interviewer",), True)
    assert opportunity.entries[0].marks[-1].persons[0].who == "Bo Lee"


def test_who_leads_is_kept_beside_the_part_that_is_there(workspace: Workspace) -> None:
    workspace.carry_out(debrief("northwind", [], [Card(ident="Mia Chen", leads=True)]))

    mia = workspace.snapshot().opportunity("northwind").contact("Mia Chen")
    assert mia is not None
    assert mia.part == ("interviewer", "hiring-manager")


def test_what_is_known_already_is_not_written_again(workspace: Workspace) -> None:
    known = Card(ident="Joe Alvarez", confirmed=True, title="VP Sales", email="joe.alvarez@northwind.example")
    with pytest.raises(BadRequest, match="Nothing is written down yet"):
        workspace.carry_out(debrief("northwind", [], [known]))
    assert text(workspace) == NORTHWIND


def test_notes_find_their_talk_when_lines_have_moved_and_refuse_when_it_is_gone(workspace: Workspace) -> None:
    note = read(workspace, Word.NEED, "speed")
    rewritten(workspace, "Found through Ana.", "Found through Ana.\n\nA new paragraph.")
    rewritten(workspace, "## Notes\n", "## Notes\n\n### 2026-11-18 09:00 Call with Joe Alvarez\n- topic: hours\n")
    workspace.carry_out(debrief("northwind", [note], heading=HEADING))
    assert text(workspace).endswith("(Joe Alvarez)\n- need: speed\n")

    rewritten(workspace, ": first round", ": round one")
    before = text(workspace)
    with pytest.raises(BadRequest, match="is no longer in the log"):
        workspace.carry_out(debrief("northwind", [note], heading=HEADING))
    assert text(workspace) == before


@pytest.mark.parametrize(
    ("word", "typed", "said", "by", "who"),
    [
        (Word.NEED, "reps stall", "reps stall", None, ()),
        (Word.NEED, "reps stall (12 of 40)", "reps stall (12 of 40)", None, ()),
        (Word.NEED, "  reps   stall (Joe). ", "reps stall", None, ("Joe Alvarez",)),
        (Word.TOPIC, "value stories (Joe and Mia)", "value stories", None, ("Joe Alvarez", "Mia Chen")),
        (Word.TOPIC, "decide by fri", "decide by fri", None, ()),
        (Word.PROMISE, "send the plan by fri (Joe)", "send the plan", date(2026, 11, 27), ("Joe Alvarez",)),
        (Word.PROMISE, "send the plan (Joe) by fri", "send the plan", date(2026, 11, 27), ("Joe Alvarez",)),
        (Word.PROMISE, "send it by post", "send it by post", None, ()),
        (Word.PROMISE, "send it by post by 3bd", "send it by post", date(2026, 11, 25), ()),
        (Word.NEXT, "I call (me) by 24 Nov", "I call", date(2026, 11, 24), ()),
    ],
)
def test_a_line_is_read_as_it_is_meant(
    workspace: Workspace, word: Word, typed: str, said: str, by: date | None, who: tuple[str, ...]
) -> None:
    note = read(workspace, word, typed)

    assert (note.text, note.by, tuple(n.who for n in note.persons)) == (said, by, who)


def test_a_name_that_could_be_two_people_is_asked_and_never_guessed(workspace: Workspace) -> None:
    rewritten(workspace, "  - name: Mia Chen\n", "  - name: Joe Brandt\n    part: hr\n  - name: Mia Chen\n")
    assert read(workspace, Word.NEED, "speed (Joe)").persons[0].who == "Joe Alvarez", "who was there comes first"
    rewritten(workspace, "Joe Alvarez, Mia Chen: first", "Joe Alvarez, Joe Brandt: first")

    with pytest.raises(BadRequest, match="could be Joe Alvarez or Joe Brandt"):
        read(workspace, Word.NEED, "speed (Joe)")
    with pytest.raises(BadRequest, match="Nobody here is called “Zed”"):
        read(workspace, Word.NEED, "speed (Joe Alvarez, Zed)")


def test_a_line_of_nothing_but_whose_and_when_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadRequest, match="but not what"):
        read(workspace, Word.PROMISE, "by fri (Joe)")
    assert reader(workspace).note(Word.NEED, "   ") is None


def test_a_day_that_no_calendar_has_is_told(workspace: Workspace) -> None:
    with pytest.raises(BadRequest, match="no day “2026-02-30”"):
        read(workspace, Word.PROMISE, "send it by 2026-02-30")


def test_a_name_that_is_begun_is_completed_and_the_next_person_is_a_key_away(workspace: Workspace) -> None:
    there = reader(workspace).there
    assert completion("reps stall (mi", there) == "reps stall (Mia Chen)"
    assert completion("reps stall (Joe Alvarez, M", there) == "reps stall (Joe Alvarez, Mia Chen)"
    assert completion("reps stall (Chen", there) == "", "only what can be typed on is offered"
    assert completion("reps stall (", there) == "reps stall (Joe Alvarez)"
    assert completion("reps stall (zed", there) == ""
    assert completion("reps (12) stall", there) == ""

    line, seen = "reps stall", []
    for _ in range(3):
        line = next_person(line, there)
        seen.append(line)
    assert seen == ["reps stall (Joe Alvarez)", "reps stall (Mia Chen)", "reps stall"]
    assert next_person("reps stall (mia)", there) == "reps stall"
    assert next_person("reps stall (12 of 40)", there) == "reps stall (12 of 40) (Joe Alvarez)"


def test_the_talk_to_write_down_is_the_latest_interview_that_has_begun(workspace: Workspace) -> None:
    later = (
        "\n### 2026-11-20 08:30 Call with Joe Alvarez\n\n### 2026-11-27 09:00 Interview with Joe Alvarez: round two\n"
    )
    (workspace.root / FILE).write_text(NORTHWIND + later)
    snapshot = workspace.snapshot()
    opportunity = snapshot.opportunity("northwind")
    call = next(e for e in opportunity.entries if e.kind == "Call")

    assert talk_to_debrief(opportunity, snapshot.today).title == "first round"
    assert talk_to_debrief(opportunity, snapshot.today, call.line) is call
    assert [p.name for p in people_there(snapshot, opportunity, opportunity.entries[0])] == ["Joe Alvarez", "Mia Chen"]


def test_a_search_without_a_talk_has_nothing_to_write_down(workspace: Workspace) -> None:
    (workspace.root / FILE).write_text(NORTHWIND.replace("2026-11-20 08:00", "2026-11-27 08:00"))
    snapshot = workspace.snapshot()
    with pytest.raises(BadRequest, match="no interview, call, meeting or visit yet"):
        talk_to_debrief(snapshot.opportunity("northwind"), snapshot.today)
