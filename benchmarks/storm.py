"""A reconnect storm: every phone loses its connection at once, comes back at once, and sends its last answer again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.phones import Phone, Phones

PATIENCE = 120.0  # seconds


async def storm(url: str, origin: str, cookies: Sequence[str], frames: Sequence[bytes], reply: bytes) -> list[float]:
    """Seconds from the loss of all connections to the reply to each phone, in the order of the replies.

    Each phone sends the frame that has its number as soon as it is connected; `reply` are three letters by which the
    answer to that is known (phones.Phone hears other things as well).
    """
    phones = Phones()
    await phones.connect(url, cookies, origin)
    await asyncio.sleep(1)
    await phones.close()
    replied: list[float] = []
    complete = asyncio.Event()

    def heard(phone: Phone, payload: Any) -> None:
        if bytes(payload[9:12]) == reply and not phone.told:
            phone.told = time.perf_counter()
            replied.append(phone.told - since)
            if len(replied) == len(cookies):
                complete.set()

    back = Phones()
    back.heard = heard
    since = time.perf_counter()
    await back.connect(url, cookies, origin, at_once=len(cookies), first=lambda number: frames[number])
    await asyncio.wait_for(complete.wait(), PATIENCE)
    await back.close()
    return replied
