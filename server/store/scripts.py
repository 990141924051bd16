"""Lua scripts: files named by verb, addressed by their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from server.store import keys

LUA = Path(__file__).parent / "lua"
_INCLUDE = re.compile(r"^-- include (\w+)$", re.MULTILINE)

Argument = str | int


def source(name: str) -> str:
    """The text of a script with its shared parts in place."""
    text = (LUA / f"{name}.lua").read_text(encoding="utf-8")
    return _INCLUDE.sub(lambda found: source(found[1]), text)


class Script:
    """One script. EVALSHA is tried first; a server that was restarted or took over gets the text."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = source(name)
        self.sha = hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()

    async def __call__(self, redis: Redis, keys: Sequence[str], arguments: Sequence[Argument] = ()) -> Any:
        """Run it and return what its header says."""
        try:
            return await redis.evalsha(self.sha, len(keys), *keys, *arguments)
        except NoScriptError:
            return await redis.eval(self.text, len(keys), *keys, *arguments)


_NOW = Script("now")


async def now(redis: Redis, code: str) -> int:
    """The time of the store that holds a workshop, in milliseconds since 1970."""
    return int(await _NOW(redis, [keys.state(code)]))
