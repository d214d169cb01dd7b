"""Steps that come after another step: once that one is done by a touch, it is an event itself."""

from collections.abc import Iterable, Iterator

from store.model.agenda import State
from store.rules.chronicle import Event
from store.rules.expansion import for_each
from store.rules.expected import Expected
from store.rules.logbook import Logged
from store.rules.recurring import recur
from store.rules.situation import Situation
from store.rules.sorted_book import SortedBook
from store.rules.wording import names_words


def follow_ups(
    situation: Situation, book: SortedBook, items: Iterable[Expected], used: dict[int, list[Expected]]
) -> Iterator[Expected]:
    """Yield the steps that come after another one, once that one is done by a touch."""
    if not book.by_step:
        return
    by_line = {o.entry.line: o for o in situation.past}
    for item in items:
        touch = by_line.get(item.settled_by or 0)
        if item.state is not State.DONE or touch is None or item.book is not book.book:
            continue
        for step in book.by_step.get(item.step.id, ()):
            for found in for_each(situation, book.book, step, _done_event(situation, item, touch)):
                if step.every:
                    recur(situation, found, used)
                yield found


def _done_event(situation: Situation, item: Expected, touch: Logged) -> Event:
    persons = (item.who,) if item.who else ()
    return Event(
        sort="step",
        when=touch.when,
        stamp=touch.when.day.isoformat(),
        words=f"your {touch.entry.kind.value.lower()}{names_words(persons, 'to')}",
        path=situation.opportunity.path,
        line=touch.entry.line,
        persons=persons,
        entry=touch.entry,
        over=item.event.over,
    )
