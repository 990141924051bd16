"""Phones that cost little: one process plays thousands of them, so that the server is what is measured."""

from __future__ import annotations

import asyncio
import gc
import re
import resource
import time
from collections.abc import Callable, Sequence
from typing import Any

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

AT_ONCE = 100  # handshakes at the same moment
PATIENCE = 120.0  # seconds until something that does not come is given up
# The number of people who have answered, as the wall shows it.
ANSWERED = re.compile(rb'class=\\"big numeric\\">([0-9,.\s]+)<')


class Phone(WSListener):
    """One socket. `sent` is when it sent what it waits for, in seconds; `heard` is called with what comes."""

    def __init__(self, heard: Callable[[Phone, Any], None]) -> None:
        super().__init__()
        self.heard = heard
        self.transport: WSTransport | None = None
        self.sent = 0.0
        self.told = 0.0
        self.number = 0

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self.heard(self, frame.get_payload_as_memoryview())

    def say(self, frame: bytes) -> None:
        """Send a frame, and remember when."""
        assert self.transport is not None
        self.sent = time.perf_counter()
        self.transport.send(WSMsgType.TEXT, frame)


class Phones:
    """Connected phones, and what to do with what they hear."""

    def __init__(self) -> None:
        self.all: list[Phone] = []
        self.heard: Callable[[Phone, Any], None] = nothing

    async def connect(
        self,
        url: str,
        cookies: Sequence[str],
        origin: str,
        at_once: int = AT_ONCE,
        first: Callable[[int], bytes] | None = None,
    ) -> None:
        """One phone per cookie; "" for none. `first` makes what each says once it is connected, by its number."""
        door = asyncio.Semaphore(at_once)

        async def one(number: int, cookie: str) -> None:
            phone = Phone(lambda who, payload: self.heard(who, payload))
            phone.number = number
            headers = {"Origin": origin, **({"Cookie": cookie} if cookie else {})}
            async with door:
                await ws_connect(lambda: phone, url, extra_headers=headers, websocket_handshake_timeout=PATIENCE)
            self.all.append(phone)
            if first:
                phone.say(first(number))

        await asyncio.gather(*(one(number, cookie) for number, cookie in enumerate(cookies)))

    async def close(self) -> None:
        """Everybody goes."""
        self.heard = nothing
        for phone in self.all:
            if phone.transport is not None:
                phone.transport.disconnect(graceful=False)
        self.all.clear()
        await asyncio.sleep(0.5)


def nothing(phone: Phone, payload: Any) -> None:
    """What comes is not looked at."""


def answer(poll: str, round_: int, number: int, option: str) -> bytes:
    """The frame of an answer; `number` makes its id, and must not come twice."""
    return (f'{{"type":"answer","id":"{number:024x}","poll":"{poll}","round":{round_},"option":"{option}"}}').encode()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def allow_many_sockets() -> int:
    """Raise the limit of open files as far as it goes; how many there may be."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # What the client does for itself must not be taken for the server's slowness.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    return hard
