"""A letter template's file: the header (name, channel, for, subject, also ...), and below it the Jinja text."""

import re

from store.model.letter import Template
from store.model.problem import Problem, Severity
from store.text.header import read_file
from store.text.tree import Mapping, Scalar, Sequence, is_blank

CHANNELS = ("email", "letter", "note", "text", "message", "phone")
KEYS = frozenset({"name", "channel", "for", "subject", "also", "purpose", "rules"})
SUFFIX = ".md.j2"


def read_template(data: bytes, path: str, *, own: bool) -> tuple[Template | None, tuple[Problem, ...]]:
    """Read a template's header and text; None where the header cannot be read.

    Args:
        data: the file's bytes.
        path: the name of the file for messages; its last part without `.md.j2` is the template's name.
        own: whether it lies in the vault.
    """
    parsed = read_file(data, path)
    if not parsed.is_readable:
        return None, parsed.problems
    tree, document = parsed.tree, parsed.document
    channel = _text(tree, "channel") or "email"
    problems = list(parsed.problems)
    if channel not in CHANNELS:
        problems.append(
            Problem(
                path=path,
                line=tree.line_of("channel"),
                code="template-channel",
                message=f"There is no channel “{channel}”; the template is taken for an e-mail.",
                fix=f"Write one of {', '.join(CHANNELS)}.",
            )
        )
        channel = "email"
    problems += [
        Problem(
            path=path,
            line=entry.line,
            code="template-key",
            message=f"A template's header has no key `{entry.key}`; it is not used.",
            severity=Severity.WARNING,
            fix=f"Known keys are {', '.join(sorted(KEYS))}.",
        )
        for entry in tree
        if entry.key not in KEYS
    ]
    template = Template(
        name=path.rsplit("/", 1)[-1].removesuffix(SUFFIX),
        channel=channel,
        whom=_words(tree, "for"),
        subject=_text(tree, "subject"),
        purpose=_text(tree, "purpose"),
        rules=_words(tree, "rules"),
        also=_text(tree, "also"),
        path=path,
        own=own,
        source=document.body.replace("\r\n", "\n").replace("\r", "\n"),
        also_line=tree.line_of("also"),
        subject_line=tree.line_of("subject"),
        source_line=document.body_line,
    )
    return template, tuple(problems)


def _text(tree: Mapping, key: str) -> str:
    node = tree.get(key)
    return node.text.strip() if isinstance(node, Scalar) and not is_blank(node) else ""


def _words(tree: Mapping, key: str) -> tuple[str, ...]:
    """Return a list's items; a single text is cut at commas and spaces."""
    node = tree.get(key)
    if isinstance(node, Sequence):
        return tuple(item.text.strip() for item in node.items if isinstance(item, Scalar) and item.text.strip())
    return tuple(re.findall(r"[^\s,]+", _text(tree, key)))
