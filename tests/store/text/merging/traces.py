"""Looks for what a merge lost, word by word and line by line, knowing nothing of how it merges."""

import re
from collections import Counter

WORD = re.compile(r"\w+")


def words(data: bytes | None) -> set[str]:
    """Every word of a file, wherever it stands; bytes that are no text as escapes."""
    return set(WORD.findall((data or b"").decode(errors="backslashreplace")))


def lines(data: bytes | None) -> Counter[str]:
    """How often each line stands in a file, its indentation aside."""
    return Counter(line.strip() for line in (data or b"").decode(errors="backslashreplace").splitlines())


def lost_words(base: bytes | None, ours: bytes, theirs: bytes, merged: bytes) -> set[str]:
    """Words that a side wrote and the result does not hold."""
    return ((words(ours) | words(theirs)) - words(base)) - words(merged)


def lost_lines(base: bytes | None, ours: bytes, theirs: bytes, merged: bytes) -> set[str]:
    """Lines that nobody touched - there once in each version - and the result does not hold."""
    counts = [lines(data) for data in (base, ours, theirs)]
    untouched = {line for line, count in counts[0].items() if count == 1 and all(c[line] == 1 for c in counts)}
    return untouched - set(lines(merged)) - {""}
