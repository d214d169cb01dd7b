"""Templates that arrive by sync: nothing escapes, nothing is read, nothing runs for long."""

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import TemplateFault
from store.letters.engine import Fault, fill
from store.letters.facts import Scene, facts
from store.letters.library import template_problems, templates
from store.letters.names import TOP
from store.letters.render import render
from store.model.letter import Template
from store.model.opportunity import Contact
from store.model.value import replace

MARKER = "the-secret-of-this-machine"
SECONDS = 6

ESCAPES = {
    "class": "{{ company.__class__ }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ greeting.__init__.__globals__ }}",
    "subscript": "{{ company['__class__'] }}",
    "self": "{{ self.__init__.__globals__ }}",
    "self-private": "{{ self._TemplateReference__context.environment }}",
    "loop": "{% for n in needs %}{{ loop.__class__ }}{% endfor %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "macro-catch": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m() }}",
    "gap": "{{ questions.__class__ }}",
    "gap-private": "{{ fumble._undefined_name }}",
    "gap-class": "{{ question.__class__ }}",
    "attr": "{{ company|attr('__class__') }}",
    "format": "{{ '{0.__class__.__mro__}'.format(company) }}",
    "format-map": "{{ '{a.__class__}'.format_map({'a': company}) }}",
    "format-filter": "{{ '%s'|format(company) }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "map-attribute": "{{ needs|map(attribute='__class__')|list }}",
    "map-attr": "{{ needs|map('attr', '__class__')|list }}",
    "sort-attribute": "{{ needs|sort(attribute='__class__') }}",
    "selectattr": "{{ needs|selectattr('__class__')|list }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__['os'] }}",
    "dict-method": "{{ person.items() }}",
    "dict-pop": "{{ person.pop('name') }}",
    "string-method": "{{ company.upper() }}",
    "list-method": "{{ needs.append(1) }}",
    "import": "{{ __import__('os') }}",
    "include-etc": "{% include '/etc/passwd' %}",
    "include-up": "{% include '../afterword.toml' %}",
    "extends": "{% extends 'secret.md.j2' %}",
    "import-tag": "{% import 'secret.md.j2' as s %}",
    "from-tag": "{% from 'secret.md.j2' import s %}",
    "unknown": "{{ salary }}",
    "unknown-part": "{{ person.password }}",
    "syntax": "{% if %}",
    "unclosed": "{% for n in needs %}",
    "division": "{{ 1 / 0 }}",
    "whole-group": "{{ person }}",
}
BOMBS = {
    "range": "{% for a in range(100000000) %}{% for b in range(100000000) %}x{% endfor %}{% endfor %}",
    "power": "{{ 10**10**7 }}",
    "times": "{{ 'a' * 500000000 }}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "recursive-list": "{% macro m(n) %}{{ m(n ~ n) }}{% endmacro %}{{ m('aaaaaaaa') }}",
    "doubling": "{% set s = 'aaaaaaaaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 40 + "{{ s }}",
    "replace": "{% set s = 'a'|replace('a', 'aaaaaaaaaa') %}"
    + "{% set s = s|replace('a', 'aaaaaaaaaa') %}" * 12
    + "{{ s }}",
    "nested-loops": "".join(f"{{% for a{i} in 'abcdefghijklmnopqrstuvwxyz' %}}" for i in range(12))
    + "x"
    + "{% endfor %}" * 12,
    "silent-loops": "".join(f"{{% for a{i} in 'abcdefghijklmnopqrstuvwxyz' %}}" for i in range(12))
    + "{% set x = 1 %}"
    + "{% endfor %}" * 12,
    "loop-of-nothing": "".join(f"{{% for a{i} in 'abcdefghijklmnopqrstuvwxyz' %}}" for i in range(5))
    + "{% endfor %}" * 5,
    "loop-with-numbers": "{% set s = 'aaaaaaaaaa' %}"
    + "{% set s = s ~ s %}" * 15
    + "{% for c in s %}{{ loop.length }}{% endfor %}",
    "two-macros": "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "ping-pong": "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "wide-calls": "{% macro m() %}x{% endmacro %}"
    + "".join(f"{{% for a{i} in 'abcdefghijklmnopqrstuvwxyz' %}}" for i in range(4))
    + "{{ m() }}"
    + "{% endfor %}" * 4,
    "sorted": "{% set s = 'ab' %}" + "{% set s = s ~ s %}" * 24 + "{{ s|sort|sort|sort|unique|list|join }}",
    "deep": "(" * 5000 + "1" + ")" * 5000,
    "deep-expression": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "deep-tags": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "digits": "{{ " + "9" * 200_000 + " }}",
}


def own(source: str, subject: str = "") -> Template:
    return Template(name="own", path="templates/own.md.j2", own=True, source=source, source_line=4, subject=subject)


@pytest.mark.parametrize("name", ESCAPES)
def test_an_escape_is_a_fault_with_its_line_and_shows_nothing(
    name: str, scenes: dict[str, Callable[..., Scene]]
) -> None:
    with pytest.raises(TemplateFault) as caught:
        render(own("one\n" + ESCAPES[name]), facts(scenes["rich"]()))

    assert caught.value.line == 5
    assert "time or memory" not in caught.value.reason and "could not be filled" not in caught.value.reason
    assert MARKER not in str(caught.value)
    assert "object at 0x" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(set(BOMBS) - {"deep"}))
def test_a_bomb_ends_within_seconds(name: str, scenes: dict[str, Callable[..., Scene]]) -> None:
    start = monotonic()
    with pytest.raises(TemplateFault):
        render(own(BOMBS[name]), facts(scenes["rich"]()))

    assert monotonic() - start < SECONDS


def test_a_bomb_in_the_subject_ends_too(scenes: dict[str, Callable[..., Scene]]) -> None:
    start = monotonic()
    with pytest.raises(TemplateFault):
        render(own("fine", subject=BOMBS["silent-loops"]), facts(scenes["rich"]()))

    assert monotonic() - start < SECONDS


def test_brackets_without_tags_are_only_text(scenes: dict[str, Callable[..., Scene]]) -> None:
    assert render(own(BOMBS["deep"]), facts(scenes["rich"]())).body == BOMBS["deep"]


def test_an_own_template_reads_like_a_shipped_one(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    letter = shipped["thank-you-email"]
    copy = Template(
        name="own", path="templates/own.md.j2", own=True, source=letter.source, subject=letter.subject, channel="email"
    )
    material = facts(scenes["rich"]())

    assert render(copy, material) == render(letter, material)


DATA = st.one_of(
    st.sampled_from(["{{ 7*7 }}", "{% if 1 %}x{% endif %}", "{# gone #}", "{{ company }}", "{%- raw -%}", "{{", "%}"]),
    st.text(alphabet=st.sampled_from(list("{}%#- ab7*|")), min_size=1, max_size=20),
)


@given(DATA)
@settings(max_examples=150)
def test_data_is_never_taken_for_a_template(data: str) -> None:
    values = {"company": data, "topics": [{"text": data, "by": data}]}
    text = fill("<{{ company }}>{% for t in topics %}<{{ t.text }}>{% endfor %}", 1, values)

    assert text == f"<{data}><{data}>"


def test_control_characters_of_data_and_templates_never_reach_a_letter(
    scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...], shipped: dict[str, Template]
) -> None:
    evil = "Pri\x1b]52;c;x\x07ya\r\nBcc: x@y.example\x00\x85\u202e Raman"
    contact = replace(people[0], name=evil)
    material = facts(scenes["rich"](contact))
    for template in (*shipped.values(), own("{{ greeting }}\x1b[31m\x07", subject="{{ person.name }}\nBcc: x")):
        rendered = render(template, material)
        text = rendered.subject + rendered.body
        assert "\n" not in rendered.subject
        assert not [c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2028"]
        assert "\nBcc" not in text


def vault_with(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_own_template_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    root = vault_with(
        tmp_path, **{"thank-you-email": "---\nchannel: note\n---\nThanks.\n", "mine": "---\nname: x\n---\nA"}
    )
    found = {t.name: t for t in templates(root)}

    assert found["thank-you-email"].own
    assert found["thank-you-email"].channel == "note"
    assert found["mine"].source_line == 4
    assert not found["value-added"].own
    assert not template_problems(root)


def test_links_pipes_and_huge_files_are_no_templates(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md.j2"
    outside.write_text(f"---\nname: x\n---\n{MARKER}", encoding="utf-8")
    (tmp_path / "vault").mkdir()
    root = vault_with(tmp_path / "vault")
    (root / "templates" / "link.md.j2").symlink_to(outside)
    (root / "templates" / "dangling.md.j2").symlink_to(root / "nowhere")
    (root / "templates" / "folder.md.j2").mkdir()
    (root / "templates" / "huge.md.j2").write_text("---\nname: x\n---\n" + "x" * 300_000, encoding="utf-8")
    os.mkfifo(root / "templates" / "pipe.md.j2")
    names = {t.name for t in templates(root) if t.own}

    assert names == set()
    assert len(template_problems(root)) == 5


def test_a_linked_folder_of_templates_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "evil.md.j2").write_text("---\nname: x\n---\nx", encoding="utf-8")
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "templates").symlink_to(tmp_path / "elsewhere")

    assert not [t for t in templates(tmp_path / "vault") if t.own]


@pytest.mark.parametrize(
    "text", ["---\nname: [\n---\nx", "no header", "---\n- a\n---\n", "---\nsubject: {{ x }}\n---\nx", "\xff"]
)
def test_a_broken_template_is_a_problem_and_hides_no_other(tmp_path: Path, text: str) -> None:
    root = vault_with(tmp_path, good="---\nname: good\n---\nx")
    (root / "templates" / "bad.md.j2").write_bytes(text.encode("latin-1"))

    assert [t.name for t in templates(root) if t.own] == ["good"] or text.startswith("---\nsubject")
    assert template_problems(root) or text.startswith("---\nsubject")


def test_a_fault_names_the_file_and_the_line_of_the_file(scenes: dict[str, Callable[..., Scene]]) -> None:
    with pytest.raises(TemplateFault, match=r"templates/own\.md\.j2, line 6: unknown name “salary”"):
        render(own("one\ntwo\n{{ salary }}"), facts(scenes["rich"]()))


def test_a_fault_inside_a_branch_that_is_not_taken_is_told_too() -> None:
    with pytest.raises(Fault, match="salary"):
        fill("{% if questions %}{{ salary }}{% endif %}", 1, {name: [] for name in TOP})
