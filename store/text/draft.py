"""A letter that is not sent yet: its file to its value and back."""

from types import MappingProxyType

from store.errors import RefusedEdit
from store.model.draft import Draft
from store.model.problem import Problem
from store.text.body import body_of, text_line, trimmed, with_text
from store.text.fields import Fields, in_order
from store.text.header import header_text, read_file
from store.text.header_edit import set_keys
from store.text.reviews import read_reviews


def read_draft(data: bytes, path: str) -> tuple[Draft, tuple[Problem, ...]]:
    """Read one file of `drafts/`, with everything that is wrong in it."""
    parsed = read_file(data, path)
    part = body_of(parsed.document)
    body, body_line = part.text, text_line(parsed.document, part)
    if not parsed.is_readable:
        return Draft(path=path, body=body, body_line=body_line, readable=False), parsed.problems
    problems = list(parsed.problems)
    fields = Fields(parsed.tree, path, problems)
    draft = Draft(
        path=path,
        opportunity=fields.required("opportunity", "the name of its file without `.md`").strip(),
        to=" ".join(fields.text("to").split()),
        channel=fields.text("channel").strip().casefold(),
        template=fields.text("template").strip(),
        subject=fields.text("subject"),
        created=fields.day("created"),
        body=body,
        body_line=body_line,
        merge_review=read_reviews(fields),
        lines=MappingProxyType({entry.key: entry.line for entry in parsed.tree}),
    )
    return draft, in_order(problems)


def write_draft(draft: Draft) -> bytes:
    """Return the text of a new draft's file; keys without a value are left out."""
    created = draft.created.isoformat() if draft.created else ""
    values = {
        "opportunity": draft.opportunity,
        "to": draft.to,
        "channel": draft.channel,
        "template": draft.template,
        "subject": draft.subject,
        "created": created,
    }
    header = header_text({key: value for key, value in values.items() if value})
    return f"---\n{header}---\n\n{draft.body}\n".encode()


def set_draft_text(data: bytes, path: str, subject: str, body: str) -> bytes:
    """Return a draft's bytes with another subject and text; lines that did not change keep their bytes.

    Raises:
        RefusedEdit: the file cannot be changed exactly.
    """
    old, _ = read_draft(data, path)
    if not old.readable:
        raise RefusedEdit(path, 1, "its front matter cannot be read")
    if old.subject != subject:
        data = set_keys(data, path, {"subject": subject or None})
    wanted = trimmed(body)
    if old.body != wanted:
        data = with_text(read_file(data, path).document, wanted)
    now, _ = read_draft(data, path)
    if (now.subject, now.body, now.readable) != (subject, wanted, True):
        raise RefusedEdit(path, old.body_line, "the text cannot be put in so that it reads back the same")
    return data
