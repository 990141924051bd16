"""Who owns a data directory, tried on real processes."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from server.store.binary import ServerNotFound, find_binary, version_of
from server.store.embedded import LONGEST_SOCKET, AlreadyOwned, Embedded, StartFailed

SUPERVISOR = """
import sys
from pathlib import Path
from server.store.embedded import AlreadyOwned, Embedded
try:
    with Embedded(Path(sys.argv[1])) as server:
        print("UP", server.url, flush=True)
        sys.stdin.readline()
except AlreadyOwned:
    print("REFUSED", flush=True)
"""


@pytest.fixture
def directory() -> Iterator[Path]:
    """A data directory whose path is short enough for a socket."""
    top = Path(tempfile.mkdtemp(prefix="hc-"))
    yield top / "data"
    shutil.rmtree(top)


class Supervisor:
    """A process that owns a data directory."""

    def __init__(self, directory: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(directory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def said(self) -> tuple[str, str]:
        assert self.process.stdout is not None
        word, _, url = self.process.stdout.readline().strip().partition(" ")
        return word, url

    def stop(self) -> None:
        self.process.communicate("\n")

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def client(url: str) -> Redis:
    return Redis.from_url(url, decode_responses=True)


def test_a_second_start_is_refused(directory: Path) -> None:
    """By the same process and by another one; after the stop the directory is free."""
    with Embedded(directory):
        with pytest.raises(AlreadyOwned, match="Another Hemicycle"):
            Embedded(directory).start()
        other = Supervisor(directory)
        assert other.said() == ("REFUSED", "")
        other.stop()
    assert not (directory / "server.sock").exists()
    with Embedded(directory) as again:
        assert again.alive


def test_nobody_else_may_look_in(directory: Path) -> None:
    """Directory, socket and configuration are for their owner only, and no port is open."""
    with Embedded(directory) as server:
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert stat.S_IMODE((directory / "server.sock").stat().st_mode) == 0o700
        assert stat.S_IMODE((directory / "server.conf").stat().st_mode) == 0o600
        with client(server.url) as redis:
            assert redis.config_get("port") == {"port": "0"}


def test_the_settings_keep_every_answer_and_can_be_read_by_others(directory: Path) -> None:
    """What durability, memory and privacy rest on."""
    wanted = {
        "appendonly": "yes",
        "appendfsync": "always",
        "aof-use-rdb-preamble": "no",
        "save": "",
        "maxmemory-policy": "noeviction",
        "hash-max-listpack-entries": "64",
        "slowlog-log-slower-than": "-1",
    }
    with Embedded(directory) as server, client(server.url) as redis:
        assert redis.config_get(*wanted) == wanted


def test_an_orphan_is_taken_over_and_nothing_is_lost(directory: Path) -> None:
    """The supervisor is killed; its server lives on until the next supervisor asks it to leave."""
    first = Supervisor(directory)
    word, url = first.said()
    assert word == "UP"
    with client(url) as redis:
        redis.set("k", 1)
        orphan = int(redis.info()["process_id"])
        first.kill()
        redis.incr("k")
    with Embedded(directory) as second, client(second.url) as redis:
        assert redis.get("k") == "2"
        assert redis.info()["process_id"] != orphan


def test_of_many_starts_at_once_one_wins(directory: Path) -> None:
    """Even with a stale socket and a dead server left behind."""
    first = Supervisor(directory)
    _, url = first.said()
    with client(url) as redis:
        redis.set("k", 1)
        server = int(redis.info()["process_id"])
    os.kill(server, signal.SIGKILL)
    first.kill()
    many = [Supervisor(directory) for _ in range(4)]
    said = [one.said() for one in many]
    assert sorted(word for word, _ in said) == ["REFUSED"] * 3 + ["UP"]
    with client(next(url for word, url in said if word == "UP")) as redis:
        assert redis.get("k") == "1"
    for one in many:
        one.stop()


def test_a_long_path_gets_a_short_socket(directory: Path) -> None:
    """Which the next supervisor finds, and takes away with the orphan."""
    deep = directory / ("x" * 60) / ("y y" * 20)
    first = Supervisor(deep)
    _, url = first.said()
    socket = Path(url.removeprefix("unix://"))
    assert len(str(socket)) <= LONGEST_SOCKET
    with client(url) as redis:
        redis.set("k", 7)
    first.kill()
    with Embedded(deep) as second:
        with client(second.url) as redis:
            assert redis.get("k") == "7"
        assert not socket.parent.exists()


def test_a_path_with_signs_in_it_works(directory: Path) -> None:
    """Spaces, quotes, percent signs and other scripts."""
    with Embedded(directory / 'a "b" %41 ñ\\') as server, client(server.url) as redis:
        assert redis.ping()


def test_a_server_that_died_is_started_again(directory: Path) -> None:
    """By its owner, with what it had; one that lives is left alone."""
    with Embedded(directory) as server:
        assert not server.revive()
        with client(server.url) as redis:
            redis.set("k", 1)
        assert server.process is not None
        server.process.kill()
        server.process.wait()
        assert not server.alive
        assert server.revive()
        with client(server.url) as redis:
            assert redis.get("k") == "1"
    assert not server.alive
    assert not server.revive()


def test_a_server_that_cannot_start_says_why(directory: Path) -> None:
    """The end of its log is in the sentence, and the directory is given back."""
    directory.mkdir()
    broken = directory / "appendonlydir"
    broken.mkdir()
    (broken / "appendonly.aof.manifest").write_text("nonsense\n")
    with pytest.raises(StartFailed, match="stopped at once"):
        Embedded(directory).start()
    shutil.rmtree(broken)
    with Embedded(directory) as server:
        assert server.alive


def test_only_a_new_enough_server_is_used(directory: Path) -> None:
    """A given one that is none is refused; the found one has its version."""
    version = version_of(find_binary())
    assert version is not None
    assert version >= (7, 0)
    with pytest.raises(ServerNotFound, match="no Valkey or Redis server"):
        Embedded(directory, binary=sys.executable)
    with pytest.raises(ServerNotFound):
        find_binary("/nowhere")


def test_without_a_wheel_a_server_on_the_path_is_used(
    directory: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """But not one that is too old."""
    monkeypatch.setattr("server.store.binary._of_wheel", lambda: None)
    old = tmp_path / "valkey-server"
    old.write_text("#!/bin/sh\necho Redis server v=6.2.5\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerNotFound, match="HEMICYCLE_REDIS_URL"):
        find_binary()
    new = tmp_path / "redis-server"
    new.write_text("#!/bin/sh\necho Redis server v=7.0.15 sha=00000000:0\n")
    new.chmod(0o755)
    assert find_binary() == str(new)
