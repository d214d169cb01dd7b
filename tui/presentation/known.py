"""What a vault knows already, as choices for a form: companies, positions, sources, tags; and who is there twice."""

from collections import Counter
from collections.abc import Iterable, Sequence

from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from tui.presentation.completing import Choice


def companies(opportunities: Iterable[Opportunity]) -> tuple[Choice, ...]:
    """Return each company once, with what one has there."""
    noted: dict[str, list[str]] = {}
    for o in opportunities:
        if o.company:
            noted.setdefault(o.company, []).append(f"{o.position}, {o.stage_text or o.stage}")
    return tuple(Choice(name, "; ".join(notes)) for name, notes in sorted(noted.items()))


def by_use(values: Iterable[str]) -> tuple[Choice, ...]:
    """Return each value once, the most used first."""
    counted = Counter(value for value in values if value)
    return tuple(Choice(value) for value, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def there_already(opportunities: Sequence[Opportunity], company: str, position: str) -> tuple[str, bool]:
    """Return what there is of a company already, and whether it is this very position.

    Empty where there is nothing.
    """
    here = [o for o in opportunities if company.strip() and fold_name(o.company) == fold_name(company)]
    same = [o for o in here if position.strip() and fold_name(o.position) == fold_name(position)]
    said = "; ".join(f"{o.position}, {o.stage_text or o.stage}" for o in same or here)
    return (f"There already: {said}." if said else ""), bool(same)
