"""A real server in the test's own event loop, and the people who use it: phones, walls, desks."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import websockets
from websockets.asyncio.client import ClientConnection

from server.config import Config
from server.kinds import BY_NAME
from server.store.connection import connect
from server.store.files.agenda_file import load
from server.store.workshops import Workshops
from server.worker import Worker

PATIENCE = 60  # seconds; a machine may have much else to do
AGENDA = """
hemicycle: 1
title: {es: Curso de prueba, en: Trial course}
languages: [es, en, fr, pt]
date: 2024-02-15
timezone: America/New_York
time: "10:00–13:00"
admission: delegation
ask: {name: optional}
roster:
  - {id: CL, name: {es: Chile, en: Chile}, flag: cl}
  - {id: PE, name: {es: Perú, en: Peru}, flag: pe}
quorum: {count: 1}
agenda:
  - id: polls
    time: "10:00–11:00"
    title: {es: Sondeos, en: Polls}
    polls:
      - id: obstacle
        kind: choice
        prompt: {es: ¿Cuál es el mayor obstáculo?, en: What is the greatest obstacle?}
        options:
          - {id: money, text: {es: Presupuesto, en: Budget}}
          - {id: people, text: {es: Personal, en: Staff}}
      - id: words
        kind: words
        prompt: {es: Una palabra, en: One word}
        entries: 3
        show: hidden
        moderation: before
      - id: views
        kind: text
        prompt: {es: Sus ideas, en: Your ideas}
        upvotes: true
        show: hidden
      - id: final
        kind: choice
        prompt: Final?
        change: false
        countdown: 60
        options: [{id: "yes", text: "Yes"}, {id: "no", text: "No"}]
      - id: break
        kind: slide
        prompt: {es: Pausa, en: Break}
        text: {es: Quince minutos, en: Fifteen minutes}
"""


class House:
    """The server, one workshop in it, and the keys to every door."""

    def __init__(self, worker: Worker, port: int, code: str, tokens: Mapping[str, str]) -> None:
        self.worker = worker
        self.base = f"http://127.0.0.1:{port}"
        self.code = code
        self.tokens = tokens
        self._browsers: list[httpx2.AsyncClient] = []

    def browser(self, **more: Any) -> httpx2.AsyncClient:
        """A visitor with a jar of cookies of its own, who reads English unless `more` says otherwise."""
        more.setdefault("timeout", PATIENCE)
        more["headers"] = {"accept-language": "en", **more.get("headers", {})}
        client = httpx2.AsyncClient(base_url=self.base, follow_redirects=False, **more)
        self._browsers.append(client)
        return client

    async def close(self) -> None:
        """Send every visitor home."""
        for client in self._browsers:
            await client.aclose()

    async def act(self, path: str, **fields: str) -> httpx2.Response:
        """An act of the moderator's, as a program does it."""
        headers = {"Authorization": f"Bearer {self.tokens['moderator']}", "Accept": "application/json"}
        async with self.browser(headers=headers) as client:
            return await client.post(f"/workshops/{self.code}/{path}", data=fields)

    async def results(self) -> dict[str, Any]:
        """What results.json says, poll by poll."""
        async with self.browser(headers={"Authorization": f"Bearer {self.tokens['staff']}"}) as client:
            found = (await client.get(f"/workshops/{self.code}/results.json")).json()
        return {poll["poll"]: poll for poll in found["polls"]}

    async def join(self, **fields: str) -> Phone:
        """Somebody takes a seat."""
        client = self.browser()
        values = {"delegation": "CL", "attendance": "room", "language": "en", "name": "", **fields}
        response = await client.post(f"/{self.code}/admission", data=values)
        assert response.status_code == 303, response.text
        return Phone(self, client)


class Phone:
    """A delegate with a seat; `open` takes it on line."""

    def __init__(self, house: House, client: httpx2.AsyncClient) -> None:
        self.house = house
        self.client = client
        self.frames: list[dict[str, Any]] = []

    @property
    def path(self) -> str:
        return f"/{self.house.code}"

    async def page(self) -> str:
        response = await self.client.get(self.path)
        assert response.status_code == 200
        return response.text

    @contextlib.asynccontextmanager
    async def on_line(self, path: str = "", **headers: str) -> AsyncIterator[Line]:
        """A socket with this visitor's cookies."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        address = self.house.base.replace("http", "ws") + (path or f"{self.path}/live")
        async with websockets.connect(
            address, additional_headers={"Cookie": cookies, "Accept-Language": "en", **headers}, compression=None
        ) as socket_:
            yield Line(socket_)


class Line:
    """An open socket, seen from the phone."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.frames: list[dict[str, Any]] = []

    async def say(self, raw: Mapping[str, Any] | str) -> None:
        await self.connection.send(raw if isinstance(raw, str) else json.dumps(raw))

    async def hear(self, type_: str, **fields: Any) -> dict[str, Any]:
        """The next frame of this type with these values; others are kept and passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                frame: dict[str, Any] = json.loads(await self.connection.recv())
                self.frames.append(frame)
                if frame["type"] == type_ and all(frame.get(name) == value for name, value in fields.items()):
                    return frame

    async def sees(self, words: str) -> str:
        """The first stage that shows these words."""
        while True:
            html: str = (await self.hear("stage"))["html"]
            if words in html:
                return html

    async def answer(self, poll: str, round_: int = 1, id_: str = "", **fields: Any) -> dict[str, Any]:
        """Send an answer and wait for what becomes of it."""
        own = id_ or secrets.token_hex(12)
        await self.say({"type": "answer", "id": own, "poll": poll, "round": round_, **fields})
        async with asyncio.timeout(PATIENCE):
            while True:
                frame: dict[str, Any] = json.loads(await self.connection.recv())
                self.frames.append(frame)
                if frame["type"] in ("ack", "refusal") and frame["id"] in (own, ""):
                    return frame


@contextlib.asynccontextmanager
async def serving(redis_url: str, agenda: str = AGENDA, **settings: Any) -> AsyncIterator[House]:
    """A server on a free port of the loopback, with one workshop."""
    config = Config(redis_url=redis_url, port=0, **{"admin_password": "correct horse", **settings})
    worker = Worker(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        task = asyncio.create_task(worker.serve([listener]))
        while not worker.started:
            assert not task.done(), task.result()
            await asyncio.sleep(0.01)
        try:
            workshop, text = load(agenda, BY_NAME)
            redis = connect(redis_url)
            created = await Workshops(redis, BY_NAME).create(text, workshop)
            await redis.aclose()
            house = House(worker, port, created.code, created.tokens)
            yield house
            await house.close()
        finally:
            worker.should_exit = True
            await task
