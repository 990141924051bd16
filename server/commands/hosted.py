"""A server of its own for a command: started as a person would start it, and stopped in order."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from server import running
from server.domain.errors import HemicycleError
from server.running import Serving

PATIENCE = 60.0  # seconds for the start, and for the stop
PAUSE = 0.05
OURS = ("HOST", "PORT", "HEMICYCLE_")


class NotStarted(HemicycleError):
    """The server did not come up, or did not stop in order."""


@contextlib.contextmanager
def hosted(data_dir: Path, *arguments: str) -> Iterator[Serving]:
    """A server on a free port of the loopback with this data directory.

    Raises:
        NotStarted: with what it printed.
    """
    environ = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    command = [sys.executable, "-m", "server.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
    command += ["--data-dir", str(data_dir), *arguments]
    printed = data_dir / "printed.txt"
    with printed.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=environ)  # noqa: S603
    try:
        yield _started(process, data_dir, printed)
    finally:
        code = _stop(process)
    if code:
        raise NotStarted(f"The server ended with exit code {code}:\n{printed.read_text()}")


def _started(process: subprocess.Popen[bytes], data_dir: Path, printed: Path) -> Serving:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if serving := running.serving(data_dir):
            return serving
        time.sleep(PAUSE)
    raise NotStarted(f"The server did not start:\n{printed.read_text()}")


def _stop(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
