"""Reads the known keys of a header by what they must be; each bad one is a problem and hides no other."""

import re
from collections.abc import Container, Iterable
from datetime import date
from types import MappingProxyType

from store.model.problem import Problem, Severity
from store.text.tree import Mapping, Scalar, Sequence, is_blank, source_of

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


class Fields:
    """One mapping being read; `problems` grows as keys are asked for."""

    def __init__(self, tree: Mapping, path: str, problems: list[Problem]) -> None:
        self.tree = tree
        self.path = path
        self.problems = problems

    def report(self, line: int, code: str, message: str, fix: str, *, severity: Severity = Severity.ERROR) -> None:
        """Note a problem."""
        self.problems.append(Problem(path=self.path, line=line, code=code, message=message, fix=fix, severity=severity))

    def text(self, key: str) -> str:
        """Return a key's text; a missing, empty or `null` one is empty."""
        entry = self.tree.entries.get(key)
        if entry is None or is_blank(entry.node):
            return ""
        if isinstance(entry.node, Scalar):
            return entry.node.text
        line = self.tree.line_of(key)
        self.report(line, "bad-text", f"`{key}` must be a text on one line.", f"Write `{key}: ...` and a text.")
        return ""

    def required(self, key: str, example: str) -> str:
        """Return a key's text, which must be there."""
        before = len(self.problems)
        text = self.text(key)
        if not text and len(self.problems) == before:
            line = self.tree.line_of(key)
            self.report(
                line, f"missing-{key}", f"`{key}` is missing.", f"Write `{key}: {example}` into the front matter."
            )
        return text

    def day(self, key: str) -> date | None:
        """Return a key's date, `YYYY-MM-DD`."""
        text = self.text(key).strip()
        if not text:
            return None
        found = day_from(text)
        if found is None:
            line = self.tree.line_of(key)
            message = f"`{key}: {shortened(text)}` is no date of the calendar."
            self.report(line, "bad-date", message, "Write it as year, month and day, such as 2026-11-24.")
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """Return a key's list of texts; a single text is a list of one."""
        node = self.tree.get(key)
        if node is None or is_blank(node):
            return ()
        if isinstance(node, Scalar):
            return (node.text,)
        items = node.items if isinstance(node, Sequence) else ()
        texts = tuple(i.text for i in items if isinstance(i, Scalar) and not is_blank(i))
        if not isinstance(node, Sequence) or any(not isinstance(i, Scalar) for i in items):
            line = self.tree.line_of(key)
            self.report(line, "bad-list", f"`{key}` must be a list of texts.", f"Write `{key}: [one, two]`.")
        return texts

    def truth(self, key: str) -> bool:
        """Return a key's yes or no; a missing one is no."""
        text = self.text(key).strip().casefold()
        if text and text not in TRUTH:
            line = self.tree.line_of(key)
            self.report(line, "bad-truth", f"`{key}` must be yes or no.", f"Write `{key}: yes`, or take the line away.")
        return TRUTH.get(text, False)

    def known_words(self, key: str, known: Iterable[str], code: str, severity: Severity) -> tuple[str, ...]:
        """Return a key's list of words in lower case, reporting each that is not known."""
        words = tuple(word.strip().casefold() for word in self.words(key))
        allowed = tuple(known)
        for word in words:
            if word not in allowed:
                message = f"`{key}` does not know “{shortened(word)}”."
                fix = f"Use one of: {', '.join(allowed)}."
                self.report(self.tree.line_of(key), code, message, fix, severity=severity)
        return words

    def others(self, known: Container[str]) -> MappingProxyType[str, str]:
        """Return the keys of the user's own, as source text."""
        return MappingProxyType({e.key: source_of(e.node) for e in self.tree if e.key not in known})

    def mappings(self, key: str, code: str, example: str) -> tuple[Mapping, ...]:
        """Return a key's list of mappings, reporting what is not one."""
        node = self.tree.get(key)
        if node is None or is_blank(node):
            return ()
        if not isinstance(node, Sequence):
            fix = f"Begin each with a dash on a line of its own, such as `- {example}`."
            self.report(self.tree.line_of(key), code, f"`{key}` must be a list.", fix)
            return (node,) if isinstance(node, Mapping) else ()
        for item in node.items:
            if not isinstance(item, Mapping) and not is_blank(item):
                message = f"An item of `{key}` is not made of `key: value` lines."
                self.report(item.line, code, message, f"Write `- {example}`.")
        return tuple(item for item in node.items if isinstance(item, Mapping))


def day_from(text: str) -> date | None:
    """Return the date that a text is; None when the calendar has no such day."""
    if not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def shortened(text: str) -> str:
    """Return a text short enough for a sentence."""
    limit = 60
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return problems of one file in the order of their lines."""
    return tuple(sorted(problems, key=lambda p: p.line)) if problems else ()
