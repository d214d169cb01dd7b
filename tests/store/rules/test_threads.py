"""The subject of an answer, as mail programs of several languages write and read it."""

import pytest

from store.rules.threads import answer_subject, answered_subject, bare_subject, is_reply


@pytest.mark.parametrize(
    ("theirs", "answer"),
    [
        ("Next step", "Re: Next step"),
        ("RE: Next step", "Re: Next step"),
        ("AW: Re[2]: Next  step ", "Re: Next step"),
        ("SV: Next step", "Re: Next step"),
        ("Fwd: Next step", "Re: Fwd: Next step"),
        ("Ref: 2231", "Re: Ref: 2231"),
        ("Return to work", "Re: Return to work"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_an_answer_says_re_once_before_their_subject(theirs: str, answer: str) -> None:
    assert answer_subject(theirs) == answer


def test_an_answer_belongs_to_the_subject_it_answers() -> None:
    for theirs in ("Next step", "AW: Next step", "Fwd: Next step", "re: RE: STRASSE", "Straße"):
        answer = answer_subject(theirs)

        assert is_reply(answer)
        assert bare_subject(answer) == bare_subject(theirs)
        assert answered_subject(answer) == answered_subject(theirs)
