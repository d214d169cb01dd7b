"""Random job searches as Markdown text: what Hypothesis makes up for the laws of the engine, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hypothesis import strategies as st

from store.model.agenda import Item
from store.model.records import Records
from store.model.settings import Settings
from store.model.value import replace
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.workspace.moment import Moment
from store.workspace.shipped import shipped_playbooks
from store.workspace.snapshot import Snapshot

START = date(2026, 6, 1)
SPAN = 30
"""Days over which entries are spread; the agenda is looked at in twice that time."""
FAR = 100_000
NAMES = ("Ana Ruiz", "Bo Lee", "Cy Dunn")
PLAYBOOKS = tuple(sorted(set(shipped_playbooks()) - {"frame"}))
PARTS = ("", "interviewer", "hiring-manager", "hr", "recruiter")
RESTRICTIONS = ("", "", "", "no-calls", "via-recruiter", "no-contact", "no-gifts", "no-canvassing")
SETTINGS = Settings(country="US", timezone="UTC")

PEOPLE = {
    "people/dee.md": "---\nname: Dee Fox\npart: ally\nopportunities: [one, two]\n---\n",
    "people/eve.md": "---\nname: Eve Hart\npart: reference\nconsent: yes\nopportunities: [one, two]\n---\n",
    "people/flo.md": "---\nname: Flo Kay\npart: helper\nopportunities: [one]\n---\n",
}
HEADINGS = (
    *["Interview with {who}: a round"] * 9,
    "Interview",
    "Email to {who}: Thank you",
    "Email to {who}: value",
    "Email to {who}",
    "Email from {who}: A question",
    "Letter to {who}",
    "Note to {who}",
    "Text to {who}",
    "Message from {who}",
    "Call to {who}",
    "Call to {who}: no answer",
    "Call from {who}: news",
    "Call with {who}: a talk",
    "Voicemail to {who}",
    "Meeting with {who}",
    "Visit with {who}",
    "Briefing with Eve Hart",
    "Call to Dee Fox",
    "Application to {who}",
    "Offer from {who}",
    "Accepted: signed",
    "Rejected by {who}",
    "Withdrawn",
    "Filled: from inside",
    "Skipped with {who}: thanks - no need",
    "Skipped with {who}: in-turn - nothing new",
    "Skipped: f-decide - go on",
    "Skipped: f-elsewhere - keep open",
    "Snoozed with {who}: letter until {later}",
)
MARKS = (
    "- need: reps stall below the board ({who})",
    "- topic: the ramp of new sellers",
    "- [ ] promise: send the plan by {later} ({who})",
    "- [ ] promise: send the list ({who})",
    "- [x] promise: send the numbers by {later} ({who})",
    "- [ ] next: they decide by {later} ({who})",
    "- [ ] next: I call by {later} (me)",
    "- [-] next: they write by {later} ({who})",
)

logged_days = st.integers(0, SPAN).map(lambda n: START + timedelta(days=n))
days = st.integers(0, 2 * SPAN).map(lambda n: START + timedelta(days=n))
whos = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(", ".join)


@dataclass(frozen=True)
class Written:
    """An opportunity as text: its header's lines and its entries, each a heading with marks."""

    ident: str
    header: tuple[str, ...]
    entries: tuple[str, ...]
    company: str = "Hollin"

    @property
    def path(self) -> str:
        """Where it lies in the vault."""
        return f"opportunities/{self.ident}.md"

    @property
    def text(self) -> str:
        """The file."""
        header = "".join(f"{line}\n" for line in self.header)
        log = "".join(f"\n{entry}" for entry in self.entries)
        return f"---\ncompany: {self.company}\nposition: Lead {self.ident}\n{header}---\n{log}"

    def plus(self, heading: str) -> "Written":
        """Return the same with one more entry at the end."""
        return replace(self, entries=(*self.entries, f"{heading}\n"))


@dataclass(frozen=True)
class Vault:
    """The files of a vault, and what follows from them on a day."""

    files: Mapping[str, str] = field(default_factory=dict)

    def records(self) -> Records:
        """Return the files as they are read."""
        people = tuple(read_person(t.encode(), p)[0] for p, t in self.files.items() if p.startswith("people/"))
        found = tuple(
            read_opportunity(text.encode(), path, SETTINGS, people)[0]
            for path, text in self.files.items()
            if path.startswith("opportunities/")
        )
        return Records(settings=SETTINGS, people=people, opportunities=found)

    def on(self, today: date) -> Snapshot:
        """Return the vault as the program sees it on a day, at noon."""
        now = datetime.combine(today, time(12), tzinfo=UTC)
        return Snapshot(
            root=Path("/nowhere"),
            records=self.records(),
            playbooks=shipped_playbooks(),
            moment=Moment(today=today, now=now, fixed=True),
            read=lambda path: self.files[path].encode(),
        )

    def agenda(self, today: date) -> tuple[Item, ...]:
        """Return everything outstanding on a day."""
        return self.on(today).agenda_within(FAR)

    def items(self, today: date) -> tuple[Item, ...]:
        """Return every step of every opportunity, in any state."""
        snapshot = self.on(today)
        return tuple(item for o in snapshot.records.opportunities for item in snapshot.schedule(o.id))

    def with_file(self, path: str, text: str) -> "Vault":
        """Return the vault with one file written anew."""
        return Vault({**self.files, path: text})


def vault(*written: Written) -> Vault:
    """Return a vault of these opportunities and of everybody beside them."""
    return Vault({**PEOPLE, **{one.path: one.text for one in written}})


@st.composite
def marks(draw: st.DrawFn, day: date) -> str:
    later = day + timedelta(days=draw(st.integers(0, 14)))
    return draw(st.sampled_from(MARKS)).format(who=draw(st.sampled_from(NAMES)), later=later)


@st.composite
def entries(draw: st.DrawFn, day: date, clock: time | None) -> str:
    """Return one entry at a moment; only interviews and calls carry marks."""
    later = day + timedelta(days=draw(st.integers(1, 20)))
    heading = draw(st.sampled_from(HEADINGS)).format(who=draw(whos), later=later)
    noted = draw(st.lists(marks(day), max_size=3)) if heading.startswith(("Interview", "Call with")) else []
    at = f" {clock:%H:%M}" if clock else ""
    return "\n".join([f"### {day}{at} {heading}", *noted]) + "\n"


@st.composite
def searches(draw: st.DrawFn, ident: str = "one", company: str = "Hollin") -> Written:
    """Return an opportunity whose entries are all of different days or times."""
    moments = draw(
        st.lists(st.tuples(logged_days, st.integers(0, 95)), min_size=1, max_size=8, unique=True).map(
            lambda found: [(day, time(q // 4, q % 4 * 15)) for day, q in found]
        )
    )
    log = tuple(draw(entries(day, clock)) for day, clock in sorted(moments))
    stage = draw(
        st.sampled_from(["interviewing"] * 4 + ["lead", "applied", "offer", "accepted", "rejected", "withdrawn"])
    )
    header = [f"playbook: {draw(st.sampled_from(PLAYBOOKS))}", f"stage: {stage}"]
    dated = draw(st.lists(st.sampled_from(["stage_since", "next_touch", "deadline"]), max_size=2, unique=True))
    header += [f"{key}: {draw(days)}" for key in dated]
    if restriction := draw(st.sampled_from(RESTRICTIONS)):
        header.append(f"restrictions: [{restriction}]")
    header.append("contacts:")
    for name in NAMES:
        part, spelling = draw(st.sampled_from(PARTS)), draw(st.sampled_from(["", "confirmed"]))
        prefers = draw(st.sampled_from(["", "", "phone", "letter", "text"]))
        keys = {"part": part, "spelling": spelling, "prefers": prefers}
        more = "".join(f", {key}: {value}" for key, value in keys.items() if value)
        header.append(f"  - {{name: {name}{more}}}")
    return Written(ident=ident, header=tuple(header), entries=log, company=company)
