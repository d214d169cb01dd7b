"""The limited process in which a vault's own templates are filled: one request in, one answer out.

A template that arrives by sync is text of unknown origin. Here it has two seconds, 512 MB and no files.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from store.letters.engine import Fault, fill

CPU_SECONDS = 2
MEMORY_BYTES = 512 << 20


def main() -> int:
    """Read a request from standard input, fill the template, write the answer to standard output."""
    request = json.load(sys.stdin)
    warm_up()
    confine()
    json.dump(answer(request), sys.stdout)
    sys.stdout.flush()
    return 0


def warm_up() -> None:
    """Let Python and Jinja load what they load late, while files can still be opened."""
    for source in (
        "{{ 'a' | sentence }}{% for x in 'ab' %}{{ loop.index }}{% endfor %}",
        "{{ 1 / 0 }}",
        "{% if %}",
        "{{ x }}",
    ):
        answer({"subject": "", "subject_line": 1, "source": source, "source_line": 1, "values": {}})


def confine() -> None:
    """Give up what a letter does not need: time, memory, files, other processes."""
    try:
        import resource  # not on Windows, where the parent's clock is the limit
    except ImportError:
        return
    for name, limit in (
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 3),
        ("RLIMIT_NPROC", 0),
    ):
        _limit(resource, name, limit)


def _limit(resource: Any, name: str, limit: int) -> None:
    try:
        resource.setrlimit(getattr(resource, name), (limit, limit))
    except (AttributeError, OSError, ValueError):
        return  # a system without this limit: the others and the parent's clock remain


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Fill subject and text; a fault is an answer too."""
    try:
        return {
            "subject": fill(request["subject"], request["subject_line"], request["values"]),
            "body": fill(request["source"], request["source_line"], request["values"]),
        }
    except Fault as fault:
        return {"line": fault.line, "reason": fault.reason}


if __name__ == "__main__":
    raise SystemExit(main())
