"""Which command git starts to merge a file by meaning: this very Afterword, by absolute names, for any sh.

Behind it stands git's own merge of lines, for the day on which this program is gone: a file is then merged as git
would have done it alone, and where that leaves markers git says that there is a conflict.
"""

import re
import shlex
import sys
from pathlib import Path

ARGUMENTS = "merge-driver %O %A %B %P"
PLAIN = f"afterword {ARGUMENTS}"
"""What earlier versions wrote; it works where the shell that git starts finds the program by itself."""
OTHERWISE = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
"""Git's own merge; an answer above 128, which git would take for the end of the whole merge, becomes 1."""
QUOTED = r"'(?:[^']|'\\'')*'"
SHAPE = re.compile(
    rf"(?P<program>{QUOTED} -P (?:-m cli\.driver|{QUOTED})) {re.escape(ARGUMENTS)} \|\| {re.escape(OTHERWISE)}"
)
LIBRARIES = ("site-packages", "dist-packages")


def command() -> str:
    """Return the command of this machine, as `merge.afterword.driver` holds it.

    The interpreter is told (`-P`) to look for nothing in the folder it runs in, which is the vault's.
    """
    house = Path(__file__).resolve().parent.parent.parent
    script = house / "cli" / "driver.py"
    if not sys.executable or not script.is_file():
        return PLAIN
    # By its name the module is found through every change of Python's version, a source folder only by its place.
    module = "-m cli.driver" if house.name in LIBRARIES else _quoted(script)
    return f"{_quoted(Path(sys.executable).absolute())} -P {module} {ARGUMENTS} || {OTHERWISE}"


def is_of_afterword(value: str) -> bool:
    """Tell whether a command is one that some Afterword writes, here or where the vault lived before."""
    return value == PLAIN or bool(SHAPE.fullmatch(value))


def missing(value: str) -> str:
    """Return the file that a command of Afterword's names and that is not there; empty when all are there."""
    found = SHAPE.fullmatch(value)
    if found is None:
        return ""
    words = shlex.split(found["program"].replace("%%", "%"))
    named = [word for word in words if word not in ("-P", "-m", "cli.driver")]
    return next((word for word in named if not Path(word).exists()), "")


def _quoted(place: Path) -> str:
    """Quote a path for sh, and its percent signs for git, which replaces `%A` and its like first."""
    escaped = str(place).replace("'", "'\\''").replace("%", "%%")
    return f"'{escaped}'"
