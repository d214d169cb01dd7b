"""A program that is told to end does so, even where its own thread waits for something that never comes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """\
import signal, sys, threading
from tui.bridge import ending
ending.WAIT = ending.LONGEST = 0.2
began = sys.argv[1] == "began"
ending.end_for_certain(getattr(signal, sys.argv[2]), lambda: began)
print("ready", flush=True)
lock = threading.Lock()
lock.acquire()
lock.acquire()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("begun", ["began", "not yet"])
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_thread_that_waits_for_ever_does_not_outlive_the_terminal(name: str, begun: str) -> None:
    number = getattr(signal, name)
    command = [sys.executable, "-c", PROGRAM, begun, name]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    with child:
        assert child.stdout and child.stdout.readline() == b"ready\n"
        child.send_signal(number)
        try:
            assert child.wait(20) == 128 + number
        finally:
            child.kill()
