"""What changed between two versions of an opportunity is told by what it means."""

import pytest

from store.model.opportunity import Opportunity
from store.model.settings import Settings
from store.model.value import replace
from store.rules.telling import told
from store.text.opportunity import read_opportunity

FILE = """\
---
company: Northwind Freight
position: Director
stage: interviewing
stage_since: 2026-11-20
next_touch: 2026-11-24
contacts:
  - name: Joe Alvarez
    email: joe@northwind.example
  - name: Mia Chen
tags: [saas]
---
Prose.

## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez: first round
- need: reps stall (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-23 (Joe Alvarez)

### 2026-11-21 09:00 Email to Joe Alvarez: Thanks

Dear Joe
"""


def read(text: str) -> Opportunity:
    return read_opportunity(text.encode(), "opportunities/a.md", Settings(), ())[0]


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("stage: interviewing", "stage: offer", ["stage interviewing -> offer"]),
        ("stage_since: 2026-11-20", "stage_since: 2026-11-19", ["stage counted from 2026-11-19"]),
        ("next_touch: 2026-11-24", "next_touch: 2026-12-01", ["next touch moved to 2026-12-01"]),
        ("next_touch: 2026-11-24\n", "", ["next touch removed"]),
        ("tags:", "deadline: 2026-12-15\ntags:", ["deadline set to 2026-12-15"]),
        ("position: Director", "position: Head", ["position Director -> Head"]),
        ("tags:", "salary: 90k\ntags:", ["salary set to 90k"]),
        ("tags: [saas]", "tags: [erp, new]", ["tags added: erp, new", "tag removed: saas"]),
        ("  - name: Mia Chen\n", "", ["contact Mia Chen removed"]),
        ("  - name: Mia Chen", "  - name: Mia Chen\n  - name: Ben Osei", ["contact Ben Osei added"]),
        ("  - name: Mia Chen", "  - name: Mia Chen\n    phone: 555", ["contact Mia Chen: phone changed"]),
        ("name: Joe Alvarez\n", "name: Joseph Alvarez\n", ["contact Joe Alvarez is now Joseph Alvarez"]),
        ("name: Mia Chen", "name: Mia Chen\n    spelling: confirmed", ["spelling of Mia Chen confirmed"]),
        ("tags:", "shoe_size: 44\ntags:", ["“shoe_size” set to 44"]),
        ("[ ] promise", "[x] promise", ["promise ticked: send the ramp plan"]),
        ("[ ] promise", "[-] promise", ["promise dropped: send the ramp plan"]),
        ("by 2026-11-23", "by 2026-11-30", ["promise due by 2026-11-30: send the ramp plan"]),
        ("- need", "- topic: the board\n- need", ["topic noted: the board"]),
        ("- need: reps stall (Joe Alvarez)\n", "", ["need taken out: reps stall"]),
        ("11-20 14:00 Interview", "11-22 15:30 Interview", ["interview with Joe Alvarez moved to 2026-11-22 15:30"]),
        (": first round", ": second", ["title of the interview with Joe Alvarez changed to “second”"]),
        ("Dear Joe", "Dear Joseph", ["text of the e-mail to Joe Alvarez edited"]),
        (
            "## Notes\n",
            "## Notes\n\n### 2026-11-22 10:00 Call from Mia Chen: news\n- need: speed\n",
            ["call from Mia Chen logged", "need noted: speed"],
        ),
        ("## Notes\n", "## Notes\n\n### 2026-11-30 Rejected by Mia Chen\n", ["a rejection was logged"]),
        (
            "### 2026-11-21 09:00 Email to Joe Alvarez: Thanks\n\nDear Joe\n",
            "",
            ["e-mail to Joe Alvarez of 2026-11-21 taken out of the log"],
        ),
        ("company: Northwind Freight", "company: [", ["cannot be read any more"]),
        ("---\nProse", "# a comment\n---\nProse", []),
    ],
    ids=lambda v: v[0] if isinstance(v, list) and v else None,
)
def test_a_change_is_told_by_what_it_means(old: str, new: str, sentences: list[str]) -> None:
    assert old in FILE

    told_so = [
        s for s in told(read(FILE), read(FILE.replace(old, new, 1))) if not s.startswith("text of the interview")
    ]
    assert told_so == sentences


def test_a_file_that_comes_or_goes_is_told_as_such() -> None:
    one = read(FILE)

    assert told(None, one) == ("added as interviewing",)
    assert told(one, None) == ("deleted",)
    assert told(None, None) == ()
    assert told(one, one) == ()


def test_prose_is_counted_in_lines() -> None:
    one = read(FILE)

    assert told(one, replace(one, company="Y"), prose=1)[-1] == "text edited (1 line)"
    assert told(one, one, prose=3) == ("text edited (3 lines)",)


def test_two_entries_with_one_heading_keep_apart() -> None:
    twice = FILE + "\n### 2026-11-21 09:00 Email to Joe Alvarez: Thanks\n\nDear Mia\n"

    assert told(read(FILE), read(twice)) == ("e-mail to Joe Alvarez logged",)
    assert told(read(twice), read(twice.replace("Dear Joe", "Hi Joe"))) == ("text of the e-mail to Joe Alvarez edited",)
