"""Templates filled with facts: subject, text, gaps, and the proof of every inserted fact.

Shipped templates are filled here, the vault's own in one limited process that stays for the next letter.
"""

import re

from store.errors import TemplateFault
from store.letters.chart import chart
from store.letters.engine import LARGEST, TOO_LARGE, Fault, fill
from store.letters.facts import HEADS, Facts
from store.letters.limited import fill_apart
from store.letters.paragraphs import WIDTHS
from store.letters.proof import proof_of
from store.model.letter import Rendered, Template
from store.model.value import replace
from store.rules.columns import fold

GAP = re.compile(r"\[\[ (.+?) \]\]", re.DOTALL)
DOUBLED_STOP = re.compile(r"([?!…？！。]|(?<![.\s])\.)\.(?=\s|$)")
"""A note or a name that ends in a sign of its own (`Inc.`), where the template puts a full stop behind it."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(template: Template, facts: Facts) -> Rendered:
    """Fill a template.

    Raises:
        TemplateFault: it is wrong, or took more time, memory or room than a letter may.
    """
    facts = _with_chart(facts, template.channel)
    try:
        filled = fill_apart if template.own else _fill_here
        subject, body = filled(template, facts)
    except Fault as fault:
        raise TemplateFault(template.path or template.name, fault.line, fault.reason) from fault
    subject = " ".join(CONTROL.sub(" ", subject).split())
    body = tidy(body, WIDTHS.get(template.channel))
    return Rendered(subject=subject, body=body, gaps=gaps_of(subject, body), proof=proof_of(subject, body, facts))


def gaps_of(subject: str, body: str) -> tuple[str, ...]:
    """Return what is missing in a letter, each on one line; the subject's first."""
    return tuple(" ".join(gap.split()) for text in (subject, body) for gap in GAP.findall(text))


def _with_chart(facts: Facts, channel: str) -> Facts:
    """Return facts with a chart that an e-mail has room for."""
    if channel != "email" or not facts.values.get("chart") or not facts.chart_rows:
        return facts
    return replace(facts, values={**facts.values, "chart": chart(facts.chart_rows, WIDTHS[channel], HEADS)})


def _fill_here(template: Template, facts: Facts) -> tuple[str, str]:
    subject = fill(template.subject, template.subject_line, facts.values)
    body = fill(template.source, template.source_line, facts.values)
    if len(body) > LARGEST:
        raise Fault(template.source_line, TOO_LARGE)
    return subject, body


def tidy(text: str, width: int | None) -> str:
    """Return a text without control characters, trailing spaces and doubled stops or lines, folded to a width."""
    text = DOUBLED_STOP.sub(r"\1", text)
    lines: list[str] = []
    for raw in CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)).split("\n"):
        line = raw.rstrip()
        if line or (lines and lines[-1]):
            hanging = "  " if line.startswith(("- ", "* ")) else ""
            lines += fold(line, width, hanging) if width else [line]
    return "\n".join(lines).strip("\n")
