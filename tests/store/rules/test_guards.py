"""Guards that no other test here shows: quiet words, channels that nobody asked for, one message instead of several."""

from collections.abc import Callable

import pytest

from tests.store.rules.conftest import BOOKS, Told

Telling = Callable[..., Told]

TALK = """\
### 2026-06-08 10:00 Interview with Joe Alvarez
- need: reps stall (Joe Alvarez)
- [ ] promise: send the plan by 2026-06-11 (Joe Alvarez)
"""


def people(joe: str = ", email: joe@a.example") -> str:
    """Return the header of a search with a boss and an ally."""
    return f"""\
stage: interviewing
stage_since: 2026-06-01
contacts:
  - {{name: Joe Alvarez, part: hiring-manager, spelling: confirmed{joe}}}
  - {{name: Dee Poe, part: ally, spelling: confirmed, email: dee@poe.example}}
"""


@pytest.fixture
def talked(tell: Telling) -> Told:
    """Return an interview with notes and a promise, and an ally."""
    return tell(people(), TALK)


def test_a_quiet_word_is_optional_and_gone_where_canvassing_is_not_wanted(talked: Told, tell: Telling) -> None:
    word = talked.one("2026-06-09", "influence", "Dee Poe")
    assert word.optional
    assert word.rules == ("R35",)

    unwanted = tell("restrictions: [no-canvassing]\n" + people(), TALK)
    assert not unwanted.has("2026-06-09", "influence")
    assert unwanted.has("2026-06-09", "thanks")


@pytest.mark.parametrize("school", [name for name in BOOKS if name != "frame"])
def test_nobody_is_proposed_a_visit_or_a_text_unasked(tell: Telling, school: str) -> None:
    days = [f"2026-06-{day:02}" for day in range(8, 31)]
    for address in ("", ', email: joe@a.example, phone: "1", address: 1 Elm Row'):
        told = tell(f"playbook: {school}\n" + people(address), TALK)
        channels = {i.channel for day in days for i in told.agenda(day) if i.who}
        assert channels
        assert channels.isdisjoint({"text", "visit", "message"})


@pytest.mark.parametrize("school", ["blend", "handwritten"])
def test_whoever_prefers_a_text_is_sent_one(tell: Telling, school: str) -> None:
    told = tell(f"playbook: {school}\n" + people(", prefers: text"), TALK)
    assert any(i.channel == "text" for i in told.agenda("2026-06-08"))


def test_what_is_due_to_one_person_can_go_in_one_message(talked: Told) -> None:
    items = {i.step: i for i in talked.items("2026-06-11")}
    assert any(i.key in items["promised"].also or items["promised"].key in i.also for i in items.values())


def test_thanks_that_are_too_late_are_offered_for_leaving_out(talked: Told) -> None:
    assert talked.one("2026-06-09", "thanks").stale == ""
    assert "days late" in talked.one("2026-06-19", "thanks").stale
