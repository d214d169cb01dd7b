"""Two files for one thing: conflict copies that sync tools leave, and ids that are taken twice."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import TypeVar

from store.model.draft import Draft
from store.model.folding import fold
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.problem import Problem
from store.model.records import Records
from store.model.story import Story
from store.model.value import replace
from store.vault.layout import ident_of, original_of

Value = TypeVar("Value", Opportunity, Person, Story, Draft)
PATH: Callable[[Opportunity | Person | Story | Draft], str] = attrgetter("path")


def without_copies(records: Records, problems: Iterable[Problem]) -> Records:
    """Return the records without conflict copies, each of which is a problem at both files.

    A conflict copy has a name of that pattern, its original beside it, and says the same of what it is
    about: company and position, a person's name, a story's title, a draft's opportunity and addressee.
    """
    found = list(problems)
    return replace(
        records,
        opportunities=_originals(records.opportunities, _opportunity, "opportunity", found),
        people=_originals(records.people, _person, "person", found),
        stories=_originals(records.stories, _story, "story", found),
        drafts=_originals(records.drafts, _draft, "draft", found),
        problems=tuple(sorted(set(found), key=lambda p: (p.path, p.line, p.code, p.message))),
    )


def twin_problems(opportunities: tuple[Opportunity, ...]) -> tuple[Problem, ...]:
    """Return a problem for each file whose id another one has too, case and Unicode form aside."""
    return _twin_problems(tuple(map(PATH, opportunities)))


@lru_cache(maxsize=1)
def _twin_problems(paths: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return the problems of the ids that these paths give, which are the same after nearly every change."""
    found = []
    ordered = sorted((fold(ident), path, ident) for path in paths for ident in (ident_of(path),))
    for _, group in groupby(ordered, key=itemgetter(0)):
        twins = list(group)
        for twin in twins if len(twins) > 1 else ():
            others = ", ".join(other[1] for other in twins if other is not twin)
            problem = Problem(
                path=twin[1],
                line=1,
                code="twin-id",
                message=f"The id “{twin[2]}” is also that of {others}.",
                fix="Rename one of the files; a file's name without .md is its id.",
            )
            found.append(problem)
    return tuple(found)


def _originals(
    values: tuple[Value, ...], about: Callable[[Value], Hashable], what: str, problems: list[Problem]
) -> tuple[Value, ...]:
    named = _copies_among(tuple(map(PATH, values)))
    if not named:
        return values
    by_path = {value.path: value for value in values}
    originals = []
    for value in values:
        original = by_path.get(named.get(value.path, ""))
        if original and value.readable and original.readable and about(value) == about(original):
            problems.append(_two_versions(original.path, value.path, what))
            problems.append(_two_versions(value.path, original.path, what))
        else:
            originals.append(value)
    return tuple(originals)


@lru_cache(maxsize=8)
def _copies_among(paths: tuple[str, ...]) -> Mapping[str, str]:
    """Return the paths that have the name of a conflict copy, each with its original: the same after most changes."""
    return MappingProxyType({path: meant for path in paths if (meant := original_of(path))})


def _two_versions(path: str, other: str, what: str) -> Problem:
    return Problem(
        path=path,
        line=1,
        code="two-versions",
        message=f"These are two versions of one {what}: this and {other}.",
        fix="Bring what you want to keep into the one without the addition in its name, then delete the other.",
    )


def _opportunity(value: Opportunity) -> Hashable:
    return fold(value.company), fold(value.position)


def _person(value: Person) -> Hashable:
    return fold(value.name), fold(value.email)


def _story(value: Story) -> Hashable:
    return fold(value.title)


def _draft(value: Draft) -> Hashable:
    return value.opportunity, fold(value.to), value.template
