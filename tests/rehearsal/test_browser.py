"""The small browser reads what servers really send."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from server.rehearsal.browser import Browser, Unreachable


@asynccontextmanager
async def answering(reply: bytes, heard: Callable[[bytes], None] = lambda head: None) -> AsyncIterator[str]:
    """A server that says the same to everybody, and its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard(await reader.readuntil(b"\r\n\r\n"))
        writer.write(reply)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_reads_a_body_of_known_length() -> None:
    """No more is read than was announced."""
    async with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more") as base:
        assert (await Browser(base).get("/")).text == "ok"


async def test_reads_chunks() -> None:
    """A body in chunks is put together."""
    reply = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    async with answering(reply) as base:
        assert (await Browser(base).get("/")).text == "abcde"


async def test_keeps_cookies() -> None:
    """A cookie that was set goes back, without its attributes."""
    heads: list[bytes] = []
    reply = b"HTTP/1.1 303 See Other\r\nLocation: /482173\r\nSet-Cookie: seat=x1; Path=/482173; HttpOnly\r\n\r\n"
    async with answering(reply, heads.append) as base:
        browser = Browser(base)
        response = await browser.post("/482173/admission", {"language": "es"})
        await browser.get("/482173")
    assert (response.status, response.location, browser.cookies) == (303, "/482173", {"seat": "x1"})
    assert b"\r\nCookie: seat=x1\r\n" in heads[1]
    assert b"\r\nOrigin: " + base.encode() in heads[0]


async def test_nobody_there() -> None:
    """A refused connection and an answer that is none are one error with a sentence."""
    with pytest.raises(Unreachable):
        await Browser("http://127.0.0.1:1").get("/")
    async with answering(b"hello") as base:
        with pytest.raises(Unreachable):
            await Browser(base).get("/")
