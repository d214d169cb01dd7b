"""Proof: which facts stand in a letter, and the file and line that each comes from."""

import re

from store.letters.facts import Facts
from store.model.letter import Proof

EDGES = " \t\n\"“”„‘’'«».,;:"


def proof_of(subject: str, body: str, facts: Facts) -> tuple[Proof, ...]:
    """Return the facts that a letter holds, in the order in which they first appear."""
    text = _flat(f"{subject}\n{body}")
    found: dict[Proof, int] = {}
    for fact in facts.proof:
        place = _place(text, fact.text)
        if place >= 0:
            found.setdefault(fact, place)
    place = _place(text, facts.values.get("chart", "")) if facts.chart_proof else -1
    if place >= 0:
        for fact in facts.chart_proof:
            found.setdefault(fact, place)
    return tuple(sorted(found, key=lambda fact: found[fact]))


def _place(text: str, fact: str) -> int:
    """Return where a fact stands as whole words; -1 where it does not."""
    wanted = _flat(fact)
    if not wanted:
        return -1
    match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)
    if match:
        return match.start()
    if wanted.isascii():
        return -1
    return text.replace(" ", "").find(wanted.replace(" ", ""))


def _flat(text: str) -> str:
    return " ".join(text.strip(EDGES).split()).casefold()
