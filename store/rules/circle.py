"""Gathers what the files say of everybody who helps: their own file, the contacts of the opportunities, the logs."""

import re
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from store.model.agenda import Item
from store.model.entry import Kind
from store.model.folding import fold, fold_name
from store.model.opportunity import CLOSED, Contact, Opportunity
from store.model.person import Person
from store.model.records import Records
from store.model.value import replace
from store.rules.chronicle import Chronicle, Phase, phase_of
from store.rules.logbook import Logged
from store.rules.people import declines, everywhere_of, is_silent, keeps_quiet
from store.rules.standing import SIDES, Consent, Search, Sign, Standing

ENDINGS = frozenset({Kind.REJECTED, Kind.FILLED, Kind.ACCEPTED, Kind.WITHDRAWN})
NO_HELP = frozenset({Kind.BRIEFING, Kind.INTERVIEW})
"""Talks that they were asked for."""
THANKS = re.compile(r"\b(?:thank|grateful|appreciat|dank|merci|gracias|grazie|obrigad)", re.IGNORECASE)
"""A message that holds such a word thanks."""
BRIEFING_LEFT_OUT = re.compile(r"brief\b")
"""How a `Skipped` entry begins that leaves a briefing out."""
ChronicleOf = Callable[[Opportunity], Chronicle]


class Dossier(Struct, kw_only=True):
    """What is gathered of one person while the vault is read."""

    key: str
    person: Person | Contact
    path: str
    line: int
    part: tuple[str, ...]
    searches: dict[str, tuple[Opportunity, str, int]] = field(default_factory=dict)
    """The searches they stand for, by id, with the file and line that say so."""
    logged: dict[str, list[Logged]] = field(default_factory=dict)
    """What the log of each search says of them, in the order of time."""
    sources: list[Sign] = field(default_factory=list)
    """The searches that came by them."""
    items: list[Item] = field(default_factory=list)

    @property
    def is_reference(self) -> bool:
        """Tell whether they may be briefed: a reference who did not refuse, at no firm that must not know (R34)."""
        extra = self.person.extra
        return "reference" in self.part and not declines(extra.get("consent", "")) and not keeps_quiet(extra)


def standings(records: Records, chronicle_of: ChronicleOf, items: Iterable[Item]) -> tuple[Standing, ...]:
    """Return everybody of `people/`, and each contact who helps rather than hires (R34, R35, R41, G6).

    Args:
        records: the vault.
        chronicle_of: gives an opportunity's people and log, as the agenda reads them.
        items: the open steps, the most urgent first.
    """
    circle = Circle(records, chronicle_of)
    circle.hand_out(items)
    found = (standing_of(dossier, circle.chronicles) for dossier in circle.dossiers.values())
    return tuple(sorted(found, key=lambda s: (place_of(s.group), fold_name(s.name), s.path)))


def place_of(group: str) -> int:
    """Return where a group stands in the list."""
    return SIDES.index(group) if group else len(SIDES)


class Circle:
    """Everybody who helps, with what each file says of them."""

    def __init__(self, records: Records, chronicle_of: ChronicleOf) -> None:
        self.dossiers: dict[str, Dossier] = {}
        for person in records.people:
            key = everywhere_of(person) if person.readable else person.path
            self.dossiers[key] = Dossier(key=key, person=person, path=person.path, line=1, part=person.part)
        self._people = tuple(p for p in records.people if p.readable)
        self._idents = frozenset(p.ident for p in self._people)
        self._helped = frozenset(fold_name(search) for p in self._people for search in p.opportunities)
        self._sources = tuple((re.compile(rf"\b{re.escape(fold_name(p.name))}\b"), p) for p in self._people if p.name)
        involved = tuple(o for o in records.opportunities if o.readable and self._is_involved(o))
        self.chronicles = {o.id: chronicle_of(o) for o in involved}
        for opportunity in involved:
            self._meet(opportunity)
        for opportunity in involved:
            self._read(opportunity)

    def _is_involved(self, opportunity: Opportunity) -> bool:
        """Tell whether an opportunity may say something of one who helps, so that its log is worth reading."""
        return (
            bool(opportunity.source)
            or fold_name(opportunity.id) in self._helped
            or any(
                not set(SIDES).isdisjoint(c.part) or fold(c.email.strip()) in self.dossiers
                for c in opportunity.contacts
            )
            or any(name.who in self._idents for entry in opportunity.entries for name in entry.names)
        )

    def _meet(self, opportunity: Opportunity) -> None:
        """Take in the contacts who help, and note whose search this is."""
        cast = self.chronicles[opportunity.id].cast
        for contact in opportunity.contacts:
            key = cast.known[contact.ident].everywhere
            helps = not set(SIDES).isdisjoint(contact.part)
            dossier = self.dossiers.get(key)
            if dossier is None and helps:
                dossier = Dossier(key=key, person=contact, path=opportunity.path, line=contact.line, part=contact.part)
                self.dossiers[key] = dossier
            if dossier and helps:
                dossier.part = tuple(dict.fromkeys((*dossier.part, *contact.part)))
                dossier.searches[opportunity.id] = (opportunity, opportunity.path, contact.line)
        named = fold_name(opportunity.id)
        source = fold_name(opportunity.source)
        for person in self._people:
            if any(fold_name(search) == named for search in person.opportunities):
                line = person.lines.get("opportunities", 1)
                self.dossiers[everywhere_of(person)].searches[opportunity.id] = (opportunity, person.path, line)
        for pattern, person in self._sources if source else ():
            if pattern.search(source):
                line = opportunity.lines.get("source", 1)
                dossier = self.dossiers[everywhere_of(person)]
                dossier.sources.append(
                    Sign(opportunity=opportunity.id, label=opportunity.label, path=opportunity.path, line=line)
                )
                dossier.searches.setdefault(opportunity.id, (opportunity, opportunity.path, line))

    def _read(self, opportunity: Opportunity) -> None:
        """Note which entries name whom."""
        for logged in self.chronicles[opportunity.id].past:
            for key in dict.fromkeys(someone.everywhere for someone in logged.persons):
                if dossier := self.dossiers.get(key):
                    dossier.logged.setdefault(opportunity.id, []).append(logged)
                    dossier.searches.setdefault(opportunity.id, (opportunity, opportunity.path, logged.entry.line))

    def hand_out(self, items: Iterable[Item]) -> None:
        """Give everybody the steps that are for them."""
        for item in items:
            chronicle = self.chronicles.get(item.opportunity)
            someone = chronicle.cast.known.get(item.ident) if chronicle and item.ident else None
            if someone and (dossier := self.dossiers.get(someone.everywhere)):
                dossier.items.append(item)


def standing_of(dossier: Dossier, chronicles: dict[str, Chronicle]) -> Standing:
    """Return what follows from what was gathered of one person."""
    person, extra = dossier.person, dossier.person.extra
    every = sorted(
        ((logged, chronicles[ident].opportunity) for ident, log in dossier.logged.items() for logged in log),
        key=lambda pair: pair[0].when.clock,
        reverse=True,
    )
    signs = tuple((logged, sign_of(logged, opportunity)) for logged, opportunity in every)
    searches = [
        search_of(dossier, chronicles[ident], path, line) for ident, (_, path, line) in dossier.searches.items()
    ]
    return Standing(
        key=dossier.key,
        person=person,
        path=dossier.path,
        line=dossier.line,
        part=dossier.part,
        consent=consent_of(dossier),
        consent_text=extra.get("consent", "").strip("\"'"),
        consent_line=person.lines.get("consent", dossier.line) if isinstance(person, Person) else dossier.line,
        keeps_quiet=keeps_quiet(extra),
        searches=tuple(sorted(searches, key=lambda s: (not s.is_open, s.opportunity.label.casefold(), s.path))),
        briefed=tuple(sign for logged, sign in signs if logged.entry.kind is Kind.BRIEFING),
        helped=(*(sign for logged, sign in signs if helps(logged)), *dossier.sources),
        thanked=tuple(sign for logged, sign in signs if thanks(logged)),
        last_out=next((sign for logged, sign in signs if logged.goes_out), None),
        last_in=next((sign for logged, sign in signs if logged.comes_in), None),
        items=tuple(dossier.items),
    )


def consent_of(dossier: Dossier) -> Consent | None:
    """Return what a reference said to being one (R34); None for who is none."""
    if "reference" not in dossier.part:
        return None
    text = dossier.person.extra.get("consent", "")
    if declines(text):
        return Consent.REFUSED
    return Consent.UNASKED if is_silent(text) else Consent.GIVEN


def sign_of(logged: Logged, opportunity: Opportunity) -> Sign:
    """Return an entry as a sign."""
    entry = logged.entry
    return Sign(
        opportunity=opportunity.id,
        label=opportunity.label,
        path=opportunity.path,
        line=entry.line,
        day=logged.when.day,
        kind=entry.kind,
        direction=entry.direction,
        title=entry.title,
    )


def helps(logged: Logged) -> bool:
    """Tell whether an entry is help that came from them: a call, a mail, a talk that was more than a briefing."""
    return logged.comes_in and logged.entry.kind not in NO_HELP


def thanks(logged: Logged) -> bool:
    """Tell whether an entry is a message of the user's that thanks (G6, R41): it says so in its title or text."""
    return logged.goes_out and bool(THANKS.search(f"{logged.entry.title}\n{logged.entry.text}"))


def search_of(dossier: Dossier, chronicle: Chronicle, path: str, line: int) -> Search:
    """Return what one person knows of one search."""
    opportunity, log = chronicle.opportunity, dossier.logged.get(chronicle.opportunity.id, [])
    held = [o for o in chronicle.past if o.entry.kind is Kind.INTERVIEW and phase_of(o, chronicle) is Phase.HELD]
    interviewed = sign_of(held[-1], opportunity) if held else None
    briefings = [o for o in log if o.entry.kind is Kind.BRIEFING]
    found = Search(
        opportunity=opportunity,
        path=path,
        line=line,
        interviewed=interviewed,
        briefed=sign_of(briefings[-1], opportunity) if briefings else None,
        ended=end_of(chronicle),
    )
    since = interviewed.day if interviewed else None
    heard = since and any(o.when.day >= since and (o in briefings or leaves_out_briefing(o)) for o in log)
    unbriefed = found.is_open and bool(since) and not heard and dossier.is_reference
    ended = found.ended.day if found.ended else None
    if ended is None:
        return replace(found, is_unbriefed=unbriefed)
    after = [o for o in log if o.when.day >= ended]
    told = next((o for o in after if o.goes_out), None)
    knew = any(o.when.day <= ended for o in log) or any(s.opportunity == opportunity.id for s in dossier.sources)
    left_out = any(o.entry.kind is Kind.SKIPPED for o in after)
    return replace(
        found,
        told=sign_of(told, opportunity) if told else None,
        is_untold=knew and told is None and not left_out,
    )


def leaves_out_briefing(logged: Logged) -> bool:
    """Tell whether the user chose not to brief them."""
    return logged.entry.kind is Kind.SKIPPED and bool(BRIEFING_LEFT_OUT.match(logged.entry.title))


def end_of(chronicle: Chronicle) -> Sign | None:
    """Return how a closed search ended: the entry that says so, else its stage; None where no day is known."""
    opportunity = chronicle.opportunity
    if opportunity.stage not in CLOSED:
        return None
    entry = next((o for o in reversed(chronicle.past) if o.entry.kind in ENDINGS), None)
    if entry:
        return sign_of(entry, opportunity)
    if opportunity.stage_since is None:
        return None
    return Sign(
        opportunity=opportunity.id,
        label=opportunity.label,
        path=opportunity.path,
        line=opportunity.lines.get("stage_since", 1),
        day=min(opportunity.stage_since, chronicle.today),
        title=str(opportunity.stage),
    )
