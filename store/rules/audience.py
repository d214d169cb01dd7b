"""Whom a step is for: the people behind the words of `each`, after one event, under the restrictions of the search."""

from store.model.playbook import Step
from store.rules.chronicle import Event
from store.rules.expected import ME
from store.rules.outcomes import ENDINGS
from store.rules.people import Someone
from store.rules.situation import Situation


def audience(situation: Situation, step: Step, event: Event) -> tuple[Someone | None, ...]:
    """Return whom a step is for, nobody twice; None is the user alone."""
    if step.each == ("me",):
        return (None,)
    known = situation.audiences.get((id(event), step.each))
    if known is None:
        found: dict[str, Someone | None] = {}
        for word in step.each:
            for who in _members(situation, word, event):
                found.setdefault(who.key if who else ME, who)
        known = tuple(found.values()) if found or event.sort != "next_touch" else (None,)
        situation.audiences[id(event), step.each] = known
    return known


def _members(situation: Situation, word: str, event: Event) -> tuple[Someone | None, ...]:
    cast = situation.cast
    panel = event.persons if event.sort == "interview" else situation.met
    members: tuple[Someone | None, ...]
    match word:
        case "me" | "once":
            return (None,)
        case "person":
            members = event.persons[:1] or (None,)
        case "reference" | "ally" | "helper":
            return cast.of(word)
        case "panel":
            members = panel
        case "lead":
            members = _lead(situation, event, panel)
        case "others":
            members = _others(situation, event, panel)
        case "hr":
            members = _hr(situation, event, panel)
        case "interviewer":
            members = cast.of("interviewer", "hiring-manager")
        case _:
            members = cast.of("recruiter")
    if "via-recruiter" in situation.opportunity.restrictions and event.sort != "reply":
        return _by_way_of_recruiter(cast.of("recruiter")[:1], word, members)
    return members


def _by_way_of_recruiter(
    recruiter: tuple[Someone, ...], word: str, members: tuple[Someone | None, ...]
) -> tuple[Someone | None, ...]:
    """Return the recruiter in the place of people at the employer; what is for the others goes with the lead's."""
    if not recruiter or not any(who and who.hires for who in members):
        return members
    return () if word == "others" else recruiter


def _lead(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    cast, met = situation.cast, situation.met
    lead = cast.lead(panel, met) if event.sort == "interview" else cast.addressee(met)
    return (lead,) if lead else ()


def _hr(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone | None, ...]:
    """Return HR; after an ending without the one who is thanked as lead, after an application never nobody."""
    found = situation.cast.hr()
    if event.sort in ENDINGS:
        leads = {s.key for s in _lead(situation, event, panel)}
        return tuple(s for s in found if s.key not in leads)
    if found or event.sort != "application":
        return found
    return tuple(s for s in event.persons[:1] if not s.takes_no_mail) or (None,)


def _others(situation: Situation, event: Event, panel: tuple[Someone, ...]) -> tuple[Someone, ...]:
    apart = {s.key for s in _lead(situation, event, panel)}
    if event.sort in ENDINGS:
        apart |= {s.key for s in situation.cast.hr()}
    return tuple(s for s in panel if s.key not in apart)
