"""`hemicycle rehearse`: plays delegates against a running server, and recounts."""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass
from pathlib import Path

import click
from redis.asyncio import Redis

from server import running
from server.commands import report
from server.commands.links import local_url
from server.commands.opened import in_store
from server.commands.options import as_json, data_dir, print_json, settings
from server.commands.summary import UnknownWorkshop
from server.domain.workshop import Workshop
from server.kinds import BY_NAME
from server.rehearsal.crowd import Crowd, Offer, people
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Recount, Stored, recount
from server.store.access import Access
from server.store.workshops import Workshops

LOOK = 1.0  # seconds between two looks at the results, so that a round that is followed by another is compared too
PATIENCE = 30.0  # seconds in which the last answers must be settled
LONGEST_THOUGHT = 8.0  # seconds


@dataclass(frozen=True, slots=True)
class Way:
    """How the results are read, and what the polls are: None where there is no access to the store."""

    token: str
    grant: str = ""
    workshop: Workshop | None = None


@click.command("rehearse")
@click.argument("code")
@click.option("--delegates", type=click.IntRange(1, 20_000), default=300, show_default=True, help="How many.")
@click.option("--seconds", type=click.FloatRange(1, 86_400), default=30, show_default=True, help="For how long.")
@click.option("--url", help="The server's address [that of the server on this data directory].")
@click.option("--token", help="A moderator's or staff token [one is made for the rehearsal, and revoked].")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws other people.")
@data_dir
@as_json
@click.pass_context
def command(
    ctx: click.Context,
    code: str,
    delegates: int,
    seconds: float,
    url: str | None,
    token: str | None,
    seed: int,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Play delegates in the workshop CODE through real sockets.

    They take seats, answer whatever a moderator opens, and sometimes change their minds. At the end, what was sent,
    acknowledged and stored is recounted; where it differs, the exit code is 1. While a rehearsal is on, the answers
    belong to it and are wiped with it; else they stay in the workshop, as real ones do.
    """
    config = settings(data_dir=data_dir)
    serving = running.serving(config.data_dir)
    base = (url or (serving.url if serving else local_url(config))).rstrip("/")
    way = Way(token) if token else in_store(config, lambda redis: _way(redis, code))
    try:
        crowd, found = asyncio.run(rehearse(base, code, way, delegates, seconds, seed))
    finally:
        if way.grant:
            in_store(config, lambda redis: Access(redis).revoke(code, way.grant))
    if as_json:
        print_json(report.as_dict(code, crowd.persons, crowd.ledger, found))
    else:
        click.echo(report.as_text(crowd.persons, crowd.ledger, found))
    ctx.exit(0 if report.agrees(crowd.ledger, found) else 1)


async def rehearse(base: str, code: str, way: Way, delegates: int, seconds: float, seed: int) -> tuple[Crowd, Recount]:
    """The rehearsal itself.

    Raises:
        NotAdmitted, Refused, Unreachable: when the server does not play along.
    """
    moderator = Moderator(base, code, way.token)
    before, after = Stored(), Stored()
    before.see(await moderator.results())
    persons = people(await Offer.at(base, code), delegates, random.Random(seed))  # noqa: S311 - no secrets
    habits = Habits(thinking=min(LONGEST_THOUGHT, seconds / 3))
    crowd = Crowd(base, code, persons, habits, ledger=Ledger(), seed=seed)
    try:
        await crowd.join()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    after.see(await moderator.results())
                    await asyncio.sleep(LOOK)
        await crowd.finish(PATIENCE)
    finally:
        await crowd.leave()
    after.see(await moderator.results())
    return crowd, recount(way.workshop, BY_NAME, crowd.ledger, before, after)


async def _way(redis: Redis, code: str) -> Way:
    """A staff link of its own for the rehearsal, and the workshop as it was prepared."""
    workshop = await Workshops(redis, BY_NAME).get(code)
    if workshop is None:
        raise UnknownWorkshop(code)
    access = Access(redis)
    token = await access.issue(code, "staff")
    grant = await access.find(token)
    return Way(token, grant.id if grant else "", workshop)
