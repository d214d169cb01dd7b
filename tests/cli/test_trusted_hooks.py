"""In a vault that the user trusts hooks run and commits are signed; one that says no costs no note."""

from pathlib import Path

from tests.cli.conftest import Typed
from tests.cli.test_trust import NOTE, OFF, program
from tests.shell import git


def test_hooks_of_a_trusted_vault_run_also_by_core_hooks_path(vault: Path, afterword: Typed, tmp_path: Path) -> None:
    program(vault / "tools/hooks/pre-commit", f"echo ran >> {tmp_path}/ran")
    git(vault, "config", "core.hooksPath", "tools/hooks")
    assert OFF in afterword(*NOTE).err
    assert not (tmp_path / "ran").exists()

    said = afterword("doctor", "--trust", "--yes")

    assert "core.hookspath = tools/hooks" in said.err
    assert "Hooks:\n  pre-commit" in said.err
    assert "pre-commit: run by Afterword, too" in said.out
    assert "not yet committed" not in afterword("note", "halyard", "need", "Another").err
    assert (tmp_path / "ran").read_text().startswith("ran\n")


def test_a_hook_alone_runs_only_after_the_word_and_git_is_on_before(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    program(vault / ".git/hooks/pre-commit", f"touch {tmp_path}/ran")
    assert "not yet committed" not in afterword(*NOTE).err
    assert not (tmp_path / "ran").exists()

    afterword("doctor", "--trust", "--yes")
    afterword("note", "halyard", "need", "Another")

    assert (tmp_path / "ran").exists()
    (tmp_path / "ran").unlink()
    assert "its hooks do not run any more." in afterword("doctor", "--no-trust").err
    assert "not yet committed" not in afterword("note", "halyard", "need", "A third").err
    assert not (tmp_path / "ran").exists()


def test_a_hook_that_is_not_the_one_that_was_shown_does_not_run(vault: Path, afterword: Typed, tmp_path: Path) -> None:
    program(vault / ".git/hooks/pre-commit", "exit 0")
    afterword("doctor", "--trust", "--yes")
    program(vault / ".git/hooks/pre-commit", f"touch {tmp_path}/ran")
    program(vault / ".git/hooks/post-commit", f"touch {tmp_path}/ran")

    said = afterword(*NOTE)

    assert "could start programs: hook pre-commit, hook post-commit." in said.err
    assert not (tmp_path / "ran").exists()


def test_a_hook_that_says_no_is_told_in_its_own_words_and_the_note_is_saved(vault: Path, afterword: Typed) -> None:
    program(
        vault / ".git/hooks/pre-commit",
        "printf 'error: no commits \\033[31mon Sundays\\033[0m\\n' >&2\necho 'Permission denied by rule 7'\nexit 1",
    )
    afterword("doctor", "--trust", "--yes")
    head = git(vault, "rev-parse", "HEAD")

    said = afterword(*NOTE)

    assert said.code == 0
    assert (
        "Saved, not yet committed: The hook pre-commit of this vault's git said no. "
        "It says: “error: no commits on Sundays Permission denied by rule 7”. Your files are saved all the same."
    ) in said.err
    assert git(vault, "rev-parse", "HEAD") == head
    assert any("They asked for a ramp plan" in p.read_text() for p in (vault / "opportunities").iterdir())

    program(vault / ".git/hooks/pre-commit", "exit 0")
    afterword("doctor", "--trust", "--yes")
    assert "not yet committed" not in afterword("note", "halyard", "need", "Another").err
    assert git(vault, "status", "--porcelain") == ""


def test_a_hook_that_says_no_without_a_word_is_told_too(vault: Path, afterword: Typed) -> None:
    program(vault / ".git/hooks/commit-msg", "exit 3")
    afterword("doctor", "--trust", "--yes")

    assert "The hook commit-msg of this vault's git said no. It gives no reason." in afterword(*NOTE).err


SIGNER = """
cat > /dev/null
echo '[GNUPG:] BEGIN_SIGNING' >&2
echo '[GNUPG:] SIG_CREATED D 1 8 00 1 X' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nfrom the program\\n-----END PGP SIGNATURE-----\\n'
"""


def test_commits_are_signed_by_the_program_that_was_trusted(vault: Path, afterword: Typed, tmp_path: Path) -> None:
    git(vault, "config", "commit.gpgsign", "true")
    git(vault, "config", "gpg.program", program(tmp_path / "signer", SIGNER))
    assert "gpg.program" in afterword(*NOTE).err

    afterword("doctor", "--trust", "--yes")
    said = afterword("note", "halyard", "need", "Another")

    assert "not yet committed" not in said.err
    assert "from the program" in git(vault, "cat-file", "commit", "HEAD")

    program(tmp_path / "signer", "echo no key >&2\nexit 2")
    failed = afterword("note", "halyard", "need", "A third")
    assert failed.code == 0
    assert "Saved, not yet committed: Git could not commit: your git settings ask for signed commits" in failed.err
