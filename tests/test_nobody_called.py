"""The watch over every test sees who is called, and says nothing of this machine."""

import contextlib
import socket

import pytest

from tests.conftest import CALLED


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_call_to_another_machine_is_seen(host: str) -> None:
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(kind, socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as one:
        one.connect((host, 9))
    assert [f"socket.connect {host}"] == CALLED
    CALLED.clear()


def test_a_call_to_this_machine_is_none() -> None:
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("127.0.0.1", 9))
    assert CALLED == []
