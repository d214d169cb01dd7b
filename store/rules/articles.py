"""Which article each rule comes from: the reason behind the reason."""

from collections.abc import Iterable

SOURCES = {
    "R1": "S1",
    "R2": "S1 S4",
    "R3": "S1",
    "R4": "S2 S4",
    "R5": "S4",
    "R6": "S1",
    "R7": "S2 S4",
    "R8": "S3",
    "R9": "S0",
    "R10": "S1",
    "R11": "S1 S2 S4",
    "R12": "S4",
    "R13": "S0",
    "R14": "S0 S3",
    "R15": "S4",
    "R16": "S2",
    "R17": "S1",
    "R18": "S1",
    "R19": "S1",
    "R20": "S4",
    "R21": "S4",
    "R22": "S0 S4",
    "R23": "S3",
    "R24": "S0",
    "R25": "S3",
    "R26": "S3",
    "R27": "S0",
    "R28": "S1",
    "R29": "S3",
    "R30": "S3",
    "R31": "S3",
    "R32": "S3 S4",
    "R33": "S3",
    "R34": "S3",
    "R35": "S1",
    "R36": "S1",
    "R37": "S0 S1",
    "R38": "S0",
    "R39": "S1 S2",
    "R40": "S0 S1",
    "R41": "S2",
    "R42": "S4",
    "G1": "S1",
    "G2": "S1",
    "G3": "S1",
    "G4": "S1",
    "G5": "S3 S4",
    "G6": "S2",
    "G7": "S1",
    "G8": "S1",
    "G9": "S0",
    "G10": "S2",
}
"""Rules R1 to R42 and the advice without a number, G1 to G10, with the articles S0 to S4 that give them."""


def articles_of(rules: Iterable[str], school: tuple[str, ...]) -> tuple[str, ...]:
    """Return the articles behind some rules.

    Args:
        rules: ids of rules.
        school: the articles of the playbook that applies them; where they give a rule, the others are left out.
    """
    given = {article for rule in rules for article in SOURCES.get(rule, "").split()}
    return tuple(sorted(given & set(school) or given))
