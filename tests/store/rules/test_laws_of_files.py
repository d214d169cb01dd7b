"""Laws of the agenda over random files, under every playbook that ships: what must hold whatever is written there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from store.model.agenda import Bucket, Item
from store.model.playbook import Step
from store.workspace.commands.complete_step import complete_step
from store.workspace.commands.skip_step import skip_step
from store.workspace.shipped import shipped_playbooks
from tests.store.rules.random_searches import NAMES, PLAYBOOKS, START, Vault, Written, days, searches, vault

LAW = settings(max_examples=60, deadline=None, print_blob=True)
SLOW = settings(max_examples=10, deadline=None, print_blob=True, phases=(Phase.explicit, Phase.generate))
"""Without looking for the smallest example: each one is a search of two months."""
DUE = (Bucket.OVERDUE, Bucket.TODAY)
REASON = re.compile(r"### \d{4}-|- \[.\] (?:promise|next):|(?:stage|stage_since|next_touch|deadline):")
TOUCHES = ("Email", "Letter", "Call", "Note", "Voicemail")
KINDS = {"email": "Email", "phone": "Voicemail", "letter": "Letter", "note": "Note", "text": "Text"}
PARTS = ("hiring-manager", "interviewer", "hr")
TURNS = frozenset({"silence", "no-answer", "letters", "written"})
"""Events after which a counted step is a turn, and shares the employer's week."""


def told(items: Iterable[Item]) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return what a person sees of items, without the lines of the file."""
    return {
        (i.opportunity, i.key): (i.step, i.who, i.due, i.bucket, i.state, i.channel, i.allowed, i.optional)
        for i in items
    }


@LAW
@given(searches(), searches("two"), days)
def test_two_runs_give_the_same_agenda_and_no_key_twice(one: Written, two: Written, today: date) -> None:
    first, second = vault(one, two).agenda(today), vault(one, two).agenda(today)
    assert first == second
    assert len({(i.opportunity, i.key) for i in first}) == len(first)


@LAW
@given(searches(), searches("two"), days)
def test_the_agenda_is_what_the_schedules_hold_open(one: Written, two: Written, today: date) -> None:
    """Asked for alone, a search says of each step what the agenda of the whole vault says of it."""
    whole = vault(one, two)
    assert told(whole.agenda(today)) == told(i for i in whole.items(today) if i.bucket is not None)


@LAW
@given(searches(), days, st.randoms(use_true_random=False))
def test_the_order_of_entries_in_the_file_does_not_matter(one: Written, today: date, chance: st.DataObject) -> None:
    shuffled = list(one.entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Written(ident=one.ident, header=one.header, entries=tuple(shuffled))
    assert told(vault(one).items(today)) == told(vault(other).items(today))


@LAW
@given(searches(), searches("two"), days)
def test_every_item_has_a_reason_whose_file_and_line_exist(one: Written, two: Written, today: date) -> None:
    whole = vault(one, two)
    for item in whole.items(today):
        lines = whole.files[item.because.path].split("\n")
        assert 1 <= item.because.line <= len(lines)
        assert REASON.match(lines[item.because.line - 1]), (item.key, lines[item.because.line - 1])
        assert item.because.event
        assert item.says
        assert "{" not in item.says + item.note + item.title


@LAW
@given(searches(), days, st.sampled_from(NAMES), st.sampled_from(TOUCHES))
def test_a_logged_contact_never_makes_the_same_step_due_earlier(
    one: Written, today: date, name: str, kind: str
) -> None:
    before, after = (
        earliest(vault(search).items(today)) for search in (one, one.plus(f"### {today} 23:59 {kind} to {name}"))
    )
    for step in before.keys() & after.keys():
        assert after[step] >= before[step], step


def earliest(items: Iterable[Item]) -> dict[tuple[str, str | None], date]:
    """Return the earliest day on which each step is due for each person."""
    found: dict[tuple[str, str | None], date] = {}
    for item in items:
        if item.bucket is not None and not item.step.startswith("f-next-theirs"):
            key = (item.step, item.who)
            found[key] = min(item.due, found.get(key, item.due))
    return found


@LAW
@given(searches(), days)
def test_an_unknown_key_or_kind_changes_nothing(one: Written, today: date) -> None:
    strange = Written(
        ident=one.ident,
        header=("mood: hopeful", *(line.replace("{name:", "{shoe: 42, name:") for line in one.header)),
        entries=tuple(
            part for entry in one.entries for part in (entry, f"### {START} 10:00 Lunch with Ana Ruiz: soup\n")
        ),
    )
    assert told(vault(one).items(today)) == told(vault(strange).items(today))


@settings(SLOW, max_examples=40)
@given(searches(), searches("two", "Yarrow"), days)
def test_everything_overdue_can_be_done_and_can_be_skipped(one: Written, two: Written, today: date) -> None:
    whole = vault(one, two)
    late = [i for i in whole.agenda(today) if i.bucket is Bucket.OVERDUE]
    for item in late[:3]:
        assert item.key not in open_keys(changed(whole, item, today, "skip"), item, today)
        assert item.key not in open_keys(changed(whole, item, today, "done"), item, today)


def changed(whole: Vault, item: Item, today: date, deed: str) -> Vault:
    """Return the vault after a step was done or skipped with the use case that both front ends call."""
    snapshot = whole.on(today)
    assert snapshot.item(item.opportunity, item.key) == item
    plan = skip_step(item.opportunity, item.key, "not now")
    if deed == "done":
        plan = complete_step(item.opportunity, item.key)
    change = plan(snapshot)
    assert change.edits
    for edit in change.edits:
        assert edit.after is not None
        whole = whole.with_file(edit.path, edit.after.decode())
    return whole


def open_keys(whole: Vault, item: Item, today: date) -> set[str]:
    """Return the keys that are due in an opportunity."""
    return {i.key for i in whole.agenda(today) if i.opportunity == item.opportunity and i.bucket in DUE}


@dataclass
class Diary:
    """What a user did who follows the agenda: counted touches by person, calls, turns by employer."""

    touches: dict[str, list[date]] = field(default_factory=dict)
    calls: dict[str, list[date]] = field(default_factory=dict)
    turns: list[date] = field(default_factory=list)

    def note(self, item: Item, day: date) -> None:
        """Note what was done."""
        who = item.ident or item.who or ""
        if item.counted:
            self.touches.setdefault(who, []).append(day)
        if item.channel == "phone":
            self.calls.setdefault(who, []).append(day)
        if item.counted and is_turn(item):
            self.turns.append(day)

    def allows(self, offered: Iterable[Item], day: date) -> None:
        """Assert that everything that is offered on a day could be done on it within the limits."""
        with_another = {(i.opportunity, key) for i in offered for key in i.also}
        counted = [i for i in offered if i.counted and i.who and (i.opportunity, i.key) not in with_another]
        for who in {i.ident or i.who or "" for i in counted}:
            mine = [i for i in counted if (i.ident or i.who) == who]
            limits = shipped_playbooks()[mine[0].playbook].limits
            assert len(mine) + within(self.touches.get(who, ()), day, 7) <= limits.touches_per_week, (day, mine)
            assert len([i for i in mine if i.channel == "email"]) <= limits.emails_per_day, (day, mine)
            rung = [i for i in mine if i.channel == "phone"]
            calls = within(self.calls.get(who, ()), day, limits.days_between_calls)
            assert not rung or len(rung) + calls <= 1, (day, mine)
        turns = [i for i in counted if is_turn(i)]
        if turns:
            most = shipped_playbooks()[turns[0].playbook].limits.recurring_per_week
            assert len(turns) + within(self.turns, day, 7) <= most, (day, turns)


def within(done: Iterable[date], day: date, span: int) -> int:
    """Return how many of the days lie less than a span before a day."""
    return len([d for d in done if d <= day < d + timedelta(days=span)])


def step_of(item: Item) -> Step | None:
    """Return the step of an item's playbook."""
    return next((s for s in shipped_playbooks()[item.playbook].steps if s.id == item.step), None)


def is_turn(item: Item) -> bool:
    """Tell whether an item is one of those that recur while they are silent."""
    step = step_of(item)
    return step is not None and item.channel is not None and (step.every is not None or step.after.event in TURNS)


@SLOW
@given(st.data(), st.sampled_from(PLAYBOOKS))
def test_whoever_follows_the_agenda_exceeds_no_limit_on_any_day(data: st.DataObject, playbook: str) -> None:
    """Two searches at one employer share a boss; on each day the user does some of what is offered."""
    contacts = (
        "contacts:",
        *(f"  - {{name: {n}, part: {p}, spelling: confirmed}}" for n, p in zip(NAMES, PARTS, strict=True)),
    )
    header = (f"playbook: {playbook}", "stage: interviewing", f"stage_since: {START}", *contacts)
    gap = data.draw(st.integers(0, 9))
    met = (START, START + timedelta(days=gap))
    mark = data.draw(st.sampled_from(["- need: a plan", "- [ ] next: they decide by 2026-06-08 (Ana Ruiz)"]))
    found = {
        ident: Written(ident, header, (f"### {day} 10:00 Interview with {who}: first round\n{mark}\n",))
        for (ident, who), day in zip((("one", "Ana Ruiz, Bo Lee"), ("two", "Ana Ruiz, Cy Dunn")), met, strict=True)
    }
    diary, eager = Diary(), data.draw(st.integers(1, 4))
    for ahead in range(55):
        day = START + timedelta(days=ahead)
        offered = [i for i in vault(*found.values()).agenda(day) if i.bucket in DUE]
        diary.allows(offered, day)
        for item in offered:
            if (item.who is None or item.channel in KINDS) and (hash_of(item.key) + ahead) % eager == 0:
                found[item.opportunity] = done(found[item.opportunity], item, day)
                diary.note(item, day)


def hash_of(key: str) -> int:
    """Return a number that differs from key to key and not from run to run."""
    return sum(map(ord, key))


def done(search: Written, item: Item, day: date) -> Written:
    """Return the search with a step done as the program writes it."""
    if item.who is None or (item.mark_line is not None and not item.counted):
        return search.plus(f"### {day} 12:00 Skipped: {item.key} - done")
    return search.plus(f"### {day} 12:00 {KINDS[item.channel or 'email']} to {item.who}: {item.step}")


@LAW
@given(searches(), searches("two"), days, st.sampled_from(NAMES), st.sampled_from(("Email", "Letter", "Note")))
def test_what_a_letter_leaves_open_does_not_depend_on_the_other_searches(
    one: Written, two: Written, today: date, who: str, kind: str
) -> None:
    """Asked of one search alone, as before a letter goes: the same as in the whole vault once the letter is logged."""
    before = vault(one, two).on(today)
    after = vault(one.plus(f"### {today} 13:00 {kind} to {who}: Thank you"), two).on(today)

    assert before.open_with(after.opportunity("one")) == {
        item.key for item in after.schedule("one") if item.bucket is not None
    }
