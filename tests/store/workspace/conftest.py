"""A small vault under git, opened on a fixed day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment

TODAY = date(2026, 11, 20)

NORTHWIND = """\
---
company: Northwind Freight
position: Director of Sales Enablement
stage: interviewing            # second week
stage_since: 2026-11-16
contacts:
  - name: Joe Alvarez
    title: VP Sales
    part: hiring-manager
    email: joe.alvarez@northwind.example
    spelling: confirmed
  - name: Mia Chen
    part: interviewer
---
Found through Ana.

## Notes

### 2026-11-20 08:00 Interview with Joe Alvarez, Mia Chen: first round
- need: reps stall below the C-level (Joe Alvarez)
- topic: board-ready value stories (Mia Chen)
- quote: "we lose them in the second meeting" (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-20 (Joe Alvarez)
- [ ] next: Joe calls about round two by 2026-11-27 (Joe Alvarez)
"""

STORY = """\
---
title: The ladder to the board
needs: [reps stall below the C-level]
result: win rate from 18 to 31 percent in two quarters
---
I wrote the ladder that took our reps to the board.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a vault with one opportunity and one story."""
    vault = create_vault(tmp_path / "vault", "Sam Rivera", "sam@rivera.example").root
    (vault / "opportunities" / "northwind.md").write_text(NORTHWIND)
    (vault / "stories" / "ladder.md").write_text(STORY)
    return vault


@pytest.fixture
def workspace(root: Path) -> Workspace:
    """Return that vault, opened at half past nine on a fixed day."""
    now = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    return Workspace.open(root, Moment(today=TODAY, now=now, fixed=True))
