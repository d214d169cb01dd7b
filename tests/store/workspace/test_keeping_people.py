"""Files of people and stories: made by name, changed key by key, every other byte as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest
from store.text.person import new_person, read_person
from store.text.story import new_story, read_story, set_story_text
from store.workspace.commands.keep_person import add_person, change_person
from store.workspace.commands.keep_story import add_story, change_story
from store.workspace.door import Workspace

ANNA = b"\xef\xbb\xbf---\r\nname: Anna Weiss # my boss\r\npart: reference\r\nbirthday: 1961\r\n---\r\nShe laughs.  \r\n"
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).map(str.strip)
PROSE = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=60)


def test_a_new_person_has_a_file_of_their_own_name(workspace: Workspace) -> None:
    first = workspace.carry_out(add_person({"name": "Zoë  Weiß", "part": "ally,helper"}, ("northwind",), "Kind."))
    second = workspace.carry_out(add_person({"name": "Zoe Weiss", "email": "zoe@weiss.example"}))

    assert (first.paths, second.paths) == (("people/zoe-weiss.md",), ("people/zoe-weiss-2.md",))
    assert (workspace.root / "people" / "zoe-weiss.md").read_text("utf-8") == (
        "---\nname: Zoë Weiß\npart: [ally, helper]\nopportunities: [northwind]\n---\nKind.\n"
    )
    assert first.committed


def test_a_change_of_a_person_leaves_every_other_byte(workspace: Workspace) -> None:
    file = workspace.root / "people" / "anna.md"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(ANNA)
    workspace.carry_out(change_person("people/anna.md", {"part": "ally", "consent": "yes"}, ("northwind",)))

    assert file.read_bytes() == ANNA.replace(b"reference", b"ally").replace(
        b"1961\r\n", b'1961\r\nconsent: "yes"\r\nopportunities: [northwind]\r\n'
    )
    workspace.carry_out(change_person("people/anna.md", {"part": "reference", "consent": ""}, without=("northwind",)))
    assert file.read_bytes() == ANNA


@pytest.mark.parametrize(
    "values",
    [{"name": " "}, {"name": "Bo", "part": "juggler"}, {"name": "anna  WEISS"}, {"name": "B", "email": "A@w.example"}],
    ids=["no name", "no part", "the same name", "the same e-mail"],
)
def test_a_person_that_cannot_be_added_is_refused(workspace: Workspace, values: dict[str, str]) -> None:
    workspace.carry_out(add_person({"name": "Anna Weiss", "email": "a@w.example"}))
    wanted = {**values, "email": values.get("email", "")}

    with pytest.raises(BadRequest):
        workspace.carry_out(add_person(wanted))
    assert len(workspace.snapshot().records.people) == 1


def test_a_story_is_made_and_changed(workspace: Workspace) -> None:
    made = workspace.carry_out(
        add_story({"title": "Early warnings", "needs": ("late loads",), "result": ""}, "\n\nA clock.\n")
    )
    file = workspace.root / made.paths[0]

    assert file.read_text() == "---\ntitle: Early warnings\nneeds: [late loads]\n---\nA clock.\n"
    workspace.carry_out(change_story(made.paths[0], {"result": "9 of 10", "needs": ()}, "A clock.\nIt rang."))
    assert file.read_text() == '---\ntitle: Early warnings\nresult: "9 of 10"\n---\nA clock.\nIt rang.\n'
    with pytest.raises(BadRequest):
        workspace.carry_out(add_story({"title": "early WARNINGS"}))


@given(name=LINE.filter(bool), notes=LINE, body=PROSE)
def test_whatever_is_typed_of_a_person_reads_back(name: str, notes: str, body: str) -> None:
    person, problems = read_person(new_person({"name": name, "notes": notes, "part": "ally"}, body), "people/x.md")

    assert (person.name, person.notes, problems) == (" ".join(name.split()), notes, ())


@given(title=LINE.filter(bool), needs=st.lists(LINE.filter(bool), max_size=3).map(tuple), body=PROSE, after=PROSE)
def test_whatever_is_typed_of_a_story_reads_back(title: str, needs: tuple[str, ...], body: str, after: str) -> None:
    data = new_story({"title": title, "needs": needs}, body)
    story, problems = read_story(data, "stories/x.md")
    changed = read_story(set_story_text(data, "stories/x.md", after), "stories/x.md")[0]

    assert (story.title, story.needs, problems) == (title, needs, ())
    assert (changed.title, changed.needs, changed.body.strip()) == (title, needs, after.strip())
