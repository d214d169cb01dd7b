"""What is kept of plans and findings is what would be worked out from nothing, after any edits, days and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.model.agenda import Item
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.records import Records
from store.model.settings import Settings
from store.model.value import replace
from store.rules.agenda import in_order
from store.rules.checking import Checked, problems
from store.rules.planned import Planned
from store.rules.schedule import Schedules
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from tests.store.rules.conftest import BOOKS, HOLIDAYS
from tests.store.rules.random_searches import PEOPLE, SPAN, START, Written, searches

IDENTS = ("one", "two", "three")
PLAIN = Settings(timezone="UTC")
SETTINGS = (PLAIN, replace(PLAIN, transit_days=5), replace(PLAIN, playbook="consultant"))
QUIET = {**BOOKS, "blend": replace(BOOKS["consultant"], name="blend")}
"""A vault with a default playbook of its own."""
OTHER_PEOPLE = {**PEOPLE, "people/dee.md": "---\nname: Dee Fox\npart: reference\nopportunities: [two, three]\n---\n"}
HOURS = (None, time(8), time(12), time(14, 30), time(23, 50))


@dataclass
class Vault:
    """A vault under change, read as the program reads it: a file that has not changed is the same value."""

    texts: dict[str, str] = field(default_factory=dict)
    settings: Settings = PLAIN
    people: Mapping[str, str] = field(default_factory=lambda: PEOPLE)
    books: Mapping[str, Playbook] = field(default_factory=lambda: BOOKS)
    today: date = START
    clock: time | None = None
    _read: dict[tuple[str, str], Opportunity] = field(default_factory=dict)
    _people: dict[tuple[str, str], Person] = field(default_factory=dict)

    @property
    def records(self) -> Records:
        people = tuple(self._person(path, text) for path, text in self.people.items())
        found = tuple(self._opportunity(path, self.texts[path], people) for path in sorted(self.texts))
        return Records(settings=self.settings, people=people, opportunities=found)

    def _person(self, path: str, text: str) -> Person:
        if (path, text) not in self._people:
            self._people[path, text] = read_person(text.encode(), path)[0]
        return self._people[path, text]

    def _opportunity(self, path: str, text: str, people: tuple[Person, ...]) -> Opportunity:
        if (path, text) not in self._read:
            self._read[path, text] = read_opportunity(text.encode(), path, self.settings, people)[0]
        return self._read[path, text]

    def schedules(self, planned: Planned | None = None) -> Schedules:
        return Schedules(
            self.records, self.books, self.today, UTC, HOLIDAYS.__contains__, clock=self.clock, planned=planned
        )

    def problems(self, checked: Checked | None = None) -> tuple[Problem, ...]:
        return problems(self.records, self.books, self.today, UTC, (), checked)


def everything(schedules: Schedules) -> tuple[tuple[Item, ...], ...]:
    agenda = in_order(schedules.outstanding(None))
    return (agenda, *(schedules.of(ident) for ident in IDENTS))


@st.composite
def deeds(draw: st.DrawFn) -> tuple[str, object]:
    what = draw(
        st.sampled_from(["write"] * 4 + ["touch", "delete", "day", "hour", "hour", "people", "settings", "book"])
    )
    ident = draw(st.sampled_from(IDENTS))
    values: dict[str, st.SearchStrategy[object]] = {
        "write": searches(ident, draw(st.sampled_from(["Hollin", "Marlow"]))),
        "touch": st.just(ident),
        "delete": st.just(ident),
        "day": st.integers(1, 9),
        "hour": st.sampled_from(HOURS),
        "people": st.sampled_from([PEOPLE, OTHER_PEOPLE]),
        "settings": st.sampled_from(SETTINGS),
        "book": st.sampled_from([BOOKS, QUIET]),
    }
    return what, draw(values[what])


def do(vault: Vault, what: str, value: object) -> None:
    if isinstance(value, Written):
        vault.texts[value.path] = value.text
    elif what == "touch" and (path := f"opportunities/{value}.md") in vault.texts:
        day = vault.today
        vault.texts[path] += f"\n### {day} 10:00 Email to Ana Ruiz\n\n### {day} 14:00 Interview with Bo Lee\n"
    elif what == "delete":
        vault.texts.pop(f"opportunities/{value}.md", None)
    elif isinstance(value, int):
        vault.today += timedelta(days=value)
    elif isinstance(value, Settings):
        vault.settings = value
    elif what == "people":
        vault.people = value  # type: ignore[assignment]
    elif what == "book":
        vault.books = value  # type: ignore[assignment]
    elif what == "hour":
        vault.clock = value  # type: ignore[assignment]


@settings(max_examples=120, deadline=None, print_blob=True)
@given(
    searches("one"),
    searches("two"),
    st.integers(0, SPAN).map(lambda n: START + timedelta(days=n)),
    st.lists(deeds(), min_size=1, max_size=8),
)
def test_whatever_changes_the_agenda_is_that_of_a_vault_read_for_the_first_time(
    one: Written, two: Written, today: date, changes: list[tuple[str, object]]
) -> None:
    planned, checked = Planned(), Checked()
    vault = Vault({one.path: one.text, two.path: two.text}, today=today)
    assert everything(vault.schedules(planned)) == everything(vault.schedules())
    assert vault.problems(checked) == vault.problems()
    for what, value in changes:
        do(vault, what, value)
        before = vault.schedules(planned.copy())
        kept = vault.schedules(planned)

        assert everything(kept) == everything(vault.schedules())
        assert everything(before) == everything(kept)
        assert vault.problems(checked) == vault.problems()


@settings(max_examples=40, deadline=None, print_blob=True)
@given(
    searches("one"),
    searches("two"),
    st.integers(0, SPAN).map(lambda n: START + timedelta(days=n)),
    st.lists(st.sampled_from([1, 1, 1, 1, 2, 3, 7, 30, -1, -40]), min_size=20, max_size=40),
)
def test_on_every_morning_what_was_kept_is_what_would_be_worked_out_anew(
    one: Written, two: Written, today: date, steps: list[int]
) -> None:
    planned, checked = Planned(), Checked()
    vault = Vault({one.path: one.text, two.path: two.text}, today=today)
    for step in steps:
        assert everything(vault.schedules(planned)) == everything(vault.schedules())
        assert vault.problems(checked) == vault.problems()
        vault.today += timedelta(days=step)


def small() -> Vault:
    contacts = "contacts:\n  - {name: Ana Ruiz, part: interviewer}\n"
    texts = {
        f"opportunities/{ident}.md": f"---\ncompany: Co {ident}\nstage: interviewing\n{contacts}---\n\n"
        f"### 2026-06-01 14:00 Interview with Ana Ruiz\n- need: word\n"
        for ident in IDENTS
    }
    return Vault(texts, today=START + timedelta(days=2), clock=time(9))


def made(vault: Vault, planned: Planned) -> int:
    """Return how many opportunities are planned for the agenda now."""
    before = planned.made
    _ = vault.schedules(planned).shares
    return planned.made - before


def test_of_a_vault_in_which_one_file_changed_one_opportunity_is_planned_anew() -> None:
    vault, planned = small(), Planned()
    assert made(vault, planned) == len(IDENTS)
    assert made(vault, planned) == 0

    do(vault, "touch", "two")

    assert made(vault, planned) == 1


def test_of_a_vault_in_which_one_file_changed_one_opportunity_is_checked_anew() -> None:
    vault, checked = small(), Checked()
    vault.problems(checked)
    do(vault, "touch", "two")
    vault.problems(checked)

    assert checked.made == len(IDENTS) + 1


def test_an_hour_that_strikes_plans_anew_where_something_begins_at_it_and_a_day_everything() -> None:
    vault, planned = small(), Planned()
    do(vault, "touch", "two")
    made(vault, planned)

    vault.clock = time(9, 30)
    assert made(vault, planned) == 0
    vault.clock = time(14, 30)
    assert made(vault, planned) == 1
    vault.today += timedelta(days=1)
    assert made(vault, planned) == len(IDENTS)


def test_in_the_morning_only_what_the_new_day_changes_is_planned_and_checked_anew() -> None:
    vault, planned, checked = small(), Planned(), Checked()
    for ident in IDENTS[1:]:
        vault.texts[f"opportunities/{ident}.md"] = (
            f"---\ncompany: Co {ident}\nstage: applied\nnext_touch: 2026-06-20\n---\n\n### 2026-05-02 Application\n"
        )
    made(vault, planned)
    vault.problems(checked)

    vault.today += timedelta(days=1)
    assert made(vault, planned) == 1, "that of the interview, after which a letter is due"
    looked = checked.made
    vault.problems(checked)
    assert checked.made - looked <= 1
    vault.today = date(2026, 6, 20)
    assert made(vault, planned) == len(IDENTS)


def test_another_state_that_is_tried_out_leaves_what_is_kept_alone() -> None:
    vault, planned = small(), Planned()
    made(vault, planned)

    other = Vault(dict(vault.texts), settings=SETTINGS[1], today=vault.today, clock=vault.clock)
    other._read = vault._read
    assert made(other, planned.copy()) == len(IDENTS)

    assert made(vault, planned) == 0


def agenda_of(vault: Vault, planned: Planned | None = None) -> tuple[Item, ...]:
    return in_order(vault.schedules(planned).outstanding(None))


def test_another_playbook_an_acceptance_and_a_clock_that_is_known_plan_everything_anew() -> None:
    vault, planned = small(), Planned()
    made(vault, planned)

    vault.books = QUIET
    assert agenda_of(vault, planned) == agenda_of(vault)
    vault.texts["opportunities/two.md"] += "\n### 2026-06-02 Accepted with Ana Ruiz\n"
    vault.texts["opportunities/two.md"] = vault.texts["opportunities/two.md"].replace("interviewing", "accepted")
    assert agenda_of(vault, planned) == agenda_of(vault)
    assert {i.step for i in agenda_of(vault, planned) if i.opportunity != "two"} >= {"f-elsewhere"}
    do(vault, "touch", "one")
    vault.clock = None
    assert agenda_of(vault, planned) == agenda_of(vault)
