"""Private words stay in the vault and in what was asked for, nobody else may read them, and nobody is called."""

from pathlib import Path

import pytest

from tests.safety import calls, whereabouts
from tests.safety.whereabouts import Lived, live

pytestmark = [
    pytest.mark.skipif(bool(calls.usable()), reason=calls.usable() or "strace"),
    pytest.mark.skipif(not whereabouts.PROGRAM.exists(), reason="the program is not installed in this environment"),
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return live(tmp_path_factory.mktemp("lived"))


def test_every_command_of_the_scenario_does_its_part(lived: Lived) -> None:
    assert lived.failed == []


def test_private_words_are_in_the_vault_and_where_they_were_asked_for_only(lived: Lived) -> None:
    assert list(whereabouts.texts(lived)) == []


def test_nobody_else_may_read_what_the_program_made(lived: Lived) -> None:
    assert list(whereabouts.modes(lived)) == []


def test_no_command_opens_a_socket(lived: Lived) -> None:
    assert list(whereabouts.sockets(lived)) == []


def test_the_check_itself_sees_the_words_where_they_are(lived: Lived) -> None:
    told = list(whereabouts.texts(lived, own=()))
    for place in (
        "vault/opportunities",
        "home/.local/state/afterword/unsaved",
        "home/.cache/afterword",
        "export/all.csv",
    ):
        assert [line for line in told if place in line], place


def test_the_check_itself_sees_a_word_on_a_command_line_a_file_elsewhere_and_a_socket(lived: Lived) -> None:
    told = [
        b'12 execve("/usr/bin/git", ["git", "commit", "-m", "zqsecret"], 0x7 /* 9 vars */) = 0',
        b'12 openat(AT_FDCWD, "/var/tmp/draft", O_WRONLY|O_CREAT, 0600) = 3',
        b"12 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3",
    ]
    leaky = Lived(lived.folder, lines=told)
    assert len(list(whereabouts.texts(leaky))) == 2
    assert len(list(whereabouts.sockets(leaky))) == 1


def test_the_check_itself_sees_a_file_that_others_may_read(tmp_path: Path) -> None:
    (tmp_path / "note.md").touch(mode=0o600)
    (tmp_path / "note.md").chmod(0o644)
    assert list(whereabouts.modes(Lived(tmp_path))) == ["0644 note.md"]


def test_the_check_itself_sees_a_crash_that_tells_private_words() -> None:
    assert whereabouts.spoken_of(b"ValueError at\n  words = 'zqsecret one'\n") != []
    assert whereabouts.spoken_of(b"$ ") != []
