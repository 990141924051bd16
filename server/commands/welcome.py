"""What has to be there before the first visitor: a workshop, its links, the administrator's password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import Redis

from server import running
from server.commands import agenda
from server.commands.agenda import Agenda
from server.commands.links import ROLES
from server.commands.opened import reached
from server.config import Config
from server.kinds import BY_NAME
from server.store.access import Access
from server.store.secrets import Secrets
from server.store.workshops import Workshops


@dataclass(frozen=True, slots=True)
class First:
    """What is loaded at the start: a workshop that was asked for, or the example where the store is empty.

    `issue` says whether links are made for a workshop that is there already. With an external store they are not: every
    one of its servers would make its own at every start.
    """

    asked: Agenda | None = None
    example: Path | None = None
    issue: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What the server starts with. `code` is "" where there is no workshop; `password` is given only when new."""

    code: str = ""
    title: str = ""
    tokens: Mapping[str, str] | None = None
    password: str = ""


async def welcome(config: Config, first: First) -> Found:
    """Load what has to be loaded, and find or issue the role links of the newest workshop that is not over.

    Raises:
        Unavailable: when the store does not answer, or refuses.
    """
    async with reached(config.redis_url) as redis:
        workshops = Workshops(redis, BY_NAME)
        tokens: Mapping[str, str] = {}
        asked = first.asked
        if asked is None and first.example and first.example.is_file() and not await workshops.listing():
            asked = agenda.read(first.example)
        if asked:
            created = await workshops.create(asked.text, asked.workshop, asked.pictures)
            tokens = created.tokens
            running.keep_links(config.data_dir, created.code, tokens)
        password = await Secrets(redis).password(config.admin_password)
        newest = max(
            (one for one in await workshops.listing() if not one.ended), key=lambda one: one.created, default=None
        )
        if newest is None:
            return Found(password=password)
        return Found(newest.code, newest.title, tokens or await _links(config, redis, newest.code, first), password)


async def _links(config: Config, redis: Redis, code: str, first: First) -> Mapping[str, str]:
    """The links printed before while they are valid; else new ones, for those roles that have none."""
    access = Access(redis)
    tokens = dict(running.kept_links(config.data_dir, code))
    for role in ROLES:
        grant = await access.find(tokens[role]) if role in tokens else None
        if grant is not None and (grant.code, grant.role) == (code, role):
            continue
        tokens.pop(role, None)
        if first.issue:
            tokens[role] = await access.issue(code, role)
    if tokens:
        running.keep_links(config.data_dir, code, tokens)
    return tokens
