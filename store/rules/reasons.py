"""Why an item stands where it stands: the playbook, the step, its rules and articles, the event, the file and line."""

from collections.abc import Iterator

from store.model.agenda import Because, Bucket, Item, State
from store.model.entry import Mark, Word
from store.model.playbook import IN_WRITING, POSTED
from store.rules.articles import articles_of
from store.rules.chronicle import Phase
from store.rules.expected import Expected
from store.rules.people import Someone, key_of
from store.rules.situation import SETTLING, Situation
from store.rules.staleness import stale_words
from store.rules.wording import HOW, day_words, sentence

INSTEAD = "{how} {who} instead of calling, with something new that is useful to them."
INSTEAD_TEMPLATE = "weekly-value"
REACHING = frozenset({"email", "phone", "letter", "note"})
"""Channels that need an address of the person."""
LIVE = frozenset({State.OPEN, State.FORECAST})


def item_from(situation: Situation, item: Expected) -> Item:
    """Return the explained item that front ends show."""
    opportunity, step, event = situation.opportunity, item.step, item.event
    due = item.due.day
    rules = tuple(dict.fromkeys((*step.rules_on(item.channel), *item.rules)))
    if event.sort == "reply" and situation.ending is not None and item.is_open:
        rules = (*rules, "R40")  # whoever writes after a no may open the door again
    return Item(
        key=item.key,
        opportunity=opportunity.id,
        company=opportunity.company,
        position=opportunity.position,
        step=step.id,
        due=due,
        days=(due - situation.around.day).days,
        bucket=bucket_of(situation, item),
        state=item.state,
        because=Because(
            event=event.words,
            day=event.entry.day if event.entry and event.mark and event.fixed else event.when.day,
            path=event.path,
            line=event.line,
        ),
        who=item.who.name if item.who else None,
        ident=item.who.ident if item.who else None,
        channel=item.channel,
        time=item.due.at.isoformat("minutes") if item.due.at else None,
        allowed=item.allowed if item.is_held else None,
        template=INSTEAD_TEMPLATE if is_instead_of_a_call(item) else step.template(item.channel, item.times),
        title=step.title or step.id,
        says=says(situation, item),
        playbook=item.book.name,
        rules=rules,
        source=articles_of(rules, item.book.source),
        place=step.line,
        optional=step.optional,
        counted=step.counts,
        answers=step.asks,
        awaits=tuple(name for name in step.only if name in SETTLING),
        also=tuple(other.key for other in item.also),
        stale=stale_words(situation, item) if item.is_open else "",
        hints=tuple(hints(situation, item)) if item.state in LIVE else (),
        note=note_of(situation, item),
        mark_line=item.mark_line,
        settled_by=item.settled_by,
    )


def bucket_of(situation: Situation, item: Expected) -> Bucket | None:
    """Return where an item stands on the agenda; None for what is not on it."""
    if item.state is not State.OPEN:
        return None
    if item.step.waits:
        return Bucket.WAITING
    if item.is_held:
        return Bucket.HELD
    if item.due.day < situation.today:
        return Bucket.OVERDUE
    if item.due.day == situation.today or item.is_early:
        return Bucket.TODAY
    return Bucket.UPCOMING


def note_of(situation: Situation, item: Expected) -> str:
    """Return what moved, held or ended an item."""
    if item.is_open and item.is_early:
        return f"due on {item.due.day}, a day off: shown today too"
    if _is_their_day_over(situation, item):
        return f"their day was {item.due.day}; no word of it is in the file"
    return item.note


def has_word(situation: Situation, item: Expected) -> bool:
    """Tell whether the note of an open item is about its day alone, so that limits have nothing to add."""
    return item.is_early or _is_their_day_over(situation, item)


def _is_their_day_over(situation: Situation, item: Expected) -> bool:
    return item.is_open and item.step.waits and item.due.day < situation.today


def hints(situation: Situation, item: Expected) -> Iterator[str]:
    """Yield what to mind while doing an open step."""
    yield from general_hints(situation, item)
    if item.who is not None:
        yield from _of_the_step(situation, item, item.who)


def general_hints(situation: Situation, item: Expected) -> Iterator[str]:
    """Yield what to mind whatever the step is; what other searches at the employer mean for it stands behind that."""
    step, who = item.step, item.who
    if item.also:
        yield f"one message can also do: {', '.join(_called(other) for other in item.also)}"
    if who is None:
        return
    reachable = any((who.email, who.phone, who.address))
    if not reachable and item.channel in REACHING:
        yield f"no e-mail, phone or postal address of {who.name} is in your files: a card has it, or reception tells it"
    if item.channel in POSTED:
        day = situation.calendar.workdays_from(
            max(item.due.day, situation.today), situation.around.settings.transit_days
        )
        yield f"arrives about {day}"
        if reachable and not who.address:
            yield f"no postal address of {who.name} is in your files: reception can tell it"
    if not who.confirmed and item.channel in IN_WRITING and SETTLING.isdisjoint(step.only):
        yield f"the spelling of {who.name} is not confirmed"
    if item.next_call:
        yield f"next call from {item.next_call}"


def _of_the_step(situation: Situation, item: Expected, who: Someone) -> Iterator[str]:
    """Yield what to mind because of what the step is."""
    opportunity, step = situation.opportunity, item.step
    rules = step.rules_on(item.channel)
    if "lead" in step.each and _is_lead_unknown(situation, item):
        yield f"no hiring manager is marked, so {who.name} stands in, named first"
    if "R12" in rules and item.event.sort == "interview" and not _has_next(item):
        yield "no next step is noted: propose one, with its day"
    if item.event.sort == "promise" and not item.event.fixed:
        yield "no day was named for it: two working days are taken"
    if item.is_recurring and (wanted := opportunity.next_touch) is not None and wanted < item.event.when.day:
        yield f"`next_touch` names {wanted}, which is over: the playbook's own day counts"
    if "R15" in rules and (fumbled := _fumbled(item)):
        yield f"the letter can put this right, if you wish: {fumbled}"
    if "R36" in step.rules_by.get(item.channel or "", ()) and "no-canvassing" not in opportunity.restrictions:
        yield "a letter of recommendation by somebody respected in the trade can travel with it"
    if "R34" in rules and not who.agreed:
        yield f"nothing says that {who.name} agreed to be a reference: ask first"
    if "R40" in rules and opportunity.runner_up:
        yield "you came second here: the place may fall free again"
    if "R13" in rules and "no-gifts" in opportunity.restrictions:
        yield "no gifts here: a link or a thought, not a thing"


def _called(item: Expected) -> str:
    what = item.event.mark.text.rstrip(" ,;:.") if item.event.mark else item.step.title
    return f"{item.step.title} ({what})" if item.event.mark else what


def _is_lead_unknown(situation: Situation, item: Expected) -> bool:
    panel = item.event.persons if item.event.sort == "interview" else situation.met
    return len(panel) > 1 and not situation.cast.of("hiring-manager")


def _has_next(item: Expected) -> bool:
    """Tell whether a next step was agreed in an interview, or may still be."""
    entry = item.event.entry
    if item.event.phase is not Phase.HELD:
        return True
    return entry is not None and any(mark.word is Word.NEXT for mark in entry.marks)


def _fumbled(item: Expected) -> str:
    """Return an answer that went wrong and that this person heard (guard 5)."""
    marks = item.event.entry.marks if item.event.entry else ()
    heard = (m.text for m in marks if m.word is Word.FUMBLED and _is_about(m, item.person))
    return next(heard, "")


def _is_about(mark: Mark, person: str) -> bool:
    return not mark.persons or any(key_of(name) == person for name in mark.persons)


def says(situation: Situation, item: Expected) -> str:
    """Return the step's sentence for the user."""
    opportunity = situation.opportunity
    words = {
        "company": opportunity.company,
        "position": opportunity.position,
        "who": item.who.name if item.who else opportunity.company,
        "day": day_words(item.due.day),
        "what": item.event.mark.text.rstrip(" ,;:.") if item.event.mark else item.event.words,
        "how": HOW.get(item.channel or "", "Write to"),
    }
    if is_instead_of_a_call(item):
        return sentence(INSTEAD, words)
    return sentence(f"{item.step.says} {item.says}" if item.says else item.step.says, words)


def is_instead_of_a_call(item: Expected) -> bool:
    """Tell whether a step that is a call is to be written: nobody took it, or calls are not wanted."""
    return item.step.by == ("phone",) and item.channel not in (None, "phone")
