"""First loads: what a delegate's phone and the projector fetch before they show anything."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.hall import Hall, hemicycle
from benchmarks.outcome import Outcome

ROOT = Path(__file__).parent.parent
# A browser that has not come to an end after so many seconds never will.
HOW: Any = {"capture_output": True, "text": True, "check": True, "timeout": 300}


def loads() -> tuple[Outcome, Outcome, Outcome]:
    """Kilobytes and requests of the delegate's first load, and kilobytes of the projector's."""
    with hemicycle(2) as hall:
        asyncio.run(_open(hall))
        admission = visit(f"{hall.url}/{hall.code}")
        stage = visit(f"{hall.url}/{hall.code}", hall.cookies[0])
        wall = visit(f"{hall.url}/enter/{hall.tokens['projector']}")
    delegate = max(admission["bytes"], stage["bytes"])
    requests = max(admission["requests"], stage["requests"])
    words = (
        f"page of admission {admission['bytes'] / 1024:.1f} KB in {admission['requests']} requests,"
        f" stage with an open poll {stage['bytes'] / 1024:.1f} KB in {stage['requests']}"
    )
    return (
        Outcome(delegate / 1024, words),
        Outcome(requests, words),
        Outcome(wall["bytes"] / 1024, f"{wall['requests']} requests, the link's redirection among them"),
    )


async def _open(hall: Hall) -> None:
    await hall.moderator.poll("opened", "open")


def visit(url: str, cookie: str = "") -> dict[str, Any]:
    """One visit in a browser of its own."""
    browser = subprocess.run([ROOT / "scripts" / "browser"], **HOW).stdout.strip()
    command = [sys.executable, "-m", "benchmarks.pages", browser, url, cookie]
    counted: dict[str, Any] = json.loads(subprocess.run(command, **HOW).stdout)
    return counted
