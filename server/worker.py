"""One web worker: uvicorn as we run it, alone in the process or beside others on the same listening socket."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import logging
import signal
import socket
import threading
from collections.abc import Callable, Generator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import parent_process

import uvicorn
from starlette.applications import Starlette

from server.app import create_app
from server.config import Config
from server.web.protocol import Protocol

BACKLOG = 4_096  # connections that wait to be accepted: a whole hall opens the page at the same moment
# The transport's limit for one frame in bytes. The application refuses above 16 KiB with a sentence and keeps the
# connection; whatever is above this is no honest mistake, and the connection is closed with 1009.
LARGEST_FRAME = 64 * 1024
PATIENCE = 5  # seconds that open requests and sockets get to finish at a stop
# A full collection looks at every object of every connection: with 5,000 phones it stops the process for half a second.
# Connections leave no cycles behind that would need it, so it is put off to an hour in which hardly anybody is there.
# Those of young objects come so often that none has many to look at.
COLLECT_AFTER = (5_000, 5, 100_000)
QUIET = 50  # connections
TICKS_PER_HOUR = 36_000  # uvicorn ticks ten times a second
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Worker(uvicorn.Server):
    """uvicorn's server with our settings; it says when it takes connections, and says goodbye to phones first."""

    def __init__(self, config: Config, started: Callable[[], None] = lambda: None) -> None:
        self.application: Starlette = create_app(config)
        self._on_started = started
        # At its finest level it writes down every frame, and with the frames what was said in a secret ballot.
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        super().__init__(
            uvicorn.Config(
                self.application,
                http="httptools",
                loop="uvloop" if importlib.util.find_spec("uvloop") else "asyncio",
                ws=Protocol,
                ws_max_size=LARGEST_FRAME,
                ws_ping_interval=None,  # phones send their own heartbeat, which also keeps proxies from closing
                ws_per_message_deflate=False,  # a frame is encoded once, for everybody
                backlog=BACKLOG,
                lifespan="on",
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=bool(config.trusted_proxies),
                forwarded_allow_ips=config.trusted_proxies or None,
                timeout_graceful_shutdown=PATIENCE,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What exists now lives as long as the process; the collector need never look at it again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)
        self._on_started()

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS_PER_HOUR == TICKS_PER_HOUR - 1 and len(self.server_state.connections) < QUIET:
            gc.collect()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self.application.state.drain()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave at SIGTERM and SIGINT. Unlike uvicorn's own, this does not raise the signal again afterwards: the

        store still has to be stopped in order.
        """
        former = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)


def work(config: Config, listener: socket.socket, started: Connection) -> None:
    """The main function of a worker process; `started` is told when the first connection can be taken."""
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    worker = Worker(config, lambda: started.send_bytes(b"started"))
    threading.Thread(target=_leave_with_parent, args=(worker,), daemon=True).start()
    worker.run([listener])


def _leave_with_parent(worker: Worker) -> None:
    """A killed supervisor can say nothing; its workers must not keep the port."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        worker.should_exit = True
