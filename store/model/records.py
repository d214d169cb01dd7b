"""Everything a vault holds, as it was read."""

from collections.abc import Iterator

from msgspec import Struct

from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.review import Review
from store.model.settings import Settings
from store.model.story import Story


class Records(Struct, frozen=True, kw_only=True, array_like=True):
    """A vault's files as values, in path order, with the problems met while reading."""

    settings: Settings = Settings()
    opportunities: tuple[Opportunity, ...] = ()
    people: tuple[Person, ...] = ()
    stories: tuple[Story, ...] = ()
    drafts: tuple[Draft, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    """The vault's own; shipped ones are added by the workspace."""
    problems: tuple[Problem, ...] = ()

    def reviews(self) -> Iterator[tuple[str, Review]]:
        """Yield what merges left to decide, each with the path of its file."""
        kinds: tuple[tuple[Opportunity | Person | Story | Draft | Playbook, ...], ...]
        kinds = self.opportunities, self.people, self.stories, self.drafts, self.playbooks
        for records in kinds:
            for record in records:
                yield from ((record.path, review) for review in record.merge_review)
