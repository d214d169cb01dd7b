"""People who help, in words and as JSON: what they stand for, who was briefed, who helped, who was thanked."""

from collections.abc import Iterable, Iterator
from datetime import date

from cli.output import Output
from cli.safe import column
from cli.wording import counted, day_words, item_when
from store.rules.shapes import Shape, item_shape, text_or_none
from store.rules.standing import Consent, Search, Sign, Standing

LABEL = 12
"""Columns of a label."""
GROUPS = {
    "reference": "References",
    "ally": "Allies",
    "recruiter": "Recruiters",
    "helper": "Helpers",
    "": "Others",
}
CONSENT = {
    Consent.GIVEN: "agreed to be a reference",
    Consent.REFUSED: "did not agree to be a reference: never name them as one",
    Consent.UNASKED: "not asked yet whether they want to be a reference",
}

Fact = tuple[str, str, str]
"""A label, what is known, and where it is written."""


def person_shape(one: Standing, today: date) -> Shape:
    """Return a person who helps, with everything that is known and where it is written."""
    person = one.person
    return {
        "name": one.name,
        "file": one.path,
        "line": one.line,
        "group": one.group or None,
        "part": list(one.part),
        "company": one.company or None,
        "email": person.email or None,
        "phone": person.phone or None,
        "address": person.address or None,
        "spelling": person.spelling or None,
        "prefers": person.prefers or None,
        "notes": getattr(person, "notes", "") or None,
        "consent": str(one.consent) if one.consent else None,
        "consent_text": one.consent_text or None,
        "must_not_know": one.keeps_quiet,
        "owes_thanks": one.is_owed_thanks,
        "quiet_days": one.quiet(today),
        "last_out": sign_shape(one.last_out),
        "last_in": sign_shape(one.last_in),
        "searches": [search_shape(search) for search in one.searches],
        "briefed": [sign_shape(sign) for sign in one.briefed],
        "helped": [sign_shape(sign) for sign in one.helped],
        "thanked": [sign_shape(sign) for sign in one.thanked],
        "steps": [item_shape(item) for item in one.items],
    }


def search_shape(search: Search) -> Shape:
    """Return one search that somebody stands for."""
    return {
        "opportunity": search.opportunity.id,
        "company": search.opportunity.company or None,
        "open": search.is_open,
        "file": search.path,
        "line": search.line,
        "interviewed": sign_shape(search.interviewed),
        "briefed": sign_shape(search.briefed),
        "not_briefed": search.is_unbriefed,
        "ended": sign_shape(search.ended),
        "told": sign_shape(search.told),
        "not_told": search.is_untold,
    }


def sign_shape(sign: Sign | None) -> Shape | None:
    """Return what a file says, and where."""
    if sign is None:
        return None
    return {
        "opportunity": sign.opportunity,
        "date": text_or_none(sign.day),
        "kind": text_or_none(sign.kind),
        "direction": text_or_none(sign.direction),
        "title": sign.title or None,
        "file": sign.path,
        "line": sign.line,
    }


def write_line(out: Output, one: Standing, today: date) -> None:
    """Write one person of a list: who they are, what they stand for, what is owed, what comes next."""
    out.paragraph(f"{one.name}{f', {one.company}' if one.company else ''}", indent=2)
    for text in (searches_in_words(one), " · ".join(state_words(one, today)), next_words(one, today)):
        if text:
            out.paragraph(text, indent=6, style="dim")


def searches_in_words(one: Standing) -> str:
    """Return what somebody stands for now, and where they have not heard of the latest interview."""
    told = [f"{s.opportunity.label}{' (not briefed)' if s.is_unbriefed else ''}" for s in one.searches if s.is_open]
    return f"for {', '.join(told)}" if told else ""


def state_words(one: Standing, today: date) -> Iterator[str]:
    """Yield how one stands with somebody, each in a few words."""
    if one.consent and one.consent is not Consent.GIVEN:
        yield CONSENT[one.consent]
    if one.keeps_quiet:
        yield "must not know of the search"
    if one.briefed and one.briefed[0].day:
        yield f"briefed {day_words(one.briefed[0].day, today)}"
    if one.helped:
        yield f"helped {counted(len(one.helped), 'time')}{', thanks owed' if one.is_owed_thanks else ', thanked'}"
    if one.untold:
        yield f"not told how it ended at {', '.join(s.opportunity.label for s in one.untold)}"
    days = one.quiet(today)
    yield "no word yet" if days is None else "last word today" if days == 0 else f"quiet for {counted(days, 'day')}"


def next_words(one: Standing, today: date) -> str:
    """Return the most urgent step for somebody."""
    if not one.items:
        return ""
    item = one.items[0]
    return f"next: {item.title or item.step} ({item.company}), {item_when(item, today)}"


def write_person(out: Output, one: Standing, today: date) -> None:
    """Write everything that is known of one person, with days and where it is written."""
    out.paragraph(one.name, style="bold")
    for label, text, place in (*card(one), *history(one, today)):
        out.beside(("  ", column(label, LABEL - 1), " "), text, indent=LABEL + 2)
        if place:  # on a line of its own, so that a long path stays in one piece
            out.paragraph(place, indent=LABEL + 2, style="dim")


def card(one: Standing) -> Iterator[Fact]:
    """Yield who somebody is."""
    person = one.person
    pairs = (
        ("part", ", ".join(one.part)),
        ("company", one.company),
        ("email", person.email),
        ("phone", person.phone),
        ("address", person.address),
        ("prefers", person.prefers),
        ("notes", getattr(person, "notes", "")),
        ("file", f"{one.path}:{one.line}"),
    )
    yield from ((label, text, "") for label, text in pairs if text)
    if one.consent:
        said = f": {one.consent_text}" if one.consent_text else ""
        yield "consent", f"{CONSENT[one.consent]}{said} (R34)", f"{one.path}:{one.consent_line}"
    if one.keeps_quiet:
        yield "careful", "your current employer, who must not know of the search yet (R34)", ""


def history(one: Standing, today: date) -> Iterator[Fact]:
    """Yield what passed between somebody and the user."""
    yield from _listed("for", ((search_words(search, today), place_of(search)) for search in one.searches))
    for label, signs in (("briefed", one.briefed), ("helped", one.helped), ("thanked", one.thanked)):
        yield from _listed(label, ((sign_words(sign, today), place_of(sign)) for sign in signs))
    if one.is_owed_thanks:
        yield ("" if one.thanked else "thanked"), "not since they helped last (G6, R41)", ""
    for label, sign in (("last to", one.last_out), ("last from", one.last_in)):
        yield label, sign_words(sign, today) if sign else "nothing yet", place_of(sign) if sign else ""
    days = one.quiet(today)
    yield "quiet", "no word yet" if days is None else counted(days, "day"), ""
    steps = ((f"{item_when(i, today)}: {i.says or i.title} ({i.company})", i.key) for i in one.items)
    yield from _listed("open steps", steps)


def _listed(label: str, facts: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    yield from (("" if number else label, text, place) for number, (text, place) in enumerate(facts))


def place_of(sign: Sign | Search) -> str:
    """Return where something is written."""
    return f"{sign.path}:{sign.line}"


def search_words(search: Search, today: date) -> str:
    """Return one search with what the person knows of it."""
    parts = [", ".join(part for part in (search.opportunity.label, search.opportunity.position) if part)]
    if search.is_unbriefed and search.interviewed and search.interviewed.day:
        parts.append(f"not briefed since the interview of {day_words(search.interviewed.day, today)}")
    elif search.briefed and search.briefed.day:
        parts.append(f"briefed {day_words(search.briefed.day, today)}")
    if search.ended and search.ended.day:
        parts.append(f"ended {day_words(search.ended.day, today)}")
        if search.told and search.told.day:
            parts.append(f"told {day_words(search.told.day, today)}")
        elif search.is_untold:
            parts.append("not told how it ended")
    return "; ".join(parts)


def sign_words(sign: Sign, today: date) -> str:
    """Return what a file says, with its day."""
    if sign.kind is None or sign.day is None:
        return f"{sign.label} came by them"
    title = f": {sign.title}" if sign.title else ""
    return f"{day_words(sign.day, today)}, {str(sign.kind).lower()} at {sign.label}{title}"
