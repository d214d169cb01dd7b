"""What git's words mean: each real message leads to the failure that it is."""

import pytest

from store.errors import GitTrouble, NeedsLogin, Offline
from store.history.remote.progress import progress_in
from store.history.remote.refusals import Attempt, refusal, refused
from store.model.sync import Progress

TRIED = Attempt(doing="fetch", place="https://host.example/a.git", login="git -C /v fetch origin")


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("fatal: unable to access 'https://h/': Could not resolve host: h", Offline, "cannot be reached"),
        ("ssh: Could not resolve hostname h: Name or service not known\nfatal: Could not read", Offline, "reached"),
        ("ssh: connect to host h port 22: Connection timed out", Offline, "cannot be reached"),
        ("ssh: connect to host h port 22: Connection refused", Offline, "cannot be reached"),
        ("fatal: unable to access 'https://h/': Failed to connect to h port 443 after 3 ms", Offline, "reached"),
        ("error: RPC failed; curl 28 Operation too slow. Less than 1000 bytes/sec", Offline, "cannot be reached"),
        ("fatal: the remote end hung up unexpectedly", Offline, "broke off"),
        ("fatal: early EOF\nfatal: fetch-pack: invalid index-pack output", Offline, "broke off"),
        ("fatal: could not read Username for 'https://h': terminal prompts disabled", NeedsLogin, "wants a login"),
        ("remote: Invalid username or password.\nfatal: Authentication failed for 'https://h/'", NeedsLogin, "login"),
        ("git@h: Permission denied (publickey).\nfatal: Could not read from remote", NeedsLogin, "wants a login"),
        ("Host key verification failed.\nfatal: Could not read from remote repository.", NeedsLogin, "not known"),
        ("fatal: unable to access 'https://h/': The requested URL returned error: 403", NeedsLogin, "login"),
        (
            "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.",
            GitTrouble,
            "shows another key",
        ),
        ("remote: Repository not found.\nfatal: repository 'https://h/' not found", GitTrouble, "no repository"),
        ("fatal: '/x' does not appear to be a git repository", GitTrouble, "no repository"),
        ("fatal: write error: No space left on device", GitTrouble, "no room left on the disk of this machine"),
        ("remote: fatal: write: No space left on device", GitTrouble, "no room left on the disk of the other place"),
        ("! [remote rejected] main -> main (shallow update not allowed)", GitTrouble, "--unshallow"),
        ("fatal: SSL certificate problem: certificate has expired", GitTrouble, "certificate"),
        ("fatal: detected dubious ownership in repository at '/x'", GitTrouble, "safe.directory"),
        ("fatal: transport 'ext' not allowed", GitTrouble, "does not follow"),
        ("fatal: Unable to create '/v/.git/refs/x.lock': File exists.", GitTrouble, "/v/.git/refs/x.lock"),
        ("fatal: something new", GitTrouble, "something new"),
        ("", GitTrouble, "no reason given"),
    ],
)
def test_git_s_words_are_understood(said: str, kind: type[GitTrouble], told: str) -> None:
    found = refusal(said, TRIED)
    assert type(found) is kind
    assert told in str(found)
    assert "saved here" in str(found) or "nothing was sent" in str(found).lower()


def test_words_of_a_server_cannot_steer_a_terminal_or_show_a_password() -> None:
    found = refusal("fatal: \x1b]0;x\x07 https://ann:tops3cret@h/a.git\x1b[2J", TRIED)
    assert str(found).isprintable()
    assert "tops3cret" not in str(found)


def test_a_server_that_says_nothing_is_not_quoted() -> None:
    assert "It says" not in str(refused("hook declined", "", TRIED))
    told = str(refused("hook declined", "remote: \nremote: first, \nremote: second        \n", TRIED))
    assert "It says: “first, second”" in told


def test_progress_is_read_from_the_last_line_that_tells_it() -> None:
    said = (
        "remote: Counting objects: 100% (5/5), done.\rReceiving objects:  12% (3/25)\rReceiving objects:  48% (12/25)"
    )
    assert progress_in(said) == Progress(doing="receiving", done=12, total=25)
    assert progress_in("Enumerating objects: 17, done.\n") == Progress(doing="looking what is new", done=17, total=None)
    assert progress_in("Cloning into 'x'...\n") is None
