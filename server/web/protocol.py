"""uvicorn's WebSocket protocol, opened up in two places where a meeting needs it.

A room can write one encoded frame to every socket without waiting, and what a phone says can be heard at once, without
a queue, a task switch and two system calls that stop and start reading for every message.

This rests on names of uvicorn's class that are not documented (`handle_connect`, `send_receive_event_to_app`, `frames`,
`scope`, `transport`, `close_sent`, `conn`); tests/web/test_protocol.py fails when one of them changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION = "hemicycle.transport"

Hear = Callable[[bytes], None]


class Protocol(WebSocketsSansIOProtocol):
    """Puts a `RawTransport` of itself into the scope's extensions, and hands messages to whoever listens through it."""

    hear: Hear | None = None

    def handle_connect(self, event: Any) -> None:
        """Called with the handshake; `scope` is absent when it was refused."""
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][EXTENSION] = RawTransport(self)

    def send_receive_event_to_app(self) -> None:
        """A whole message has arrived."""
        if self.hear is None:
            super().send_receive_event_to_app()
            return
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if not self.close_sent:
            self.hear(data)


class RawTransport:
    """Writes encoded frames to the socket of one accepted connection, and listens to it."""

    __slots__ = ("_protocol",)

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol

    @property
    def open(self) -> bool:
        protocol = self._protocol
        # A connection that was lost has a transport that is closing, too.
        return not (protocol.close_sent or protocol.transport.is_closing())

    def write(self, frame: bytes) -> None:
        self._protocol.transport.write(frame)

    def behind(self) -> int:
        """Bytes that the network has not taken yet."""
        return self._protocol.transport.get_write_buffer_size()

    def listen(self, hear: Hear) -> None:
        """From now on every message reaches `hear` as it was sent, in order, and the application's queue no more."""
        self._protocol.hear = hear

    def pause(self, seconds: float) -> None:
        """Read nothing for a while; the network holds the sender back."""
        transport = self._protocol.transport
        transport.pause_reading()
        asyncio.get_running_loop().call_later(seconds, self._resume)

    def close(self, code: int) -> None:
        """Say why, and close without waiting for an answer: whoever is behind would not give one."""
        protocol = self._protocol
        if self.open:
            protocol.conn.send_close(code)
            protocol.transport.write(b"".join(protocol.conn.data_to_send()))
            protocol.close_sent = True
            protocol.transport.close()

    def _resume(self) -> None:
        if self.open:
            self._protocol.transport.resume_reading()
