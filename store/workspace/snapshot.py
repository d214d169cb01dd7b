"""What a vault holds at one moment, and what follows from it: an immutable view, derived when asked for."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, tzinfo
from functools import cached_property
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import Ambiguous, NoSuchStep, NotFound, QueryFault, RefusedEdit
from store.letters.library import template_problems, templates
from store.model.agenda import HORIZON, Agenda, Item, State
from store.model.draft import Draft
from store.model.folding import fold
from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.model.problem import Problem, Severity
from store.model.records import Records
from store.model.settings import Settings
from store.rules import agenda as agenda_rules
from store.rules import checking
from store.rules.chronicle import Chronicle
from store.rules.clock import Moment as Clock
from store.rules.clock import days_later
from store.rules.planned import Planned
from store.rules.query import Known, fitting
from store.rules.roll import Roll
from store.rules.schedule import Schedules
from store.rules.surroundings import Surroundings
from store.rules.workdays import Calendar
from store.rules.zones import zone_of
from store.text.query import Language, parse_query, readable_query
from store.text.query_completion import all_nexts, nexts
from store.vault.bytes import plain_text
from store.workspace.asking import drafted_in, faulty_of, items_of, values_of
from store.workspace.garbage import uncollected
from store.workspace.moment import Moment
from store.workspace.picking import pick
from store.workspace.prepared import Prepared

if TYPE_CHECKING:
    from store.rules.insights.whole import Insights

ALARM = "no-touch"
"""The condition of steps that come only where nothing was done."""


class Snapshot:
    """A vault as it was read, with its agenda, schedules and problems."""

    def __init__(  # noqa: PLR0913  what a snapshot follows from is this much
        self,
        *,
        root: Path,
        records: Records,
        playbooks: Mapping[str, Playbook],
        moment: Moment,
        read: Callable[[str], bytes],
        prepared: Prepared | None = None,
        planned: Planned | None = None,
    ) -> None:
        self.root = root
        self.records = records
        self.playbooks = playbooks
        self.moment = moment
        self._read = read
        self._prepared = prepared or Prepared()
        self._planned = planned or self._prepared.planned

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
        return self._prepared.public_holidays(self.settings.country, self.settings.region)

    @cached_property
    def calendar(self) -> Calendar:
        """The settings' working week, days off and public holidays."""
        return Calendar(self.settings, self.is_holiday)

    @cached_property
    def agenda(self) -> tuple[Item, ...]:
        """What is outstanding up to two weeks ahead, most urgent first."""
        return self.agenda_within(HORIZON)

    def agenda_within(self, days: int) -> tuple[Item, ...]:
        """Return what is outstanding and due within so many days from now, most urgent first."""
        return agenda_rules.in_order(self._schedules.outstanding(days_later(self.today, days)))

    @cached_property
    def _schedules(self) -> Schedules:
        """Every step of every opportunity: worked out once, since the limits are shared."""
        clock = None if self.moment.fixed else self.now.time()
        with uncollected():
            return Schedules(
                self.records, self.playbooks, self.today, self.zone, self.is_holiday, clock=clock, planned=self._planned
            )

    def agenda_of(self, days: int) -> Agenda:
        """Return the agenda as a command shows it, up to so many days ahead."""
        return Agenda(today=self.today, items=self.agenda_within(days), problems=self.problem_count)

    @property
    def holds(self) -> tuple[float, float] | None:
        """Seconds of the epoch between which the same files give the same agenda; None where that is hard to tell."""
        if self.moment.fixed:
            return 0.0, inf
        midnight = [datetime.combine(d, time(), self.zone) for d in (self.today, days_later(self.today, 1))]
        if midnight[0].utcoffset() != midnight[1].utcoffset():
            return None  # an hour comes twice today, or never
        _ = self._schedules.shares
        hours = [datetime.combine(self.today, hour, self.zone) for hour in self._planned.hours]
        since = max([midnight[0], *(hour for hour in hours if hour <= self.now)])
        until = min([midnight[1], *(hour for hour in hours if hour > self.now)])
        return since.timestamp(), until.timestamp()

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the vault, in file order."""
        names = [template.name for template in templates(self.root)]
        checked = self._prepared.checked
        found = checking.problems(self.records, self.playbooks, self.today, self.zone, names, checked)
        everything = (*found, *template_problems(self.root))
        return tuple(sorted(everything, key=lambda p: (p.path, p.line, p.code, p.message)))

    @property
    def problem_count(self) -> int:
        """How many problems there are that are more than advice."""
        return sum(1 for problem in self.problems if problem.severity is not Severity.ADVICE)

    def work_out(self, pulse: Callable[[], None]) -> None:
        """Work out agenda and problems; `pulse` is called now and then, and what it raises ends the work."""
        self._schedules.pulse = pulse
        _ = self.agenda
        pulse()
        _ = self.problems

    def look_ahead(self, pulse: Callable[[], None]) -> None:
        """Prepare what queries look through; `pulse` is called now and then, and what it raises ends the work."""
        _ = self._items, self._faulty, self.query_values
        for opportunity in self.records.opportunities:
            pulse()
            self._prepared.words.of(opportunity)
            self._prepared.logs.of(opportunity)
            self._prepared.touches.of(opportunity)

    @cached_property
    def every_problem(self) -> tuple[Problem, ...]:
        """Every problem, those in the text of the vault's own templates too, which take longer to find."""
        from store.letters.inspecting import text_problems

        everything = (*self.problems, *text_problems(self.root))
        return tuple(sorted(everything, key=lambda p: (p.path, p.line, p.code, p.message)))

    @cached_property
    def insights(self) -> "Insights":
        """How the search goes, in numbers; takes a moment where there are thousands of files."""
        from store.rules.insights.whole import insights  # which an agenda does not wait for

        clock = None if self.moment.fixed else self.now.time()
        around = Surroundings(self.records, self.playbooks, Clock(self.today, clock), self.zone, self.is_holiday)
        return insights(self.records.opportunities, around)

    @cached_property
    def roll(self) -> Roll:
        """Everybody's name, as the checks of drafts know it."""
        return self._prepared.names.of(self.records)

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

    def chronicle(self, opportunity: Opportunity) -> Chronicle:
        """Return an opportunity's people and log in the order of time, as the agenda reads them."""
        return self._schedules.chronicle_of(opportunity)

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
            prepared=self._prepared,
            planned=self._planned.copy(),
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
        """Return a file's text for showing: LF line ends, undecodable bytes marked; nothing of one that is too big."""
        if any(p.path == path and p.code == "file-too-big" for p in self.records.problems):
            return ""
        return plain_text(self._read(path))

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
        return pick("draft", part, [(d, _draft_names(d)) for d in self.records.drafts])

    def drafts_of(self, opportunity_id: str) -> tuple[Draft, ...]:
        """Return the drafts that belong to an opportunity."""
        wanted = fold(opportunity_id)
        return tuple(draft for draft in self.records.drafts if fold(draft.opportunity) == wanted)

    def path_meant(self, part: str) -> str:
        """Return the file of the opportunity, or else of the draft, the person or the story, that `part` means.

        Raises:
            NotFound: neither fits.
            Ambiguous: several do.
        """
        try:
            return self.opportunity(part).path
        except NotFound as missing:
            records = self.records
            beyond = (
                ("draft", [(d.path, _draft_names(d)) for d in records.drafts]),
                ("person", [(p.path, (stem(p.path), p.name, p.email)) for p in records.people]),
                ("story", [(t.path, (stem(t.path), t.title)) for t in records.stories]),
            )
            for what, named in beyond:
                with suppress(NotFound):
                    return pick(what, part, named)
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

    @cached_property
    def language(self) -> Language:
        """What the words of a query mean here and now."""
        return Language(today=self.today, stages=self.settings.stages, workdays_on=self.calendar.workdays_from)

    def matching(self, query: str, among: Sequence[Opportunity] | None = None) -> tuple[Opportunity, ...]:
        """Return the opportunities that a query means, of all or of some, in the order given.

        Raises:
            QueryFault: it cannot be read.
        """
        listed = self.records.opportunities if among is None else among
        return fitting(parse_query(query, self.language), listed, self._known)

    def readable_matching(
        self, query: str, among: Sequence[Opportunity]
    ) -> tuple[tuple[Opportunity, ...], QueryFault | None]:
        """Return what a query that is being typed means: up to what cannot be read, with the fault."""
        read, fault = readable_query(query, self.language)
        return fitting(read, among, self._known), fault

    @cached_property
    def query_values(self) -> Mapping[str, Sequence[str]]:
        """What stands behind the keys of queries here."""
        return values_of(self.records, self.language, self.playbooks)

    def completed(self, query: str) -> str:
        """Return what a query that is being typed would most likely become; empty where nothing is near."""
        return next(nexts(query, self.query_values), "")

    def completions(self, word: str) -> tuple[str, ...]:
        """Return everything that one word of a query may become."""
        return tuple(all_nexts(word, self.query_values))

    @cached_property
    def _items(self) -> Mapping[str, Sequence[Item]]:
        return items_of(self._schedules.outstanding(None))

    @cached_property
    def _drafted(self) -> frozenset[str]:
        return drafted_in(self.records)

    @cached_property
    def _faulty(self) -> frozenset[str]:
        return faulty_of(self.problems)

    @property
    def _known(self) -> Known:
        """What a query may be about. Not kept: it holds the snapshot, which must go as soon as nobody shows it."""
        return Known(
            today=self.today,
            playbook=self.settings.playbook,
            words=self._prepared.words.of,
            texts=self._prepared.logs.of,
            touches=self._prepared.touches.of,
            items=lambda: self._items,
            drafted=lambda: self._drafted,
            faulty=lambda: self._faulty,
        )


def _draft_names(draft: Draft) -> tuple[str, ...]:
    return (stem(draft.path), draft.path, draft.to, draft.subject, draft.opportunity)


def stem(path: str) -> str:
    """Return a path's file name without folder and ending."""
    return path.rsplit("/", 1)[-1].removesuffix(".md")
