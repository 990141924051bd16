"""The measure of everything: uvicorn and websockets with nothing on them, an echo.

python -m benchmarks.bare PORT
"""

from __future__ import annotations

import sys
from typing import Any

import uvicorn


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Says back whatever it hears."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": event["text"]})


def main() -> None:
    """With the settings of the real server, where they make a difference."""
    uvicorn.run(
        echo,
        port=int(sys.argv[1]),
        http="httptools",
        ws="websockets-sansio",
        loop="uvloop",
        lifespan="off",
        backlog=4096,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
