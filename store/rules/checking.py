"""Every check of a vault, and the one list of problems that comes of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, tzinfo

from msgspec import Struct

from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.records import Records
from store.rules.check_view import CheckView
from store.rules.checks import (
    deadline_near,
    draft_astray,
    entry_after_today,
    forgotten_opportunity,
    interview_without_names,
    interview_without_next_step,
    interview_without_notes,
    interview_without_touch,
    interviewer_without_address,
    merge_review,
    no_reply_address,
    promise_without_date,
    reference_at_employer,
    reference_briefed_twice,
    reference_without_consent,
    searches_share_employer,
    stage_contradicted,
    stage_without_date,
    stale_next_touch,
    story_without_needs,
    unconfirmed_spelling,
    unknown_opportunity,
    unknown_playbook,
    unknown_template,
)
from store.rules.keeping import ByFile
from store.rules.watched_day import Asked, Validity

Check = Callable[[CheckView], Iterable[Problem]]

OF_ONE: tuple[Check, ...] = (
    entry_after_today.check,
    stage_without_date.check,
    stage_contradicted.check,
    interview_without_names.check,
    interview_without_notes.check,
    interview_without_next_step.check,
    interview_without_touch.check,
    interviewer_without_address.check,
    no_reply_address.check,
    deadline_near.check,
    stale_next_touch.check,
    forgotten_opportunity.check,
    unconfirmed_spelling.check,
    promise_without_date.check,
)
"""Those that look at each opportunity by itself, with the people and settings beside it."""
OF_ALL: tuple[Check, ...] = (
    searches_share_employer.check,
    unknown_playbook.check,
    unknown_template.check,
    draft_astray.check,
    unknown_opportunity.check,
    story_without_needs.check,
    reference_without_consent.check,
    reference_at_employer.check,
    reference_briefed_twice.check,
    merge_review.check,
)
"""Those that look at several files together, or at files of other kinds."""
CHECKS = (*OF_ONE, *OF_ALL)


class Found(Struct, frozen=True):
    """What was found in one opportunity by itself."""

    problems: tuple[Problem, ...]
    validity: Validity
    """The days on which the same would be found."""


Checked = ByFile[Found]
"""What was found in each opportunity by itself."""


def found_in_each(view: CheckView, checked: Checked) -> Iterator[Problem]:
    """Yield what is found in the opportunities of a vault."""
    said = (view.tz, view.records.settings, view.records.people, view.books)

    def look(opportunity: Opportunity) -> Found:
        asked = Asked()
        alone = view.of(opportunity, asked)
        problems = tuple(problem for check in OF_ONE for problem in check(alone))
        return Found(problems, asked.validity(view.today))

    for found in checked.of(said, tuple(view.opportunities), look, lambda kept: kept.validity.holds(view.today)):
        yield from found.problems


def problems(
    records: Records,
    books: Mapping[str, Playbook],
    today: date,
    tz: tzinfo,
    templates: Collection[str] | None = None,
    checked: Checked | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of a vault once, in file order: those met while reading and those of all checks.

    Args:
        records: the vault as it was read.
        books: every playbook by name, shipped and own.
        today: the user's own day.
        tz: the user's own time zone.
        templates: names of all letter templates; None = not known, then nothing is said about them.
        checked: what was found before; an opportunity in which the same would be found is not looked at again.
    """
    names = None if templates is None else frozenset(templates)
    view = CheckView(records=records, books=books, today=today, tz=tz, templates=names)
    alone = found_in_each(view, checked or ByFile())
    found = {*records.problems, *alone, *(problem for check in OF_ALL for problem in check(view))}
    return tuple(sorted(found, key=lambda p: (p.path, p.line, p.code, p.message, p.severity, p.fix or "")))
