"""Put tags on opportunities and take tags off them, all in one change."""

from collections.abc import Iterable, Sequence

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from store.text.header_edit import set_keys
from store.workspace.changing import Plan, change_of_several
from store.workspace.snapshot import Snapshot


def tag_opportunities(opportunity_ids: Sequence[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Plan:
    """Return the plan that adds and removes tags; the plan raises BadRequest where none is named, or one cannot be.

    A tag that is there in another case counts as there. Other tags stay as they are and where they are.
    """
    added, removed = _tags(add), _tags(remove)

    def plan(snapshot: Snapshot) -> Change:
        if not (added or removed):
            raise BadRequest("Name a tag to add or to remove.")
        refuse_commas((*added, *removed))
        meant = [snapshot.opportunity_to_change(ident) for ident in opportunity_ids]
        edited = [(o, edit) for o in meant if (edit := _tagged(snapshot, o, added, removed)) is not None]
        words = [f"+{tag}" for tag in added] + [f"-{tag}" for tag in removed]
        if not edited:
            return Change(sentence=f"Nothing to change: {' '.join(words)} is so already")
        return change_of_several(f"tags {' '.join(words)}", edited)

    return plan


def refuse_commas(tags: Iterable[str]) -> None:
    """Refuse what could not be told from two tags where lists are typed.

    Raises:
        BadRequest: a tag has a comma or is no single line.
    """
    for tag in tags:
        if "," in tag or not tag.isprintable():
            raise BadRequest(f"“{tag}” cannot be a tag: a tag is one line without a comma.")


def _tags(typed: Iterable[str]) -> tuple[str, ...]:
    spaced = (" ".join(tag.split()) for tag in typed)
    return tuple({fold_name(tag): tag for tag in spaced if tag}.values())


def _tagged(snapshot: Snapshot, opportunity: Opportunity, add: Sequence[str], remove: Sequence[str]) -> Edit | None:
    gone = {fold_name(tag) for tag in remove}
    kept = tuple(tag for tag in opportunity.tags if fold_name(tag) not in gone)
    known = {fold_name(tag) for tag in kept}
    tags = (*kept, *(tag for tag in add if fold_name(tag) not in known))
    if tags == opportunity.tags:
        return None
    before = snapshot.bytes_of(opportunity.path)
    after = set_keys(before, opportunity.path, {"tags": tags or None})
    return Edit(path=opportunity.path, before=before, after=after)
