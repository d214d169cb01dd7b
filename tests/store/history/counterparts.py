"""Other places to sync with: a bare folder, git's own server, and servers that are difficult in every way."""

import base64
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def bare(place: Path) -> Path:
    """Make an empty repository that can be pushed to."""
    place.mkdir(parents=True)
    git(place, "init", "-q", "--bare", "-b", "main", "--template=")
    return place


def hook(repository: Path, name: str, script: str) -> None:
    """Put a hook into a repository."""
    file = repository / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


@contextlib.contextmanager
def git_daemon(base: Path) -> Iterator[str]:
    """Serve the repositories of a folder, and yield the beginning of their addresses."""
    port = free_port()
    daemon = subprocess.Popen(
        [
            *("git", "daemon", "--listen=127.0.0.1", f"--port={port}", "--reuseaddr", "--export-all"),
            *("--enable=receive-pack", f"--base-path={base}", str(base)),
        ],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.02)
        yield f"git://127.0.0.1:{port}"
    finally:
        daemon.terminate()
        daemon.wait(10)


@contextlib.contextmanager
def http_server(status: int, *, drips: bool = False) -> Iterator[str]:
    """Answer each request with one status, or with a byte now and then that never ends."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", 'Basic realm="vaults"')
            self.send_header("Content-Type", "application/x-git-upload-pack-advertisement")
            self.send_header("Content-Length", "1000000" if drips else "0")
            self.end_headers()
            with contextlib.suppress(OSError):
                while drips:
                    self.wfile.write(b"0")
                    self.wfile.flush()
                    time.sleep(0.2)

        do_POST = do_GET  # noqa: N815 - the server's own name

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with serving(Answer) as url:
        yield url


@contextlib.contextmanager
def smart_http(base: Path, *, login: str = "") -> Iterator[str]:
    """Serve the repositories of a folder over http as hosts do, by git's own program.

    Args:
        base: the folder.
        login: `name:password` that must be given; empty = none.
    """
    wanted = f"Basic {base64.b64encode(login.encode()).decode()}"

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if login and self.headers.get("Authorization") != wanted:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="vaults"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            env = {
                **os.environ,
                "GIT_PROJECT_ROOT": str(base),
                "GIT_HTTP_EXPORT_ALL": "1",
                "REQUEST_METHOD": self.command,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(data)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_USER": "somebody",
            }
            done = subprocess.run(["git", "http-backend"], input=data, env=env, capture_output=True, check=True)
            head, _, body = done.stdout.partition(b"\r\n\r\n")
            rows = [row.partition(": ") for row in head.decode().split("\r\n")]
            status = next((value for name, _, value in rows if name == "Status"), "200")
            self.send_response(int(status.split()[0]))
            for name, _, value in rows:
                if name != "Status":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the server's own name

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with serving(Answer) as url:
        yield url


@contextlib.contextmanager
def serving(answer: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run an http server on this machine, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def silent_server() -> Iterator[int]:
    """Accept connections and never say a word; yield the port."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        place.listen(8)
        yield place.getsockname()[1]


def program(folder: Path, name: str, script: str) -> Path:
    """Write a program for a test, in Python."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!{sys.executable}\n{script}")
    file.chmod(0o755)
    return file
