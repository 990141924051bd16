"""A cluster on loopback: three primaries, each with one replica."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from redis import Redis
from redis.exceptions import RedisError

from server.store.binary import find_binary

PRIMARIES = 3
SLOTS = 16_384
# Milliseconds; a new primary is chosen after about twice this.
NODE_TIMEOUT = 1_000
PATIENCE = 60.0
PAUSE = 0.05


def free_ports(count: int) -> list[int]:
    """Ports on loopback whose cluster bus (10,000 above) is free too."""
    held: list[socket.socket] = []
    ports: list[int] = []
    port = 21_000
    while len(ports) < count:
        pair = [socket.socket(), socket.socket()]
        held += pair
        try:
            pair[0].bind(("127.0.0.1", port))
            pair[1].bind(("127.0.0.1", port + 10_000))
        except OSError:
            pass
        else:
            ports.append(port)
        port += 1
    for one in held:
        one.close()
    return ports


class Cluster:
    """Six servers; the first three are the primaries, the others their replicas in the same order."""

    def __init__(self, directory: Path) -> None:
        self.ports = free_ports(2 * PRIMARIES)
        self._directory = directory
        self._processes = [self._start(port) for port in self.ports]

    @property
    def url(self) -> str:
        return f"redis+cluster://127.0.0.1:{self.ports[0]}"

    def __enter__(self) -> Self:
        everyone = range(len(self.ports))
        for place in everyone:
            self._until(place, "PONG", "PING")
        for place in range(PRIMARIES):
            first, last = place * SLOTS // PRIMARIES, (place + 1) * SLOTS // PRIMARIES - 1
            self._ask(place, "CLUSTER", "ADDSLOTSRANGE", first, last)
            self._ask(place, "CLUSTER", "SET-CONFIG-EPOCH", place + 1)
        for place in everyone[1:]:
            self._ask(place, "CLUSTER", "MEET", "127.0.0.1", self.ports[0])
        known = f"cluster_known_nodes:{len(self.ports)}"
        for place in everyone:
            self._until(place, known, "CLUSTER", "INFO")
        for place in range(PRIMARIES):
            self._until(place + PRIMARIES, "OK", "CLUSTER", "REPLICATE", self._ask(place, "CLUSTER", "MYID"))
        for place in everyone:
            self._until(place, "cluster_state:ok", "CLUSTER", "INFO")
        for place in everyone[PRIMARIES:]:
            self._until(place, "master_link_status:up", "INFO", "replication")
        return self

    def __exit__(self, *problem: object) -> None:
        for place in range(len(self.ports)):
            self.kill(place)

    def kill(self, place: int) -> None:
        """End one server without a word."""
        self._processes[place].kill()
        self._processes[place].wait()

    def revive(self, place: int) -> None:
        """Start a server again that was killed; it becomes a replica of the one that took over."""
        self._processes[place] = self._start(self.ports[place])

    def _start(self, port: int) -> subprocess.Popen[bytes]:
        home = self._directory / str(port)
        home.mkdir(parents=True, exist_ok=True)
        settings = {
            "port": port, "bind": "127.0.0.1", "dir": home, "logfile": "log", "save": "", "appendonly": "yes",
            "appendfsync": "everysec", "cluster-enabled": "yes", "cluster-config-file": "nodes.conf",
            "cluster-node-timeout": NODE_TIMEOUT, "cluster-replica-validity-factor": 0,
            "cluster-allow-replica-migration": "no", "repl-diskless-sync-delay": 0,
        }  # fmt: skip
        words = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
        return subprocess.Popen([find_binary(), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _ask(self, place: int, *words: str | int) -> str:
        """The reply of one server, "" while it cannot give one."""
        with Redis(port=self.ports[place], decode_responses=True) as client:
            client.response_callbacks.clear()
            try:
                return str(client.execute_command(*words))
            except RedisError:
                return ""

    def _until(self, place: int, wanted: str, *words: str | int) -> None:
        """Ask until the reply holds what is wanted."""
        end = time.monotonic() + PATIENCE
        while wanted not in self._ask(place, *words):
            assert time.monotonic() < end, "the cluster did not form"
            time.sleep(PAUSE)
