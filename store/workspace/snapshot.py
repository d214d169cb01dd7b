"""What a vault holds at one moment, and what follows from it: an immutable view, derived when asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path

from store.errors import Ambiguous, NoSuchStep, NotFound, RefusedEdit
from store.letters.library import template_problems, templates
from store.model.agenda import Item, State
from store.model.draft import Draft
from store.model.folding import fold
from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.records import Records
from store.model.settings import Settings
from store.rules import agenda as agenda_rules
from store.rules import checking
from store.rules.clock import days_later, zone_of
from store.rules.roll import Roll
from store.rules.schedule import Schedules
from store.rules.workdays import Calendar
from store.workspace.garbage import uncollected
from store.workspace.moment import Moment
from store.workspace.names import Names
from store.workspace.picking import pick
from store.workspace.public_holidays import public_holidays

ALARM = "no-touch"
"""The condition of steps that come only where nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line that a search found."""

    path: str
    line: int
    text: str


class Snapshot:
    """A vault as it was read, with its agenda, schedules and problems."""

    def __init__(
        self,
        *,
        root: Path,
        records: Records,
        playbooks: Mapping[str, Playbook],
        moment: Moment,
        read: Callable[[str], bytes],
        names: Names | None = None,
    ) -> None:
        self.root = root
        self.records = records
        self.playbooks = playbooks
        self.moment = moment
        self._read = read
        self._names = names or Names()

    @property
    def settings(self) -> Settings:
        """The vault's settings."""
        return self.records.settings

    @cached_property
    def zone(self) -> tzinfo:
        """The user's own time zone: the settings' one, else the machine's."""
        return zone_of(self.settings.timezone, self.moment.now.tzinfo)

    @cached_property
    def now(self) -> datetime:
        """The wall-clock time in the user's own zone."""
        return self.moment.now.astimezone(self.zone)

    @cached_property
    def today(self) -> date:
        """The user's own day, unless another one was named."""
        return self.moment.today if self.moment.fixed else self.now.date()

    @cached_property
    def is_holiday(self) -> Callable[[date], bool]:
        """Tell public holidays of the settings' country."""
        return public_holidays(self.settings.country, self.settings.region)

    @cached_property
    def calendar(self) -> Calendar:
        """The settings' working week, days off and public holidays."""
        return Calendar(self.settings, self.is_holiday)

    @cached_property
    def agenda(self) -> tuple[Item, ...]:
        """What is outstanding up to two weeks ahead, most urgent first."""
        return self.agenda_within(agenda_rules.HORIZON)

    def agenda_within(self, days: int) -> tuple[Item, ...]:
        """Return what is outstanding and due within so many days from now, most urgent first."""
        return agenda_rules.in_order(self._schedules.outstanding(days_later(self.today, days)))

    @cached_property
    def _schedules(self) -> Schedules:
        """Every step of every opportunity: worked out once, since the limits are shared."""
        clock = None if self.moment.fixed else self.now.time()
        with uncollected():
            return Schedules(self.records, self.playbooks, self.today, self.zone, self.is_holiday, clock=clock)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the vault, in file order."""
        names = [template.name for template in templates(self.root)]
        found = checking.problems(self.records, self.playbooks, self.today, self.zone, names)
        everything = (*found, *template_problems(self.root))
        return tuple(sorted(everything, key=lambda p: (p.path, p.line, p.code, p.message)))

    @cached_property
    def every_problem(self) -> tuple[Problem, ...]:
        """Every problem, those in the text of the vault's own templates too, which take longer to find."""
        from store.letters.inspecting import text_problems

        everything = (*self.problems, *text_problems(self.root))
        return tuple(sorted(everything, key=lambda p: (p.path, p.line, p.code, p.message)))

    @cached_property
    def roll(self) -> Roll:
        """Everybody's name, as the checks of drafts know it."""
        return self._names.of(self.records)

    @cached_property
    def _by_id(self) -> Mapping[str, list[Opportunity]]:
        found: dict[str, list[Opportunity]] = {}
        for opportunity in self.records.opportunities:
            found.setdefault(fold(opportunity.id), []).append(opportunity)
        return found

    def opportunity_with(self, ident: str) -> Opportunity | None:
        """Return the opportunity with that id, however it is written; None where there is none."""
        return next(iter(self._by_id.get(fold(ident.strip()), ())), None)

    def schedule(self, opportunity_id: str) -> tuple[Item, ...]:
        """Return every step of one opportunity: done, open, forecast, skipped, stopped."""
        items = self._schedules.of(self.opportunity(opportunity_id).id)
        # An alarm to come is no plan: nobody plans to stay silent.
        return tuple(i for i in items if i.state is not State.FORECAST or ALARM not in i.awaits)

    def open_with(self, opportunity: Opportunity) -> frozenset[str]:
        """Return the keys of its open steps, as if the log of an opportunity held what is given here."""
        return self._schedules.open_in(opportunity)

    def assuming(self, records: Records) -> "Snapshot":
        """Return the same vault at the same moment, as if its files said something else."""
        return Snapshot(
            root=self.root,
            records=records,
            playbooks=self.playbooks,
            moment=self.moment,
            read=self._read,
            names=self._names,
        )

    def announced_to_all(self, opportunity_id: str) -> date | None:
        """Return the day that the playbook lets a thank-you name to everybody alike; None where each has their own."""
        return self._schedules.announced_to_all(self.opportunity(opportunity_id).id)

    def bytes_of(self, path: str) -> bytes:
        """Return a file's bytes, which are those that the records were read from.

        Raises:
            ChangedUnderneath: the file has changed since then.
            NotFound: there is no such file.
        """
        return self._read(path)

    def text(self, path: str) -> str:
        """Return a file's text for showing: LF line ends, undecodable bytes marked."""
        data = self._read(path)
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def opportunity(self, part: str) -> Opportunity:
        """Find the one opportunity whose id, company, position or contact holds `part`.

        Raises:
            NotFound: none does.
            Ambiguous: several do, and it is the whole id, company or position of none of them alone.
        """
        with_id = self._by_id.get(fold(part.strip()), [])
        if len(with_id) == 1:
            return with_id[0]
        names = [(o, (o.id, o.company, o.position, *(c.name for c in o.contacts))) for o in self.records.opportunities]
        return pick("opportunity", part, names)

    def opportunity_to_change(self, part: str) -> Opportunity:
        """Find an opportunity as `opportunity` does, for a change of its file.

        Raises:
            NotFound: none fits.
            Ambiguous: several do.
            RefusedEdit: its file cannot be read, and such a file is never rewritten.
        """
        found = self.opportunity(part)
        if not found.readable:
            why = next(p for p in self.records.problems if p.path == found.path)
            raise RefusedEdit(found.path, why.line, f"{why.message[:1].lower()}{why.message[1:]}".rstrip("."))
        return found

    def draft(self, part: str) -> Draft:
        """Find the one draft whose file name, person, subject or opportunity holds `part`.

        Raises:
            NotFound: none does.
            Ambiguous: several do.
        """
        names = [(d, (stem(d.path), d.path, d.to, d.subject, d.opportunity)) for d in self.records.drafts]
        return pick("draft", part, names)

    def path_meant(self, part: str) -> str:
        """Return the file of the opportunity, or else of the draft, that `part` means.

        Raises:
            NotFound: neither fits.
            Ambiguous: several do.
        """
        try:
            return self.opportunity(part).path
        except NotFound as missing:
            try:
                return self.draft(part).path
            except NotFound:
                raise missing from None

    def item(self, opportunity_id: str, key: str) -> Item:
        """Find the open step with that key, or the only open one of a bare step's name.

        Raises:
            NoSuchStep: there is none.
            Ambiguous: several fit.
        """
        items = [i for i in self.schedule(opportunity_id) if i.bucket is not None]
        wanted = fold(key.strip())
        fitting = [i for i in items if fold(i.key) == wanted]
        fitting = fitting or [i for i in items if fold(i.key).startswith(wanted + "/")]
        if not fitting:
            raise NoSuchStep(key, tuple(i.key for i in items))
        if len(fitting) > 1:
            raise Ambiguous("step", key, tuple(i.key for i in fitting))
        return fitting[0]

    def matching(self, query: str) -> tuple[Opportunity, ...]:
        """Return the opportunities in which every word of the query occurs."""
        words = fold(query).split()
        return tuple(o for o in self.records.opportunities if all(w in haystack(o) for w in words))

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the lines of opportunities, people, stories and drafts that hold the text, however it is written."""
        wanted = fold(text)
        records = self.records
        paths = [
            *(o.path for o in records.opportunities),
            *(p.path for p in records.people),
            *(t.path for t in records.stories),
            *(d.path for d in records.drafts),
        ]
        return tuple(
            Hit(path=path, line=number, text=line.strip())
            for path in paths
            for number, line in enumerate(self.text(path).split("\n"), 1)
            if wanted in fold(line)
        )


def haystack(opportunity: Opportunity) -> str:
    """Return what a filter looks through: company, position, stage, tags, people, folded."""
    o = opportunity
    names = (c.name for c in o.contacts)
    return fold(" ".join((o.id, o.company, o.position, o.stage_text, o.stage, o.location, *o.tags, *names)))


def stem(path: str) -> str:
    """Return a path's file name without folder and ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")
