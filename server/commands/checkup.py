"""Looks at what the server needs from its machine. Every check says what it found, and what to do where it is wrong."""

from __future__ import annotations

import asyncio
import platform
import resource
import shutil
import tempfile
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server import running
from server.commands.opened import Unavailable, reached
from server.config import Config
from server.exports.pdf import libraries
from server.files import EXAMPLES, LOCALE, STATIC, TEMPLATES
from server.store.binary import ServerNotFound, find_binary, version_of

OK, WARNING, WRONG = "ok", "warning", "wrong"

ENOUGH_DISK = 500_000_000  # bytes; a conference of a thousand people needs some 20 MB, exports and archives the rest
LEAST_DISK = 50_000_000  # bytes; below this the store may stop in the middle of a meeting
MANY_FILES = 8_192  # open files; each phone is one
ASSETS = ("htmx.min.js", "plotly-basic.min.js", "hemicycle-print.woff2")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: `state` is ok, warning or wrong."""

    name: str
    state: str
    text: str


def examine(config: Config) -> Sequence[Finding]:
    """Every check, in the order in which they matter."""
    return [
        _python(),
        _store(config),
        _data_directory(config),
        _disk(config),
        _files(),
        *_parts(),
        _pdf(),
        _time_zones(),
    ]


def _python() -> Finding:
    return Finding("Python", OK, f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _store(config: Config) -> Finding:
    if config.redis_url:
        return asyncio.run(_external(config.redis_url))
    try:
        server = find_binary()
    except ServerNotFound as error:
        return Finding("store", WRONG, str(error))
    version = ".".join(map(str, version_of(server) or ()))
    return Finding("store", OK, f"version {version}, {server}")


async def _external(url: str) -> Finding:
    try:
        async with reached(url) as redis:
            info = await redis.info("server")
    except Unavailable as error:
        return Finding("store", WRONG, f"{error} Its address is HEMICYCLE_REDIS_URL.")
    name = "Valkey" if "valkey_version" in info else "Redis"
    version = info.get("valkey_version") or info.get("redis_version")
    return Finding("store", OK, f"{name} {version} at HEMICYCLE_REDIS_URL")


def _data_directory(config: Config) -> Finding:
    name, path = "data", config.data_dir
    if serving := running.serving(path):
        return Finding(name, OK, f"{path.absolute()}, where a server runs (process {serving.pid}, {serving.url})")
    place = _existing(path)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Finding(name, WRONG, f"{place.absolute()} cannot be written: {error.strerror}.")
    made = "" if path.exists() else ", made at the first start"
    return Finding(name, OK, f"{path.absolute()}{made}")


def _disk(config: Config) -> Finding:
    free = shutil.disk_usage(_existing(config.data_dir)).free
    text = f"{free / 1e9:,.1f} GB free"
    if free < LEAST_DISK:
        return Finding("disk", WRONG, f"{text}: a store without space stops.")
    return Finding("disk", OK if free >= ENOUGH_DISK else WARNING, text)


def _files() -> Finding:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < MANY_FILES:
        text = f"{hard:,} at most, so about {max(0, hard - 200):,} phones at once; raise it with `ulimit -n`."
        return Finding("open files", WARNING, text)
    return Finding("open files", OK, "unlimited" if hard == resource.RLIM_INFINITY else f"{hard:,} at most")


def _parts() -> list[Finding]:
    """What the installation has to bring: pages, the browser's libraries, catalogues, the example."""
    assets = [name for name in ASSETS if not (STATIC / "vendor" / name).is_file()]
    pages = [] if any(TEMPLATES.glob("**/*.html")) else ["templates"]
    sources = [path.parts[-3] for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))]
    uncompiled = [code for code in sources if not any((LOCALE / code / "LC_MESSAGES").glob("*.mo"))]
    compiled = sorted({path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/*.mo")} | {"en"})
    return [
        _missing("pages", pages, f"{TEMPLATES} and {STATIC}"),
        _missing("assets", assets, "the browser’s libraries are installed"),
        _missing("languages", uncompiled, ", ".join(compiled)),
        _missing("example", [] if any(EXAMPLES.glob("*.yaml")) else ["examples"], str(EXAMPLES)),
    ]


def _missing(name: str, missing: Sequence[str], found: str) -> Finding:
    if missing:
        return Finding(name, WRONG, f"missing: {', '.join(missing)}. Install again: pip install --editable .")
    return Finding(name, OK, found)


def _pdf() -> Finding:
    if reason := libraries.reason():
        return Finding("PDF", WARNING, str(reason))
    return Finding("PDF", OK, "the libraries that set text are installed")


def _time_zones() -> Finding:
    try:
        zoneinfo.ZoneInfo("America/New_York")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("time zones", WRONG, "The system has no time zone data: install tzdata (pip install tzdata).")
    return Finding("time zones", OK, f"{len(zoneinfo.available_timezones())} known")


def _existing(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    path = path.absolute()
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
