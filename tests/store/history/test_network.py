"""Git on the network: it never asks, never hangs, can be stopped, and says what a refusal means."""

import os
import threading
import time
from pathlib import Path

import pytest

from store.errors import Cancelled, GitTrouble, NeedsLogin, Offline
from store.history.git import Git
from store.history.remote.addresses import address_of
from store.history.remote.network import Network, commit_at
from store.history.remote.remotes import Remote, remote_of
from store.history.remote.watched import Limits
from store.history.repository import Repository
from store.model.sync import Progress
from tests.store.history.counterparts import (
    bare,
    git,
    git_daemon,
    hook,
    http_server,
    program,
    silent_server,
    smart_http,
)

ANN = ("Ann Example", "ann@home.example")
SHORT = Limits(whole=20, first=0.6, slow=1)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    repository = Repository(root)
    repository.init(*ANN)
    (root / "a.md").write_text("one\n")
    repository.commit([".gitattributes", ".gitignore", "a.md"], "A new vault")
    return root


def at(vault: Path, url: str) -> Remote:
    """Let the vault sync with an address, and return the remote."""
    git(vault, "remote", "add", "origin", url)
    remote = remote_of(Git(vault))
    assert remote
    return remote


def head(vault: Path) -> str:
    commit = commit_at(Git(vault), "HEAD")
    assert commit
    return commit


def another(vault: Path, url: str, name: str) -> None:
    """Push a commit from another machine."""
    place = vault.parent / name
    git(vault.parent, "clone", "-q", "-b", "main", url, name)
    (place / f"{name}.md").write_text("theirs\n")
    git(place, "add", ".")
    git(place, "-c", "user.name=B", "-c", "user.email=b@b.example", "commit", "-qm", f"from {name}")
    git(place, "push", "-q", "origin", "main")


def test_a_bare_folder_takes_and_gives(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick" / "search.git")
    remote = at(vault, str(place))
    network = Network(git=Git(vault))
    assert network.fetch(remote) is None
    assert network.branches(remote) == ()
    assert network.push(remote, head(vault))
    another(vault, str(place), "laptop")
    assert network.fetch(remote) == git(place, "rev-parse", "main").strip() != head(vault)
    assert git(vault, "status", "--porcelain") == ""
    assert not (vault / "laptop.md").exists()
    assert network.branches(remote) == ("main",)


def test_a_server_takes_and_gives_and_progress_is_told(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    for number in range(300):
        (vault / f"{number}.md").write_text(f"{number}\n" * 50)
    git(vault, "add", ".")
    git(vault, "-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-qm", "many")
    told: list[Progress] = []
    with git_daemon(place.parent) as url:
        remote = at(vault, f"{url}/search.git")
        assert Network(git=Git(vault), watch=told.append).push(remote, head(vault))
        git(tmp_path, "clone", "-q", f"{url}/search.git", "copy")
    assert len(list((tmp_path / "copy").glob("*.md"))) == 301
    assert told[0] == Progress(doing="sending")


def test_a_push_that_comes_second_is_told_and_overwrites_nothing(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    remote = at(vault, str(place))
    network = Network(git=Git(vault))
    network.push(remote, head(vault))
    another(vault, str(place), "laptop")
    theirs = git(place, "rev-parse", "main")
    git(vault, "commit", "--allow-empty", "-qm", "mine")
    assert network.push(remote, head(vault)) is False
    assert git(place, "rev-parse", "main") == theirs


def test_a_login_is_never_asked_for_but_told(vault: Path) -> None:
    with http_server(401) as url:
        remote = at(vault, f"{url}/search.git")
        with pytest.raises(NeedsLogin) as refused:
            Network(git=Git(vault)).fetch(remote)
    assert refused.value.command == f"git -C {vault} fetch origin"
    assert f"`git -C {vault} fetch origin`" in str(refused.value)
    assert "credential.helper" in str(refused.value)


def test_a_helper_of_the_user_still_answers(vault: Path, tmp_path: Path) -> None:
    told = tmp_path / "asked"
    helper = program(
        tmp_path / "bin", "helper", f"open({str(told)!r}, 'w').write('x')\nprint('username=a')\nprint('password=b')\n"
    )
    git(vault, "config", "--global", "credential.helper", str(helper))
    with http_server(401) as url:
        remote = at(vault, f"{url}/search.git")
        with pytest.raises(NeedsLogin) as refused:
            Network(git=Git(vault)).fetch(remote)
    assert told.exists()
    assert "credential.helper" not in str(refused.value)


def test_a_host_that_wants_a_login_takes_and_gives_where_git_remembers_it(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    git(place, "config", "http.receivepack", "true")
    with smart_http(place.parent, login="ann:tops3cret") as url:
        remote = at(vault, f"{url}/search.git")
        network = Network(git=Git(vault))
        with pytest.raises(NeedsLogin):
            network.push(remote, head(vault))
        stored = program(tmp_path / "bin", "helper", "print('username=ann')\nprint('password=tops3cret')\n")
        git(vault, "config", "--global", "credential.helper", str(stored))
        assert network.push(remote, head(vault))
        another(vault, str(place), "laptop")
        assert network.fetch(remote) == git(place, "rev-parse", "main").strip() != head(vault)
        hook(place, "pre-receive", "echo 'no room for you' >&2; exit 1")
        git(vault, "commit", "--allow-empty", "-qm", "mine")
        assert network.push(remote, head(vault)) is False  # theirs is ahead: that comes first
        git(vault, "merge", "-q", "--no-edit", "origin/main")
        with pytest.raises(GitTrouble, match="no room for you"):
            network.push(remote, head(vault))


def test_a_server_reached_by_ssh_takes_and_gives(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = bare(tmp_path / "served" / "search.git")
    far = program(
        tmp_path / "bin", "ssh", "import subprocess, sys\nsys.exit(subprocess.call(sys.argv[-1], shell=True))\n"
    )
    monkeypatch.setenv("PATH", f"{far.parent}{os.pathsep}{os.environ['PATH']}")
    remote = at(vault, f"ann@server.example:{place}")
    network = Network(git=Git(vault))
    assert network.push(remote, head(vault))
    another(vault, str(place), "laptop")
    assert network.fetch(remote) == git(place, "rev-parse", "main").strip() != head(vault)


def test_a_password_in_an_address_is_shown_nowhere(vault: Path) -> None:
    with http_server(404) as url:
        remote = at(vault, url.replace("://", "://ann:tops3cret@") + "/search.git")
        with pytest.raises(GitTrouble) as refused:
            Network(git=Git(vault)).fetch(remote)
    assert "tops3cret" not in str(refused.value)
    assert "no repository" in str(refused.value)
    assert "tops3cret" not in remote.shown


def test_nobody_at_home_is_offline(vault: Path) -> None:
    with silent_server() as port:
        pass
    with pytest.raises(Offline, match="cannot be reached"):
        Network(git=Git(vault)).fetch(at(vault, f"http://127.0.0.1:{port}/search.git"))


@pytest.mark.parametrize("way", ["git", "http"])
def test_a_server_that_accepts_and_stays_silent_is_given_up(vault: Path, way: str) -> None:
    with silent_server() as port, pytest.raises(Offline, match="does not answer"):
        Network(git=Git(vault), limits=SHORT).fetch(at(vault, f"{way}://127.0.0.1:{port}/search.git"))
    assert left_locks(vault) == []


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(whole=60, first=60, slow=1), "cannot be reached"),  # by git itself, which looks at the pace
        (Limits(whole=1.5, first=60, slow=60), "does not answer, or much too slowly"),
    ],
)
def test_a_server_that_drips_is_given_up(vault: Path, limits: Limits, told: str) -> None:
    with http_server(200, drips=True) as url, pytest.raises(Offline, match=told):
        Network(git=Git(vault), limits=limits).fetch(at(vault, f"{url}/search.git"))


def test_a_server_that_is_out_of_order_is_offline(vault: Path) -> None:
    with http_server(503) as url, pytest.raises(Offline):
        Network(git=Git(vault)).fetch(at(vault, f"{url}/search.git"))


def test_cancelling_ends_git_and_all_that_it_started(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "pids"
    script = (
        "import os, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '300'])\n"
        f"open({str(notes)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}} .')\n"
        "time.sleep(300)\n"
    )
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program(tmp_path / "bin", "slow-ssh", script)))
    remote = at(vault, "ann@server.example:search.git")
    begun = notes.exists

    with pytest.raises(Cancelled):
        Network(git=Git(vault), cancelled=lambda: begun() and notes.read_text().endswith(".")).fetch(remote)
    for pid in notes.read_text().split()[:2]:
        assert is_gone(int(pid))
    assert left_locks(vault) == []


def test_a_lock_that_a_killed_git_left_is_removed_and_an_older_one_is_not(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault / ".git" / "refs" / "remotes" / "origin"
    script = (
        "import pathlib, time\n"
        f"folder = pathlib.Path({str(folder)!r})\n"
        "folder.mkdir(parents=True, exist_ok=True)\n"
        "(folder / 'main.lock').write_text('')\n"
        "time.sleep(300)\n"
    )
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program(tmp_path / "bin", "slow-ssh", script)))
    remote = at(vault, "ann@server.example:search.git")
    older = vault / ".git" / "shallow.lock"
    older.write_text("")
    with pytest.raises(Cancelled):
        Network(git=Git(vault), cancelled=(folder / "main.lock").exists).fetch(remote)
    assert left_locks(vault) == [older]


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that nobody waited for yet has, too."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def left_locks(vault: Path) -> list[Path]:
    return sorted((vault / ".git").rglob("*.lock"))


def test_a_helper_that_stays_in_the_background_is_not_waited_for(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import os, subprocess, sys\n"
        "quiet = subprocess.DEVNULL\n"
        "subprocess.Popen(['sleep', '20'], stdin=quiet, stdout=quiet, start_new_session=True)\n"  # not its errors
        "sys.stderr.write('Permission denied (publickey).\\n')\n"
        "sys.exit(255)\n"
    )
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program(tmp_path / "bin", "shared-ssh", script)))
    failed: list[BaseException] = []

    def fetch() -> None:
        try:
            Network(git=Git(vault)).fetch(remote)
        except NeedsLogin as error:
            failed.append(error)

    remote = at(vault, "ann@server.example:search.git")
    worker = threading.Thread(target=fetch)
    worker.start()
    worker.join(15)
    assert not worker.is_alive()
    assert failed


def test_ssh_never_asks_unless_the_user_has_a_way_of_their_own(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "words"
    script = f"import sys\nopen({str(notes)!r}, 'a').write(' '.join(sys.argv[1:]) + chr(10))\nsys.exit(255)\n"
    program(tmp_path / "bin", "ssh", script)
    mine = program(tmp_path / "own", "my-ssh", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    remote = at(vault, "ann@server.example:search.git")
    with pytest.raises(GitTrouble):
        Network(git=Git(vault)).fetch(remote)
    git(vault, "config", "--global", "core.sshCommand", f"{mine} --mine")
    with pytest.raises(GitTrouble):
        Network(git=Git(vault)).fetch(remote)
    first, *later = notes.read_text().splitlines()
    assert "-oBatchMode=yes" in first
    assert "-oConnectTimeout=10" in first
    assert later
    assert all(line.startswith("--mine") and "BatchMode" not in line for line in later)


def test_a_hook_on_the_server_that_refuses_is_quoted(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    hook(place, "pre-receive", "echo 'no letters on Sundays \\033[31m' >&2; exit 1")
    with git_daemon(place.parent) as url:
        remote = at(vault, f"{url}/search.git")
        with pytest.raises(GitTrouble) as refused:
            Network(git=Git(vault)).push(remote, head(vault))
    assert "no letters on Sundays" in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert "refused what was sent" in str(refused.value)


def test_a_protected_branch_is_told_as_such(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    hook(place, "update", "echo 'GL: You are not allowed to push code to protected branches' >&2; exit 1")
    with git_daemon(place.parent) as url, pytest.raises(GitTrouble, match="protects this branch"):
        Network(git=Git(vault)).push(at(vault, f"{url}/search.git"), head(vault))


def test_a_folder_on_this_machine_runs_no_hook(vault: Path, tmp_path: Path) -> None:
    place = bare(vault / "inside.git")  # as a vault from somewhere else may bring along
    ran = tmp_path / "ran"
    for name in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction", "proc-receive"):
        hook(place, name, f"touch {ran}")
    assert Network(git=Git(vault)).push(at(vault, "inside.git"), head(vault))
    assert git(place, "rev-parse", "main").strip() == head(vault)
    assert not ran.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [("core.alternateRefsCommand", "touch ran"), ("core.fsmonitor", "touch ran"), ("uploadpack.packObjectsHook", "x")],
)
def test_a_folder_whose_settings_could_start_programs_is_left_alone(
    vault: Path, tmp_path: Path, key: str, value: str
) -> None:
    place = bare(tmp_path / "stick.git")
    git(place, "config", key, value)
    remote = at(vault, str(place))
    with pytest.raises(GitTrouble, match="could start programs"):
        Network(git=Git(vault)).fetch(remote)
    with pytest.raises(GitTrouble, match="could start programs"):
        Network(git=Git(vault)).push(remote, head(vault))


def test_usual_settings_of_a_folder_are_fine(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    for key in ("receive.denyNonFastForwards", "receive.fsckObjects", "uploadpack.allowFilter"):
        git(place, "config", key, "true")
    assert Network(git=Git(vault)).push(at(vault, str(place)), head(vault))


def test_a_stick_that_is_not_plugged_in_is_offline(vault: Path, tmp_path: Path) -> None:
    with pytest.raises(Offline, match="plug that in"):
        Network(git=Git(vault)).fetch(at(vault, str(tmp_path / "media" / "stick" / "search.git")))


def test_a_folder_that_is_no_repository_is_told(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with pytest.raises(GitTrouble, match="no repository at"):
        Network(git=Git(vault)).fetch(at(vault, str(tmp_path / "plain")))


def test_a_folder_that_somebody_works_in_is_not_pushed_into(vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(vault), "work")
    remote = at(vault, str(tmp_path / "work"))
    git(vault, "commit", "--allow-empty", "-qm", "more")
    with pytest.raises(GitTrouble, match="somebody works in"):
        Network(git=Git(vault)).push(remote, head(vault))


def test_a_shallow_clone_becomes_whole(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    git(vault, "commit", "--allow-empty", "-qm", "second")
    Network(git=Git(vault)).push(at(vault, str(place)), head(vault))
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{place}", "copy")
    copy = tmp_path / "copy"
    remote = remote_of(Git(copy))
    assert remote
    assert git(copy, "rev-list", "--count", "HEAD").strip() == "1"
    Network(git=Git(copy)).fetch(remote)
    assert git(copy, "rev-list", "--count", "HEAD").strip() == "2"


def test_only_the_branch_of_the_vault_is_fetched(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    remote = at(vault, str(place))
    network = Network(git=Git(vault))
    network.push(remote, head(vault))
    for ref in ("refs/heads/other", "refs/tags/one"):
        git(place, "update-ref", ref, head(vault))
    git(vault, "config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*")  # which would move branches here
    network.fetch(remote)
    refs = git(vault, "for-each-ref", "--format=%(refname)").split()
    assert refs == ["refs/heads/main", "refs/remotes/origin/main"]


def test_an_environment_that_points_elsewhere_changes_nothing(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = bare(tmp_path / "stick.git")
    remote = at(vault, str(place))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    assert Network(git=Git(vault)).push(remote, head(vault))


@pytest.mark.parametrize(
    "url",
    [
        *("ext::sh -c 'touch ran'", "fd::7", "hg::https://x.example/y", "transport::address", "-oProxyCommand=x"),
        *("--upload-pack=touch ran", "ssh://-oProxyCommand=touch/x", "ssh://-oX@host/x", "-x@host:path", "host:"),
        *("ftp://x.example/y", "file://server/share", "https://", "", "a\nb", "https://[x/y", "ext::/bin/sh"),
    ],
)
def test_an_address_that_could_start_something_is_refused(vault: Path, url: str) -> None:
    with pytest.raises(GitTrouble, match="no address that Afterword syncs with"):
        address_of(url, vault)


@pytest.mark.parametrize(
    ("url", "way", "host"),
    [
        ("https://ann@host.example/a.git", "https", "host.example"),
        ("ssh://git@host.example:2222/a.git", "ssh", "host.example"),
        ("git@host.example:a/b.git", "ssh", "host.example"),
        ("host:a.git", "ssh", "host"),
        ("[::1]:a.git", "ssh", "::1"),
        ("http://host.example/a", "http", "host.example"),
        ("git://host.example/a", "git", "host.example"),
        ("/media/stick/a.git", "file", ""),
        ("../a b.git", "file", ""),
        ("./odd:name.git", "file", ""),
        ("file:///media/a%20b.git", "file", ""),
    ],
)
def test_an_address_is_understood(vault: Path, url: str, way: str, host: str) -> None:
    found = address_of(url, vault)
    assert (found.way, found.host) == (way, host)
    assert found.is_open == (way in ("http", "git"))


def test_the_users_own_rewriting_of_addresses_counts_and_is_looked_at(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "real.git")
    git(vault, "config", "--global", f"url.{place}.insteadOf", "search:")
    assert Network(git=Git(vault)).push(at(vault, "search:"), head(vault))
    git(vault, "config", "--global", "url.ext::sh.insteadOf", "search:")
    git(vault, "config", "--global", "--unset", f"url.{place}.insteadOf")
    with pytest.raises(GitTrouble, match="no address"):
        remote_of(Git(vault))


def test_a_remote_by_an_old_file_in_git_s_folder_is_looked_at_too(vault: Path) -> None:
    """Git reads `.git/remotes/NAME` as settings that no listing of the settings shows."""
    (vault / ".git" / "remotes").mkdir()
    (vault / ".git" / "remotes" / "origin").write_text("URL: ext::sh -c touch% ran\n")
    git(vault, "config", "branch.main.remote", "origin")
    with pytest.raises(GitTrouble):
        remote_of(Git(vault))


@pytest.mark.parametrize("name", ["-x", "../x", "a b", "x.lock", "ext::sh"])
def test_a_branch_that_syncs_with_an_odd_name_is_told(vault: Path, name: str) -> None:
    with (vault / ".git" / "config").open("a") as config:
        config.write(f'[branch "main"]\n\tremote = "{name}"\n\tmerge = refs/heads/main\n')
    with pytest.raises(GitTrouble, match="no remote of this vault"):
        remote_of(Git(vault))


def test_which_place_is_meant(vault: Path, tmp_path: Path) -> None:
    assert remote_of(Git(vault)) is None
    git(vault, "remote", "add", "stick", str(tmp_path))
    only = remote_of(Git(vault))
    assert only
    assert (only.name, only.theirs, only.is_upstream) == ("stick", "main", False)
    git(vault, "remote", "add", "server", str(tmp_path))
    with pytest.raises(GitTrouble, match="several remotes"):
        remote_of(Git(vault))
    git(vault, "remote", "add", "origin", str(tmp_path))
    assert getattr(remote_of(Git(vault)), "name", "") == "origin"
    git(vault, "config", "branch.main.remote", "server")
    git(vault, "config", "branch.main.merge", "refs/heads/search")
    upstream = remote_of(Git(vault))
    assert upstream
    assert (upstream.name, upstream.theirs, upstream.is_upstream) == ("server", "search", True)
