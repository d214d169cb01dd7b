"""A vault in which nearly everything is broken, around two files that are in order; and the program to try on it."""

import hashlib
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.shell import git

PROGRAM = Path(sys.executable).with_name("afterword")
TODAY = "2026-11-20T09:00"
SETTINGS = b'[me]\nname = "Ann Example"\nemail = "ann@home.example"\ntimezone = "UTC"\n'
GOOD = b"""\
---
company: Northwind Freight
position: Director of Enablement
stage: interviewing
stage_since: 2026-11-16
contacts:
  - name: Joe Alvarez
    part: interviewer
    email: joe@northwind.example
---
## Notes

### 2026-11-19 14:00 Interview with Joe Alvarez: first round
- need: reps stall (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-20 (Joe Alvarez)
"""
TOUCH = b"""\
---
company: Southsea Tools
position: Trainer
stage: applied
stage_since: 2026-11-02
next_touch: 2026-11-19
contacts:
  - name: Rita Moore
    part: hiring-manager
    email: rita@southsea.example
---
## Correspondence

### 2026-11-02 Application to Rita Moore: Trainer
"""
IN_ORDER = {
    "afterword.toml": SETTINGS,
    "opportunities/northwind.md": GOOD,
    "opportunities/2026/southsea.md": TOUCH,
    "people/rita.md": b"---\nname: Rita Moore\npart: ally\n---\n",
    "stories/ramp.md": b"---\ntitle: Ramp\nneeds: [reps stall]\n---\nIt was a slow spring.\n",
}
NAMES = b"bcdefghi"
ALIASES = b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in NAMES
)
MERGES = b"---\na: &a {k: v}\n" + b"".join(
    b"%c: &%c\n  <<: [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in NAMES
)
NAMED = b"company: Acme\nposition: Cook\n---\n"

UNREADABLE: dict[str, tuple[bytes, str, int]] = {
    "opportunities/bad-yaml.md": (b"---\ncompany: [Acme\nposition: : x\n---\n", "header-syntax", 4),
    "opportunities/tabs.md": (b"---\ncompany: Acme\n\tposition: Cook\n---\n", "header-syntax", 3),
    "opportunities/list.md": (b"---\n- company\n- position\n---\n", "header-not-mapping", 2),
    "opportunities/scalar.md": (b"---\njust words\n---\n", "header-not-mapping", 2),
    "opportunities/unclosed.md": (b"---\ncompany: Acme\nposition: Cook\n\n## Notes\n", "front-matter-unclosed", 1),
    "opportunities/no-header.md": (b"# Only prose\n\n### 2026-11-10 Call with Joe\n", "no-front-matter", 1),
    "opportunities/not-utf8.md": (b"---\ncompany: Caf\xe9 Noir\nposition: Cook\n---\n", "not-text", 2),
    "opportunities/utf16.md": ("---\ncompany: Acme\nposition: Cook\n---\n".encode("utf-16"), "not-text", 1),
    "opportunities/nul.md": (b"---\ncompany: A\0cme\nposition: Cook\n---\n\0\0\n", "header-syntax", 2),
    "opportunities/zeros.md": (b"\0" * 4096, "no-front-matter", 1),
    "opportunities/brackets.md": (b"---\ncompany: " + b"[" * 100_000 + b"\n---\n", "header-too-big", 2),
    "opportunities/braces.md": (b"---\ncompany: " + b"{a: " * 15_000 + b"\n---\n", "header-too-deep", 2),
    "opportunities/marks.md": (
        b"<<<<<<< HEAD\n" + GOOD + b"=======\n" + GOOD + b">>>>>>> theirs\n",
        "conflict-markers",
        1,
    ),
}
"""Files of which nothing can be known: bytes, the code of their problem and its line."""
FLAWED: dict[str, tuple[bytes, str, int]] = {
    "opportunities/empty.md": (b"", "no-front-matter", 1),
    "opportunities/alias-bomb.md": (ALIASES + NAMED, "header-reference", 3),
    "opportunities/merge-bomb.md": (MERGES + NAMED, "header-reference", 4),
    "opportunities/twice.md": (b"---\ncompany: Acme\ncompany: Bcme\nposition: Cook\n---\n", "duplicate-key", 3),
    "opportunities/no-company.md": (b"---\nposition: Cook\n---\n", "missing-company", 2),
    "opportunities/stage.md": (b"---\nstage: sideways\n" + NAMED, "unknown-stage", 2),
    "opportunities/dates.md": (
        b"---\nstage_since: 2026-13-45\nnext_touch: 2026-02-30\ndeadline: 0000-00-00\nstage: applied\n"
        + NAMED
        + b"### 2026-02-30 Call with Joe\n### 2026-11-10 29:99 Call with Joe\n### 9999-12-31 Interview with Joe\n",
        "bad-date",
        2,
    ),
    "opportunities/northwind (1).md": (GOOD + b"- topic: pepper\n", "two-versions", 1),
    "opportunities/twin.md": (b"---\n" + NAMED, "twin-id", 1),
    "opportunities/later/TWIN.md": (b"---\n" + NAMED, "twin-id", 1),
    "people/broken.md": (b"---\nname: [\n---\n", "header-syntax", 3),
    "people/blob.md": (b"\xff\xfe\x00\xd8" * 10, "not-text", 1),
    "stories/broken.md": (b"---\n- title\n---\n", "header-not-mapping", 2),
    "drafts/broken.md": (b"---\nopportunity: {\n---\nDear\n", "header-syntax", 3),
    "drafts/astray.md": (b"---\nopportunity: no-such\nto: Nobody\nchannel: pigeon\n---\nDear\n", "draft-astray", 2),
    "playbooks/broken.md": (b"---\nname: mine\nsteps: 12\n---\n", "playbook-steps", 3),
    "playbooks/bomb.md": (ALIASES + b"---\n", "playbook-key", 2),
    "templates/broken.md.j2": (b"---\nchannel: email\n---\nDear {{ name\n{% if %}\n", "template-text", 5),
    "templates/blob.md.j2": (b"\xff\xfe\x00", "not-text", 1),
    "templates/stranger.md.j2": (b"---\nchannel: email\n---\n\nDear {{ os.system }}\n", "template-text", 5),
}
"""Files that are read in part, or are no opportunity."""
PLACES = {"folder.md": "not-a-file", "link.md": "link", "pipe.md": "not-a-file", "huge.md": "file-too-big"}
"""What else stands in opportunities/, with its code."""
JUNK = (".#northwind.md", "#northwind.md#", "northwind.md~", ".northwind.md.swp", "4913", "~$x.md", ".goutputstream-X")


def make(root: Path, *, spoil: bool = True) -> Path:
    """Make the vault, with what is broken or without it."""
    wrong = {path: data for path, (data, *_) in (UNREADABLE | FLAWED).items()} if spoil else {}
    for path, data in (IN_ORDER | wrong).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        os.utime(place, (1_700_000_000, 1_700_000_000))
    if not spoil:
        return root
    folder = root / "opportunities"
    (folder / "folder.md").mkdir()
    (folder / "link.md").symlink_to(root.parent / "outside.md")
    os.mkfifo(folder / "pipe.md")
    with (folder / "huge.md").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (folder / JUNK[0]).symlink_to("ann@host.1234:5678")
    for name in JUNK[1:]:
        (folder / name).write_bytes(GOOD)
    (folder / ("n" * 250 + ".md")).write_bytes(b"---\n" + NAMED)
    return root


def state(root: Path) -> dict[str, str]:
    """Return what stands in a vault, except git's own folder and what our writes set aside."""
    found = {}
    for place in sorted(root.rglob("*")):
        path = place.relative_to(root).as_posix()
        if path.startswith(".git/") or place.name.startswith(".afterword-"):
            continue
        if place.is_symlink():
            found[path] = f"link to {place.readlink()}"
        elif place.is_file():
            size = place.stat().st_size
            found[path] = f"{size} {hashlib.sha256(place.read_bytes()).hexdigest() if size < 1 << 20 else ''}"
        else:
            found[path] = "folder" if place.is_dir() else "other"
    return found


NOTHING: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True)
class Said:
    """What the program answered."""

    code: int
    out: str
    err: str


def afterword(
    vault: Path | None, *words: str, stdin: str = "", cwd: Path | None = None, env: Mapping[str, str | None] = NOTHING
) -> Said:
    """Run the installed program, by default on a fixed day; a variable that is None is taken away."""
    wanted: dict[str, str | None] = {"AFTERWORD_TODAY": TODAY, "AFTERWORD_VAULT": str(vault) if vault else None, **env}
    around = {k: v for k, v in {**os.environ, **wanted}.items() if v is not None}
    done = subprocess.run(
        [str(PROGRAM), *words], input=stdin.encode(), capture_output=True, check=False, env=around, cwd=cwd, timeout=60
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_calm(said: Said, allowed: Iterable[str] = ()) -> None:
    """Hold that an answer shows neither a crash nor a character that steers a terminal."""
    for told in (said.out, said.err):
        assert "Traceback" not in told, told
        assert "mistake in the program" not in told, told
        steering = {c for c in told if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        assert steering <= set(allowed), steering
    assert "!" not in said.err
    assert said.code in (0, 1, 2, 3, 4)


def is_bound() -> bool:
    """Tell whether the system holds this user to what a file's mode says; it does not hold root."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return not os.access(file.name, os.R_OK)


def begin(root: Path) -> Path:
    """Make a vault a git repository with one commit of what is in order."""
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Ann Example")
    git(root, "config", "user.email", "ann@home.example")
    git(root, "add", "--", *IN_ORDER)
    git(root, "commit", "-q", "-m", "begin")
    return root
