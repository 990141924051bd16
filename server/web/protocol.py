"""uvicorn's WebSocket protocol, which lets a room write one encoded frame to every socket without waiting.

This rests on names of uvicorn's class that are not documented (`handle_connect`, `scope`, `transport`, `close_sent`,
`conn`); tests/web/test_protocol.py fails when one of them changes.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION = "hemicycle.transport"


class Protocol(WebSocketsSansIOProtocol):
    """Puts a `RawTransport` of itself into the scope's extensions."""

    def handle_connect(self, event: Any) -> None:
        """Called with the handshake; `scope` is absent when it was refused."""
        super().handle_connect(event)
        scope: Any = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][EXTENSION] = RawTransport(self)


class RawTransport:
    """Writes encoded frames to the socket of one accepted connection."""

    __slots__ = ("_protocol",)

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol

    @property
    def open(self) -> bool:
        protocol = self._protocol
        return not (protocol.close_sent or protocol.disconnected or protocol.transport.is_closing())

    def write(self, frame: bytes) -> None:
        self._protocol.transport.write(frame)

    def behind(self) -> int:
        """Bytes that the network has not taken yet."""
        return self._protocol.transport.get_write_buffer_size()

    def close(self, code: int) -> None:
        """Say why, and close without waiting for an answer: whoever is behind would not give one."""
        protocol = self._protocol
        if self.open:
            protocol.conn.send_close(code)
            protocol.transport.write(b"".join(protocol.conn.data_to_send()))
            protocol.close_sent = True
            protocol.transport.close()
