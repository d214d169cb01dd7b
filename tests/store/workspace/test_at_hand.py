"""The agenda at hand is the one that a vault gives which is read for the first time, whatever was done to it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.model.agenda import HORIZON, Agenda
from store.vault import answers, reading
from store.vault import bytes as bytes_
from store.workspace.at_hand import agenda_at_hand
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.packed import pack, unpack
from store.workspace.snapshot import Snapshot
from tests.store.rules.random_searches import PEOPLE, SPAN, START, Written, searches, vault

ME = '[me]\nname = "Ann Example"\n'
SETTINGS = (
    ME,
    f'{ME}timezone = "Asia/Tokyo"\n',
    f"{ME}[search]\ntransit_days = 5\n",
    f'{ME}[search]\nplaybook = "consultant"\n',
    f'{ME}[search]\ncountry = "DE"\n',
    f'{ME}[stages]\nscreening = "interviewing"\n',
)
OTHER_PERSON = "---\nname: Dee Fox\npart: reference\nopportunities: [two]\n---\n"
TEMPLATE = "---\nname: mine\nchannel: email\n---\nDear {{ nobody }}\n"
BOOK = "---\nname: blend\nsteps:\n  - {id: thanks, after: interview, each: panel, by: [email], within: 24h}\n---\n"
SENTENCE = "\n### 2026-06-12 14:00 Interview with Ana Ruiz\n- [ ] promise: send it by 2026-06-14\n"
OTHERS = {
    "people/dee.md": OTHER_PERSON,
    "playbooks/blend.md": BOOK,
    "templates/mine.md.j2": TEMPLATE,
    "stories/salt.md": "---\ntitle: Salt\n---\n",
    "drafts/one.md": "---\nopportunity: nowhere\nto: Ana Ruiz\nchannel: email\n---\nDear Ana,\n",
}


class Place:
    """A vault on disk, the user's cache beside it, and the clock on the wall."""

    def __init__(self, folder: Path) -> None:
        self.root, self.cache = folder / "vault", folder / "cache"
        self.now = datetime.combine(START + timedelta(days=SPAN // 2), time(9), UTC)
        self.put("afterword.toml", SETTINGS[0])
        for path, text in PEOPLE.items():
            self.put(path, text)

    def put(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def opened(self, machine: Machine) -> Workspace:
        return Workspace.open(self.root, Moment(today=self.now.date(), now=self.now), lambda: machine)

    def at_hand(self, days: int = HORIZON) -> Agenda:
        return agenda_at_hand(self.opened(Machine(cache=self.cache)), days)[0]

    def anew(self, days: int = HORIZON) -> Agenda:
        return agenda_at_hand(self.opened(Machine()), days)[0]


def replaced(place: Path, text: str) -> None:
    """Save as editors do that write a new file and rename it."""
    place.with_suffix(".tmp").write_text(text, "utf-8")
    place.with_suffix(".tmp").replace(place)


def out_of_a_backup(place: Path, text: str) -> None:
    """Put a file back that has the time it was saved at, long before that of the one that it takes the place of."""
    replaced(place, text)
    stamped(place, -1)


def in_place(place: Path, text: str) -> None:
    """Save as editors do that write into the file, and set its time back as some tools do."""
    status = place.stat() if place.exists() else None
    place.write_text(text, "utf-8")
    if status:
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))


def stamped(place: Path, years: float) -> None:
    """Give a file another time, as backups, copies and clocks that are wrong do."""
    if place.exists():
        then = datetime.now(UTC).timestamp() + years * 365 * 24 * 3600
        os.utime(place, (then, then))


@st.composite
def deeds(draw: st.DrawFn) -> Callable[[Place], None]:
    """Something that a person, an editor, a sync or the clock does."""
    what = draw(
        st.sampled_from(
            ["write", "write", "save", "backup", "stamp", "touch", "delete", "hour", "day", "zone", "settings", "other"]
        )
    )
    ident = draw(st.sampled_from(["one", "two"]))
    path = f"opportunities/{ident}.md"
    if what == "stamp":
        years = draw(st.floats(-10, 10))
        return lambda place: stamped(place.root / path, years)
    if what in ("write", "save", "backup"):
        text = draw(searches(ident, draw(st.sampled_from(["Hollin", "Marlow"])))).text
        save = {"write": in_place, "save": replaced, "backup": out_of_a_backup}[what]
        return lambda place: save(place.root / path, text)
    if what == "touch":
        return lambda place: place.put(
            path, ((place.root / path).read_text("utf-8") if (place.root / path).exists() else "") + SENTENCE
        )
    if what == "delete":
        return lambda place: (place.root / path).unlink(missing_ok=True)
    if what in ("hour", "day", "zone"):
        hours = draw(st.integers(-9, 9)) * (24 if what == "day" else 1)
        zone = timezone(timedelta(hours=draw(st.sampled_from([0, -8, 9])))) if what == "zone" else None
        return lambda place: setattr(
            place, "now", (place.now + timedelta(hours=hours)).astimezone(zone or place.now.tzinfo)
        )
    if what == "settings":
        said = draw(st.sampled_from(SETTINGS))
        return lambda place: place.put("afterword.toml", said)
    other = draw(st.sampled_from(sorted(OTHERS)))
    gone = draw(st.booleans())
    return lambda place: (place.root / other).unlink(missing_ok=True) if gone else place.put(other, OTHERS[other])


def agrees(changes: list[list[Callable[[Place], None]]], days: int) -> bool:
    """Tell whether the agenda at hand was the right one, after each of several bundles of changes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        (place.root / "opportunities").mkdir()
        for bundle in changes:
            for change in bundle:
                change(place)
            if place.at_hand(days) != place.anew(days):
                return False
        return True


@contextmanager
def files_rest(seconds: float) -> Iterator[None]:
    """Let a file count as settled after that time; with none, its stamps alone tell what changed."""
    before = bytes_.YOUNG, reading.SETTLING
    bytes_.YOUNG, reading.SETTLING = seconds, 0.0
    try:
        yield
    finally:
        bytes_.YOUNG, reading.SETTLING = before


HISTORIES = st.lists(st.lists(deeds(), max_size=2), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None, print_blob=True)
@given(HISTORIES, st.sampled_from([2.0, 0.0]), st.sampled_from([HORIZON, 3]))
def test_whatever_is_done_the_agenda_at_hand_is_the_right_one(
    changes: list[list[Callable[[Place], None]]], rest: float, days: int
) -> None:
    with files_rest(rest):
        assert agrees(changes, days)


@settings(max_examples=60, deadline=None)
@given(searches("one"), st.integers(0, 2 * SPAN))
def test_an_agenda_that_is_packed_comes_back_as_it_was(one: Written, day: int) -> None:
    agenda = Agenda(today=START, items=vault(one).items(START + timedelta(days=day)), problems=3)

    assert unpack(pack(agenda)) == agenda


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    made.put("opportunities/one.md", f"---\ncompany: Hollin\nstage: interviewing\n---\n{SENTENCE}")
    made.now = datetime(2026, 6, 12, 9, tzinfo=UTC)
    with files_rest(0.0):
        yield made


def reads(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is worked out when the agenda is asked for."""
    done: list[str] = []
    work_out = Snapshot.agenda_of

    def counted(self: Snapshot, days: int) -> Agenda:
        done.append("agenda")
        return work_out(self, days)

    with monkeypatch.context() as patched:
        patched.setattr(Snapshot, "agenda_of", counted)
        place.at_hand()
    return done


def test_where_nothing_changed_nothing_is_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads(place, monkeypatch) == ["agenda"]
    assert reads(place, monkeypatch) == []
    place.put("opportunities/one.md", "---\ncompany: Marlow\n---\n")
    assert reads(place, monkeypatch) == ["agenda"]
    assert reads(place, monkeypatch) == []


def test_an_interview_that_begins_and_a_day_that_ends_ask_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads(place, monkeypatch) == ["agenda"]
    place.now = datetime(2026, 6, 12, 13, 59, tzinfo=UTC)
    assert reads(place, monkeypatch) == []
    place.now = datetime(2026, 6, 12, 14, tzinfo=UTC)
    assert reads(place, monkeypatch) == ["agenda"]
    place.now = datetime(2026, 6, 12, 23, 59, tzinfo=UTC)
    assert reads(place, monkeypatch) == []
    place.now = datetime(2026, 6, 13, tzinfo=UTC)
    assert reads(place, monkeypatch) == ["agenda"]


def test_a_file_that_changed_just_before_is_compared_by_its_content(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with files_rest(3600):
        assert reads(place, monkeypatch) == ["agenda"]
        assert reads(place, monkeypatch) == []
        for module, name in ((answers, "mark_of_scan"), (reading, "mark_of")):
            monkeypatch.setattr(module, name, lambda *_: b"all files look alike")
        assert reads(place, monkeypatch) == ["agenda"]
        assert reads(place, monkeypatch) == []
        place.put("opportunities/one.md", "---\ncompany: Marlow\n---\n")
        assert reads(place, monkeypatch) == ["agenda"]


def test_what_is_damaged_is_worked_out_anew(place: Place) -> None:
    right = place.at_hand()
    index = next(place.cache.rglob("index.db"))
    data = bytearray(index.read_bytes())
    for at in range(0, len(data), 97):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        index.write_bytes(damaged)
        assert place.at_hand() == right, at
        for left in index.parent.glob("index.db-*"):
            left.unlink()


def test_a_day_that_is_named_is_a_question_of_its_own(place: Place) -> None:
    def on(day: date) -> Agenda:
        moment = Moment(today=day, now=datetime.combine(day, time(9), UTC), fixed=True)
        return agenda_at_hand(Workspace.open(place.root, moment, lambda: Machine(cache=place.cache)), HORIZON)[0]

    first, other = on(date(2026, 6, 12)), on(date(2026, 6, 20))
    assert (first.today, other.today) == (date(2026, 6, 12), date(2026, 6, 20))
    assert first == on(date(2026, 6, 12))
    assert first.items != other.items


@pytest.mark.parametrize("careless", ["stamps", "hours"])
def test_the_law_notices_an_agenda_that_is_kept_too_long(careless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    note = f"---\ncompany: Hollin\nstage: interviewing\n---\n{SENTENCE}"
    history: list[list[Callable[[Place], None]]] = [
        [lambda place: place.put("opportunities/one.md", note)],
        [lambda place: setattr(place, "now", datetime(2026, 6, 12, 13, tzinfo=UTC))],
        [lambda place: setattr(place, "now", datetime(2026, 6, 12, 15, tzinfo=UTC))],
        [lambda place: place.put("opportunities/one.md", "---\ncompany: Marlow\n---\n")],
    ]
    with files_rest(0.0):
        assert agrees(history, HORIZON)
        if careless == "stamps":
            monkeypatch.setattr(answers, "mark_of_scan", lambda _: b"")
            monkeypatch.setattr(reading, "mark_of", lambda *_: b"")
        else:
            monkeypatch.setattr(Snapshot, "holds", property(lambda _: (0.0, 1e12)))
        assert not agrees(history, HORIZON)
