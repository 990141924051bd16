"""A browser as small as it gets: requests over HTTP/1.1, one connection each, and cookies."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from server.domain.errors import HemicycleError

PATIENCE = 30.0  # seconds for one request
LARGEST = 50_000_000  # bytes of one answer; a summary with every chart has about 1 MB


class Unreachable(HemicycleError):
    """No answer from the server."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: `location` is where it leads to, "" where it leads nowhere."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass(slots=True)
class Browser:
    """One person's browser at one server, `base` being scheme and host: https://meeting.example.org."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> SplitResult:
        return urlsplit(self.base)

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer to GET.

        Raises:
            Unreachable: when there is none.
        """
        return await self._ask("GET", path, b"", headers or {})

    async def post(
        self,
        path: str,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """The answer to POST, with the fields as a form sends them.

        Raises:
            Unreachable: when there is none.
        """
        form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.base}
        return await self._ask("POST", path, urlencode(fields or {}, doseq=True).encode(), {**form, **(headers or {})})

    def cookie_header(self) -> dict[str, str]:
        """The cookies as a header, nothing where there are none."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookie} if cookie else {}

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Response:
        place = self.place
        host, port = place.hostname or "", place.port or (443 if place.scheme == "https" else 80)
        target = urlsplit(urljoin(self.base + "/", path))
        lines = {
            "Host": place.netloc,
            "Connection": "close",
            "Accept": "text/html",
            "Content-Length": str(len(body)),
            **self.cookie_header(),
            **self.headers,
            **headers,
        }
        address = target.path + (f"?{target.query}" if target.query else "")
        head = f"{method} {address or '/'} HTTP/1.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        secure = ssl.create_default_context() if place.scheme == "https" else None
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection(host, port, ssl=secure, limit=LARGEST)
                try:
                    writer.write(head.encode("latin-1") + b"\r\n" + body)
                    response = await _response(reader)
                finally:
                    writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
            raise Unreachable(f"{self.base} does not answer: {error or type(error).__name__}.") from error
        self._keep(response)
        return response

    def _keep(self, response: Response) -> None:
        for line in response.headers.get("set-cookie", "").split("\n"):
            try:
                for name, cookie in SimpleCookie(line).items():
                    self.cookies[name] = cookie.value
            except CookieError:  # A cookie that we cannot read is one that we do not send.
                continue


async def _response(reader: asyncio.StreamReader) -> Response:
    protocol, _, rest = (await reader.readline()).decode("latin-1").partition(" ")
    if not protocol.startswith("HTTP/1."):
        raise ValueError("this is no web server")
    status = int(rest[:3])
    headers: dict[str, str] = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _, value = line.partition(":")
        name = name.lower()
        headers[name] = f"{headers[name]}\n{value.strip()}" if name in headers else value.strip()
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return Response(status, headers, await _chunks(reader))
    if "content-length" in headers:
        return Response(status, headers, await reader.readexactly(int(headers["content-length"])))
    return Response(status, headers, b"" if status in (204, 304) else await reader.read())


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    return bytes(body)
