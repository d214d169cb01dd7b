"""The header of a letter template."""

from store.text.template import read_template

WHOLE = """---
name: other
channel: letter
for: [interviewer, hr]
subject: "Hello {{ person.name }}"
purpose: Says hello.
rules: R11, R12
---

Text: {{ x }}
"""


def test_the_header_is_read_and_the_text_is_left_as_it_is() -> None:
    for data in (WHOLE.encode(), WHOLE.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + WHOLE.encode()):
        template, problems = read_template(data, "templates/hello.md.j2", own=True)

        assert problems == ()
        assert template is not None
        assert (template.name, template.channel, template.whom) == ("hello", "letter", ("interviewer", "hr"))
        assert (template.subject, template.purpose) == ("Hello {{ person.name }}", "Says hello.")
        assert template.rules == ("R11", "R12")
        assert template.source == "\nText: {{ x }}\n"
        assert (template.subject_line, template.source_line) == (5, 9)


def test_an_unknown_key_or_channel_is_a_problem_with_its_line() -> None:
    template, problems = read_template(b"---\nchannel: pigeon\ncolour: red\n---\nx", "a.md.j2", own=True)

    assert template is not None
    assert template.channel == "email"
    assert [(p.code, p.line) for p in problems] == [("template-channel", 2), ("template-key", 3)]


def test_a_file_without_a_header_is_no_template() -> None:
    assert read_template(b"Dear all,", "a.md.j2", own=True)[0] is None
