"""A letter on its way out in words: from whom, to whom, by which way, and what is still remarkable about it."""

from collections.abc import Sequence

from store.model.draft import Draft, Finding
from store.model.mail import Outgoing, Unsettled, Way
from tui.presentation import findings
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import channel_name, counted

NO_ADDRESS = "  no e-mail address in the file"


def letter(draft: Draft, company: str, found: Sequence[Finding]) -> tuple[Line, ...]:
    """Return what one looks at before a letter counts as sent."""
    return (
        fact("to", Span(draft.to, "strong"), Span(f", {company}")),
        fact("by", Span(channel_name(draft.channel))),
        *((fact("subject", Span(draft.subject)),) if draft.subject else ()),
        *_checks(found),
        BLANK,
        line("It goes into the log of the opportunity, and the draft is removed."),
        line("y logs it; Enter presses the marked button.", "muted"),
    )


def _checks(found: Sequence[Finding]) -> tuple[Line, ...]:
    """Return in one line that something was found, where it stands in full below the letter."""
    return (fact("checks", Span(findings.summary(found), "warn")),) if found else ()


def going(message: Outgoing, company: str, found: Sequence[Finding], *, in_full: bool = False) -> tuple[Line, ...]:
    """Return what exactly is about to go: sender, address, subject, size, and the remarks that are left.

    Args:
        message: what goes.
        company: where to.
        found: what the checks found.
        in_full: whether each remark is shown, which nobody can do anything about any more afterwards.
    """
    is_email = message.channel == "email"
    sender = message.sender.address if is_email else ""
    to = message.to.address if is_email else ""
    lines = [
        fact("from", Span(message.sender.name), Span(f"  {sender}" if sender else NO_ADDRESS * is_email, "muted")),
        fact("to", Span(message.to.name, "strong"), Span(f", {company}"), Span(f"  {to}" if to else "", "muted")),
    ]
    if is_email and not to:
        lines.append(fact("", Span(NO_ADDRESS.strip(), "warn")))
    if message.subject or is_email:
        lines.append(fact("subject", Span(message.subject or "none")))
    lines.append(fact("size", Span(size(message.text), "muted")))
    if message.in_reply_to:
        lines.append(fact("", Span("it answers their message, in the same conversation", "muted")))
    if not in_full:
        return (*lines, *_checks(found))
    return (*lines, *((BLANK, *findings.findings(found)) if found else ()))


def left_open(one: Unsettled) -> tuple[Line, ...]:
    """Return what is known of a message whose end was never written down."""
    gone = one.gone
    when = f"{gone.at:%Y-%m-%d %H:%M}"
    known = (
        f"It went out on {when} and is not in the log yet." if one.certain else f"It may have gone on {when}, or not."
    )
    doubt = () if one.certain else (line("Nobody said. Look into your mailbox; the draft is kept until you know."),)
    return (
        fact("to", Span(gone.to, "strong")),
        fact("subject", Span(gone.subject or "none")),
        BLANK,
        line(known),
        *doubt,
    )


def size(text: str) -> str:
    """Return how long a letter is: `214 words, 31 lines, 1.4 kB`."""
    octets = len(text.encode("utf-8", "surrogatepass"))
    large = f"{octets / 1000:.1f} kB" if octets >= 1000 else counted(octets, "byte")  # noqa: PLR2004 - a kilobyte
    return f"{counted(len(text.split()), 'word')}, {counted(text.count(chr(10)) + 1, 'line')}, {large}"


LOG = "log"
"""Not a way: the user sent it, and it goes into the log."""


def ways(found: Sequence[Way]) -> tuple[tuple[Line, str], ...]:
    """Return the ways to choose from; one that cannot be used says why, and cannot be chosen."""
    lines: list[tuple[Line, str]] = [((Span(_first(way.title)),), way.name) for way in found if way.is_ready]
    lines.append((line("I sent it myself: log it"), LOG))
    lines += [((Span(_first(way.title), "muted"), Span(f"  {way.reason}", "muted")), "") for way in found if way.reason]
    return tuple(lines)


def _first(title: str) -> str:
    return title[:1].upper() + title[1:]
