"""The password of a mail server, from the user's own command; it is never shown, kept or handed to a program."""

from collections.abc import Sequence

from store.errors import NotSent
from store.outside.programs import NoSuchProgram, run

SECONDS = 120.0
"""Long enough for a person to unlock a safe."""


def password_from(words: Sequence[str], seconds: float = SECONDS) -> str:
    """Return the first line that the command prints. What it says otherwise is not repeated: it may be the secret.

    Raises:
        NotSent: the command is not there, fails, takes too long or prints nothing.
    """
    name = words[0]
    try:
        ended = run(words, seconds=seconds)
    except NoSuchProgram as error:
        raise NotSent(f"password_command cannot be started: {error}.") from error
    if ended.status is None:
        raise NotSent(f"password_command ({name}) was not done after {seconds:.0f} seconds and was stopped.")
    if ended.status:
        raise NotSent(f"password_command ({name}) failed with exit code {ended.status}. Run it by itself to see why.")
    found = ended.out.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
    if not found:
        raise NotSent(f"password_command ({name}) printed no password.")
    return found
