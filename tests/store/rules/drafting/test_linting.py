"""Every check of a draft with a hit and a near miss."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from store.model.draft import Draft, Finding
from store.model.entry import Direction, Entry, Kind, Name
from store.model.opportunity import Contact
from store.model.records import Records
from store.model.story import Story
from store.model.value import replace
from store.rules import drafting
from store.rules.linting import CHECKS, lint
from store.rules.roll import Roll

Look = Callable[..., tuple[Finding, ...]]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def found(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_a_good_draft_has_no_findings(look: Look) -> None:
    assert look() == ()


def test_every_module_of_checks_is_in_the_registry() -> None:
    modules = {p.stem for p in Path(drafting.__path__[0]).glob("*.py")} - {"__init__", "context"}

    assert {check.__module__.rsplit(".", 1)[-1] for check in CHECKS} == modules


def test_findings_come_in_the_order_of_the_lines(look: Look) -> None:
    findings = look("[[ a ]]\n\n[[ b ]]", subject="")

    assert [f.line for f in findings] == sorted(f.line for f in findings)
    assert all(f.message[0].isupper() or f.message[0] in "“0123456789" for f in findings)


def test_a_draft_without_an_opportunity_is_checked_all_the_same(draft: Draft, records: Records) -> None:
    lonely = replace(draft, body="[[ all of it ]]", subject="", opportunity="gone")

    assert {"gap", "no-subject"} <= set(codes(lint(lonely, None, records, date(2026, 11, 20))))


@pytest.mark.parametrize("body", ["", "\n", "Dear Joe Alvarez,\n\nWith kind regards,\n\nDana Whitfield"])
def test_a_letter_that_says_nothing_yet_is_checked_all_the_same(look: Look, body: str) -> None:
    assert "no-next-contact" in codes(look(body))


HITS = [
    # (code, rule, severity, line, changes of the good draft)
    ("gap", None, "error", 3, {"body": "Dear Joe Alvarez,\n\nI saw [[ what\nyou saw ]] today."}),
    ("gap", None, "error", 4, {"body": "Dear Joe Alvarez,\n\nI saw what\nyou saw ]] today."}),
    ("gap", None, "error", 1, {"subject": "About [[ the topic ]]"}),
    ("name-differs", "R5", "warning", 1, {"swap": ("Dear Joe Alvarez", "Dear Mia Chen")}),
    ("name-differs", "R5", "warning", 1, {"swap": ("Dear Joe Alvarez", "Dear Joe Alvares")}),
    ("name-differs", "R5", "warning", 6, {"swap": ("I have built", "Mr. Alvarex, I have built")}),
    ("other-company", None, "error", 6, {"swap": ("do it here", "do it at Xylo Robotics")}),
    ("other-company", None, "error", 6, {"swap": ("do it here", "help Xylo Robotics’ reps")}),
    ("other-company", None, "warning", 6, {"swap": ("do it here", "do it at Kestrel")}),
    ("other-company", None, "warning", 6, {"swap": ("do it here", "follow Target's plan")}),
    ("other-company", None, "warning", 1, {"subject": "What Kestrel needs"}),
    ("other-person", None, "error", 6, {"swap": ("do it here", "ask Priya Raman's team")}),
    ("other-person", None, "warning", 6, {"swap": ("do it here", "ask Priya")}),
    ("other-person", None, "warning", 6, {"swap": ("do it here", "take May's view")}),
    ("other-person", None, "warning", 6, {"swap": ("do it here", "ask Anna Weiss")}),
    ("no-echo", "R11", "warning", 1, {"swap": ("about reps\nwho stall below the C-level", "about this and\nthat")}),
    ("others-words", "R11", "warning", 6, {"swap": ("do it here", "write board-ready value\nstories")}),
    ("no-value", "R13", "warning", 1, {"rules": ("R9", "R13")}),
    ("no-next-contact", "R12", "warning", 6, {"swap": ("You will hear from me on Tuesday, 1 December.", "")}),
    ("no-next-contact", "R12", "warning", 8, {"swap": ("on Tuesday, 1 December", "in due time")}),
    ("too-long", "R30", "warning", 6, {"swap": ("I have built", "very " * 200 + "\nI have built")}),
    ("too-long", "R16", "warning", 6, {"channel": "note", "swap": ("I have built", "very " * 90 + "\nI have built")}),
    ("too-long", None, "warning", 55, {"channel": "letter", "swap": ("I have built", "\n" * 60 + "I have built")}),
    ("too-wide", "R30", "warning", 6, {"swap": ("I have built", "And so it was that some time ago I have built")}),
    ("too-wide", "R30", "warning", 6, {"swap": ("I have built", "漢字 " * 20)}),
    ("not-ascii", "R30", "advice", 6, {"swap": ("I have built", "I’ve built")}),
    ("not-ascii", "R30", "advice", 1, {"subject": "Stalled reps — a thought"}),
    ("no-subject", "R30", "error", 1, {"subject": "  "}),
    ("no-subject", "R30", "error", 1, {"subject": "Re: "}),
    ("empty-subject", "R30", "warning", 1, {"subject": "Re: Following up!"}),
    ("long-subject", "R30", "warning", 1, {"subject": "reps " * 20}),
    ("no-contact-details", "R30", "warning", 12, {"swap": ("\n+1 555 0143", "")}),
    ("nothing-enclosed", "R30", "warning", 6, {"swap": ("I have built", "The plan is attached. I have built")}),
    ("nothing-enclosed", "R30", "warning", 6, {"swap": ("I have built", "Please see the attachment. I have built")}),
    (
        "unnoted-promise",
        "R19",
        "warning",
        6,
        {"swap": ("I have built", "I will send you our churn figures. I have built")},
    ),
    (
        "unnoted-promise",
        "R19",
        "warning",
        6,
        {"swap": ("I have built", "I'll gladly introduce you to Sam. I have built")},
    ),
    ("stale-day", None, "warning", 3, {"created": date(2026, 11, 19)}),
]


@pytest.mark.parametrize("hit", HITS, ids=lambda hit: f"{hit[0]}-{HITS.index(hit)}")
def test_a_check_finds(look: Look, draft: Draft, hit: tuple[str, str | None, str, int, dict[str, object]]) -> None:
    code, *expected, changes = hit
    finding = next(iter(found(look(**changed(draft, changes)), code)), None)

    assert finding is not None
    assert [finding.rule, finding.severity, finding.line] == expected


def changed(draft: Draft, changes: dict[str, object]) -> dict[str, object]:
    """Return the changes of a draft, with a swap of words made into its body."""
    changes = dict(changes)
    swap = changes.pop("swap", None)
    if swap is not None:
        assert isinstance(swap, tuple)
        old, new = swap
        assert old in draft.body
        changes["body"] = draft.body.replace(old, new)
    return changes


MISSES = [
    ("gap", {"swap": ("I have built", "I have [built], in [[brackets]] and [ [ x ] ],")}),
    ("name-differs", {"swap": ("Dear Joe Alvarez", "Dear Mr. Alvarez")}),
    ("name-differs", {"swap": ("Dear Joe Alvarez", "DEAR JOE ALVAREZ")}),
    ("name-differs", {"swap": ("Dear Joe Alvarez", "Hello Joe")}),
    ("name-differs", {"swap": ("I have built", "With Mia Chen I have built")}),
    ("name-differs", {"swap": ("I have built", "Job by job I have built")}),
    ("other-company", {"swap": ("I have built", "Target lists are what I have built")}),
    ("other-company", {"swap": ("I have built", "On target and in time I have built")}),
    ("other-company", {"swap": ("do it here", "do it in the Kestrels' way")}),
    ("other-company", {"swap": ("do it here", "do it for Northwind Freight")}),
    ("other-company", {"swap": ("do it here", "use xylo robotics")}),
    ("other-person", {"swap": ("on Tuesday, 1 December", "in May")}),
    ("other-person", {"swap": ("I have built", "May I ask? Will you? I have built")}),
    ("other-person", {"swap": ("do it here", "work with Ben Osei")}),
    ("other-person", {"swap": ("do it here", "work with Mia Chen")}),
    ("no-echo", {"rules": ("R30",), "swap": ("about reps\nwho stall below the C-level", "about it")}),
    ("no-echo", {"swap": ("reps\nwho stall below the C-level", "a rep's stalling beneath C-level")}),
    ("others-words", {"swap": ("do it here", "write stories of value for boards")}),
    ("no-value", {"rules": ("R11",)}),
    ("no-value", {"rules": ("R13",), "swap": ("do it here", 'read "Selling to the C-Suite"')}),
    ("no-value", {"rules": ("R9",), "swap": ("do it here", "read <https://essays.example/x>")}),
    ("no-next-contact", {"rules": ("R30",), "swap": ("You will hear from me on Tuesday, 1 December.", "")}),
    ("no-next-contact", {"swap": ("You will hear from me on Tuesday, 1 December", "I will call you on 2026-12-01")}),
    ("no-next-contact", {"swap": ("You will hear from me on Tuesday, 1 December", "May I call you next week")}),
    ("no-next-contact", {"to": "Mia Chen", "swap": ("You will hear from me on Tuesday, 1 December.", "")}),
    ("too-long", {"swap": ("I have built", "very " * 120 + "\nI have built")}),
    ("too-long", {"channel": "letter", "swap": ("I have built", "very " * 300 + "I have built")}),
    ("too-wide", {"swap": ("I have built", "<https://essays.example/" + "a" * 80 + ">\nI have built")}),
    ("too-wide", {"channel": "message", "swap": ("I have built", "very " * 30 + "I have built")}),
    ("not-ascii", {"channel": "letter", "swap": ("I have built", "I’ve built")}),
    ("no-subject", {"channel": "note", "subject": ""}),
    ("empty-subject", {"subject": "Following up on stalled reps"}),
    ("no-contact-details", {"swap": ("+1 555 0143", "1 555-0143")}),
    ("no-contact-details", {"swap": ("+1 555 0143", "Dana@Whitfield.example")}),
    ("no-contact-details", {"channel": "text", "swap": ("\n+1 555 0143", "")}),
    ("nothing-enclosed", {"swap": ("I have built", "I am attached to it, as I have built")}),
    ("nothing-enclosed", {"swap": ("I have built", "An enclosed yard is what I have built")}),
    ("stale-day", {"created": date(2026, 11, 20)}),
    ("stale-day", {"created": date(2026, 11, 19), "swap": ("time today", "time on Friday, and today's news")}),
    ("unnoted-promise", {"swap": ("I have built", "I will send you the ramp plan. I have built")}),
    ("unnoted-promise", {"swap": ("I have built", "You will send it. I sent it. I have built")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes"), MISSES)
def test_a_check_does_not_cry_wolf(look: Look, draft: Draft, code: str, changes: dict[str, object]) -> None:
    assert found(look(**changed(draft, changes)), code) == []


def with_here(records: Records, **changes: object) -> Records:
    here, *others = records.opportunities
    return replace(records, opportunities=(replace(here, **changes), *others))  # type: ignore[arg-type]


def test_an_unconfirmed_spelling_warns_on_the_line_of_the_greeting(look: Look, draft: Draft, records: Records) -> None:
    here = records.opportunities[0]
    loose = with_here(records, contacts=(replace(here.contacts[0], spelling=""), here.contacts[1]))
    finding = found(look("\n\n" + draft.body, records=loose), "spelling-unconfirmed")[0]

    assert (finding.line, finding.rule, finding.severity) == (3, "R5", "warning")
    assert found(look(), "spelling-unconfirmed") == []


def test_a_colleague_with_a_like_name_is_no_slip(look: Look, draft: Draft, records: Records) -> None:
    here = records.opportunities[0]
    colleague = Contact(line=11, name="Joel Alvares", ident="Joel Alvares")
    body = draft.body.replace("do it here", "do it with Alvares")

    assert found(look(body), "name-differs")
    assert found(look(body, records=with_here(records, contacts=(*here.contacts, colleague))), "name-differs") == []


def test_a_large_vault_is_checked_while_one_types(draft: Draft, records: Records) -> None:
    crowd = tuple(
        replace(records.opportunities[1], id=f"o{n}", company=f"Firm{n} Works", contacts=(person(n),))
        for n in range(10_000)
    )
    many = replace(records, opportunities=(*records.opportunities, *crowd))
    roll = Roll.of(many)
    start = perf_counter()
    findings = lint(draft, records.opportunities[0], many, date(2026, 11, 20), roll=roll)

    assert perf_counter() - start < 1
    assert findings == ()


def person(number: int) -> Contact:
    return Contact(line=5, name=f"First{number} Last{number}", ident=f"First{number}")


def test_names_beyond_ascii_are_no_finding(look: Look, draft: Draft, records: Records) -> None:
    here = records.opportunities[0]
    joe = replace(here.contacts[0], name="José Ñandú", ident="José Ñandú")
    body = draft.body.replace("Joe Alvarez", "José Ñandú")
    known = with_here(records, contacts=(joe, here.contacts[1]))

    assert found(look(body, records=known, to="José Ñandú"), "not-ascii") == []
    assert found(look(body + "\nañb", records=known, to="José Ñandú"), "not-ascii")


DECK = Story(
    path="stories/x.md",
    title="The ladder to the board",
    result="Win rate rose from 18 to 31 percent",
    sample="https://me.example/decks/board_ladder",
)


@pytest.mark.parametrize(
    "said",
    [
        "The ramp plan is attached.",
        "The board ladder is attached.",
        "Win rate rose from 18 to 31 percent; how, see the enclosure.",
        "It is attached: https://me.example/decks/board_ladder",
    ],
)
def test_a_document_or_a_sample_that_the_letter_speaks_of_can_be_enclosed(
    look: Look, draft: Draft, records: Records, said: str
) -> None:
    body = draft.body.replace("I have built", f"{said} I have built")
    known = replace(with_here(records, documents=("files/ramp-plan.v2.pdf",)), stories=(DECK,))

    assert found(look(body, records=known), "nothing-enclosed") == []
    assert found(look(body, records=records), "nothing-enclosed") != []


def test_what_is_still_a_gap_encloses_nothing_yet(look: Look, draft: Draft) -> None:
    gaps = "Enclosed: [[ each letter ]]\n\nThey are by [[ who wrote the enclosed letters ]]."

    assert found(look(draft.body.replace("I have built", f"{gaps} I have built")), "nothing-enclosed") == []
    assert found(look(draft.body.replace("I have built", "Enclosed: a letter. I have built")), "nothing-enclosed")


def test_a_sample_of_another_story_is_no_enclosure_of_this_letter(look: Look, draft: Draft, records: Records) -> None:
    body = draft.body.replace("I have built", "My outline is attached. I have built")
    known = replace(with_here(records, documents=("ramp-plan.pdf",)), stories=(DECK,))

    (finding,) = found(look(body, records=known), "nothing-enclosed")
    assert "names none of what is noted here (ramp-plan.pdf) and no story's sample" in finding.message


def test_a_company_named_in_ones_own_story_is_no_stranger(look: Look, draft: Draft, records: Records) -> None:
    body = draft.body.replace("do it here", "do as I did at Kestrel")
    story = Story(path="stories/x.md", title="The Kestrel launch")

    assert found(look(body), "other-company")
    assert found(look(body, records=replace(records, stories=(story,))), "other-company") == []


def test_two_letters_to_one_panel_must_not_be_alike(look: Look, draft: Draft, records: Records) -> None:
    twin = replace(draft, path="drafts/mia.md", to="Mia Chen", body=draft.body.replace("Joe Alvarez", "Mia Chen"))
    finding = found(look(records=replace(records, drafts=(draft, twin))), "too-alike")[0]

    assert finding.rule == "R11"
    assert "100 %" in finding.message
    assert "Mia Chen" in finding.message


@pytest.mark.parametrize(
    "changes",
    [
        {"opportunity": "xylo"},
        {"to": "Somebody Else"},
        {"to": "Joe Alvarez"},
        {"body": "Dear Mia Chen,\n\nYour board-ready value stories have not let go of me since we met this afternoon. "
         "I wrote one for a shop that I know, and it may amuse you.\n\nWith kind regards,\n\nDana"},
    ],
)  # fmt: skip
def test_other_letters_may_be_alike(look: Look, draft: Draft, records: Records, changes: dict[str, str]) -> None:
    fields = {"opportunity": draft.opportunity, "to": "Mia Chen", "body": draft.body} | changes
    other = replace(
        draft, path="drafts/mia.md", opportunity=fields["opportunity"], to=fields["to"], body=fields["body"]
    )

    assert found(look(records=replace(records, drafts=(draft, other))), "too-alike") == []


def sent(text: str, to: str) -> Entry:
    name = Name(text=to, who=to)
    day = date(2026, 11, 20)
    return Entry(line=50, end=60, day=day, kind=Kind.EMAIL, direction=Direction.TO, names=(name,), text=text)


def test_what_was_sent_before_is_not_sent_again(look: Look, draft: Draft, records: Records) -> None:
    here = records.opportunities[0]
    again = with_here(records, entries=(*here.entries, sent(draft.body, "Joe Alvarez")))
    panel = with_here(records, entries=(*here.entries, sent(draft.body, "Mia Chen")))
    new = "Dear Joe Alvarez,\n\n" + "Something quite new has come up since we last spoke about stalled reps. " * 3

    assert found(look(records=again), "repeats-earlier")[0].rule == "R25"
    assert found(look(records=panel), "too-alike")[0].rule == "R11"
    assert found(look(new, records=again), "repeats-earlier") == []


def test_messages_are_whole_sentences(look: Look) -> None:
    findings = look("Hello Max,\n\nI will send it. Xylo Robotics — " + "x " * 300, subject="")

    assert len(findings) > 6
    for finding in findings:
        assert re.search(r"[.?:]|: .$", finding.message[-2:]) or finding.code == "not-ascii"
        assert "!" not in finding.message
