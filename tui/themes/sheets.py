"""The styles of the program, parsed once: Textual parses all of them anew for each screen that is opened first.

Of the time to the first rows, and of each screen's first opening, that was about a third.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Known = dict[tuple[object, ...], list[RuleSet]]
"""Rules by the text they were made of and where that stands."""

RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
"""As Textual has it, by identity, but not in Python: each widget that is styled asks it of each of some 300 rules."""


class Sheets(Stylesheet):
    """Remembers the rules of every text for every theme that was on."""

    _of_theme: ClassVar[dict[tuple[tuple[str, str], ...], Known]] = defaultdict(dict)

    def _parse_rules(self, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        known = self._of_theme[tuple(self._variables.items())]
        key = (css, where, tuple(how.items()))
        if key not in known:
            known[key] = super()._parse_rules(css, *where, **how)
        return known[key]

    def update_nodes(self, nodes: Iterable[DOMNode], animate: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Style what stands on a screen; what is only being made gets its styles when it is put there."""
        super().update_nodes((node for node in nodes if node.is_attached), animate=animate)

    def reparse(self) -> None:
        """Take the rules of the theme that is on."""
        self._require_parse = True
        self.parse()
