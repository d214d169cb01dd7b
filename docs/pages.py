"""Pages that scripts make: written anew, or with `--check` compared with what is there."""

import sys
from pathlib import Path


def write_or_check(page: Path, text: str) -> int:
    """Write a page, or only look whether it is current; return the exit code."""
    if "--check" in sys.argv[1:]:
        current = page.exists() and page.read_text(encoding="utf-8") == text
        if not current:
            print(f"docs/{page.name} is not current: run python docs/make_{page.stem}.py", file=sys.stderr)
        return 0 if current else 1
    page.write_text(text, encoding="utf-8")
    return 0
