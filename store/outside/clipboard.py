"""Text into the clipboard, by whatever program of this machine can do it."""

from store.errors import NoClipboard
from store.outside.programs import NoSuchProgram, run

PROGRAMS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
SECONDS = 5.0


def copy(text: str) -> str:
    """Copy a text and return the program that did it.

    Raises:
        NoClipboard: none is there, or none reaches a clipboard.
    """
    for words in PROGRAMS:
        given = text.encode("utf-16" if words[0] == "clip.exe" else "utf-8")
        try:
            ended = run(words, given, seconds=SECONDS, listen=False)
        except NoSuchProgram:
            continue
        if ended.status == 0:
            return words[0]
    names = ", ".join(words[0] for words in PROGRAMS[:-1])
    raise NoClipboard(f"No program here reaches a clipboard: {names} are missing, or fail.")
