"""The embedded server: a Valkey of our own on a unix socket, owned by whoever serves the data directory.

Two locks make one data directory have one owner. `owner.lock` is held by the supervisor and goes with it. `server.lock`
is handed to the server itself, so it is free only when no server lives. A supervisor that finds the first one free and
the second one taken has found an orphan, whose supervisor was killed: it asks the orphan to leave (which writes
everything to disk) and takes over. Locks of this sort do not work on network file systems; use a local disk.

Everything here blocks: start it before the event loop, or in a thread.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from server.domain.errors import HemicycleError
from server.store.binary import ServerNotFound, find_binary

__all__ = ["AlreadyOwned", "Embedded", "ServerNotFound", "StartFailed", "find_binary"]

# The address of a unix socket holds 108 bytes on Linux and 104 on macOS.
LONGEST_SOCKET = 100
# Seconds: a million answers are read back in about three.
START_TIMEOUT = 120.0
STOP_TIMEOUT = 30.0
_PAUSE = 0.01

SETTINGS = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {directory}
daemonize no
logfile server.log
databases 1
save ""
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
aof-load-truncated yes
# Plain commands are read by every other version of the server; the binary preamble is not.
aof-use-rdb-preamble no
auto-aof-rewrite-percentage 100
auto-aof-rewrite-min-size 64mb
maxmemory 0
maxmemory-policy noeviction
# A large tally as one packed list would make every count four times as slow.
hash-max-listpack-entries 64
# The log of slow commands would keep who said what in a secret ballot.
slowlog-log-slower-than -1
"""


class AlreadyOwned(HemicycleError):
    """Another supervisor serves this data directory."""


class StartFailed(HemicycleError):
    """The server did not start; the end of its log is in the sentence."""


class Embedded:
    """The server of one data directory, as a context manager or with `start` and `stop`.

    Args:
        data_dir: made if it does not exist, and closed to other users.
        binary: the server to run in place of the one that is found.

    Raises:
        ServerNotFound: when there is no server to run.
    """

    def __init__(self, data_dir: Path, *, binary: str | None = None) -> None:
        self.directory = Path(data_dir).resolve()
        self.binary = find_binary(binary)
        self.process: subprocess.Popen[bytes] | None = None
        self._owner: int | None = None
        self._private: Path | None = None

    @property
    def url(self) -> str:
        """The address for `connect`."""
        return f"unix://{quote(str(self._socket))}"

    @property
    def alive(self) -> bool:
        """Whether the server's process lives."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> Self:
        """Own the data directory and run its server; returns once it answers.

        Raises:
            AlreadyOwned: when another supervisor serves this directory.
            StartFailed: when the server exits or does not answer in time.
        """
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.directory.chmod(0o700)
        self._own()
        try:
            self._run()
        except BaseException:
            self.stop()
            raise
        return self

    def revive(self) -> bool:
        """Start the server again if it has died (of a full disk, say); the caller waits longer each time.

        Returns:
            Whether it had to be started.

        Raises:
            StartFailed: when it does not start now either.
        """
        if self._owner is None or self.alive:
            return False
        self._run()
        return True

    def stop(self) -> None:
        """Stop the server, which writes everything to disk first, and give the directory back."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)
            self._private = None
        if self._owner is not None:
            os.close(self._owner)
            self._owner = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _own(self) -> None:
        lock = os.open(self.directory / "owner.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not _lock(lock):
            os.close(lock)
            raise AlreadyOwned(f"Another Hemicycle is serving {self.directory}. Stop it first, or name another one.")
        os.ftruncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        self._owner = lock

    def _run(self) -> None:
        lock = os.open(self.directory / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._take_over(lock)
            self._socket.unlink(missing_ok=True)  # It is stale for certain: we hold both locks.
            settings = self._settings()
            self.process = subprocess.Popen(  # noqa: S603 - a server that find_binary approved.
                [self.binary, str(settings)],
                pass_fds=(lock,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.directory,
                # An interrupt from the keyboard must not reach the server before the workers have finished.
                start_new_session=True,
            )
        finally:
            os.close(lock)  # The server's copy keeps it locked.
        self._wait()

    def _take_over(self, lock: int) -> None:
        """Lock out every other server; an orphan is asked to leave until it has left."""
        until = time.monotonic() + START_TIMEOUT
        asked = False
        while not _lock(lock):
            orphan = self._socket_of_orphan()
            if orphan is not None and not asked:
                # SHUTDOWN flushes the append-only file; a server that still loads refuses and is asked again.
                asked = _ask(orphan, b"SHUTDOWN NOSAVE\r\n") == b""
            if time.monotonic() > until:
                raise AlreadyOwned(f"A server without an owner holds {self.directory} and does not leave.")
            time.sleep(_PAUSE)
        orphan = self._socket_of_orphan()
        if orphan is not None and orphan.parent != self.directory and orphan.parent != self._private:
            shutil.rmtree(orphan.parent, ignore_errors=True)

    def _socket_of_orphan(self) -> Path | None:
        """Where the last server of this directory listened; a path too long was replaced, so it cannot be guessed."""
        try:
            settings = (self.directory / "server.conf").read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        found = re.search(r'^unixsocket "(.*)"$', settings, re.MULTILINE)
        return Path(re.sub(r"\\(.)", r"\1", found[1])) if found else None

    @property
    def _socket(self) -> Path:
        path = self.directory / "server.sock"
        if len(os.fsencode(path)) <= LONGEST_SOCKET:
            return path
        if self._private is None:
            self._private = Path(tempfile.mkdtemp(prefix="hemicycle-"))
        return self._private / "server.sock"

    def _settings(self) -> Path:
        path = self.directory / "server.conf"
        path.touch(mode=0o600)
        path.write_text(
            SETTINGS.format(socket=_quoted(self._socket), directory=_quoted(self.directory)), encoding="utf-8"
        )
        return path

    def _wait(self) -> None:
        process = self.process
        assert process is not None
        until = time.monotonic() + START_TIMEOUT
        while time.monotonic() < until:
            if process.poll() is not None:
                raise StartFailed(f"The server of {self.directory} stopped at once: {self._tail()}")
            # While it reads its data back, it answers -LOADING.
            if _ask(self._socket, b"PING\r\n") == b"+PONG\r\n":
                return
            time.sleep(_PAUSE)
        raise StartFailed(f"The server of {self.directory} does not answer: {self._tail()}")

    def _tail(self) -> str:
        try:
            return (self.directory / "server.log").read_text(encoding="utf-8", errors="replace")[-1_000:].strip()
        except OSError:
            return "it left no log."


def _lock(descriptor: int) -> bool:
    """Lock the open file for us alone; False when somebody else has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _ask(path: Path, command: bytes) -> bytes | None:
    """The first reply to an inline command, b"" when the server hung up, None when nobody is there."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(path))
            connection.sendall(command)
            return connection.recv(256)
    except OSError:
        return None


def _quoted(path: Path) -> str:
    """The path as the server's configuration wants it."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
