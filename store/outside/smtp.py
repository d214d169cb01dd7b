"""Mail handed to a server by SMTP, over TLS with its certificate checked; what goes wrong is told in words."""

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator

from store.errors import NotSent, NotSentYet, PerhapsSent
from store.model.mail import Outgoing
from store.model.own_settings import MailSettings
from store.outside.address import as_sent, needs_utf8
from store.outside.message import build
from store.outside.password import password_from
from store.outside.programs import shown

PORTS = {"starttls": 587, "tls": 465, "none": 25}
HERE = ("localhost", "127.0.0.1", "::1")
NAME = "[127.0.0.1]"
"""How this machine presents itself: its real name is nobody's business."""
SECONDS = 30.0
FIRST_DOT = re.compile(rb"(?m)^\.")
GO_ON, LATER, NEVER = 354, 400, 500


def send(outgoing: Outgoing, mail: MailSettings, seconds: float = SECONDS) -> None:
    """Hand the message to the server; once this returns, the server has taken it.

    Args:
        outgoing: what goes out.
        mail: the server, from the user's own settings.
        seconds: how long to wait for each answer.

    Raises:
        NotSent: the server refused it, or cannot be trusted.
        NotSentYet: trying later may help.
        PerhapsSent: the connection broke while the server was to say that it took the message.
    """
    data = build(outgoing)
    refuse_open_line(mail)
    secret = password_from(mail.password_command) if mail.user else ""
    with _told(mail, secret), _connected(mail, seconds) as server:
        if mail.user:
            server.login(mail.user, secret)
        _address(server, outgoing, mail.host)
        _data(server, data, mail, secret)


def refuse_open_line(mail: MailSettings) -> None:
    """Refuse to talk to another machine without TLS, and a user without a password.

    Raises:
        NotSent: the settings say so.
    """
    if mail.security == "none" and mail.host not in HERE:
        raise NotSent(f'`security = "none"` is for a server on this very machine, and {mail.host} is another one.')
    if mail.user and not mail.password_command:
        raise NotSent("Your own settings name a `user` for the mail server and no `password_command`.")


@contextlib.contextmanager
def _connected(mail: MailSettings, seconds: float) -> Iterator[smtplib.SMTP]:
    """Connect and see to it that nobody can listen."""
    context = ssl.create_default_context()
    port = mail.port or PORTS[mail.security]
    server: smtplib.SMTP
    if mail.security == "tls":
        server = smtplib.SMTP_SSL(mail.host, port, NAME, timeout=seconds, context=context)
    else:
        server = smtplib.SMTP(mail.host, port, NAME, timeout=seconds)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        yield server
        with contextlib.suppress(OSError):  # the message is taken; a goodbye is a courtesy
            server.quit()
    finally:
        server.close()


def _address(server: smtplib.SMTP, outgoing: Outgoing, host: str) -> None:
    """Name sender and recipient.

    Raises:
        NotSent: an address needs more than this server takes.
    """
    sender, to = as_sent(outgoing.sender.address), as_sent(outgoing.to.address)
    beyond = next((address for address in (sender, to) if needs_utf8(address)), "")
    if beyond and not server.has_extn("smtputf8"):
        raise NotSent(
            f"{host} takes no address with letters beyond ASCII before the @, such as {beyond}. Ask for another "
            "address, or save the letter with --via eml for a mail program that can send it."
        )
    code, said = server.mail(sender, ("SMTPUTF8", "BODY=8BITMIME") if beyond else ())
    if code >= LATER:
        raise smtplib.SMTPSenderRefused(code, said, sender)
    code, said = server.rcpt(to)
    if code >= LATER:
        raise smtplib.SMTPRecipientsRefused({to: (code, said)})


def _data(server: smtplib.SMTP, data: bytes, mail: MailSettings, secret: str) -> None:
    """Hand over the message itself. From its first byte on, a broken connection leaves in doubt what became of it."""
    code, said = server.docmd("DATA")
    if code != GO_ON:
        raise smtplib.SMTPDataError(code, said)
    try:
        server.send(FIRST_DOT.sub(b"..", data) + b".\r\n")
        code, said = server.getreply()
    except OSError as error:  # smtplib's own errors are some, too
        why = _words(str(error), secret)
        raise PerhapsSent(
            f"The connection to {mail.host} broke before it said that it took the message ({why})."
        ) from None
    if code >= LATER:
        raise smtplib.SMTPDataError(code, said)


@contextlib.contextmanager
def _told(mail: MailSettings, secret: str) -> Iterator[None]:
    """Turn what the library raises into sentences, without its traceback: a secret could stand in it.

    Raises:
        NotSent: always where something was raised.
    """
    try:
        yield
    except UnicodeError:
        raise NotSent("The name or password of the mail server has characters that this server cannot take.") from None
    except smtplib.SMTPResponseException as error:
        raise _refused(mail, error, secret) from None
    except smtplib.SMTPRecipientsRefused as error:
        ((address, (code, said)),) = error.recipients.items()
        raise _answered(code, f"{mail.host} refused the recipient {address}", said, secret) from None
    except smtplib.SMTPServerDisconnected:
        raise NotSentYet(f"{mail.host} ended the connection or did not answer in time.") from None
    except smtplib.SMTPException as error:
        raise NotSent(_unable(mail, error)) from None
    except ssl.SSLCertVerificationError as error:
        raise NotSent(f"The certificate of {mail.host} does not hold: {error.verify_message}.") from None
    except OSError as error:
        raise _unreached(mail, error) from None


def _refused(mail: MailSettings, error: smtplib.SMTPResponseException, secret: str) -> NotSent:
    what = {
        smtplib.SMTPAuthenticationError: f"{mail.host} refused the login of {mail.user}",
        smtplib.SMTPSenderRefused: f"{mail.host} refused the sender",
        smtplib.SMTPDataError: f"{mail.host} refused the message",
    }.get(type(error), f"{mail.host} refused")
    return _answered(error.smtp_code, what, error.smtp_error, secret)


def _answered(code: int, what: str, said: bytes | str, secret: str) -> NotSent:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    words = _words(text, secret)
    later = LATER <= code < NEVER
    advice = " Try again in a quarter of an hour; many servers put strangers off once." if later else ""
    return (NotSentYet if later else NotSent)(f"{what}: {code} {words}".rstrip(". ") + "." + advice)


def _words(text: str, secret: str) -> str:
    return shown(text.replace(secret, "***") if secret else text)


def _unable(mail: MailSettings, error: smtplib.SMTPException) -> str:
    if "STARTTLS" in str(error):
        return f"{mail.host} offers no TLS, so anybody on the way could read along."
    return f"{mail.host} takes no login that this program knows."


def _unreached(mail: MailSettings, error: OSError) -> NotSent:
    if isinstance(error, socket.gaierror):
        return NotSentYet(f"There is no mail server called {mail.host}, or this machine is offline.")
    if isinstance(error, TimeoutError):
        return NotSentYet(f"{mail.host} did not answer in time.")
    if isinstance(error, ssl.SSLError):
        return NotSent(f"{mail.host} does not speak TLS there: look at `port` and `security` in your own settings.")
    return NotSentYet(f"{mail.host} cannot be reached: {shown(error.strerror or str(error))}.")
