"""Puts the floors together: one application from one configuration, and nothing kept outside of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import TypedDict

from brotli_asgi import BrotliMiddleware
from redis import exceptions
from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from server import catalogues, retention, running
from server.company import Company
from server.config import Config
from server.kinds import BY_NAME
from server.live.intake import Intake
from server.live.reacting import Reacting
from server.live.rooms import Rooms
from server.live.sources import Sources
from server.live.stopping import stop
from server.store import deletion, secrets
from server.store.access import Access
from server.store.acts import Acts
from server.store.attended import Attended
from server.store.badges import Badges
from server.store.clerk import Clerk
from server.store.connection import connect
from server.store.doors import Doors
from server.store.drafts import Drafts
from server.store.editors import Editors
from server.store.feed import Feed
from server.store.mandates import Mandates
from server.store.papers import Papers
from server.store.people import People
from server.store.pictures import Pictures
from server.store.reactions import Reactions
from server.store.recorder import Recorder
from server.store.resets import Resets
from server.store.results import Results
from server.store.seats import Seats
from server.store.surveys import Progress, Surveys
from server.store.upvotes import Upvotes
from server.store.voters import Voters
from server.store.withdrawals import Withdrawals
from server.store.workshops import Workshops
from server.web import links
from server.web.assets import PREFIX, shipped
from server.web.exporting import Exporter
from server.web.headers import HEADERS, SecurityHeaders
from server.web.limits import Limits
from server.web.pages import Pages
from server.web.routes import routes
from server.web.services import Services, services

log = logging.getLogger("hemicycle")

# Files that are packed already; packing them again would only keep everybody waiting.
PACKED = r"\.(docx|pptx|xlsx|pdf|zip|png|jpe?g|webp)$"
SPREAD = 3_000  # milliseconds over which phones come back after a planned restart


class State(TypedDict):
    """What the lifespan hands to every request."""

    services: Services


def create_app(config: Config) -> Starlette:
    """The application. `config.redis_url` must name a running store."""
    assets = shipped()
    languages = catalogues.load()
    pages = Pages(languages, assets)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[State]:
        async with contextlib.AsyncExitStack() as stack:
            pages.prepare()
            own = await _build(config, pages, stack)
            app.state.drain = lambda: _drain(own.rooms)
            yield {"services": own}

    app = Starlette(
        routes=routes(assets),
        lifespan=lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(BrotliMiddleware, quality=5, minimum_size=500, excluded_handlers=[PACKED]),
        ],
        exception_handlers={
            **dict.fromkeys((400, UnicodeError), _unreadable),
            **dict.fromkeys((404, 405), _not_found),
            **dict.fromkeys((exceptions.ConnectionError, exceptions.TimeoutError), _away),
            ClientDisconnect: _left,
            500: _failed,
        },
    )
    # A process that is stopped before it has begun has nobody to say goodbye to.
    app.state.drain = _nobody
    return app


async def _build(config: Config, pages: Pages, stack: contextlib.AsyncExitStack) -> Services:
    """Everything that a process works with; what is opened here is closed by the stack, in reverse."""
    redis = connect(config.redis_url)
    stack.push_async_callback(redis.aclose)
    workshops = Workshops(redis, BY_NAME)
    pages.known = workshops.known
    seats = Seats(redis, workshops)
    acts, results, voters = Acts(redis), Results(redis, workshops, seats), Voters(redis)
    surveys = Surveys(redis)
    recorder, upvotes, reacting = Recorder(redis), Upvotes(redis), Reacting(Reactions(redis))
    stack.push_async_callback(recorder.close)
    stack.push_async_callback(reacting.close)
    sources = Sources(
        workshops, results, seats, acts, surveys, Progress(redis, voters), voters, upvotes, BY_NAME, pages.languages,
        pages.render, _now, started=_now(),
    )  # fmt: skip
    rooms = Rooms(workshops, sources)
    stack.push_async_callback(rooms.close)
    feed = Feed(redis, rooms.ring, rooms.ring_all)
    for task in (feed.run(), rooms.beat(), reacting.run()):
        stack.push_async_callback(stop, asyncio.create_task(task))
    delete = partial(_delete, config, redis, workshops, voters)
    stack.push_async_callback(stop, asyncio.create_task(retention.keep(workshops, _now, delete)))
    company = Company(redis, seats)
    stack.push_async_callback(company.close)
    exporter = Exporter()
    stack.callback(exporter.close)
    key = await secrets.cookie_key(redis)
    return Services(
        config=config,
        kinds=BY_NAME,
        languages=pages.languages,
        workshops=workshops,
        drafts=Drafts(redis, workshops),
        editors=Editors(redis),
        access=Access(redis),
        seats=seats,
        people=People(redis),
        badges=Badges(redis),
        door=Doors(redis),
        voters=voters,
        acts=acts,
        mandates=Mandates(redis),
        surveys=surveys,
        redis=redis,
        delete=delete,
        clerk=Clerk(redis),
        resets=Resets(redis),
        withdrawals=Withdrawals(redis, workshops, seats, voters),
        company=company,
        results=results,
        pictures=Pictures(redis),
        papers=Papers(redis),
        attended=Attended(redis),
        upvotes=upvotes,
        reacting=reacting,
        rooms=rooms,
        intake=Intake(recorder, voters, _now),
        recorder=recorder,
        pages=pages,
        limits=Limits(),
        key=key,
        session_key=secrets.session_key(key, config.admin_password),
        password=await secrets.password_check(redis, config.admin_password),
        ping=redis.ping,
        exporter=exporter,
        clock=_now,
    )


async def _delete(
    config: Config, redis: Redis, workshops: Workshops, voters: Voters, code: str, by: str
) -> deletion.Deleted:
    """Remove a workshop from the store, from what this process remembers, and from the links that were printed."""
    gone = await deletion.delete(redis, workshops, code, by=by)
    voters.renew(code)
    await asyncio.to_thread(running.forget_links, config.data_dir, code)
    return gone


async def _nobody() -> None:
    return


async def _drain(rooms: Rooms) -> None:
    """A planned stop: phones are told to come back spread over a few seconds."""
    for room in rooms.everyone():
        room.say_bye(SPREAD)


async def _not_found(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(PREFIX):
        return Response(status_code=404)
    return links.unknown(services(request), request)


async def _unreadable(request: Request, error: Exception) -> Response:
    """A form of a thousand fields, torn apart, or in letters that are none: none of our pages sends such."""
    log.warning("%s %s could not be read: %s", request.method, request.url.path, type(error).__name__)
    return links.unreadable(services(request), request)


async def _left(request: Request, error: Exception) -> Response:
    """A phone that lost its network while it sent: it sends again, and nobody hears this."""
    return Response(status_code=400)


async def _away(request: Request, error: Exception) -> Response:
    """The store is away, and whoever watches over it starts it again."""
    log.warning("%s %s: the store does not answer: %s", request.method, request.url.path, error)
    return links.away(services(request), request)


async def _failed(request: Request, error: Exception) -> Response:
    """Something went wrong that nobody thought of, or the store is away; the log has it."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    response = links.failed(services(request), request)
    response.headers.update(HEADERS)  # This page is made outside of the middleware that adds them.
    return response


def _now() -> int:
    return time.time_ns() // 1_000_000
