"""Owns the embedded store and the web workers: starts them in order, restarts what dies, stops them in order.

The store starts before everything and stops after everything, so that a worker that drains can still store answers.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import logging
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import FrameType

from server.config import Config
from server.domain.errors import HemicycleError
from server.store.embedded import Embedded
from server.worker import BACKLOG, LOG_FORMAT, Worker
from server.workers import Backoff, Workers

log = logging.getLogger(__name__)

# Makes what is said once connections are taken; called when the store runs and before any worker does.
Prepare = Callable[[Config], Callable[[], None]]

LOOK = 0.2  # seconds between two looks at the store


# Where it is the port that cannot be had, another one helps; a wrong host stays wrong.
OF_THE_PORT = (errno.EADDRINUSE, errno.EACCES)
LAST_PRIVILEGED, LAST_PORT, ANOTHER_PORT = 1_023, 65_535, 8_000


class AddressTaken(HemicycleError):
    """We cannot listen where we were told to: another program does, or the port or the host is not ours to take."""

    def __init__(self, host: str, port: int, reason: OSError | ValueError) -> None:
        said = getattr(reason, "strerror", None) or str(reason)
        text = f"Hemicycle cannot listen on {host}, port {port}: {said}."
        if isinstance(reason, OSError) and reason.errno in OF_THE_PORT:
            text += f" Another port: PORT={_other_than(port)}."
        super().__init__(text)


def run(config: Config, prepare: Prepare) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        AlreadyOwned: when another process owns the data directory.
        ServerNotFound: when there is no program for the embedded store.
        AddressTaken: when the port is in use or not allowed, or the host is not of this machine.
    """
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    _allow_many_sockets()
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.ExitStack() as owned:
        if not config.redis_url:
            store = owned.enter_context(Embedded(config.data_dir))
            config = replace(config, redis_url=store.url)
            owned.enter_context(kept_alive(store))
        listener = owned.enter_context(listen(config.host, config.port))
        config = replace(config, port=listener.getsockname()[1])
        say = prepare(config)
        if config.workers == 1:
            Worker(config, say).run([listener])
        else:
            Workers(config, listener, say).run()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        AddressTaken: when it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        if family == socket.AF_INET6 and ipaddress.IPv6Address(host).is_unspecified:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, ValueError) as error:
        listener.close()
        raise AddressTaken(host, port, error) from error
    return listener


def _other_than(port: int) -> int:
    """The next port, where everybody may take it."""
    return port + 1 if LAST_PRIVILEGED < port < LAST_PORT else ANOTHER_PORT


@contextlib.contextmanager
def kept_alive(store: Embedded) -> Iterator[None]:
    """Start the embedded server again whenever it dies, until the block is left."""
    leaving = threading.Event()

    def keep() -> None:
        backoff, since = Backoff(), time.monotonic()
        while not leaving.wait(LOOK):
            if store.alive:
                continue
            delay = backoff.after(time.monotonic() - since)
            log.error("The store has stopped; it is started again in %.1f s.", delay)
            if leaving.wait(delay):
                return
            try:
                store.revive()
            except (HemicycleError, OSError) as error:
                log.error("The store does not start: %s", error)
            since = time.monotonic()

    keeper = threading.Thread(target=keep, name="store-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        leaving.set()
        keeper.join()


def _allow_many_sockets() -> None:
    """Every phone is an open file; the soft limit of most systems is 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _leave(number: int, frame: FrameType | None) -> None:
    """A stop before any worker runs: leave through every `with`, so that the store stops in order."""
    raise SystemExit(0)
