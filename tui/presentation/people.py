"""People who help, as rows by group, and everything that is known of one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from store.model.person import Person
from store.rules.standing import Consent, Search, Sign, Standing
from tui.presentation import agenda, days
from tui.presentation.reasons import fact
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.words import BUCKETS, counted

COLUMNS = (
    SIGN,
    Column(least=14, share=2, most=26),
    Column(least=9, share=1, most=19, needs=150),
    Column(least=12, share=3, most=38, needs=104),
    Column(least=12, share=4, most=48, needs=76, counts=True),
    Column(least=14),
    Column(least=8, needs=86),
    Column(least=11),
    Column(least=9),
)
"""Sign of the next step, name, part, company, opportunities, briefed, helped, thanked, quiet."""
GROUPS = {
    "reference": "References",
    "ally": "Allies",
    "recruiter": "Recruiters",
    "helper": "Helpers",
    "": "Others",
}
CONSENT: dict[Consent, tuple[str, str]] = {
    Consent.GIVEN: ("agreed to be a reference", "good"),
    Consent.REFUSED: ("said no to being a reference: never name them as one", "alarm"),
    Consent.UNASKED: ("not asked yet whether they want to be a reference", "warn"),
}
LABEL = 10


def rows(people: Iterable[Standing], today: date) -> tuple[Row, ...]:
    """Return the list's lines by group."""
    lines: list[Row] = []
    for group, members in groupby(people, key=lambda one: one.group):
        found = tuple(members)
        lines.extend(([BLANK] if lines else []) + [heading(GROUPS[group], len(found))])
        lines.extend(_row(one, today) for one in found)
    return tuple(lines)


def _row(one: Standing, today: date) -> Row:
    if isinstance(one.person, Person) and not one.person.readable:
        return Row(
            key=one.key,
            cells=(
                Span("?", "warn"),
                Span(one.name, "warn"),
                *(Span(""),) * 3,
                Span("unreadable", "warn"),
                *(Span(""),) * 3,
            ),
        )
    bucket = one.items[0].bucket if one.items else None
    sign, tone = BUCKETS[bucket][1:] if bucket else ("", "")
    return Row(
        key=one.key,
        cells=(
            Span(sign, tone),
            Span(one.name, "strong"),
            Span(", ".join(one.part), "muted"),
            Span(one.company, "muted"),
            Span(_searched(one)),
            _briefed(one),
            Span(f"helped {len(one.helped)}" if one.helped else "", "muted"),
            Span("thanks owed", "warn") if one.is_owed_thanks else Span("thanked" if one.thanked else "", "good"),
            Span(_quiet(one, today), "muted"),
        ),
    )


def _searched(one: Standing) -> str:
    """Return the first opportunity that somebody stands for, and how many more there are."""
    first, *more = [s.opportunity.label for s in one.searches if s.is_open] or [""]
    return f"{first} +{len(more)}" if more else first


def _briefed(one: Standing) -> Span:
    if one.keeps_quiet or one.consent is Consent.REFUSED:
        return Span("not to ask", "warn")
    if one.consent is Consent.UNASKED:
        return Span("ask first", "warn")
    if one.unbriefed:
        return Span("to brief", "accent")
    if one.briefed and one.briefed[0].day:
        day = one.briefed[0].day
        return Span(f"briefed {day.day} {days.MONTHS[day.month - 1]}", "muted")
    return Span("")


def _quiet(one: Standing, today: date) -> str:
    number = one.quiet(today)
    return "no word" if number is None else "today" if number == 0 else f"{counted(number, 'day')}"


def detail(one: Standing, today: date) -> tuple[Line, ...]:
    """Return everything that is known of one person, with days and where it is written."""
    return (*_head(one), *_wanted(one, today), *_card(one), EMPTY, *_searches(one, today), *_past(one, today))


def _head(one: Standing) -> Iterator[Line]:
    yield line(one.name, "strong")
    yield line(" · ".join(part for part in (", ".join(one.part), one.company) if part) or "no part yet", "muted")
    if one.consent:
        words, tone = CONSENT[one.consent]
        yield line(words + (f": {one.consent_text}" if one.consent_text else ""), tone)
    if one.keeps_quiet:
        yield line("Your current employer, who must not know of the search yet (R34).", "alarm")
    yield EMPTY


def _card(one: Standing) -> Iterator[Line]:
    person = one.person
    for label, text in (
        ("email", person.email),
        ("phone", person.phone),
        ("address", person.address),
        ("prefers", person.prefers),
        ("notes", getattr(person, "notes", "")),
    ):
        if text:
            yield fact(label, Span(text), width=LABEL)
    yield fact("in", Span(f"{one.path}:{one.line}", "muted"), width=LABEL)


def _wanted(one: Standing, today: date) -> Iterator[Line]:
    """Yield what is to be done for somebody: what the agenda has, then what is owed besides."""
    found: list[tuple[Span, ...]] = []
    for item in one.items:
        _name, sign, tone = BUCKETS[item.bucket] if item.bucket else ("", "·", "")
        found.append(
            (Span(f"{sign} ", tone), Span(f"{agenda.day(item, today)}: ", tone), Span(item.says or item.title))
        )
    briefings = {item.opportunity for item in one.items if item.is_briefing}
    found.extend(
        (Span("· "), Span(f"has not heard of the interview at {search.opportunity.label} (R34)"))
        for search in one.unbriefed
        if search.opportunity.id not in briefings
    )
    found.extend(
        (Span("· "), Span(f"does not know how it ended at {search.opportunity.label} (G6)")) for search in one.untold
    )
    if one.is_owed_thanks:
        found.append((Span("· "), Span("helped, and no message has thanked them since (G6, R41)")))
    if found:
        yield line("To do", "strong")
        yield from found
        yield EMPTY


def _searches(one: Standing, today: date) -> Iterator[Line]:
    if one.searches:
        yield line("Stands for", "strong")
        places = [f"{search.path}:{search.line}" for search in one.searches]
        for search, place, below in zip(one.searches, places, (*places[1:], ""), strict=True):
            yield _search(search, today)
            if place != below:  # searches that one line names are told of it once
                yield (Span("    "), Span(place, "muted"))
        yield EMPTY


def _search(search: Search, today: date) -> Line:
    name = ", ".join(part for part in (search.opportunity.label, search.opportunity.position) if part)
    told: list[Span] = []
    if search.is_unbriefed and search.interviewed and search.interviewed.day:
        told.append(Span(f"  not briefed since {days.short(search.interviewed.day, today)}", "warn"))
    elif search.briefed and search.briefed.day:
        told.append(Span(f"  briefed {days.short(search.briefed.day, today)}", "good"))
    if search.ended and search.ended.day:
        told.append(Span(f"  ended {days.short(search.ended.day, today)}", "muted"))
        if search.told and search.told.day:
            told.append(Span(f"  told {days.short(search.told.day, today)}", "good"))
        elif search.is_untold:
            told.append(Span("  not told", "warn"))
    return (Span("  "), Span(name, "" if search.is_open else "muted"), *told)


def _past(one: Standing, today: date) -> Iterator[Line]:
    yield line("What passed between you", "strong")
    signs = (("briefed", one.briefed), ("helped", one.helped), ("thanked", one.thanked))
    for label, found in signs:
        for place, sign in enumerate(found):
            yield from _sign("" if place else label, sign, today)
    for label, last in (("last to", one.last_out), ("last from", one.last_in)):
        if last is None:
            yield fact(label, Span("nothing yet", "muted"), width=LABEL)
        else:
            yield from _sign(label, last, today)


def _sign(label: str, sign: Sign, today: date) -> Iterator[Line]:
    if sign.kind is None or sign.day is None:
        yield fact(label, Span(f"{sign.label} came by them"), width=LABEL)
    else:
        title = f": {sign.title}" if sign.title else ""
        words = f"{days.short(sign.day, today)}, {str(sign.kind).lower()} at {sign.label}{title}"
        yield fact(label, Span(words), width=LABEL)
    yield fact("", Span(f"{sign.path}:{sign.line}", "muted"), width=LABEL)


def said(people: Sequence[Standing]) -> str:
    """Return what the title bar says: how many there are, and what is owed."""
    briefings = sum(bool(one.unbriefed) for one in people)
    owed = sum(one.is_owed_thanks for one in people)
    parts = (f"{briefings} to brief" if briefings else "", f"{owed} to thank" if owed else "")
    return ", ".join((counted(len(people), "person", "people"), *(part for part in parts if part)))
