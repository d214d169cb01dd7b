"""Save what was typed into a draft, together with what another program may have written meanwhile."""

from collections.abc import Mapping
from types import MappingProxyType

from store.errors import StoreError
from store.model.change import Change, Edit
from store.text.draft import read_draft, set_draft_text
from store.text.header_edit import set_keys
from store.text.merge3 import merge_lines
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot

UNCHANGED: Mapping[str, str] = MappingProxyType({})


class BothChanged(StoreError):
    """Typed text and the file changed the same lines; neither was written over."""

    def __init__(self, path: str, theirs: str, both: str) -> None:
        self.path, self.theirs, self.both = path, theirs, both
        super().__init__(
            f"{path} was changed by another program on the same lines. Your text is still on the screen and the "
            "file keeps the other version: choose which lines to keep."
        )


def save_draft(path: str, base: str, subject: str, body: str, header: Mapping[str, str] = UNCHANGED) -> Plan:
    """Return the plan that saves a draft's subject and body.

    Args:
        path: the draft's file.
        base: the body as it was loaded; what the file gained since then is merged in by line.
        subject: the subject line.
        body: the body as typed.
        header: further keys of the header that the user changed, such as `template`.

    The plan raises BothChanged where both sides changed the same lines.
    """

    def plan(snapshot: Snapshot) -> Change:
        before = snapshot.bytes_of(path)
        theirs = read_draft(before, path)[0].body
        merged, clean = merge_lines(base, body, theirs)
        if not clean:
            raise BothChanged(path, theirs, merged)
        after = set_draft_text(before, path, subject, merged)
        if header:
            after = set_keys(after, path, dict(header))
        is_merge = theirs != base and merged not in (body, theirs)
        typed = set_draft_text(before, path, subject, body) if is_merge else None
        to = read_draft(after, path)[0].to
        return Change(
            sentence=f"Draft to {to or 'nobody yet'} changed",
            edits=(Edit(path=path, before=before, after=after),),
            merged=((path, typed),) if typed else (),
        )

    return plan
