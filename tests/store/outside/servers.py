"""Mail servers to talk to: with TLS of either kind, a login, and every way of being difficult."""

import asyncio
import contextlib
import functools
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from store.model.own_settings import MailSettings

SECRET = "tops3cret-Zebra"  # noqa: S105 - it opens nothing
"""The password that may stand nowhere."""


@dataclass
class Inbox:
    """What a server was given, and how it behaves."""

    refusing: str = ""
    """An answer to RCPT instead of 250."""
    drops: str = ""
    """`before` or `after` it took the text: the connection ends there without an answer."""
    answer: str = "250 taken"
    taken: list[Envelope] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refusing:
            return self.refusing
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.drops != "before":
            self.taken.append(envelope)
        if self.drops and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return self.answer

    def check(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == SECRET, handled=False)


@contextlib.contextmanager
def server(
    inbox: Inbox,
    *,
    certificate: trustme.LeafCert | None = None,
    security: str = "starttls",
    auth: bool = False,
    utf8: bool = False,
) -> Iterator[MailSettings]:
    """Run a mail server on this machine and yield the settings that reach it."""
    tls = None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(tls)
    options: dict[str, object] = {"auth_require_tls": security == "starttls", "enable_SMTPUTF8": utf8}
    if security == "starttls" and tls:
        options["tls_context"] = tls
    if auth:
        options |= {"authenticator": inbox.check, "auth_required": True}
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # clients that hang up are part of the tests
    made = functools.partial(SMTP, inbox, hostname="localhost", loop=loop, **options)  # type: ignore[arg-type]
    running = loop.run_until_complete(loop.create_server(made, "127.0.0.1", 0, ssl=tls if security == "tls" else None))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield MailSettings(host="localhost", port=running.sockets[0].getsockname()[1], security=security)
    finally:
        loop.call_soon_threadsafe(running.close)
        asyncio.run_coroutine_threadsafe(_emptied(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _emptied() -> None:
    """End every conversation that is still going on."""
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await asyncio.sleep(0.05)  # transports close in the next rounds of the loop


@contextlib.contextmanager
def listener(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Run a server that says what `talk` says on each connection."""
    place = socket.create_server(("127.0.0.1", 0))
    open_ones: list[socket.socket] = []

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = place.accept()
                open_ones.append(connection)
                talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield place.getsockname()[1]
    finally:
        place.shutdown(socket.SHUT_RDWR)
        place.close()
        for connection in open_ones:
            connection.close()
        thread.join(5)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])
