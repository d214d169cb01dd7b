"""What is wrong in the text of the vault's own templates: read, and never run. Costs the import of Jinja."""

from collections.abc import Iterator
from pathlib import Path

from store.letters.library import templates
from store.model.letter import Template
from store.model.problem import Problem, Severity


def text_problems(vault_root: Path) -> tuple[Problem, ...]:
    """Return what keeps the vault's own templates from making a letter."""
    return tuple(problem for t in templates(vault_root) if t.own for problem in _problems_of(t))


def _problems_of(template: Template) -> Iterator[Problem]:
    from store.letters.engine import Fault, inspect  # only vaults with templates of their own need it

    texts = (
        (template.subject, template.subject_line),
        (template.also, template.also_line),
        (template.source, template.source_line),
    )
    for source, line in texts:
        try:
            inspect(source, line)
        except Fault as fault:
            yield Problem(
                path=template.path,
                line=fault.line,
                code="template-text",
                message=f"The template makes no letter: {fault.reason.rstrip('.')}.",
                severity=Severity.WARNING,
                fix="Mend that line; docs/letters.md tells what a template may hold.",
            )
