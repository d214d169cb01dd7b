"""Mail handed to a program that takes a message as `sendmail -t` does, such as msmtp."""

from collections.abc import Sequence

from store.errors import NotSent, NotSentYet, PerhapsSent
from store.model.mail import Outgoing
from store.outside.message import build
from store.outside.programs import NoSuchProgram, run

SECONDS = 60.0
LATER = 75
"""The exit code for a trouble that passes."""
CODES = {
    64: "it was called in a way that it does not know",
    65: "it found the message faulty",
    66: "it could not read its input",
    67: "it does not know the recipient",
    68: "it could not find the mail server",
    69: "a service that it needs is not there",
    70: "it made a mistake of its own",
    71: "the system did not let it work",
    72: "a file of the system is missing",
    73: "it could not write a file",
    74: "reading or writing failed",
    LATER: "the mail server asks to try later",
    76: "the mail server answered what it should not",
    77: "it was not allowed to: look at the user name and the password",
    78: "its settings are wrong",
}
"""What the exit codes of such programs mean, by the list that they share."""


def send(outgoing: Outgoing, words: Sequence[str], seconds: float = SECONDS) -> None:
    """Hand the message over; once this returns, the program has taken it.

    Args:
        outgoing: what goes out.
        words: the program and its arguments, from the user's own settings.
        seconds: after which it is stopped.

    Raises:
        NotSent: the program refused it, or is not there.
        NotSentYet: trying later may help.
        PerhapsSent: it had to be stopped, or was, before it told what became of the message.
    """
    data = build(outgoing, newline="\n")
    name = words[0]
    try:
        ended = run(words, data, seconds=seconds)
    except NoSuchProgram as error:
        raise NotSent(f"{error}. Look at `sendmail` in your own settings.") from error
    if ended.status is None or ended.status < 0:
        raise PerhapsSent(f"{name} did not come to its end, so nobody knows whether it took the message.")
    if ended.status:
        means = CODES.get(ended.status, "it does not say why")
        said = f" It says: {ended.error}" if ended.error else ""
        reason = f"{name} refused the message (exit code {ended.status}): {means}.{said}".rstrip()
        raise (NotSentYet if ended.status == LATER else NotSent)(reason if reason.endswith(".") else f"{reason}.")
