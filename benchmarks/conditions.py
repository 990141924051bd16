"""Where it was measured: without this, a number says nothing."""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from server.store.binary import find_binary, version_of

SYNCS = 200


def conditions() -> list[tuple[str, str]]:
    """Machine, disk and versions."""
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    valkey = ".".join(map(str, version_of(find_binary()) or ()))
    return [
        ("Date", time.strftime("%Y-%m-%d")),
        ("Machine", f"{_processor()}, {os.cpu_count()} cores; load average at the start {load}"),
        ("System", f"{platform.system()} {platform.release()}, Python {platform.python_version()}"),
        ("Disk", f"a write of 4 KiB is on it after {_sync():.2f} ms (median of {SYNCS})"),
        ("Versions", ", ".join(f"{name} {version(name)}" for name in ("uvicorn", "websockets", "uvloop", "redis"))),
        ("Store", f"embedded Valkey {valkey}, appendfsync always"),
        ("Client", f"one process with picows {version('picows')} on the same machine, over the loopback"),
    ]


def _processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _sync() -> float:
    """Milliseconds of one write that is synced to the disk, where temporary data lies."""
    times = []
    with tempfile.NamedTemporaryFile(buffering=0) as file:
        for _ in range(SYNCS):
            since = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            times.append(1000 * (time.perf_counter() - since))
    return statistics.median(times)
