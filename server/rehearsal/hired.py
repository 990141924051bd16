"""The simulated delegates of a rehearsal, as a process of their own: `python -m server.rehearsal.hired`.

It reads one line of JSON (`base`, `code`, `seed`, `thinking`, `persons` with their seats' tokens), sends everybody in
over real sockets, and writes a line of JSON about how it goes every second. It ends when its input does, so that nobody
is left behind by a server that was killed, or when the last delegate was sent away.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger, Person

BEAT = 1.0  # seconds between two reports


async def play(asked: dict[str, Any]) -> None:
    """Everybody comes, answers what is opened, and stays until sent away."""
    persons = [Person(**one["person"]) for one in asked["persons"]]
    crowd = Crowd(
        asked["base"], asked["code"], persons, Habits(thinking=asked["thinking"]), ledger=Ledger(), seed=asked["seed"],
        tokens=[one["token"] for one in asked["persons"]],
    )  # fmt: skip
    await crowd.join()
    try:
        while crowd.here:
            report(crowd)
            await asyncio.sleep(BEAT)
    finally:
        await crowd.leave()


def report(crowd: Crowd) -> None:
    """How it goes, as one line."""
    ledger = crowd.ledger
    latency = ledger.latency()
    told = {
        "here": crowd.here, "sent": ledger.sent, "acknowledged": ledger.acknowledged, "refused": ledger.refused,
        "p50": latency["p50"], "p95": latency["p95"],
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def main() -> None:
    """Play until the input ends."""
    loop = asyncio.get_running_loop()
    asked = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    playing = asyncio.create_task(play(asked))
    # A server that dies closes its end without a word.
    ending = loop.run_in_executor(None, sys.stdin.read)
    await asyncio.wait([playing, ending], return_when=asyncio.FIRST_COMPLETED)
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
    # The thread that still reads the input would keep the process alive.
    os._exit(0)
