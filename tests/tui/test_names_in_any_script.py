"""Names in any script: columns stay where they are, lines are as wide as the screen, nothing invisible gets out."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.driver import opened, press, small_vault, strips

NAMES = (
    "李雷 株式会社テスト",
    "שרה כהן",
    "محمد العربي",
    "Zoë 🌿 Ng",
    "e\u0301lan\u0308 vita\u0301l",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
    "\u2067מרים\u2069 \u202eevil",
)
FILE = """\
---
company: {company}
position: Lead
stage: interviewing
stage_since: 2026-11-20
contacts:
  - name: {name}
    part: interviewer
---

## Notes

### 2026-11-20 14:00 Interview with {name}: first
"""


def vault_of_names(folder: Path) -> Path:
    """Make the small vault with an interview for each name."""
    vault = small_vault(folder)
    for place, name in enumerate(NAMES):
        text = FILE.format(company=NAMES[-1 - place], name=name)
        (vault / "opportunities" / f"name-{place}.md").write_text(text, encoding="utf-8")
    return vault


@pytest.mark.parametrize("size", [(60, 50), (80, 60), (120, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_columns_stay_where_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(vault_of_names(tmp_path), size) as (app, pilot):
        agenda = strips(app)
        await press(pilot, "2")
        every = strips(app)

    rows = [line for line in agenda if " today " in line and line.startswith(" >")]
    starts = {cell_len(line[: line.rindex(" today ")]) for line in rows}
    assert len(rows) > 1
    assert len(starts) == 1
    assert {cell_len(line) for line in (*agenda, *every)} == {size[0]}
    assert not set("\u2067\u2069\u202e") & set("".join((*agenda, *every)))


async def test_a_name_from_right_to_left_is_passed_on_as_it_is_stored(tmp_path: Path) -> None:
    async with opened(vault_of_names(tmp_path), (120, 40)) as (app, _pilot):
        shown = "\n".join(strips(app))

    assert "שרה כהן" in shown
    assert "محمد العربي" in shown
