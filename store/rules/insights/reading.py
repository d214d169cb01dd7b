"""One opportunity as it is counted: its log in the user's own zone, how far it got, and how it ended."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from store.model.entry import Entry, Kind
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.rules.chronicle import Chronicle, Event, Phase, phase_of
from store.rules.insights.amounts import Case
from store.rules.logbook import Logged
from store.rules.outcomes import endings
from store.rules.surroundings import Surroundings

ORDER = (Stage.LEAD, Stage.APPLIED, Stage.INTERVIEWING, Stage.OFFER, Stage.ACCEPTED)
"""The stages that lead to a job, in order."""
SIGNS = {
    Kind.APPLICATION: Stage.APPLIED,
    Kind.INTERVIEW: Stage.INTERVIEWING,
    Kind.OFFER: Stage.OFFER,
    Kind.ACCEPTED: Stage.ACCEPTED,
}
"""Entries that show that a stage was reached, whatever the header says by now."""


class Reading:
    """An opportunity and its log, read for counting."""

    def __init__(self, opportunity: Opportunity, around: Surroundings) -> None:
        self.opportunity = opportunity
        self.around = around
        self.today = around.today

    @cached_property
    def chronicle(self) -> Chronicle:
        """Its log with its people."""
        return self.around.chronicle_of(self.opportunity)

    @property
    def past(self) -> tuple[Logged, ...]:
        """The log up to today, in the order of time."""
        return self.chronicle.past

    def case(self, line: int, day: date | None = None, days: int | None = None) -> Case:
        """Return something of this opportunity as a case."""
        return Case(opportunity=self.opportunity.id, path=self.opportunity.path, line=line, day=day, days=days)

    def of_entry(self, logged: Logged, days: int | None = None) -> Case:
        """Return an entry as a case."""
        return self.case(logged.entry.line, logged.when.day, days)

    @property
    def stage_line(self) -> int:
        """The line of the header that tells the stage."""
        return self.opportunity.lines.get("stage", 1)

    @cached_property
    def interviews(self) -> tuple[Logged, ...]:
        """The interviews that were held."""
        interviews = (o for o in self.past if o.entry.kind is Kind.INTERVIEW)
        return tuple(o for o in interviews if phase_of(o, self.chronicle) is Phase.HELD)

    @cached_property
    def ending(self) -> Event | None:
        """What ended the search; None while it is open."""
        return next((e for e in reversed(tuple(endings(self.chronicle))) if not e.over), None)

    @property
    def is_open(self) -> bool:
        """Tell whether the search goes on."""
        return self.opportunity.stage not in CLOSED and self.ending is None

    @cached_property
    def signs(self) -> Mapping[Stage, Case]:
        """The first sign of each stage for which there is one."""
        found: dict[Stage, Case] = {}
        for stage, case in self._signs():
            known = found.get(stage)
            if known is None or _is_earlier(case, known):
                found[stage] = case
        return found

    def _signs(self) -> Iterator[tuple[Stage, Case]]:
        opportunity = self.opportunity
        yield Stage.LEAD, self.case(self._first_line, self._first_day)
        if opportunity.stage in ORDER and opportunity.stage is not Stage.LEAD:
            yield opportunity.stage, self.case(self.stage_line, opportunity.stage_since)
        for logged in self.chronicle.log:
            stage = SIGNS.get(logged.entry.kind)
            if stage is Stage.INTERVIEWING:
                phase = phase_of(logged, self.chronicle)
                if phase is Phase.OFF:
                    continue
                day = None if phase is Phase.PLANNED else logged.when.day  # nobody knows when they asked for it
                yield stage, self.case(logged.entry.line, day)
            elif stage is not None and logged.when.day <= self.today:
                yield stage, self.of_entry(logged)

    @property
    def _first(self) -> Entry | None:
        return self.past[0].entry if self.past else None

    @property
    def _first_line(self) -> int:
        return self._first.line if self._first else self.stage_line

    @property
    def _first_day(self) -> date | None:
        """The first day that the file tells of, if the search was a lead then."""
        opportunity = self.opportunity
        if opportunity.stage is Stage.LEAD and opportunity.stage_since:
            return opportunity.stage_since
        if self.past and self._first and self._first.kind not in SIGNS:
            return self.past[0].when.day
        return None

    def reached(self, stage: Stage) -> Case | None:
        """Return what shows that a stage, or a later one, was reached; None where nothing does."""
        later = ORDER[ORDER.index(stage) :]
        return next((self.signs[s] for s in later if s in self.signs), None)


def _is_earlier(case: Case, known: Case) -> bool:
    return case.day is not None and (known.day is None or case.day < known.day)
