"""Make docs/keys.md out of the table of actions: `python docs/make_keys.py`; `--check` fails when it is not current."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.pages import write_or_check
from tui.presentation.keys import page

PAGE = Path(__file__).with_name("keys.md")


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page()))
