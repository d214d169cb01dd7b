"""A playbook that is named must exist, or nothing but the frame would follow from the file."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.surroundings import FRAME

CODE = "unknown-playbook"
RULES = ()
SETTINGS = "afterword.toml"


def check(view: CheckView) -> Iterable[Problem]:
    """Find names of playbooks that neither ship nor lie in the vault."""
    named = [(o.path, o.lines.get("playbook", 1), o.playbook) for o in view.opportunities if o.playbook]
    if view.records.settings.playbook:
        named.append((SETTINGS, 1, view.records.settings.playbook))
    known = view.books.keys() - {FRAME}  # it holds under each of them and is none to follow
    for path, line, name in named:
        if name not in known:
            yield Problem(
                path=path,
                line=line,
                code=CODE,
                severity=Severity.WARNING,
                message=f"There is no playbook “{name}”.",
                fix=f"Use one of {', '.join(sorted(known))}, or put your own at playbooks/{name}.md.",
            )
