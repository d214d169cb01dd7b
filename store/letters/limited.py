"""The parent's side of the limited process: starts it, waits no longer than five seconds, reads its answer."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from store.letters.engine import LARGEST, Fault
from store.letters.facts import Facts
from store.model.letter import Template

WALL_SECONDS = 5
START = "import sys; sys.path.insert(0, sys.argv[1]); from store.letters.child import main; raise SystemExit(main())"
HOUSE = Path(__file__).resolve().parents[2]


def fill_apart(template: Template, facts: Facts) -> tuple[str, str]:
    """Fill a template in a process of its own; return subject and text.

    Raises:
        Fault: the template is wrong, or reached a limit.
    """
    request = {
        "subject": template.subject,
        "subject_line": template.subject_line,
        "source": template.source,
        "source_line": template.source_line,
        "values": facts.values,
    }
    answer = _asked(json.dumps(request).encode(), template.source_line)
    if "reason" in answer:
        raise Fault(int(answer["line"]), str(answer["reason"]))
    return str(answer["subject"]), str(answer["body"])


def _asked(request: bytes, line: int) -> dict[str, Any]:
    with subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
        [sys.executable, "-I", "-X", "utf8", "-c", START, str(HOUSE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=HOUSE.anchor,
        start_new_session=True,
    ) as child:
        try:
            output, _ = child.communicate(request, timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Fault(line, f"it was not done after {WALL_SECONDS} seconds and was stopped") from error
        finally:
            child.kill()
    if child.returncode < 0:
        raise Fault(line, "it took more time or memory than a letter may and was stopped")
    if child.returncode:
        raise Fault(line, "it could not be filled in the time and memory that a letter may take")
    if len(output) > 8 * LARGEST:
        raise Fault(line, "the letter would be larger than a million characters")
    return dict(json.loads(output))
