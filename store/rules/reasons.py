"""Why an item stands where it stands: the playbook, the step, its rules and articles, the event, the file and line."""

from store.model.agenda import Because, Bucket, Item, State
from store.rules.articles import articles_of
from store.rules.expansion import Expected
from store.rules.situation import Situation
from store.rules.wording import day_words, sentence


def item_from(situation: Situation, item: Expected) -> Item:
    """Return the explained item that front ends show."""
    opportunity, step, event = situation.opportunity, item.step, item.event
    due = item.due.day
    template = step.template(item.channel)
    rules = tuple(dict.fromkeys((*step.rules, *item.rules)))
    return Item(
        key=item.key,
        opportunity=opportunity.id,
        company=opportunity.company,
        position=opportunity.position,
        step=step.id,
        due=due,
        days=(due - situation.today).days,
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
        time=f"{item.due.at:%H:%M}" if item.due.at else None,
        allowed=item.allowed if item.is_held else None,
        template=template,
        title=item.step.title or item.step.id,
        says=says(situation, item),
        playbook=item.book.name,
        rules=rules,
        source=articles_of(rules, item.book.source),
        optional=step.optional,
        counted=step.counts,
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
    """Return what moved, held or ended an item, and what else is to be known about it."""
    if item.is_open and item.is_early:
        return f"due on {item.due.day}, a day off: shown today too"
    if item.is_open and item.step.waits and item.due.day < situation.today:
        return f"their day was {item.due.day}; no word of it is in the file"
    return item.note


def says(situation: Situation, item: Expected) -> str:
    """Return the step's sentence for the user."""
    opportunity = situation.opportunity
    words = {
        "company": opportunity.company,
        "position": opportunity.position,
        "who": item.who.name if item.who else opportunity.company,
        "day": day_words(item.due.day),
        "what": item.event.mark.text.rstrip(" ,;:.") if item.event.mark else item.event.words,
    }
    return sentence(item.step.says, words)
