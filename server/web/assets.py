"""Files for browsers, from memory: a hash in the name, compressed once, and kept by the browser for a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import brotli
import rcssmin
import rjsmin
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from server.files import STATIC

PREFIX = "/static"
VENDOR = "vendor/"
COMPRESSED = frozenset({".js", ".css", ".svg", ".json", ".txt"})
# Brotli's best level takes seconds on a chart library of a megabyte; level 9 takes a quarter of one.
LARGE = 200_000  # bytes
_IMPORT = re.compile(r'@import\s+"([^"]+)";\s*')
_URL = re.compile(r'url\("([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its address, its body per content coding, its headers."""

    url: str
    bodies: dict[str, bytes]
    headers: dict[str, str]


class Assets:
    """An ASGI application that serves a folder. `url(name)` raises KeyError for a file that is not there."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._by_name: dict[str, Asset] = {}
        self._by_path: dict[str, Asset] = {}
        files = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
        # Style sheets name other files, whose addresses must be known by then.
        for path in [*(p for p in files if p.suffix != ".css"), *(p for p in files if p.suffix == ".css")]:
            self._add(path)

    def url(self, name: str) -> str:
        """The address of a file, for templates."""
        return self._by_name[name].url

    def has(self, name: str) -> bool:
        return name in self._by_name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asset = self._by_path.get(scope["path"])
        if asset is None or scope["method"] not in ("GET", "HEAD"):
            return await PlainTextResponse("Not found", 404)(scope, receive, send)
        headers = Headers(scope=scope)
        if headers.get("if-none-match") == asset.headers["etag"]:
            return await Response(status_code=304, headers=asset.headers)(scope, receive, send)
        coding = _coding(headers.get("accept-encoding", ""), asset.bodies)
        own = {**asset.headers, "content-encoding": coding} if coding else asset.headers
        return await Response(asset.bodies[coding], headers=own)(scope, receive, send)

    def _add(self, path: Path) -> None:
        name = path.relative_to(self._root).as_posix()
        raw = self._content(path, name)
        digest = hashlib.sha256(raw).hexdigest()[:10]
        posix = PurePosixPath(name)
        hashed = f"{PREFIX}/{posix.with_name(f'{posix.stem}.{digest}{posix.suffix}')}"
        bodies = {"": raw}
        if path.suffix in COMPRESSED and len(raw) > 256:
            bodies["br"] = brotli.compress(raw, quality=9 if len(raw) > LARGE else 11)
            bodies["gzip"] = gzip.compress(raw, 9, mtime=0)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if path.suffix in COMPRESSED:
            kind = f"{kind}; charset=utf-8"
        headers = {
            "content-type": kind,
            "cache-control": "public, max-age=31536000, immutable",
            "etag": f'"{digest}"',
            "x-content-type-options": "nosniff",
        }
        if len(bodies) > 1:
            headers["vary"] = "Accept-Encoding"
        asset = Asset(hashed, bodies, headers)
        self._by_name[name] = self._by_path[hashed] = asset

    def _content(self, path: Path, name: str) -> bytes:
        """What is served: our own scripts and styles without comments and spare space, the rest as it is."""
        if path.suffix == ".css":
            return str(rcssmin.cssmin(self._styles(path, set()))).encode()
        if path.suffix == ".js" and not name.startswith(VENDOR):
            return str(rjsmin.jsmin(path.read_text())).encode()
        return path.read_bytes()

    def _styles(self, path: Path, seen: set[Path]) -> str:
        """One style sheet with its imports in place, each once, and addresses made final."""
        if path in seen:
            return ""
        seen.add(path)

        def address(match: re.Match[str]) -> str:
            target = (path.parent / match[1]).resolve()
            return f'url("{self.url(target.relative_to(self._root.resolve()).as_posix())}")'

        def imported(match: re.Match[str]) -> str:
            return self._styles((path.parent / match[1]).resolve(), seen)

        return _IMPORT.sub(imported, _URL.sub(address, path.read_text()))


@lru_cache(maxsize=1)
def shipped() -> Assets:
    """The program's own files, compressed once per process."""
    return Assets(STATIC)


def _coding(accepted: str, bodies: dict[str, bytes]) -> str:
    """The best content coding that the browser accepts (RFC 9110, section 12.5.3); "" for none."""
    offered: set[str] = set()
    for part in accepted[:400].split(","):
        coding, _, quality = part.strip().partition(";")
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            offered.add(coding.strip())
    return next((coding for coding in ("br", "gzip") if coding in bodies and coding in offered), "")
