"""The limited process in which a vault's own templates are filled: a request a line, an answer a line, until the end.

A template that arrives by sync is text of unknown origin. Here it has two seconds, 512 MB and no files.
"""

import json
import signal
import sys
from collections.abc import Mapping
from typing import Any

from store.letters.engine import LARGEST, TOO_LARGE, Fault, fill

CPU_SECONDS = 2
MEMORY_BYTES = 512 << 20
GROWN_BYTES = 160 << 20
"""A process that was ever larger than this makes room for a new one, so that no letter pays for those before it."""


def main() -> int:
    """Answer each request of standard input on standard output; end when whoever asks has gone."""
    warm_up()
    most = max(GROWN_BYTES, _most_memory())
    confine()
    for line in sys.stdin.buffer:
        told = answer_in_time(line) | {"grown": _most_memory() > most}
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
        sys.stdout.buffer.flush()
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
    """Give up what a letter does not need: memory, files, other processes."""
    try:
        import resource  # not on Windows, where the parent's clock is the limit
    except ImportError:
        return
    for name, limit in (
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


def answer_in_time(line: bytes) -> dict[str, Any]:
    """Answer one request; the system ends this process where that takes more processor time than a letter may."""
    _alarm(CPU_SECONDS)
    told = answer(json.loads(line))
    _alarm(0)
    return told


def _alarm(seconds: float) -> None:
    """Let the processor's clock end this process after so many seconds; 0 stops it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _most_memory() -> int:
    """Return the most memory that this process ever had, in bytes; it begins with what its parent had."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Fill subject and text; a fault is an answer too."""
    try:
        subject = fill(request["subject"], request["subject_line"], request["values"])
        body = fill(request["source"], request["source_line"], request["values"])
    except Fault as fault:
        return {"line": fault.line, "reason": fault.reason, "limit": fault.limit}
    if len(subject) + len(body) > LARGEST:
        return {"line": request["source_line"], "reason": TOO_LARGE, "limit": True}
    return {"subject": subject, "body": body}


if __name__ == "__main__":
    raise SystemExit(main())
