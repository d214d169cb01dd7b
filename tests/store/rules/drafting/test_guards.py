"""The guards that a draft is held to: where advice carried out blindly would harm, each with a hit and a near miss."""

from collections.abc import Callable
from datetime import date

import pytest

from store.model.draft import Draft, Finding
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Stage
from store.model.person import Person
from store.model.records import Records
from store.model.story import Story
from store.model.value import replace

Look = Callable[..., tuple[Finding, ...]]
JOE = Name(text="Joe Alvarez", who="Joe Alvarez")
LATER = date(2027, 1, 4)


def told(findings: tuple[Finding, ...], code: str) -> list[tuple[str, int]]:
    return [(finding.severity, finding.line) for finding in findings if finding.code == code]


def here_with(records: Records, **changes: object) -> Records:
    here, *others = records.opportunities
    return replace(records, opportunities=(replace(here, **changes), *others))  # type: ignore[arg-type]


def noted(records: Records, word: Word, text: str, *persons: Name) -> Records:
    here = records.opportunities[0]
    mark = Mark(line=28, word=word, text=text, persons=persons)
    return here_with(records, entries=(replace(here.entries[0], marks=(*here.entries[0].marks, mark)),))


# Guard 3: an unconfirmed spelling warns, and no more.


def test_an_unconfirmed_spelling_keeps_no_mail_back_and_is_nothing_on_the_phone(look: Look, records: Records) -> None:
    here = records.opportunities[0]
    loose = here_with(records, contacts=(replace(here.contacts[0], spelling=""), here.contacts[1]))

    assert told(look(records=loose), "spelling-unconfirmed") == [("warning", 1)]
    assert told(look(records=loose, channel="phone"), "spelling-unconfirmed") == []


# Sheets for the phone are no letters.

SHEET = """A call to Joe Alvarez

Hello Joe, this is Dana Whitfield. Is this a good moment?
- I will send you the churn figures. [[ a thought ]]

VOICEMAIL (30 seconds, read slowly)

This is Dana Whitfield, about the position of Director of Sales
Enablement. You said that reps stall below the C-level. I have seen that
end. My number is +1 555 0143."""
CALL = ("R20", "R24", "R31", "R33")


def test_a_sheet_for_the_phone_is_not_measured_as_a_letter(look: Look) -> None:
    findings = look(SHEET + "\n" + "very " * 20, channel="phone", subject="", rules=CALL)

    assert told(findings, "gap") == [("warning", 4)]
    assert {finding.code for finding in findings} == {"gap"}


def test_the_same_text_as_an_email_would_be_found_out(look: Look) -> None:
    findings = look(SHEET, subject="", rules=CALL)

    assert {"gap", "name-differs", "no-subject", "unnoted-promise"} <= {finding.code for finding in findings}
    assert told(findings, "gap") == [("error", 4)]


def test_sheets_for_the_phone_may_be_alike(look: Look, draft: Draft, records: Records) -> None:
    sheet = replace(draft, path="drafts/mia.md", to="Mia Chen", channel="phone")

    assert told(look(records=replace(records, drafts=(sheet,))), "too-alike") == []
    assert (
        told(look(channel="phone", records=replace(records, drafts=(replace(sheet, channel="email"),))), "too-alike")
        == []
    )
    assert told(look(records=replace(records, drafts=(replace(sheet, channel="email"),))), "too-alike")


def test_only_the_message_for_the_voicemail_is_timed(look: Look) -> None:
    long_sheet = "- x\n" * 200 + SHEET
    long_message = SHEET + "\n" + "very " * 60
    no_message = "word " * 200

    assert told(look(long_sheet, channel="phone", rules=CALL), "too-long") == []
    assert told(look(long_message, channel="phone", rules=CALL), "too-long") == [("warning", 11)]
    assert told(look(no_message, channel="phone", rules=("R34",)), "too-long") == []
    assert told(look(no_message, channel="phone", rules=("R31",)), "too-long") == [("warning", 1)]


@pytest.mark.parametrize(
    ("old", "new", "lack"),
    [
        ("This is Dana Whitfield", "This is me", "your name"),
        ("the position of Director of Sales\nEnablement", "the job", "which position"),
        ("+1 555 0143", "in your list", "your number"),
        ("You said that reps stall below the C-level.", "I have an idea.", "your notes"),
    ],
)
def test_a_message_for_the_voicemail_says_who_what_why_and_where(look: Look, old: str, new: str, lack: str) -> None:
    head, message = SHEET.split("VOICEMAIL")
    finding = next(f for f in look(head + "VOICEMAIL" + message.replace(old, new), channel="phone") if f.rule == "R31")

    assert (finding.code, finding.line) == ("voicemail", 8)
    assert lack in finding.message
    assert told(look(SHEET, channel="phone"), "voicemail") == []


def test_a_call_brings_a_benefit_when_it_takes_up_what_they_said(look: Look) -> None:
    assert told(look(SHEET, channel="phone", rules=CALL), "no-value") == []
    assert told(look("- Hello?", channel="phone", rules=CALL), "no-value") == [("warning", 1)]


# Guard 5: the repair of an answer.

WRONG = "could not say what churn costs us"


def test_an_answer_is_not_put_right_after_a_no(look: Look, draft: Draft, records: Records) -> None:
    body = draft.body.replace("I have built", "What churn costs: it costs us a tenth. I have built")
    open_still = noted(records, Word.FUMBLED, WRONG, JOE)
    over = here_with(open_still, stage=Stage.REJECTED)

    assert told(look(body, records=open_still), "repair-after-no") == []
    assert told(look(body, records=over), "repair-after-no") == [("warning", 1)]
    assert told(look(records=over), "repair-after-no") == []
    assert told(look(records=over, template="letter-repair"), "repair-after-no") == [("error", 1)]


def test_a_repair_without_a_better_answer_is_none(look: Look, draft: Draft, records: Records) -> None:
    vault = noted(records, Word.FUMBLED, WRONG, JOE)
    bare = draft.body.replace("I have built", f"I {WRONG}. I have built")
    gap = draft.body.replace("I have built", f"[[ your better answer to: {WRONG} ]] I have built")

    assert told(look(bare, records=vault), "unmended") == [("warning", 6)]
    assert told(look(gap, records=vault), "unmended") == []
    assert told(look(bare, records=here_with(vault, stage=Stage.REJECTED)), "repair-after-no") == [("error", 6)]


# Guard 6: everybody's words are their own.


def test_a_question_of_one_is_not_put_to_another_without_a_yes(look: Look, draft: Draft, records: Records) -> None:
    mia = Name(text="Mia Chen", who="Mia Chen")
    body = draft.body.replace("do it here", "say who owns the budget")

    assert told(look(body, records=noted(records, Word.QUESTION, "who owns the budget", mia)), "others-words") == [
        ("warning", 6)
    ]
    assert told(look(body, records=noted(records, Word.QUESTION, "who owns the budget", JOE)), "others-words") == []


# Guard 7: samples, copies, gifts, influence.


@pytest.mark.parametrize(
    ("value", "body", "count"),
    [
        ("news of a rival that cuts its ramp", "a rival cuts its ramp time", 1),
        ("a scan of the ramp survey", "the ramp survey, as a scan", 1),
        ("a clipping on ramp time <https://essays.example/r>", "a clipping on ramp time", 0),
        ("an essay on ramp time", "an essay on ramp time", 0),
        ("a scan of the ramp survey", "nothing of that kind", 0),
    ],
)
def test_what_may_be_confidential_or_protected_wants_a_yes(
    look: Look, draft: Draft, records: Records, value: str, body: str, count: int
) -> None:
    text = draft.body.replace("do it here", body)

    assert len(told(look(text, records=noted(records, Word.VALUE, value, JOE)), "yours-to-show")) == count


def test_each_sample_and_each_document_wants_a_yes_of_its_own(look: Look, draft: Draft, records: Records) -> None:
    story = Story(path="stories/x.md", title="x", sample="https://me.example/deck")
    vault = here_with(replace(records, stories=(story,)), documents=("ramp-plan.pdf", "cv.pdf"))
    body = draft.body.replace("do it here", "show it:\n<https://me.example/deck>\nramp-plan.pdf")

    assert told(look(body, records=vault), "yours-to-show") == [("warning", 7), ("warning", 8)]
    assert told(look(records=vault), "yours-to-show") == []


def test_goods_want_a_yes_and_are_ruled_out_where_gifts_are(look: Look, draft: Draft, records: Records) -> None:
    vault = noted(records, Word.VALUE, '"Ramp", a signed copy', JOE)
    body = draft.body.replace("do it here", "bring you “Ramp”")
    strict = here_with(vault, restrictions=("no-gifts",))

    assert told(look(body, records=vault), "gift") == [("warning", 6)]
    assert told(look(body, records=strict), "no-gifts") == [("error", 6)]
    assert told(look(records=strict), "no-gifts") == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("two tickets for the fair", 1),
        ("two tickets for the fair <https://fair.example>", 0),
        ("a list of techniques", 0),
        ("the lunch-and-learn format", 0),
        ('"The Book of Ramps", an essay', 0),
    ],
)
def test_a_thing_with_a_price_is_a_gift_and_something_to_read_is_none(
    look: Look, draft: Draft, records: Records, value: str, count: int
) -> None:
    body = draft.body.replace("do it here", value)

    assert len(told(look(body, records=noted(records, Word.VALUE, value, JOE)), "gift")) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("bring a small gift", 1),
        ("send it as a present", 1),
        ("send a token of my thanks", 1),
        ("use a gift for teaching", 0),
        ("work on the present system", 0),
    ],
)
def test_a_gift_is_never_called_one(look: Look, draft: Draft, words: str, count: int) -> None:
    assert len(told(look(draft.body.replace("do it here", words)), "named-gift")) == count


def test_a_favour_is_asked_for_with_a_yes_and_never_by_its_name(look: Look, draft: Draft) -> None:
    body = draft.body.replace("do it here", "see you put in a good word")

    assert told(look(rules=("R35",)), "asks-a-favour") == [("warning", 1)]
    assert told(look(rules=("R34",)), "asks-a-favour") == told(look(rules=None), "asks-a-favour") == []
    assert told(look(body), "named-influence") == [("warning", 6)]
    assert told(look(draft.body.replace("do it here", "put it into words")), "named-influence") == []


def test_an_ally_is_not_named_to_others(look: Look, draft: Draft, records: Records) -> None:
    ben = Person(path="people/ben.md", name="Ben Osei", ident="Ben Osei", opportunities=("northwind",))
    ally = replace(records, people=(replace(ben, part=("ally",)),))
    body = draft.body.replace("do it here", "work with Ben Osei")

    assert told(look(body, records=ally), "named-ally") == [("warning", 6)]
    assert told(look(body, records=ally, to="Ben Osei"), "named-ally") == []
    assert told(look(body, records=replace(records, people=(ben,))), "named-ally") == []


def test_an_ally_who_was_in_the_same_talk_is_no_secret(look: Look, draft: Draft, records: Records) -> None:
    here = records.opportunities[0]
    vault = here_with(records, contacts=(here.contacts[0], replace(here.contacts[1], part=("ally",))))

    assert told(look(draft.body.replace("do it here", "join Mia Chen"), records=vault), "named-ally") == []


# Restrictions override everything.


@pytest.mark.parametrize(
    ("restriction", "changes", "expected"),
    [
        ("no-contact", {}, "error"),
        ("no-contact", {"to": "Ben Osei"}, ""),
        ("no-calls", {"channel": "phone"}, "error"),
        ("no-calls", {"channel": "phone", "to": "Ben Osei"}, ""),
        ("no-calls", {}, ""),
        ("no-canvassing", {"rules": ("R35",)}, "error"),
        ("no-canvassing", {}, ""),
        ("via-recruiter", {}, "warning"),
        ("via-recruiter", {"to": "Rita Sand"}, ""),
    ],
)
def test_a_restriction_holds_whatever_the_template(
    look: Look, records: Records, restriction: str, changes: dict[str, object], expected: str
) -> None:
    here = records.opportunities[0]
    agent = Contact(line=12, name="Rita Sand", ident="Rita Sand", part=("recruiter",))
    ben = replace(records.people[1], part=("reference",))
    vault = replace(here_with(records, restrictions=(restriction,), contacts=(*here.contacts, agent)), people=(ben,))

    assert [kind for kind, _ in told(look(records=vault, **changes), restriction)] == [expected] * bool(expected)
    assert told(look(**changes), restriction) == []


# Guard 10: no filler.


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("I am just checking in. I have built", 1),
        ("I only wanted to\ntouch base. I have built", 1),
        ("I hope this finds you well. I have built", 1),
        ("I hope you are well. I have built", 0),
        ("Just before checking in at the fair, I have built", 0),
        ("I wanted to follow your thought to its end. I have built", 0),
    ],
)
def test_a_phrase_that_could_stand_anywhere_is_filler(look: Look, draft: Draft, words: str, count: int) -> None:
    found = told(look(draft.body.replace("I have built", words)), "filler")

    assert found == [("warning", 6)] * count


# Guard 13: after a no.


def test_nobody_writes_to_an_address_that_nobody_reads(look: Look, records: Records) -> None:
    here = records.opportunities[0]
    for address, count in (("no-reply@northwind.example", 1), ("noreply@x.example", 1), ("nora@x.example", 0)):
        vault = here_with(records, contacts=(replace(here.contacts[0], email=address), here.contacts[1]))

        assert len(told(look(records=vault), "no-reply")) == count
        assert told(look(records=vault, channel="letter"), "no-reply") == []


def test_thanks_after_a_no_are_for_those_who_gave_an_interview(look: Look, records: Records) -> None:
    day = date(2026, 11, 19)
    call = Entry(line=20, end=20, day=day, kind=Kind.CALL, direction=Direction.WITH, names=(JOE,))

    assert told(look(rules=("R37",)), "no-interview") == []
    assert told(look(rules=("R37",), records=here_with(records, entries=(call,))), "no-interview") == [("warning", 1)]
    assert told(look(rules=("R30",), records=here_with(records, entries=(call,))), "no-interview") == []


def test_whoever_has_a_job_asks_for_no_opening(look: Look, records: Records) -> None:
    hired = elsewhere_accepted(records)

    assert told(look(rules=("R38",), records=hired), "hired-meanwhile") == [("warning", 1)]
    assert told(look(rules=("R38",)), "hired-meanwhile") == told(look(records=hired), "hired-meanwhile") == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Should the new hire not work out, call me.", 1),
        ("If the person you\nchose leaves early, think of me.", 1),
        ("In case it falls through, I am here.", 1),
        ("If you think of me, I would be glad to be considered again.", 0),
        ("I worked out a plan for the person who starts.", 0),
        ("[[ only if you mean it: should the person leave ]]", 0),
    ],
)
def test_hope_that_somebody_fails_is_asked_about(
    look: Look, draft: Draft, records: Records, words: str, count: int
) -> None:
    body = draft.body.replace("I have built", f"{words}\n\nI have built")
    over = here_with(records, stage=Stage.REJECTED)

    assert len(told(look(body, records=over), "hopes-on-failure")) == count
    assert told(look(body), "hopes-on-failure") == []


# Guard 14, and withdrawing.


def elsewhere_accepted(records: Records) -> Records:
    """Return the vault after the offer of Kestrel was accepted."""
    return replace(
        records,
        opportunities=tuple(
            replace(o, stage=Stage.ACCEPTED) if o.company == "Kestrel" else o for o in records.opportunities
        ),
    )


def test_the_new_employer_is_named_to_nobody(look: Look, draft: Draft, records: Records) -> None:
    body = draft.body.replace("do it here", "do it at Kestrel")

    assert told(look(body), "other-company") == [("warning", 6)]
    assert told(look(body, records=elsewhere_accepted(records)), "other-company") == [("error", 6)]


@pytest.mark.parametrize(("words", "code"), [("do it at Kestrel", "other-company"), ("ask Anna Weiss", "other-person")])
def test_whoever_withdraws_names_no_other_company_or_person(
    look: Look, draft: Draft, records: Records, words: str, code: str
) -> None:
    body = draft.body.replace("do it here", words)

    assert told(look(body), code) == [("warning", 6)]
    assert told(look(body, template="withdrawal-note"), code) == [("error", 6)]
    assert told(look(body, records=here_with(records, stage=Stage.WITHDRAWN)), code) == [("error", 6)]


def test_two_may_get_the_same_withdrawal(look: Look, draft: Draft, records: Records) -> None:
    twin = replace(draft, path="drafts/mia.md", to="Mia Chen")
    vault = replace(records, drafts=(draft, twin))

    assert told(look(records=vault), "too-alike") == [("warning", 1)]
    assert told(look(records=vault, rules=("R30",)), "too-alike") == []
