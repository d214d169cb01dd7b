"""Make docs/advice.md, which says where each rule acts: `python docs/make_advice.py`.

`--check` fails when the page is not current.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cli.table import COMMANDS
from docs.guards import HELD
from docs.pages import write_or_check
from store.letters.library import templates
from store.rules.advice import GUARDS, RULES
from store.rules.articles import SOURCES
from store.workspace.shipped import shipped_playbooks

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path(__file__).with_name("advice.md")
RULE = re.compile(r"[RG]\d+")
AT_WORK = {
    "agenda": ("R19", "R22", "R23", "R28", "R42"),
    "why": ("R1",),
    "log": ("R2",),
    "note": ("R2", "R3", "R6", "R19"),
    "contact": ("R4",),
    "stage": ("R27", "R37", "R41"),
    "set": ("R40",),
    "skip": ("R24",),
    "lint": ("R5", "R11", "R30"),
    "sent": ("R12", "R19"),
}
"""Commands that carry out a rule by themselves."""
OPENING = """# The advice, and where it acts

Five articles on following up after an interview are behind this program. This page says, for each of their rules, in
which step of a playbook, letter, check or command it is carried out. It is made by `python docs/make_advice.py` out of
what ships; a test fails when a rule acts nowhere.

| article | |
| --- | --- |
| S0 | “The interview was awesome. Now what?” |
| S1 | “Follow-up Steps After the Interview”, Ford R. Myers |
| S2 | “Business Correspondence - What to do AFTER the Job Interview” |
| S3 | “7 Days to Mastering the Art of the Interview, Module 7: How to Follow-up” |
| S4 | “The Interview's Over... Now What?” |

**Steps** are those of [playbooks](playbooks.md), **letters** the templates of [letters](letters.md), **drafts** the
checks of a draft before it goes, **findings** what `afterword check` tells.
"""
GUARDING = """
## Guards

Where a machine that carries out advice would do harm, something holds it back. No article speaks of following up an
application, of thanking for an offer or of withdrawing: those steps carry no rule.

| guard | in short | held in | proved by |
| --- | --- | --- | --- |
"""


def places() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return where each rule acts: by rule, the sort of place, and the places."""
    found: dict[str, dict[str, list[str]]] = {rule: {} for rule in RULES}
    for sort, place, rules in _acting():
        for rule in dict.fromkeys(rules):
            found[rule].setdefault(sort, []).append(place)
    return {rule: {sort: tuple(names) for sort, names in sorts.items()} for rule, sorts in found.items()}


def _acting() -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield every place that names rules: its sort, its name, the rules."""
    for book in sorted(shipped_playbooks().values(), key=lambda b: (b.name not in ("frame", "blend"), b.name)):
        for step in book.steps:
            rules = (*step.rules, *(rule for some in step.rules_by.values() for rule in some))
            yield "steps", f"{book.name} `{step.id}`", rules
    for template in templates(None):
        yield "letters", f"`{template.name}`", template.rules
    for file in modules("store/rules/drafting"):
        yield "drafts", f"`{file.stem.replace('_', '-')}`", rules_of_findings(file)
    for file in modules("store/rules/checks"):
        yield "findings", f"`{constant(file, 'CODE')}`", constant(file, "RULES")
    for command in COMMANDS:
        yield "commands", f"`{command.name}`", AT_WORK.get(command.name, ())


def modules(folder: str) -> list[Path]:
    """Return the modules of a folder, by name."""
    return sorted(path for path in (ROOT / folder).glob("*.py") if path.stem != "__init__")


def constant(file: Path, name: str) -> str | tuple[str, ...]:
    """Return the value of a constant of a module, without running it."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            value: str | tuple[str, ...] = ast.literal_eval(node.value)
            return value
    raise LookupError(name, file)


def rules_of_findings(file: Path) -> tuple[str, ...]:
    """Return the rules that a check of drafts names: each finding carries its own."""
    strings = (n.value for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant))
    return tuple(sorted({s for s in strings if isinstance(s, str) and RULE.fullmatch(s)}, key=number))


def number(rule: str) -> tuple[bool, int]:
    """Return what rules are sorted by."""
    return rule[0] == "G", int(rule[1:])


def page() -> str:
    """Return the text of docs/advice.md."""
    acts = places()
    rows = [f"| {rule} | {says} | {SOURCES[rule]} | {acting(acts[rule])} |\n" for rule, says in RULES.items()]
    head = "| rule | in short | from | where it acts |\n| --- | --- | --- | --- |\n"
    ruled = "\n## Rules\n\n" + head + "".join(r for r in rows if r.startswith("| R"))
    beside = "\n## Advice without a number in the articles\n\n" + head + "".join(r for r in rows if r.startswith("| G"))
    return OPENING + ruled + beside + GUARDING + "".join(guard_rows())


def acting(sorts: Mapping[str, tuple[str, ...]]) -> str:
    """Return the places of one rule in words; the steps of one playbook stand behind its name."""
    return "<br>".join(
        f"**{sort}**: {', '.join(by_book(names) if sort == 'steps' else names)}" for sort, names in sorts.items()
    )


def by_book(names: Iterable[str]) -> list[str]:
    """Return the steps, each playbook named once."""
    books: dict[str, list[str]] = {}
    for name in names:
        book, step = name.split(" ")
        books.setdefault(book, []).append(step)
    return [f"{book} {' '.join(steps)}" for book, steps in books.items()]


def guard_rows() -> Iterator[str]:
    """Yield the table of the guards."""
    for guard, says in GUARDS.items():
        held = HELD[guard]
        by = "<br>".join(f"`{path}`" for path in held.by)
        proofs = "<br>".join(in_words(proof) for proof in held.proofs)
        yield f"| {guard} | {says} | {by} | {proofs} |\n"


def in_words(proof: str) -> str:
    """Return a test's name as the sentence that it is."""
    return proof.removeprefix("test_").replace("_", " ") if proof.startswith("test_") else proof


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page()))
