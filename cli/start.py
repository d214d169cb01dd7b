"""Where the program begins: what was printed before is printed again at once, anything else is for `cli.main`.

It loads next to nothing, since a shell prompt waits for it each time.
"""

import gc
import os
import sys
import time

from cli.folders import folders_of
from cli.streams import carefully, speak_utf8
from store.workspace.printed import Printed, vault_above

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a prompt does not wait for
    from collections.abc import Mapping

READING = frozenset({"agenda", "check", "list"})
"""Commands that answer out of the vault alone, and may be answered again."""
SAID = ("AFTERWORD_", "LC_", "XDG_", "PYTHON")
"""Beginnings of names in the environment that an answer may depend on."""
NAMED = frozenset({"HOME", "LANG", "LANGUAGE", "TZ", "TERM", "COLORTERM", "COLUMNS", "NO_COLOR"})
STREAMS = (0, 1, 2)


def main() -> int:
    """Run Afterword on the words of the process.

    Returns:
        The exit code.
    """
    words = sys.argv[1:]
    return carefully(lambda: answered(words))


def answered(words: "list[str]") -> int:
    """Print again what was printed before, or do what was asked."""
    printed = printed_by(words)
    if printed is not None:
        gc.disable()  # a vault is many values and no cycles, and the process is over in a moment
        told = printed.again()
        if told is not None:
            return tell(*told)
    from cli.main import main as whole

    code = whole(words, printed)
    gc.freeze()  # the end need not look through a whole vault once more
    return code


def printed_by(words: "list[str]") -> "Printed | None":
    """Return what is kept of a command line; None where nothing is, by what it asks or by where it runs."""
    env = os.environ
    if not READING.intersection(words) or env.get("AFTERWORD_DEBUG"):
        return None
    try:
        config, _, cache, _ = folders_of(env)
        settings = os.stat(f"{config}/config.toml")
        own = [settings.st_mtime_ns, settings.st_ctime_ns, settings.st_size]
    except OSError:
        own = []
    try:
        ends = tuple(os.isatty(stream) for stream in STREAMS)
        wide = os.get_terminal_size(1).columns if ends[1] else 0
        said = sorted(item for item in env.items() if item[0] in NAMED or item[0].startswith(SAID))
        return Printed(cache, (words, said, own, ends, wide, place(words, env), zone()))
    except (OSError, ValueError):
        return None


def place(words: "list[str]", env: "Mapping[str, str]") -> "tuple[str, ...]":
    """Return what of the folder one stands in decides which vault is meant: itself, and the vault it is in.

    Where the vault is named by its whole path it is nothing, so that a prompt has the same answer in every folder.
    """
    named = env.get("AFTERWORD_VAULT", "")
    if named.startswith(("/", "~")) and not any(word.startswith("--vault") for word in words):
        return ()
    here = os.getcwd()
    return here, vault_above(here)


def zone() -> "tuple[object, ...]":
    """Return what tells this machine's time zone from others."""
    return (*time.tzname, time.timezone, time.localtime().tm_gmtoff)


def tell(out: str, talk: str, code: int) -> int:
    """Write to both streams what was written before."""
    speak_utf8()
    for stream, text in ((sys.stdout, out), (sys.stderr, talk)):
        stream.write(text)
        stream.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
