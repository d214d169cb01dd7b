"""One letter for several steps: each further step is a paragraph at the letter's end (guards 11 and 16)."""

from collections.abc import Sequence

from store.letters.facts import Facts
from store.letters.proof import proof_of
from store.letters.render import gaps_of, render
from store.model.letter import Rendered, Template
from store.rules.drafting.context import span_of_prose
from store.rules.drafting.next_contact import is_announcement

Part = tuple[Template, Facts]
"""A further step: its template, and the facts that its paragraph is filled with."""


def render_joined(template: Template, facts: Facts, parts: Sequence[Part]) -> Rendered:
    """Fill a letter, and into it the paragraph of each further step.

    Raises:
        TemplateFault: one of the templates is wrong.
    """
    made = render(template, facts)
    for other, its in parts:
        paragraph = render(paragraph_of(other, template.channel), its).body
        body = with_paragraph(made.body, paragraph)
        facts = Facts(values=facts.values, proof=tuple(dict.fromkeys((*facts.proof, *its.proof))))
        made = Rendered(
            subject=made.subject,
            body=body,
            gaps=gaps_of(made.subject, body),
            proof=proof_of(made.subject, body, facts),
        )
    return made


def paragraph_of(template: Template, channel: str) -> Template:
    """Return a template's paragraph for other letters as a template; a gap where it has none."""
    name = template.name.replace("-", " ")
    source = template.also or f"[[ what this letter says as well: {name} ]]"
    line = template.also_line if template.also else 1
    path = template.path if template.also else ""
    return Template(
        name=template.name, channel=channel, own=template.own, path=path, source=source, source_line=line, subject=""
    )


def with_paragraph(body: str, paragraph: str) -> str:
    """Return a letter's text with one more paragraph: the last one, but for that which says when I am in touch."""
    start, end = span_of_prose(body)
    prose = body[start:end]
    rows = prose.rstrip("\n")
    before, _, last = rows.rpartition("\n\n")
    told = f"{before}\n\n{paragraph}\n\n{last}" if before and is_announcement(last) else f"{rows}\n\n{paragraph}"
    return f"{body[:start]}{told}{prose[len(rows) :]}{body[end:]}"
