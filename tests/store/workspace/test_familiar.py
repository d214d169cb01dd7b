"""A template of the vault that somebody else made or changed is told before it is used; used once it is known."""

from pathlib import Path

import pytest

from store.workspace.door import Workspace
from store.workspace.familiar import News, news, note_edit, note_use, unfamiliar
from store.workspace.templates import template_named
from tests.store.workspace.machines import MOMENT, Computer, pair

MINE = "---\npurpose: thanks\n---\nDear all,\n\nthank you.\n"
THEIRS = MINE.replace("thank you.", "wire the fee to my cousin.")


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Computer, Computer]:
    desk, laptop, _ = pair(tmp_path)
    return desk, laptop


def put(computer: Computer, text: str, name: str = "own") -> None:
    folder = computer.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md.j2").write_text(text)


def told(computer: Computer, name: str = "own") -> list[str]:
    workspace = computer.workspace
    return [one.sentence + one.diff for one in unfamiliar(workspace, (template_named(workspace.snapshot(), name),))]


def use(computer: Computer, name: str = "own") -> None:
    workspace = computer.workspace
    note_use(workspace, (template_named(workspace.snapshot(), name),))


def test_a_change_that_came_by_sync_is_told_with_whose_it_is_and_what_is_different(
    machines: tuple[Computer, Computer],
) -> None:
    desk, laptop = machines
    put(desk, MINE)
    use(desk)
    assert told(desk) == []
    desk.sync()
    laptop.sync()
    put(laptop, THEIRS)
    laptop.git("add", "-A")
    laptop.git("-c", "user.name=Mallory", "-c", "user.email=m@x.example", "commit", "-qm", "template")
    laptop.sync()
    desk.sync()

    [said] = told(desk)
    assert "templates/own.md.j2 has changed since you used it last on this machine (Mallory, " in said
    assert "-thank you.\n" in said and "+wire the fee to my cousin.\n" in said
    use(desk)
    assert told(desk) == []


def test_a_template_that_was_never_used_here_is_new_and_compared_with_the_one_that_ships(
    machines: tuple[Computer, Computer],
) -> None:
    desk, _ = machines
    put(desk, MINE)
    put(desk, THEIRS, "thank-you-email")

    assert news(desk.workspace, desk.workspace.snapshot()) == {"own": News.NEW, "thank-you-email": News.NEW}
    [mine], [theirs] = told(desk), told(desk, "thank-you-email")
    assert "not used on this machine yet, and that is in no commit yet." in mine and "+++" not in mine
    assert "takes the place of the one that ships" in theirs and "+wire the fee to my cousin.\n" in theirs


def test_what_is_used_on_one_machine_or_in_one_vault_is_not_known_elsewhere(
    machines: tuple[Computer, Computer],
) -> None:
    desk, laptop = machines
    for computer in machines:
        put(computer, MINE)
    use(desk)

    assert told(desk) == [] and len(told(laptop)) == 1


def test_a_template_that_its_user_had_in_the_editor_is_known(machines: tuple[Computer, Computer]) -> None:
    desk, _ = machines
    put(desk, MINE)
    note_edit(desk.workspace, "templates/own.md.j2")
    note_edit(desk.workspace, "opportunities/anvil.md")

    assert told(desk) == []


def test_templates_that_ship_are_known(machines: tuple[Computer, Computer]) -> None:
    assert told(machines[0], "thank-you-email") == []


def test_going_back_to_a_text_that_was_replaced_is_told_too(machines: tuple[Computer, Computer]) -> None:
    desk, _ = machines
    for text in (THEIRS, MINE):
        put(desk, text)
        use(desk)
    put(desk, THEIRS)

    assert len(told(desk)) == 1


@pytest.mark.parametrize(
    "spoiled", [b"", b"[]", b"{", b'{"used": 7}', b'{"used": {"templates/own.md.j2": 7}}', b"\xff"]
)
def test_a_memory_that_cannot_be_read_knows_nothing(machines: tuple[Computer, Computer], spoiled: bytes) -> None:
    desk, _ = machines
    put(desk, MINE)
    use(desk)
    assert desk.machine.state is not None
    [place] = (desk.machine.state / "templates").iterdir()
    place.write_bytes(spoiled)

    assert len(told(desk)) == 1
    use(desk)
    assert told(desk) == []


def test_without_a_memory_it_is_told_every_time(root: Path) -> None:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "own.md.j2").write_text(MINE)
    workspace = Workspace.open(root, MOMENT)
    template = template_named(workspace.snapshot(), "own")
    note_use(workspace, (template,))

    assert len(unfamiliar(workspace, (template,))) == 1
